/**
 * The package as others get it: built and packed from a copy of the repository, installed into an empty folder, run with
 * every Node that it promises. LONG=1 alone: it asks the registry for the dependencies, two judges of packages and Node.
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALL } from '../reliability/hostile-code.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PARTS = [
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'README.md',
  'LICENSE',
  'scripts',
  'src',
  'transforms',
];
const PACKED = ['docs', 'man', 'schema'];
const MEGABYTE = 1024 * 1024;

let base: string;
let tarball: string;
let home: string;

const sh = (cwd: string, command: string, ...args: string[]) =>
  execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

describe.runIf(process.env.LONG)('the package', () => {
  beforeAll(() => {
    base = mkdtempSync(join(tmpdir(), 'cfv1-package-'));
    const copy = join(base, 'copy');
    for (const part of [...PARTS, ...PACKED]) cpSync(join(ROOT, part), join(copy, part), { recursive: true });
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'dir');
    sh(copy, 'npm', 'run', 'build');
    const [packed] = JSON.parse(sh(copy, 'npm', 'pack', '--ignore-scripts', '--json', '--pack-destination', base));
    tarball = join(base, packed.filename);
    home = join(base, 'empty');
    mkdirSync(home);
    writeFileSync(join(home, 'package.json'), '{ "private": true }');
    sh(home, 'npm', 'install', '--no-audit', '--no-fund', tarball);
  });

  afterAll(() => rmSync(base, { recursive: true, force: true }));

  it('is small, and so is what it brings along', () => {
    expect(statSync(tarball).size).toBeLessThan(500_000);
    expect(sizeOf(join(home, 'node_modules'))).toBeLessThan(60 * MEGABYTE);
  });

  it('runs nothing when it is installed, nor does what it brings along', () => {
    const lock = JSON.parse(readFileSync(join(home, 'package-lock.json'), 'utf8'));
    const packages = Object.entries<{ hasInstallScript?: boolean }>(lock.packages);
    expect(packages.length).toBeGreaterThan(10);
    expect(packages.filter(([, { hasInstallScript }]) => hasInstallScript)).toEqual([]);
  });

  it('is declared as it is', () => {
    expect(sh(home, 'npx', '-y', 'publint@0.3.25', 'run', '--strict', tarball)).toContain('All good!');
    // Node reads its modules from CommonJS too; its types are those of a module
    expect(sh(home, 'npx', '-y', '@arethetypeswrong/cli@0.18.5', '--profile', 'esm-only', tarball)).toContain('🟢');
  });

  it.each([20, 22, 24])('runs with Node %i', (version) => {
    const node = (...args: string[]) => sh(home, 'npx', '-y', '-p', `node@${version}`, 'node', ...args);
    expect(node('--version')).toMatch(new RegExp(`^v${version}\\.`));
    for (const bin of ['cfv1', 'cloudflare-v1-codemod']) {
      const path = join(home, 'node_modules/.bin', bin);
      expect(node(path, '--version')).toMatch(/^\d+\.\d+\.\d+\n$/);
      expect(node(path, '--help')).toContain('merge-reports');
      // what reads them stays in packages of their own
      const files = {
        'purge.js': CALL,
        'page.vue': `<script>\n${CALL};\n</script>`,
        'notes.md': `\`\`\`js\n${CALL};\n\`\`\``,
        'purge.sh': `curl https://www.cloudflare.com/api_json.html -d a=fpurge_ts -d tkn=$K -d email=$E -d z=example.com -d v=1`,
      };
      for (const [file, text] of Object.entries(files)) writeFileSync(join(home, file), `${text}\n`);
      node(path, 'migrate', '--write', '--allow-dirty', '--docs', '--target', 'fetch', ...Object.keys(files));
      for (const file of Object.keys(files)) expect(readFileSync(join(home, file), 'utf8')).toContain('purge_cache');
    }
    const doors = {
      '': 'typeof m.analyse',
      '/eslint': 'typeof m.default.configs.recommended',
      '/transforms/v1-to-v4-sdk': 'typeof m.default',
      '/transforms/v1-to-v4-fetch': 'typeof m.default',
    };
    for (const [door, what] of Object.entries(doors)) {
      const script = `import('cloudflare-v1-codemod${door}').then((m) => console.log(${what}))`;
      expect(node('-e', script)).toMatch(/^(?:function|object)\n$/);
    }
  });
});

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
