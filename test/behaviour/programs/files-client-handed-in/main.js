const axios = require('axios');
const fetch = require('node-fetch');
const { Api } = require('./lib/service');
const account = { key: process.env.CF_KEY, email: process.env.CF_EMAIL };

const first = require('./lib/factory')(require('request'), account);
const second = new Api(axios.create({ timeout: 5000 }), account);
const third = require('./lib/create')({ fetch, ...account });

first.purge('example.org', async (err) => {
  console.log(err ? err.message : 'purged');
  for (const api of [second, third]) {
    await api.purge('example.org').then(
      () => console.log('purged'),
      (e) => console.log(e.message),
    );
  }
});
