'use strict';

exports.refuse = (zone, body) => console.log(`${zone}: ${body.msg}`);

exports.print = function (zone, body) {
  const { recs } = body.response;
  console.log(`${zone}: ${recs.count}`);
  for (const { name, service_mode } of recs.objs) console.log(name, service_mode === '1' ? 'on' : 'off');
};
