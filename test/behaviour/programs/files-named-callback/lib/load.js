const request = require('request');

exports.load = (zone, callback) => {
  request.post('https://www.cloudflare.com/api_json.html', {
    form: { a: 'rec_load_all', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: zone }
  }, (err, res, body) => {
    if (err) return callback(err);
    const data = JSON.parse(body);
    if (data.result === 'error') return callback(new Error(data.msg));
    callback(null, data.response.recs.objs);
  });
};
