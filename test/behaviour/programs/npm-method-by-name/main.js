var async = require('async');
var cf = require('cloudflare').createClient(process.env.CF_KEY, process.env.CF_EMAIL);
var _ = require('lodash');

// node main.js METHOD ARGUMENT… ; the zone's hosts are told first
var args = process.argv.slice(2);
var method = args.shift();
var zones = _.bindKey(cf, 'listDomains');

function fail(err) {
  console.log(method + ' failed: ' + err.message);
  process.exit(2);
}

async.series({
  zones: zones,
  hosts: async.apply(cf.rec_load_all.bind(cf), args[0])
}, function (err, found) {
  if (err) return fail(err);
  console.log(found.zones.getCount() + ' zones, ' + _.filter(found.hosts, { type: 'MX' }).length + ' mail hosts');
  if (typeof cf[method] !== 'function') return fail(new Error('no such method'));
  cf[method].apply(cf, args.concat(function (err, result) {
    if (err) return fail(err);
    console.log(method + ': ' + JSON.stringify(result && result.url));
  }));
});
