const request = require('request');

const Cloudflare = {
  account: { tkn: null, email: null },
  defaults: { zone: 'example.net', level: 'low' },
  setup(account, defaults) {
    for (const name in account) Cloudflare.account[name] = account[name];
    Object.assign(Cloudflare.defaults, defaults);
    return Cloudflare;
  },
  level(done) {
    const form = { a: 'sec_lvl', z: this.defaults.zone, v: this.defaults.level, tkn: this.account.tkn, email: this.account.email };
    request.post({ url: 'https://www.cloudflare.com/api_json.html', form, json: true }, (err, res, body) => done(err ? 'broken' : body.result));
  },
};

const options = {
  form: { a: 'devmode', z: 'example.com', v: 0, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL },
};
const { form } = options;
form.z = 'example.net';
const same = options.form;
same.v = 1;

const cf = Cloudflare.setup({ tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }, { zone: 'example.com', level: 'high' });
cf.level((word) => {
  console.log(word);
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form: options.form, json: true }, (err, res, body) => {
    const ending = err ? 'broken' : body.result;
    console.log(ending);
    if (ending !== 'success') process.exitCode = 1;
  });
});
