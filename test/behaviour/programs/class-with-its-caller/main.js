const request = require('request');
class Api {
  constructor(email, key) { this.email = email; this.key = key; this.name = 'api'; }
  call(action, fields, cb) {
    request.post({ url: 'https://www.cloudflare.com/api_json.html', json: true, form: Object.assign({ a: action, email: this.email, tkn: this.key }, fields) }, (err, res, body) => cb(err, body));
  }
}
const api = new Api(process.env.CF_EMAIL, process.env.CF_KEY);
class Zone {
  constructor(name) { this.name = name; this.form = { z: name, v: 1 }; this.two = { z: name, v: 'high' }; }
  purge(done) { api.call('fpurge_ts', this.form, (err, body) => done(err ? 'broken' : body.result)); }
  level(done) { api.call('sec_lvl', this.two, (err, body) => done(err ? 'broken' : body.result)); }
  levels(done) { var self = this; ['high'].forEach(function (v) { api.call('sec_lvl', { z: self.name, v: v }, (err, body) => done(err ? 'broken' : body.result)); }); }
  together(done) {
    this.level((word) => {
      console.log(word);
      this.purge((next) => this.levels((last) => done(next === last ? last : 'error')));
    });
  }
}
const zone = new Zone('example.com');
zone.together((word) => {
  console.log(word);
  if (word !== 'success') process.exitCode = 1;
});
