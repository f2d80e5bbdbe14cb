const { post } = require('./lib/post');

const [command, ...rest] = process.argv.slice(2);

function show(err, res, body) {
  if (err) {
    console.log('no answer');
    process.exitCode = 3;
    return;
  }
  const answer = JSON.parse(body);
  console.log(res.statusCode, typeof body, answer.result, answer.err_code || '-');
  if (answer.result === 'success') for (const rec of answer.response.recs.objs) console.log(rec.type, rec.name, rec.content);
}

if (command === 'list') post({ a: 'rec_load_all', z: rest[0] }, show);
// nobody waits for this one
post({ a: 'fpurge_ts', z: 'example.net', v: 1 });
