// A page of the zones for the office wall
var http = require('http');
var request = require('request');

var server = http.createServer(function (req, res) {
  if (req.url !== '/zones') {
    res.writeHead(404);
    return res.end('not found');
  }
  request.post('https://www.cloudflare.com/api_json.html', {
    form: { a: 'zone_load_multi', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL }
  }, function (err, answer, body) {
    if (err) {
      res.writeHead(502);
      return res.end('no connection');
    }
    var data = JSON.parse(body);
    if (data.result === 'error') {
      res.writeHead(500);
      return res.end(data.msg);
    }
    res.writeHead(200, { 'Content-Type': 'text/html' });
    res.end('<ul>' + data.response.zones.objs.slice(0, 4).map(function (zone) {
      return '<li>' + zone.zone_name + '</li>';
    }).join('') + '</ul>');
  });
});

server.listen(0, '127.0.0.1', function () {
  http.get({ port: server.address().port, path: '/zones' }, function (page) {
    var html = '';
    page.setEncoding('utf8');
    page.on('data', function (chunk) { html += chunk; });
    page.on('end', function () {
      console.log(page.statusCode + ' ' + html);
      server.close();
    });
  });
});
