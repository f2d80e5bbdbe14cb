/*
 * Backup of a zone as a zone file. The API hands out 180 records at a time.
 */
var request = require('request');

var zone = 'example.com';
var lines = [];

function line(rec) {
  var fields = [rec.name + '.', rec.ttl === '1' ? 300 : Number(rec.ttl), 'IN', rec.type];
  if (rec.prio) fields.push(rec.prio);
  fields.push(rec.content);
  return fields.join(' ');
}

function load(offset, done) {
  request.post('https://www.cloudflare.com/api_json.html', {
    form: { a: 'rec_load_all', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: zone, o: offset }
  }, function (err, res, body) {
    if (err) return done(err);
    var answer = JSON.parse(body);
    if (answer.result !== 'success') return done(new Error(answer.msg));

    var recs = answer.response.recs;
    recs.objs.forEach(function (rec) {
      lines.push(line(rec));
    });
    if (recs.has_more) return load(offset + recs.count, done);
    done();
  });
}

load(0, function (err) {
  if (err) {
    console.error('backup failed: ' + err.message);
    process.exit(1);
  }
  console.log('; zone ' + zone);
  console.log(lines.join('\n'));
  console.log('; ' + lines.length + ' records');
});
