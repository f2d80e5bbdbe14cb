var request = require('request'),
    _ = require('lodash');

function Cloudflare(opts) {
  this.opts = opts;
  this.base = 'https://www.cloudflare.com/api_json.html';
}

Cloudflare.prototype.exec = function (params, cb) {
  var self = this;
  request({
    method: 'POST',
    url: self.base,
    form: _.extend({ tkn: self.opts.token, email: self.opts.email }, params)
  }, function (err, resp, body) {
    if (err || resp.statusCode !== 200) {
      return cb(err || new Error('HTTP ' + resp.statusCode));
    }
    body = JSON.parse(body);
    if (body.result !== 'success') {
      return cb(new Error(body.msg));
    }
    cb(null, body.response);
  });
};

Cloudflare.prototype.getRecord = function (zone, name, cb) {
  this.exec({ a: 'rec_load_all', z: zone }, function (err, res) {
    if (err) return cb(err);
    var rec = _.find(res.recs.objs, { name: name });
    if (!rec) return cb(new Error('not found'));
    cb(null, rec);
  });
};

Cloudflare.prototype.setIp = function (zone, name, ip, cb) {
  var self = this;
  self.getRecord(zone, name, function (err, rec) {
    if (err) return cb(err);
    self.exec({ a: 'rec_edit', z: zone, id: rec.rec_id, type: rec.type, name: rec.name, content: ip, ttl: rec.ttl }, cb);
  });
};

var cf = new Cloudflare({ token: process.env.CF_KEY, email: process.env.CF_EMAIL });
cf.setIp('example.com', 'home.example.com', '198.51.100.77', function (err) {
  if (err) {
    console.error(err.message);
    process.exitCode = 1;
  }
  console.log('updated');
});
