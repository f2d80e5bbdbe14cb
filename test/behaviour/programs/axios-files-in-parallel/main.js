const axios = require('axios');

const files = ['http://example.com/a.js', 'http://example.com/b.css', 'http://example.com/c.png'];
const [batch] = [files].map((list) => list.map((url) => axios.get('https://www.cloudflare.com/api_json.html', {
  params: { a: 'zone_file_purge', tkn: process.env.CF_KEY, email: process.env.CF_EMAIL, z: 'example.com', url },
})));

Promise.all(batch).then((answers) => {
  const refused = answers.map(({ data }, index) => [files[index], data]).filter(([, data]) => data.result !== 'success');
  console.log(`${answers.length - refused.length} purged`);
  for (const [file, { msg }] of refused) console.log(file, msg);
}).catch((err) => {
  console.log(err.response ? `answered with ${err.response.status}` : 'not answered');
});
