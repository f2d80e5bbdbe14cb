var _ = require('lodash');

module.exports = function (recs) {
  var proxied = _.filter(recs, { service_mode: '1' });
  console.log('proxied: ' + _.map(proxied, 'name').sort().join(', '));
  _.forEach(_.groupBy(recs, 'type'), function (list, type) {
    console.log(type + ': ' + list.length);
  });
};
