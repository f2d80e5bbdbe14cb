// Brings the zone in line with the list below: adds what is missing, changes what differs
var request = require('request');
var _ = require('lodash');

var API = 'https://www.cloudflare.com/api_json.html';
var ZONE = 'example.com';
var wanted = [
  { name: 'home', type: 'A', content: '198.51.100.7' },
  { name: 'vpn', type: 'A', content: '198.51.100.88' },
  { name: 'backup', type: 'A', content: '198.51.100.9' },
  { name: 'blog', type: 'CNAME', content: 'pages.example.org' }
];

function send(form, done) {
  request.post({ url: API, form: _.extend({ tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: ZONE }, form), json: true }, done);
}

send({ a: 'rec_load_all' }, function (err, res, body) {
  if (err || body.result !== 'success') {
    console.error('cannot read the zone: ' + (err ? 'offline' : body.msg));
    process.exit(1);
  }
  var records = body.response.recs.objs;

  function next() {
    var want = wanted.shift();
    if (!want) return console.log('in line');
    var have = _.find(records, { display_name: want.name, type: want.type });
    if (have && have.content === want.content) {
      console.log(want.name + ' is right');
      return next();
    }
    if (!have) {
      return send({ a: 'rec_new', type: want.type, name: want.name, content: want.content, ttl: 1 }, function (err, res, body) {
        if (err) throw err;
        console.log(body.result === 'success' ? want.name + ' added' : want.name + ': ' + body.msg);
        next();
      });
    }
    send({
      a: 'rec_edit', id: have.rec_id, type: want.type, name: want.name, content: want.content, ttl: have.ttl, service_mode: have.service_mode
    }, function (err, res, body) {
      if (err) throw err;
      console.log(body.result === 'success' ? want.name + ' changed from ' + have.content : want.name + ': ' + body.msg);
      next();
    });
  }
  next();
});
