'use strict';
const request = require('request');

/** Asks Cloudflare, and answers the user where that fails. */
module.exports = function cf(msg, fields, ok) {
  const form = Object.assign({ tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, fields);
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form }, (err, res, body) => {
    if (err) return msg.reply('no connection');
    const answer = JSON.parse(body);
    if (answer.result === 'error') return msg.reply(`${fields.a} of ${msg.user}: ${answer.msg}`);
    ok(answer.response, msg);
  });
};
