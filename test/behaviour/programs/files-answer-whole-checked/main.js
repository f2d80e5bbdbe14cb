var cf = require('./lib/cf');

function list(zone, next) {
  cf.loadRecords(zone, function (err, body) {
    if (err) {
      console.log(zone ? 'broken' : err.message);
      return next();
    }
    if (body.result !== 'success') console.log('refused: ' + body.msg);
    else console.log(body.response.recs.objs.length);
    next();
  });
}

list(process.argv[2], function () {
  list('example.org', function () {
    try {
      cf.purge(null, function () {});
    } catch (err) {
      console.log(err.message);
    }
    cf.purge('example.net', function (err, body) {
      console.log(err ? 'broken' : body.result);
      cf.level(process.argv[2], 'high', function (err, body) {
        console.log(err === 'no zone', body && body.result);
        cf.level('example.net', 'high', function (err, body) {
          if (err) return console.log('broken');
          console.log(body.msg || 'high');
        });
      });
    });
  });
});
