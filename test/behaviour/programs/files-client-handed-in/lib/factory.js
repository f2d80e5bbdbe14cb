module.exports = function (request, account) {
  return {
    purge: function (zone, cb) {
      request.post({ url: 'https://www.cloudflare.com/api_json.html', form: { a: 'fpurge_ts', z: zone, v: 1, tkn: account.key, email: account.email }, json: true }, function (err, res, body) {
        if (err) return cb(err);
        cb(body.result === 'success' ? null : new Error(body.msg));
      });
    }
  };
};
