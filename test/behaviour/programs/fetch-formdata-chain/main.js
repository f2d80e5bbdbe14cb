// Health check: can we still reach the account? Tries twice.
const ATTEMPTS = 2;

const query = () =>
  new URLSearchParams({
    a: 'zone_load_multi',
    tkn: process.env.CF_KEY,
    email: process.env.CF_EMAIL,
  });

function attempt(left) {
  return fetch('https://www.cloudflare.com/api_json.html?' + query().toString())
    .then((res) => res.json())
    .then((data) => {
      if (data.result === 'success') return data.response.zones;
      if (left > 0) {
        console.log('trying again');
        return attempt(left - 1);
      }
      throw new Error(data.msg);
    });
}

attempt(ATTEMPTS - 1)
  .then((zones) => {
    console.log('up');
    console.log('first: ' + zones.objs[0].zone_name);
    console.log('count: ' + zones.count);
  })
  .catch((err) => {
    console.log('down: ' + err.message);
    process.exitCode = 1;
  });
