/** Asks the tests: all of them with no mutant, to see which mutants each reaches; and those that reach a mutant, with it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { BUNDLE, KEPT, ROOT, RUNNER } from './build.mjs';

process.chdir(ROOT);
const require = createRequire(import.meta.url);
let active = -1;
let reached = new Set();
globalThis.__mutant = (id) => {
  reached.add(id);
  return id === active;
};

/** What the modules hold is made anew: it may be of a mutant. `kept`: what the programs become without one. */
function load(kept) {
  delete require.cache[BUNDLE];
  const { cases, programs, tests } = require(BUNDLE);
  return [
    ...cases(),
    ...tests.map(({ name, body }) => ({ name, holds: async () => (await body(), true) })),
    ...programs().map((one) => ({ name: one.name, holds: () => programHolds(one, kept) })),
  ];
}

/** A program is run where it becomes something else than without a mutant. */
async function programHolds({ name, program, rewrite }, kept) {
  const { problems, sources } = rewrite();
  if (problems.length > 0) return false;
  const text = JSON.stringify(sources);
  kept[name] ??= text;
  return text === kept[name] || require(RUNNER).doesTheSame(program, sources);
}

async function holds(one) {
  try {
    return await one.holds();
  } catch {
    return false;
  }
}

async function reach() {
  const kept = {};
  reached = new Set();
  const cases = load(kept);
  const atLoad = [...reached];
  const results = [];
  for (const [index, one] of cases.entries()) {
    reached = new Set();
    const began = performance.now();
    const held = await holds(one);
    results.push({ index, name: one.name, held, reached: [...reached], milliseconds: performance.now() - began });
    process.send({ alive: true });
  }
  writeFileSync(KEPT, JSON.stringify(kept));
  return { atLoad, results };
}

/** The name of a test that notices the mutant, or null. */
async function noticed(id, indexes) {
  active = id;
  try {
    const cases = load(JSON.parse(readFileSync(KEPT, 'utf8')));
    for (const index of indexes) {
      process.send({ alive: true });
      if (!(await holds(cases[index]))) return cases[index].name;
    }
    return null;
  } catch {
    return 'loading it';
  } finally {
    active = -1;
  }
}

process.on('message', async ({ id, indexes }) => {
  process.send(id === undefined ? await reach() : { by: await noticed(id, indexes) });
});
