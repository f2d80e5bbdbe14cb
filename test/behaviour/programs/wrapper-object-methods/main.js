// Firewall of the forum: moderators ban and unban from their console
var request = require('request');

var firewall = {
  send: function (action, ip, cb) {
    request.post('https://www.cloudflare.com/api_json.html', {
      form: { a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, key: ip }
    }, function (err, res, body) {
      if (err) return cb(err);
      cb(null, JSON.parse(body).result === 'success');
    });
  },

  ban: function (ip, cb) {
    firewall.send('ban', ip, cb);
  },

  unban: function (ip, cb) {
    firewall.send('nul', ip, cb);
  }
};

var spammer = '203.0.113.31';
var forgiven = '198.51.100.66';

firewall.ban(spammer, function (err, ok) {
  console.log(ok ? 'banned ' + spammer : 'not banned');
  firewall.unban(forgiven, function (err, ok) {
    console.log(ok ? 'unbanned ' + forgiven : 'still banned');
  });
});
