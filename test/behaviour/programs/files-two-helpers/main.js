const { authorised } = require('./lib/auth');

authorised('rec_new', { z: 'example.com', type: 'TXT', name: '_check', content: 'ok', ttl: '120' }, (err, response) => {
  if (err) {
    console.log('failed');
    process.exitCode = 1;
    return;
  }
  const { obj } = response.rec;
  console.log('added', obj.type, obj.name, obj.ttl);
});
