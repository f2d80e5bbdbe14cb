const request = require('request');

module.exports = (action, zone, data, callback) => {
  const form = Object.assign({ a: action, email: process.env.CF_EMAIL, tkn: process.env.CF_KEY, z: zone }, data);
  request({ method: 'POST', url: 'https://www.cloudflare.com/api_json.html', form }, (error, response, body) => {
    if (error) return callback(error);
    const parsed = JSON.parse(body);
    if (parsed.result !== 'success') {
      const failure = new Error(parsed.msg);
      failure.status = 502;
      return callback(failure);
    }
    callback(null, parsed.response);
  });
};
