// Lists what is not a plain address
var cloudflare = require('cloudflare').createClient({
  email: process.env.CF_EMAIL,
  token: process.env.CF_KEY
});

var types = ['MX', 'TXT', 'NS', 'SRV'];

function pad(text, width) {
  return (text + new Array(width + 1).join(' ')).slice(0, Math.max(width, text.length));
}

function print(record) {
  var name = record.display_name === record.zone_name ? '@' : record.display_name;
  var prio = record.prio ? record.prio + ' ' : '';
  console.log(pad(name, 12) + ' ' + pad(record.type, 4) + ' ' + prio + record.content);
}

cloudflare.listDomainRecords('example.com', function (err, records) {
  if (err) {
    console.log(err.message);
    process.exit(1);
  }

  records
    .filter(function (record) {
      return types.indexOf(record.type) !== -1;
    })
    .forEach(print);
});
