import { Api } from './lib/api.mjs';
import { Levels } from './lib/levels.mjs';
import { purger } from './lib/purger.mjs';

const api = new Api(process.env.CF_EMAIL, process.env.CF_KEY);
const levels = new Levels(api);
const purge = purger({ api });

try {
  await levels.raise('example.com');
  console.log('level', await purge('example.com'));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
