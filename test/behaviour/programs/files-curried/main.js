const { add, purge } = require('./lib/calls');

add({ z: 'example.org', type: 'A', name: 'new', content: '192.0.2.77', ttl: '1' }, (err, response) => {
  if (err) {
    console.log('failed', err.message);
    process.exitCode = 1;
    return;
  }
  console.log('added', response.rec.obj.name, response.rec.obj.content);
  purge({ z: 'example.org', v: '1' }, (err) => console.log(err ? 'not purged' : 'purged'));
});
