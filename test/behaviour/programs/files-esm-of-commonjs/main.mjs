import { createRequire } from 'node:module';
import lib from './lib/index.cjs';

const { name } = createRequire(import.meta.url)('./package.json');

for (const z of lib.zones) {
  try {
    await lib.cloudflare('async', { z, v: 'a' });
    console.log(`${name}: rocket loader for ${z}`);
  } catch (err) {
    console.log(`${name}: ${err.message}`);
    process.exitCode = 1;
  }
}
