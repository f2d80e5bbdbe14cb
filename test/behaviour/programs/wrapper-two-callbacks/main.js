var request = require('request');

// as a machine: inputs, and a function for each way out
function execute(inputs, exits) {
  var form = { a: inputs.action, tkn: process.env.CF_KEY, email: process.env.CF_EMAIL };
  Object.keys(inputs.params || {}).forEach(function (key) {
    form[key] = inputs.params[key];
  });
  request.post({ url: 'https://www.cloudflare.com/api_json.html', form: form, json: true }, function (err, res, body) {
    if (err) return exits.error(err);
    if (res.statusCode !== 200) return exits.error(new Error('status ' + res.statusCode));
    if (body.result !== 'success') return exits.error(new Error(body.msg));
    return exits.success(body.response);
  });
}

function failed(err) {
  console.log('failed: ' + err.message);
  process.exitCode = 1;
}

execute({ action: 'zone_load_multi' }, {
  error: failed,
  success: function (response) {
    console.log(response.zones.objs.length + ' zones');
    execute({ action: 'rec_load_all', params: { z: 'example.org' } }, {
      success: function (response) {
        var mails = response.recs.objs.filter(function (rec) {
          return rec.type === 'MX';
        });
        console.log(mails.length + ' mail servers');
        execute({ action: 'sec_lvl', params: { z: 'example.org', v: 'low' } }, {
          success: function () {
            console.log('low');
          },
          error: function (err) {
            console.log('no level: ' + err.message);
          }
        });
      },
      error: failed
    });
  }
});
