var request = require('request');

// api(action, [zone], [fields], callback)
function api() {
  var args = Array.prototype.slice.call(arguments);
  var done = args.pop();
  var form = { a: args.shift(), tkn: process.env.CF_KEY, email: process.env.CF_EMAIL };
  if (args.length > 0) form.z = args[0];
  var fields = args.length > 1 ? args[1] : {};
  Object.keys(fields).forEach(function (key) {
    form[key] = fields[key];
  });
  request.post('https://www.cloudflare.com/api_json.html', { form: form }, function (err, res, body) {
    if (err) {
      done(err);
      return;
    }
    var answer = JSON.parse(body);
    if (answer.result !== 'success') return done(new Error(answer.msg));
    done(null, answer.response);
  });
}

// one function per action, its fields by place
function method(action, names) {
  return function () {
    var form = {};
    for (var i = 0; i < names.length; i++) form[names[i]] = arguments[i];
    api(action, 'example.com', form, arguments[names.length]);
  };
}

var setLevel = method('sec_lvl', ['v']);
var setDevelopment = method('devmode', ['v']);

function fail(step, err) {
  console.log(step + ': ' + err.message);
  process.exitCode = 1;
}

api('zone_load_multi', function (err, response) {
  if (err) return fail('zones', err);
  console.log(response.zones.objs.length + ' zones, ' + response.zones.objs[0].zone_name + ' first');
  api('rec_new', 'example.com', { type: 'A', name: 'args', content: '203.0.113.8', ttl: 1 }, function (err, response) {
    if (err) return fail('new', err);
    console.log(response.rec.obj.name + ' -> ' + response.rec.obj.content);
    setLevel('high', function (err) {
      if (err) return fail('level', err);
      setDevelopment(1, function (err) {
        if (err) return fail('development', err);
        console.log('development mode');
      });
    });
  });
});
