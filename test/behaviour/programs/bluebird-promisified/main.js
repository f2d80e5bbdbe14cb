var Promise = require('bluebird');
var request = Promise.promisifyAll(require('request'), { multiArgs: true });

var form = {
  a: 'rec_load_all',
  tkn: process.env.CF_KEY,
  email: process.env.CF_EMAIL,
  z: 'example.com'
};

request.postAsync({ url: 'https://www.cloudflare.com/api_json.html', form: form })
  .spread(function (response, body) {
    return JSON.parse(body);
  })
  .then(function (data) {
    if (data.result !== 'success') {
      console.log('API: ' + data.msg);
      process.exit(1);
    }
    return data.response.recs.objs;
  })
  .filter(function (rec) {
    return rec.type === 'A' && rec.display_name.indexOf('node-00') === 0;
  })
  .each(function (rec) {
    console.log(rec.display_name + '\t' + rec.content);
  })
  .then(function (nodes) {
    console.log(nodes.length + ' nodes');
  });
