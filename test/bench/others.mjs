/** What other programs take on a clean tree: those that are there, found by PATH or in `BENCH_TOOLS/node_modules`. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inTurns, isThere, LIMIT, median } from './measure.mjs';

const OWN = fileURLToPath(new URL('../../node_modules/.bin', import.meta.url));
const MORE = process.env.BENCH_TOOLS ? join(process.env.BENCH_TOOLS, 'node_modules/.bin') : null;

function programs(folder) {
  const visits = join(folder, 'visits.cjs');
  writeFileSync(
    visits,
    'module.exports = ({ source }, { jscodeshift }) => { jscodeshift(source).find(jscodeshift.CallExpression).forEach(() => {}); };\n',
  );
  const config = join(folder, 'eslint.config.mjs');
  writeFileSync(
    config,
    "export default [{ files: ['**/*.{js,mjs,cjs}'], linterOptions: { noInlineConfig: true }, rules: { 'no-restricted-syntax': ['error', 'Literal[value=/api_json/]'] } }];\n",
  );
  const oxlint = join(folder, 'oxlintrc.json');
  writeFileSync(oxlint, '{ "categories": { "correctness": "off" }, "rules": { "no-debugger": "error" } }\n');
  return [
    ['git grep', 'git', ['grep', '-lF', '-e', 'api_json', '-e', 'tkn'], null, null],
    ['oxlint, one rule', 'oxlint', ['-c', oxlint, '.'], 5, 2.5],
    ['ast-grep, one pattern', 'ast-grep', ['run', '-p', 'request.post($$$)', '-l', 'js', '.'], 50, 25],
    ['jscodeshift, visits calls', 'jscodeshift', ['-d', '-s', '-t', visits, '.'], 600, 300],
    ['ESLint, one rule', 'eslint', ['--no-config-lookup', '-c', config, '--no-ignore', '.'], 600, 300],
    ['aws-sdk-js-codemod --dry', 'aws-sdk-js-codemod', ['--dry', '-t', 'v2-to-v3', '.'], 600, 300],
  ];
}

/** Rows of a table; a program that is missing or takes too long is named as that. */
export function others(cwd, own, folder) {
  return programs(folder).map(([name, program, args, reach, must]) => {
    const places = [MORE, OWN].flatMap((bin) => (bin && existsSync(join(bin, program)) ? [join(bin, program)] : []));
    const path = places[0] ?? (isThere(program) ? program : null);
    const limits = [reach === null ? '–' : `≥ ${reach}`, must === null ? '–' : `≥ ${must}`];
    if (path === null) return [name, '–', '–', '–', '–', ...limits, 'is not here'];
    const [runs, ours] = inTurns(
      [
        { cwd, command: [path, ...args] },
        { cwd, command: own },
      ],
      1,
      // some take minutes, and the tree was read before
      false,
    );
    if (!ours) return [name, '–', '–', '–', '–', ...limits, 'we took too long'];
    if (!runs)
      return [name, `> ${LIMIT}`, '–', '–', `> ${(LIMIT / ours[0].wall).toFixed(0)}`, ...limits, 'takes too long'];
    const ratio = median(runs.map((run, round) => run.wall / ours[round].wall));
    const cells = ['wall', 'cpu', 'memory'].map((key) => runs[0][key].toFixed(0));
    const verdict = reach === null ? '–' : ratio >= reach ? 'reached' : ratio >= must ? 'must met' : 'MISSED';
    return [name, ...cells, ratio.toFixed(2), ...limits, verdict];
  });
}
