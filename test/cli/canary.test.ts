import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { FORMATS } from '../../src/report/format-names.js';
import { tempRepository } from '../workspace/temp-tree.js';
import { type FakeOptions, runCli } from './fake-streams.js';

vi.mock('../../src/pipeline.js', () => import('./fake-pipeline.js'));

/** Each is a credential by its role, or by its form. None may be seen in anything that is printed. */
const KEY = 'c9547c9547c9547c9547c9547c9547c954799';
const SOURCE = `const cloudflare = 1;
const KEY = '${KEY}', CF_TOKEN = 'canary-01';
V1SAFE({ a: 'rec_new', tkn: 'canary-02', email: 'canary-03@example.com' });
V1REVIEW({ "tkn": process.env.TKN || "canary-04", api_key: \`canary-05\` });
form['tkn'] = 'canary-06'; form.append('email', 'canary-07');
V1MANUAL('https://www.cloudflare.com/api_json.html?a=stats&tkn=canary-08&email=canary-09&u=canary-10');
V1WARN; request({ headers: { 'X-Auth-Key': 'canary-11', 'X-Auth-Email': 'canary-12', Authorization: 'Bearer canary-13' } });
// mail canary-14@example.org
`;

const REPORTS = FORMATS.map((name) => `report.${name}`);

const COMMANDS: readonly (readonly [string, Partial<FakeOptions>])[] = [
  ['lint', {}],
  ['lint', { tty: true, columns: 60 }],
  ['lint --format json', {}],
  [`ci ${REPORTS.map((file) => `--format ${file.slice('report.'.length)}=${file}`).join(' ')}`, {}],
  ['ci', { env: { GITHUB_ACTIONS: 'true' } }],
  ['migrate', {}],
  ['migrate --diff', {}],
  ['migrate --diff', { tty: true }],
  ['migrate --format json', {}],
  ['migrate --interactive', { tty: true, answers: ['n'] }],
  ['migrate --write', {}],
  ['lint --fix', {}],
  ['explain a.js:3', {}],
  ['explain a.js:6', { tty: true }],
  ['explain a.js:7', {}],
];

describe('credentials in sources', () => {
  it.each(COMMANDS)('are not seen in what %s prints', async (command, options) => {
    const root = tempRepository({ 'a.js': SOURCE });
    const { stdout, stderr, code } = await runCli(command.split(' '), { cwd: root, ...options });
    expect([0, 1]).toContain(code);
    const files = command.includes('=report')
      ? REPORTS.map((file) => readFileSync(join(root, file), 'utf8')).join('')
      : '';
    const all = stdout + stderr + files;
    expect(all).toContain('a.js');
    expect(all).not.toContain(KEY);
    expect(all).not.toContain('canary');
  });

  it('are not seen when a file may not be written or the program fails', async () => {
    const root = tempRepository({ 'a.js': SOURCE });
    writeFileSync(join(root, 'a.js'), `${SOURCE}CRASH\n`);
    const crashed = await runCli(['lint'], { cwd: root });
    writeFileSync(join(root, 'a.js'), `${SOURCE}1\n`);
    const dirty = await runCli(['migrate', '--write'], { cwd: root });
    expect([crashed.code, dirty.code]).toEqual([2, 2]);
    expect(crashed.stdout + crashed.stderr + dirty.stdout + dirty.stderr).not.toContain('canary-');
  });
});
