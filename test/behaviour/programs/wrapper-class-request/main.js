'use strict';

const https = require('https');
const querystring = require('querystring');

class CloudFlareClient {
  constructor(email, token) {
    this.email = email;
    this.token = token;
    this.host = 'www.cloudflare.com';
  }

  _request(action, params, fn) {
    const body = querystring.stringify({ a: action, email: this.email, tkn: this.token, ...params });
    const req = https.request(
      {
        host: this.host,
        path: '/api_json.html',
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Content-Length': body.length },
      },
      (res) => {
        let text = '';
        res.on('data', (chunk) => (text += chunk));
        res.on('end', () => {
          const answer = JSON.parse(text);
          if (answer.result === 'error') fn(new Error(answer.msg));
          else fn(null, answer.response);
        });
      }
    );
    req.on('error', fn);
    req.end(body);
  }

  create(zone, name, ip, fn) {
    this._request('rec_new', { z: zone, type: 'A', name, content: ip, ttl: 1 }, (err, response) => {
      if (err) return fn(err);
      fn(null, response.rec.obj);
    });
  }

  remove(zone, id, fn) {
    this._request('rec_delete', { z: zone, id }, (err) => fn(err));
  }
}

const client = new CloudFlareClient(process.env.CF_EMAIL, process.env.CF_KEY);

client.create('example.org', 'www2', '192.0.2.99', (err, record) => {
  if (err) {
    console.log('not created');
    process.exit(1);
  }
  console.log(`${record.name} created`);
  client.remove('example.org', record.rec_id, (err) => {
    console.log(err ? 'not removed' : `${record.name} removed`);
  });
});
