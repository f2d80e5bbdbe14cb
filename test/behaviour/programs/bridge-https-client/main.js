var Client = require('./lib/client');
var actions = require('./lib/actions');

var client = new Client(process.env.CF_EMAIL, process.env.CF_KEY);

function run(commands) {
  if (commands.length === 0) return;
  var parts = commands[0].split(':');
  var command = actions[parts[0]];
  var params = Object.assign({}, command.fixed);
  if (command.field) params[command.field] = parts[1];
  client.call(command.action, params, function (refused, response) {
    if (refused) console.log(parts[0], 'refused:', refused.msg, refused.err_code);
    else if (response && response.recs) {
      console.log(response.recs.count, response.recs.has_more);
      response.recs.objs.forEach(function (rec) {
        console.log([rec.type, rec.name, rec.content, rec.prio, rec.ttl, rec.auto_ttl].join(' '));
      });
    } else if (response && response.zones) console.log(response.zones.objs.length, 'zones');
    else console.log(parts[0], 'done');
    run(commands.slice(1));
  });
}

run(process.argv.slice(2));
