const superagent = require('superagent');

const ENDPOINT = 'https://www.cloudflare.com/api_json.html';
const pages = ['/', '/about', '/contact'];

async function purge(path) {
  const res = await superagent
    .post(ENDPOINT)
    .type('form')
    .send({ a: 'zone_file_purge', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL })
    .send({ z: 'example.com', url: 'https://example.com' + path });
  const data = JSON.parse(res.text);
  if (data.result !== 'success') {
    const error = new Error(data.msg);
    error.path = path;
    throw error;
  }
}

(async () => {
  for (const path of pages) {
    try {
      await purge(path);
      console.log('purged', path);
    } catch (err) {
      console.log('failed', err.path, err.message);
      process.exitCode = 1;
    }
  }
})();
