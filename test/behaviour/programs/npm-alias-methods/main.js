// the methods have the names of the actions, too
var cf = require('cloudflare').createClient({ email: process.env.CF_EMAIL, token: process.env.CF_KEY });

var ZONE = 'example.org';

var wanted = {
  name: 'api-v2',
  content: '192.0.2.88',
  ttl: '300'
};

function problem(where, err) {
  console.log(where + ': ' + err.message);
  process.exitCode = 1;
}

cf.rec_load_all(ZONE, function (err, recs) {
  if (err) return problem('rec_load_all', err);

  var exists = recs.some(function (rec) { return rec.display_name === wanted.name; });
  if (exists) {
    console.log(wanted.name + ' exists');
    return;
  }

  cf.rec_new(ZONE, wanted, function (err, rec) {
    if (err) return problem('rec_new', err);

    console.log(rec.name + ' -> ' + rec.content + ' (' + rec.type + ')');

    cf.fpurge_ts(ZONE, function (err) {
      if (err) return problem('fpurge_ts', err);
      console.log('purged');
    });
  });
});
