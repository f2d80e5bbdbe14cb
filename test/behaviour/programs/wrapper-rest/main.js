const request = require('request');
function api(action, ...rest) {
  const done = rest.pop();
  const params = Object.assign({}, ...rest);
  request.post({ url: 'https://www.cloudflare.com/api_json.html', json: true, form: { a: action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, ...params } }, (err, res, body) => {
    if (err) return done(err);
    done(body.result === 'success' ? null : new Error(body.msg), body.response);
  });
}
api('rec_load_all', { z: 'example.org' }, (err, res) => {
  if (err) { console.log('failed: ' + err.message); process.exitCode = 1; return; }
  console.log(res.recs.objs.map((r) => r.name).join(' '));
});
