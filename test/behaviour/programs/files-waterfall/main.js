var async = require('async');
var steps = require('./lib/steps');

async.waterfall([
  steps.load,
  function (recs, next) {
    var stale = recs.filter(function (rec) { return /^node-00[3-5]/.test(rec.name) && rec.type === 'A'; });
    console.log(stale.length + ' to go');
    async.eachSeries(stale, steps.remove, next);
  }
], function (err) {
  console.log(err ? 'failed: ' + err.message : 'gone');
  if (err) process.exitCode = 1;
});
