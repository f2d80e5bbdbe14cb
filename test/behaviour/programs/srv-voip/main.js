var request = require('request');

var services = [
  { service: '_sips', protocol: '_tcp', port: 5061, weight: 10, prio: 5 },
  { service: '_stun', protocol: '_udp', port: 3478, weight: 1, prio: 20 }
];

(function next() {
  var srv = services.shift();
  if (!srv) return;

  request.post('https://www.cloudflare.com/api_json.html').form({
    a: 'rec_new',
    tkn: process.env.CF_KEY,
    email: process.env.CF_EMAIL,
    z: 'example.com',
    type: 'SRV',
    name: 'example.com',
    content: 'voip.example.com',
    service: srv.service,
    srvname: 'example.com',
    protocol: srv.protocol,
    port: srv.port,
    weight: srv.weight,
    prio: srv.prio,
    target: 'voip.example.com',
    ttl: 1
  });
  console.log(srv.service + '.' + srv.protocol + '.example.com port ' + srv.port);
  // the API does not like to be hurried
  setTimeout(next, 250);
})();
