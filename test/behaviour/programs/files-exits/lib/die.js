module.exports = function (message) {
  console.log('fatal: ' + message);
  process.exit(2);
};
