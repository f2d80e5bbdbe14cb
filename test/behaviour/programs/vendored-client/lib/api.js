// Client for the CloudFlare API, copied into the project from an older one.
var http = require('http');
var https = require('https');
var qs = require('querystring');
var url = require('url');

var endpoint = 'https://www.cloudflare.com/api_json.html';

function Api(token, email) {
  this.token = token;
  this.email = email;
  this.endpoint = endpoint;
}

var api = Api.prototype;

api.records = function (zone, fn) {
  this._send('rec_load_all', { z: zone }, function (err, res) {
    if (err) return fn(err, res);
    var list = res.recs.objs;
    list.count = function () {
      return res.recs.count;
    };
    fn(null, list);
  });
};
api.rec_load_all = api.records;

api.edit = function (zone, id, options, fn) {
  var params = { z: zone, id: id };
  Object.keys(options).forEach(function (key) {
    params[key] = options[key];
  });
  this._send('rec_edit', params, function (err, res) {
    fn(err, res);
  });
};
api.rec_edit = api.change = api.edit;

api.purge = function (zone, fn) {
  this._send('fpurge_ts', { z: zone, v: 1 }, fn);
};
api.purge = api.purge;

api._form = function (action, params) {
  var data = { tkn: this.token, email: this.email, a: action };
  Object.keys(params).forEach(function (key) {
    data[key] = params[key];
  });
  return qs.stringify(data).toString('utf8');
};

api._answer = function (req, res, fn) {
  var text = '';
  var data;
  res.setEncoding('utf8');
  res.on('data', function (piece) {
    text += piece.toString();
  });
  res.on('end', function (rest) {
    if (rest) text += rest.toString();
    try {
      data = JSON.parse(text);
    } catch (e) {
      return fn(new Error('Unable to parse response'), data, res);
    }
    if ('success' === data.result) fn(null, data.response);
    else fn(new Error(data.msg), data);
  });
};

api._send = function (action, params, fn) {
  var uri = url.parse(this.endpoint);
  var client = uri.protocol === 'http:' ? http : https;
  var data = this._form(action, params);

  uri.method = 'POST';
  uri.headers = {
    'content-length': data.length,
    'content-type': 'application/x-www-form-urlencoded; charset=utf-8'
  };

  var req = client.request(uri, function (res) {
    api._answer(req, res, fn);
  });
  req.write(data);
  req.end();
  req.on('error', function (e) {
    console.error('no connection');
    process.exitCode = 2;
  });
};

module.exports = {
  Api: Api,
  connect: function (options) {
    return new Api(options.token, options.email);
  }
};
