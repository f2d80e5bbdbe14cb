const request = require('request');
const { url } = require('./settings');

class Api {
  #email;
  #key;

  constructor({ email, key, timeout = 5000 }) {
    this.#email = email;
    this.#key = key;
    this.timeout = timeout;
  }

  /** Sends one action. */
  send(action, params, done) {
    request.post({ url, form: { a: action, email: this.#email, tkn: this.#key, ...params }, json: true }, (err, res, body) => {
      if (err) return done(err);
      if (body.result !== 'success') return done(new Error(body.msg));
      done(null, body.response);
    });
  }

  levels() {
    return ['high', 'low'];
  }
}

module.exports = Api;
