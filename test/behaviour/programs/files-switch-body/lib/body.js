var form = {
  tkn: process.env.CF_KEY,
  email: process.env.CF_EMAIL
};

module.exports = function (what, zone) {
  var body = { tkn: form.tkn, email: form.email, z: zone };
  switch (what) {
    case 'purge':
      body.a = 'fpurge_ts';
      body.v = 1;
      break;
    case 'attack':
      body.a = 'sec_lvl';
      body.v = 'help';
      break;
  }
  return body;
};
