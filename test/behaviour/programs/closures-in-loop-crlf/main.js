var request = require('request');
var config = {
	url: 'https://www.cloudflare.com/api_json.html',
	params: {
		tkn: process.env.CF_KEY, // global key
		email: process.env.CF_EMAIL
	}
};

// turns development mode on for every zone that matches
exports.run = function(pattern, callback) {
	request({ uri: config.url, qs: { a: 'zone_load_multi', tkn: config.params.tkn, email: config.params.email }, json: true }, function(error, response, body) {
		if (error) { callback(error); return; }
		if (body.result != 'success') { callback(body.msg); return; }

		// only the ones that are wanted
		var zones = body.response.zones.objs.filter(function(zone) { return pattern.test(zone.zone_name); });
		var done = [];

		if (!zones.length) callback('nothing matches');

		for (var i = 0; i < zones.length; i++) {
			(function(zone) {
				request({ uri: config.url, qs: { a: 'devmode', tkn: config.params.tkn, email: config.params.email, z: zone.zone_name, v: 1 }, json: true }, function(error, response, body) {
					done.push(zone.zone_name + (error || body.result != 'success' ? ' failed' : ' on'));
					if (done.length == zones.length) callback(null, done.sort());
				});
			})(zones[i]);
		}
	});
};

exports.run(/^example\./, function(err, done) {
	console.log(err ? 'error: ' + (err.code ? 'net' : err) : done.join('\n'));
});
