var records = require('./lib/records');

records.find('example.com', 'home.example.com', function (err, rec) {
  if (err || !rec) {
    console.log(err ? err.message : 'no such record');
    process.exitCode = 1;
    return;
  }
  if (rec.content === '192.0.2.200') return console.log('up to date');
  records.point('example.com', rec, '192.0.2.200', function (err) {
    console.log(err ? err.message : rec.name + ' points elsewhere now');
  });
});
