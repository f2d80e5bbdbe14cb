const config = require('./config');

module.exports = (action) => {
  config.action = action;
};
