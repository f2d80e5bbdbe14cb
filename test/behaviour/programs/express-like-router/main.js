// Handlers as an express app has them, driven by hand
var request = require('request');

function cloudflare(form, callback) {
  form.tkn = process.env.CF_KEY;
  form.email = process.env.CF_EMAIL;
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form: form, json: true }, function (err, res, body) {
    if (err) return callback(err);
    if (body.result !== 'success') return callback(new Error(body.msg));
    callback(null, body.response);
  });
}

var routes = {
  'GET /hosts': function (req, res) {
    cloudflare({ a: 'rec_load_all', z: 'example.com' }, function (err, response) {
      if (err) return res.status(500).send(err.message);
      res.json(response.recs.objs.filter(function (r) { return r.type === req.query.type; }).map(function (r) {
        return { host: r.display_name, to: r.content, cached: r.service_mode === '1', ttl: r.ttl };
      }));
    });
  },
  'POST /purge': function (req, res) {
    cloudflare({ a: 'zone_file_purge', z: 'example.com', url: req.query.url }, function (err) {
      res.status(err ? 500 : 200).send(err ? err.message : 'purged');
    });
  }
};

function respond(name) {
  var status = 200;
  return {
    status: function (code) { status = code; return this; },
    send: function (text) { console.log(name + ' ' + status + ' ' + text); },
    json: function (value) { console.log(name + ' ' + status + ' ' + JSON.stringify(value)); }
  };
}

routes['GET /hosts']({ query: { type: 'MX' } }, respond('hosts'));
setTimeout(function () {
  routes['POST /purge']({ query: { url: 'https://example.com/a.css' } }, respond('purge'));
}, 1500);
