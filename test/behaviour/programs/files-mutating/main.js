var post = require('./lib/post').post;

var form = { a: 'rec_new', z: 'example.com', type: 'CNAME', name: 'shop', content: 'example.com' };
form.ttl = '1';

post(form, function (err) {
  if (err) {
    console.log('failed: ' + err.message);
    process.exitCode = 1;
  } else console.log('there is a shop');
});
