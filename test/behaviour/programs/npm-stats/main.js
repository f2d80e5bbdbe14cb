/**
 * Weekly report, run by cron on Mondays.
 */
var cloudflare = require('cloudflare');

// periods as the API numbers them
var PERIODS = {
  month: 20,
  week: 30,
  day: 40
};

var client = cloudflare.createClient({
  email: process.env.CF_EMAIL,
  token: process.env.CF_KEY
});

function row(label, value) {
  var padded = label;
  while (padded.length < 12) padded += ' ';
  console.log(padded + ' ' + value);
}

client.domainStats('example.com', PERIODS.week, function (err, response) {
  if (err) {
    console.log('no stats: ' + err.message);
    process.exit(1);
  }
  var stats = response.result.objs[0];
  var views = stats.trafficBreakdown.pageviews;
  var served = stats.requestsServed;

  row('page views', views.regular);
  row('threats', views.threat);
  row('cached', served.cloudflare);
  row('origin', served.user);
});
