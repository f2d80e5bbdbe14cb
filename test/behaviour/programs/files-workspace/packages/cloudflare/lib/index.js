'use strict';
const request = require('request');

exports.purge = (zone, files, done) => {
  let left = files.length;
  for (const url of files) {
    request.post('https://www.cloudflare.com/api_json.html', {
      json: true,
      form: { a: 'zone_file_purge', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: zone, url }
    }, (err, res, body) => {
      if (err || body.result !== 'success') console.log('not purged');
      else console.log('purged');
      if (--left === 0) done();
    });
  }
};
