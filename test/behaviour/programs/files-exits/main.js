var cf = require('./lib/cf');

cf('rec_load_all', { z: 'example.org' }, function (response) {
  response.recs.objs.forEach(function (rec) {
    if (rec.type === 'MX') console.log(rec.prio + ' ' + rec.content);
  });
  console.log('all mail hosts');
});
