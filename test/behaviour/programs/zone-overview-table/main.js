var _ = require('lodash');
var request = require('request');

function pad(text, width) {
  return (text + '                    ').slice(0, width);
}

request({
  method: 'POST',
  url: 'https://www.cloudflare.com/api_json.html',
  form: { a: 'zone_load_multi', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL },
  json: true
}, function (error, response, answer) {
  if (error || !answer || answer.result !== 'success') {
    console.log('cannot list zones: ' + ((answer && answer.msg) || error.code));
    return process.exit(1);
  }
  var zones = _.sortBy(answer.response.zones.objs, 'zone_name');
  var shops = _.filter(zones, function (z) { return _.startsWith(z.zone_name, 'shop-'); });
  console.log(pad('zone', 20) + 'id');
  _.take(shops, 3).forEach(function (z) { console.log(pad(z.zone_name, 20) + (z.zone_id ? 'yes' : 'no')); });
  console.log(_.map(_.difference(_.map(zones, 'zone_name'), _.map(shops, 'zone_name')).sort(), _.upperCase).length + ' others of ' + answer.response.zones.count);
});
