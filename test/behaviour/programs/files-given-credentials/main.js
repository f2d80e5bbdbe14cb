const { login, call } = require('./lib/cf');
login('nobody@example.com', 'wrong');
call('zone_load_multi', {}, (err, r) => {
  console.log(err ? 'refused' : r.zones.objs.length);
});
login(process.env.CF_EMAIL, process.env.CF_KEY);
call('zone_load_multi', {}, (err, r) => {
  console.log(err ? 'refused' : r.zones.objs.length);
  call('fpurge_ts', { z: 'example.net', v: 1 }, (err) => console.log(err ? 'no' : 'yes'));
});
