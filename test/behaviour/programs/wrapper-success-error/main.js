var request = require('request');
function cf(opts) {
  request.post({ url: 'https://www.cloudflare.com/api_json.html', json: true, form: Object.assign({ a: opts.action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, opts.data) }, function (err, res, body) {
    if (err) return opts.error(err);
    if (body.result !== 'success') return opts.error(new Error(body.msg));
    opts.success(body.response);
  });
}
cf({ action: 'rec_load_all', data: { z: 'example.org' },
  success: function (res) { console.log(res.recs.objs.map(function (r) { return r.name; }).join(' '));
    cf({ action: 'sec_lvl', data: { z: 'example.com', v: 'high' },
      success: function () { console.log('high'); },
      error: function (err) { console.log('failed: ' + err.message); process.exitCode = 1; }
    });
  },
  error: function (err) { console.log('failed: ' + err.message); process.exitCode = 1; }
});
