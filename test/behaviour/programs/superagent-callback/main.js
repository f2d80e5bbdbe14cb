var superagent = require('superagent');

var API = 'https://www.cloudflare.com/api_json.html';

superagent
  .post(API)
  .type('form')
  .send({ a: 'rec_load_all', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.com' })
  .end(function (err, res) {
    if (err) {
      console.log('offline');
      process.exit(1);
    }
    if (res.body.result === 'error') {
      console.log(res.body.msg);
      process.exit(1);
    }
    var blog = null;
    res.body.response.recs.objs.forEach(function (rec) {
      if (rec.name === 'blog.example.com') blog = rec;
    });

    superagent
      .post(API)
      .type('form')
      .send({
        a: 'rec_edit',
        tkn: process.env.CF_KEY,
        email: process.env.CF_EMAIL,
        z: 'example.com',
        id: blog.rec_id,
        type: 'CNAME',
        name: 'blog',
        content: 'cms.example.net',
        ttl: blog.ttl
      })
      .end(function (err, res) {
        if (err || res.body.result === 'error') {
          console.log('blog stays at ' + blog.content);
          process.exit(1);
        }
        console.log('blog now points to ' + res.body.response.rec.obj.content);
      });
  });
