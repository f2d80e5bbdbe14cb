/** Of the declarations that the compiler wrote into `dist`, keeps those that the package's doors lead to. */
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { exports: doors } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

const kept = new Set();
const open = Object.values(doors)
  .flatMap((door) => door.types ?? [])
  .map((file) => resolve(ROOT, file));
for (let file = open.pop(); file !== undefined; file = open.pop()) {
  if (kept.has(file)) continue;
  kept.add(file);
  for (const [, from] of readFileSync(file, 'utf8').matchAll(/(?:from |import\()'(\.[^']+)\.js'/g))
    open.push(resolve(dirname(file), `${from}.d.ts`));
}
for (const part of ['src', 'transforms'].map((name) => join(ROOT, 'dist', name))) prune(part);

function prune(folder) {
  for (const entry of existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) prune(path);
    else if (entry.name.endsWith('.d.ts') && !kept.has(path)) rmSync(path);
  }
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}
