/**
 * The sources with mutants in them that are switched on one at a time, and the tests that they are asked, in one file;
 * what runs rewritten programs, in another.
 */
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import MagicString from 'magic-string';
import { rolldown } from 'rolldown';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** of the run, which tells its worker: two runs side by side have bundles of their own */
process.env.MUTATION_FOLDER ??= join(ROOT, `coverage/mutation-${process.pid}`);
export const FOLDER = process.env.MUTATION_FOLDER;
export const BUNDLE = join(FOLDER, 'bundle.cjs');
/** runs programs */
export const RUNNER = join(FOLDER, 'runner.cjs');
/** what the programs become without a mutant */
export const KEPT = join(FOLDER, 'kept.json');
const HERE = join(ROOT, 'test/mutation');
const SHIM = join(HERE, 'vitest.ts');
const ENTRY = '\0tests';

/** `mutants`: each with its number and its file. `tests`: files, or folders of them. */
export async function build(mutants, { fixtures, tests }) {
  rmSync(FOLDER, { recursive: true, force: true });
  const files = tests.flatMap(filesIn);
  const entry = [
    ...files.map((file) => `import ${JSON.stringify(file)};`),
    `export { tests } from ${JSON.stringify(SHIM)};`,
    ...(fixtures
      ? ['cases', 'programs'].map((name) => `export { ${name} } from ${JSON.stringify(join(HERE, `${name}.ts`))};`)
      : ['export const cases = () => [];', 'export const programs = () => [];']),
  ];
  await write(BUNDLE, entry, mutants);
  await write(RUNNER, [`export { doesTheSame } from ${JSON.stringify(join(HERE, 'run-programs.ts'))};`], []);
}

async function write(file, entry, mutants) {
  const bundle = await rolldown({
    cwd: ROOT,
    input: ENTRY,
    platform: 'node',
    tsconfig: false,
    treeshake: false,
    plugins: [
      {
        name: 'mutants',
        resolveId: (id) => {
          if (id === ENTRY) return id;
          if (id === 'vitest') return SHIM;
          return /^[./]/.test(id) ? null : { id, external: true };
        },
        load: (id) => (id === ENTRY ? { code: entry.join('\n'), moduleType: 'js' } : null),
        transform: (code, id) => {
          const own = mutants.filter(({ file }) => file === id);
          const text = switched(code, own).replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href));
          return { code: text };
        },
      },
    ],
    logLevel: 'silent',
  });
  await bundle.write({ file, format: 'cjs', codeSplitting: false });
  await bundle.close();
}

function filesIn(path) {
  const whole = join(ROOT, path);
  if (statSync(whole).isFile()) return [whole];
  const names = readdirSync(whole, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.test.ts'));
  return names.sort().map((name) => join(whole, name));
}

/** `__mutant(n)` tells whether it is that one's turn, and notes that it was asked. */
function switched(code, mutants) {
  const text = new MagicString(code);
  for (const { id, start, end, text: other, kind } of mutants) {
    if (kind === 'block') {
      text.appendRight(start + 1, ` if (!__mutant(${id})) {`);
      text.appendLeft(end - 1, '}');
    } else {
      text.appendRight(start, `(__mutant(${id}) ? (${other}) : (`);
      text.appendLeft(end, '))');
    }
  }
  return text.toString();
}
