'use strict';

module.exports = {
  failed() {
    console.log('no connection');
  },

  /** Says why, if it did not go well. */
  ok: function (body) {
    if (body.result === 'success') return true;
    console.log('refused: ' + body.msg);
    return false;
  },

  assertOk: (body) => {
    if (body.result !== 'success') throw new Error('not done: ' + body.msg);
  },

  table: function (body) {
    body.response.recs.objs.forEach(function (rec) {
      console.log(rec.type + '\t' + rec.name + '\t' + rec.content + '\t' + rec.ttl);
    });
  },
};
