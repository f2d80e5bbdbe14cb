const Cloudflare = require('./cf');

const cf = new Cloudflare(process.env.CF_EMAIL, process.env.CF_KEY);

module.exports = async function sweep(zones) {
  let failed = 0;
  for (const zone of zones) {
    const { result, msg } = await cf.purge(zone);
    if (result !== 'success') {
      console.error(`${zone}: ${msg}`);
      failed += 1;
    }
  }
  return failed;
};
