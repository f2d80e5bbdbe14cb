var client = require('./client')({ email: process.env.CF_EMAIL, key: process.env.CF_KEY });
var records = require('./records')(client, 'example.org');
records.add('fresh', '192.0.2.77', function (err, rec) {
  if (err) { console.log('failed: ' + err.message); process.exit(1); }
  console.log(rec.rec_id.length > 0, rec.name);
  records.find('www.example.org', function (err, found) {
    console.log(found ? found.content : 'none');
  });
});
