'use strict';
const cf = require('./lib/cf');
const commands = {
  list(msg) {
    cf(msg, { a: 'rec_load_all', z: msg.zone }, (response) => {
      msg.reply(response.recs.objs.map((rec) => rec.name).join(' '));
    });
  },
  purge: (msg) => cf(msg, { a: 'fpurge_ts', z: msg.zone, v: 1 }, () => msg.reply('purged')),
  always(msg) {
    cf(msg, { a: 'sec_lvl', z: msg.zone, v: 'high' }, () => {});
  },
};
for (const [name, run] of Object.entries(commands))
  run({ zone: 'example.org', user: 'ann', reply: (text) => console.log(name + ': ' + text) });
