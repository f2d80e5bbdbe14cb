/**
 * `npm run mutation [area…] [--sample=N] [--seed=N] [--list]`: small mistakes are put into the sources one at a time, and
 * the tests must notice. Redaction: each of its mutants; other areas: a sample. The tests that reach the place are asked,
 * the quickest first; of the programs of the test bed those are run that are rewritten otherwise. What nobody notices is
 * printed.
 */
import { fork } from 'node:child_process';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { AREAS, EQUAL } from './areas.mjs';
import { build, FOLDER, ROOT } from './build.mjs';
import { mutantsOf } from './mutants.mjs';

const WORKER = fileURLToPath(new URL('worker.mjs', import.meta.url));
const option = (name, otherwise) =>
  Number(process.argv.find((one) => one.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise);
const SAMPLE = option('sample', 100);
const SEED = option('seed', 20131107);
/** milliseconds; longer ones are not asked of each mutant */
const SLOW = 10_000;
/** milliseconds without a sign of life; a program that is run may take twenty seconds of them */
const HANGS = 60_000;
const LIST = process.argv.includes('--list');
const named = process.argv.slice(2).filter((one) => !one.startsWith('--'));
const unknown = named.find((one) => !(one in AREAS));
if (unknown) {
  console.error(`mutation: ${unknown}: one of ${Object.keys(AREAS).join(', ')}`);
  process.exit(2);
}

/** The mutants of an area that are not known to change nothing. */
function mutantsIn({ files }) {
  return readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => `src/${name.replaceAll('\\', '/')}`)
    .filter((file) => file.endsWith('.ts') && files.test(file))
    .sort()
    .flatMap((name) => {
      const file = join(ROOT, name);
      const source = readFileSync(file, 'utf8');
      const lines = source.split('\n');
      return mutantsOf(source).map((one) => ({
        ...one,
        file,
        name,
        what: `${name}: ${lines[one.line - 1].trim()} → ${one.text.replaceAll(/\s+/g, ' ').slice(0, 300)}`,
      }));
    })
    .filter(({ what }) => !EQUAL.includes(what));
}

/** So many of them, the same in each run. */
function sampleOf(mutants, count) {
  let state = SEED;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const mixed = mutants.map((one, index) => ({ place: random(), one, index })).sort((a, b) => a.place - b.place);
  const chosen = mixed.slice(0, count).sort((a, b) => a.index - b.index);
  return chosen.map(({ one }, id) => ({ ...one, id }));
}

/** A process of its own: a mutant may never end. */
class Asked {
  child = null;
  ask(message, limit) {
    this.child ??= fork(WORKER, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    return new Promise((resolve, reject) => {
      const { child } = this;
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        child.kill('SIGKILL');
      }, limit);
      const done = (answer) => {
        clearTimeout(timer);
        child.removeAllListeners();
        resolve(answer);
      };
      child.on('message', (answer) => (answer.alive ? timer.refresh() : done(answer)));
      child.once('exit', (code) => {
        this.child = null;
        // one that recurses without end takes its process along
        if (late || code === null) done({ by: 'the time it takes' });
        else reject(new Error(`the tests ended with ${code}`));
      });
      child.send(message);
    });
  }
  end() {
    this.child?.kill();
  }
}

/** Gives back the mutants that no test notices. */
async function unnoticed(mutants, area) {
  await build(mutants, area);
  const asked = new Asked();
  const { atLoad, results } = await asked.ask({}, 900_000);
  // what is measured, for one: with all the mutants at hand it takes longer
  const asleep = results.filter(({ held }) => !held).map(({ name }) => name);
  if (asleep.length > 0) console.log(`fails without a mutant, and is not asked: ${asleep.join(', ')}`);
  // properties are asked of thousands of texts: what only they notice shows in none
  const awake = results
    .filter(({ held, milliseconds }) => held && milliseconds < SLOW)
    .sort((a, b) => a.milliseconds - b.milliseconds);
  const left = [];
  for (const one of mutants) {
    const own = awake.filter(({ reached }) => atLoad.includes(one.id) || reached.includes(one.id));
    const indexes = own.map(({ index }) => index);
    const { by } = own.length > 0 ? await asked.ask({ id: one.id, indexes }, HANGS) : { by: null };
    if (by === null) {
      left.push(one);
      console.log(`not noticed: line ${one.line} of ${one.what}${own.length === 0 ? ' (no test reaches it)' : ''}`);
    }
    if (by !== null && LIST) console.log(`${one.what}\n  noticed by ${by}`);
  }
  asked.end();
  return left;
}

let failed = false;
for (const area of named.length > 0 ? named : Object.keys(AREAS)) {
  const { sampled, wanted } = AREAS[area];
  const all = mutantsIn(AREAS[area]);
  const chosen = sampleOf(all, sampled ? SAMPLE : all.length);
  const left = await unnoticed(chosen, AREAS[area]);
  const percent = (100 * (chosen.length - left.length)) / chosen.length;
  console.log(`${area}: ${percent.toFixed(1)} % of ${chosen.length} of ${all.length} mutants noticed`);
  if (percent < wanted) failed = true;
}
rmSync(FOLDER, { recursive: true, force: true });
process.exit(failed ? 1 : 0);
