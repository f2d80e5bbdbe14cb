const { send } = require('./send');

module.exports.authorised = (action, fields, done) => {
  send({ a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, ...fields }, done);
};
