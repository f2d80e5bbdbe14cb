const rp = require('request-promise');

const credentials = { tkn: process.env.CF_KEY, email: process.env.CF_EMAIL };

exports.zoneSettings = (z) =>
  rp({ method: 'POST', uri: 'https://www.cloudflare.com/api_json.html', form: { ...credentials, a: 'zone_settings', z }, json: true })
    .then((body) => {
      if (body.result !== 'success') throw new Error(body.msg);
      return body.response.result.objs[0];
    });
