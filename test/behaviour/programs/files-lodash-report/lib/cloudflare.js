var request = require('request');

exports.allRecords = function (zone, done) {
  request.post('https://www.cloudflare.com/api_json.html', { form: { a: 'rec_load_all', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: zone } }, function (err, res, body) {
    if (err) { return done(err); }
    var answer = JSON.parse(body);
    if (answer.result == 'error') { return done(new Error(answer.msg)); }
    done(null, answer.response.recs.objs);
  });
};
