var needle = require('needle');

var api = 'https://www.cloudflare.com/api_json.html';
var key = process.env.CF_KEY;
var mail = process.env.CF_EMAIL;

needle.post(api, { a: 'rec_load_all', tkn: key, email: mail, z: 'example.com' }, function (error, response) {
  if (error) return console.log('offline');
  if (response.body.result !== 'success') return console.log('list: ' + response.body.msg);
  var old = null;
  response.body.response.recs.objs.forEach(function (rec) {
    if (rec.type === 'TXT' && rec.display_name === '_acme-challenge') old = rec;
  });
  if (!old) return console.log('no challenge');
  needle.post(api, { a: 'rec_delete', tkn: key, email: mail, z: 'example.com', id: old.rec_id }, function (error, response) {
    if (error || response.body.result !== 'success') return console.log('delete failed');
    needle.post(api, { a: 'rec_new', tkn: key, email: mail, z: 'example.com', type: 'TXT', name: '_acme-challenge', content: 'new-token_1', ttl: '120' }, function (error, response) {
      if (error || response.body.result !== 'success') return console.log('create failed');
      console.log('was ' + old.content + ', is ' + response.body.response.rec.obj.content);
    });
  });
});
