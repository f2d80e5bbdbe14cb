/**
 * Commands in files of other languages, carried out before against v1 and after against v4: recipes by make, the rest
 * by the shell that would get them. What is for cmd and for PowerShell is in batch.test.ts and powershell.test.ts.
 */
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { DEFAULT_MIGRATION } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';
import { Account, EMAIL, KEY } from './account.js';
import { startV1 } from './v1-server.js';
import { startV4 } from './v4-server.js';

const V1 = 'https://www.cloudflare.com/api_json.html';
const API = 'https://api.cloudflare.com/client/v4';

function missing(tool: string): boolean {
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'pipe' });
    return false;
  } catch {
    return true;
  }
}
const TOOLS = ['curl', 'jq', 'make'].filter(missing);

interface Host {
  readonly file: string;
  readonly text: string;
  /** the scripts that a shell gets of the text, or what runs it as a whole */
  readonly scripts: ((text: string) => string[]) | 'make' | 'node';
}

const SENDS = '-d z=example.com -d "tkn=$TKN" -d "email=$MAIL"';
const HOSTS: Host[] = [
  {
    file: 'Makefile',
    text: `URL = ${V1}\nNAME = example.com\nall: purge rules\npurge:\n\t@curl -s $(URL) -d a=fpurge_ts -d v=1 -d 'tkn=$(TKN)' \\\n\t  -d email=$$MAIL -d z=$(NAME) > /dev/null\n\t-@for v in 0 1; do curl -s $(URL) -d a=devmode -d v=$$v -d tkn=$(TKN) -d email=$$MAIL -d z=$(NAME) -o /dev/null; done\nrules:\n\t@curl -s $(URL) -d a=nul -d key=192.0.2.7 -d tkn=$(TKN) -d email=$$MAIL > /dev/null\n\t@curl -s $(URL) -d a=wl -d key=192.0.2.9 -d tkn=$(TKN) -d email=$$MAIL > /dev/null; echo it\\'s done\n`,
    scripts: 'make',
  },
  {
    file: 'Dockerfile',
    text: `FROM alpine\nRUN true \\\n && curl -s ${V1} -d a=fpurge_ts -d v=1 ${SENDS} > /dev/null\nCMD curl -s ${V1} -d a=rec_new -d type=TXT -d name=www -d "content=it's" -d ttl=1 ${SENDS} > /dev/null\n`,
    scripts: (text) => [...text.matchAll(/^(?:RUN|CMD) ((?:\\\n|.)*)/gm)].map(([, script = '']) => script),
  },
  {
    file: '.github/workflows/a.yml',
    text: `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: |\n          # first\n          curl -s ${V1} -d a=fpurge_ts -d v=1 \\\n            -d z=example.com -d 'tkn=\${{ secrets.KEY }}' -d "email=$MAIL" > /dev/null\n          curl -s ${V1} -d a=devmode -d v=1 ${SENDS} > /dev/null\n      - run: curl -s ${V1} -d a=sec_lvl -d v=high ${SENDS} > /dev/null\n      - run: "curl -s '${V1}' -d a=ban -d key=192.0.2.8 -d \\"tkn=$TKN\\" -d email=$MAIL > /dev/null"\n`,
    scripts: (text) =>
      parse(text).jobs.a.steps.map(({ run }: { run: string }) => run.replace(/\$\{\{ secrets.KEY \}\}/g, KEY)),
  },
  {
    file: 'package.json',
    text: `${JSON.stringify({ scripts: { purge: `echo "a\\b" > /dev/null; curl -s ${V1} -d a=fpurge_ts -d v=1 ${SENDS} > /dev/null`, dev: `true && curl -s ${V1} -d a=devmode -d v=1 ${SENDS} > /dev/null` } }, null, '\t')}\n`,
    scripts: (text) => Object.values<string>(JSON.parse(text).scripts),
  },
];

const DEV = `curl -s ${V1} -d a=devmode -d v=1 ${SENDS} > /dev/null`;
const BAN = `curl -s ${V1} -d a=ban -d key=192.0.2.8 -d "tkn=$TKN" -d "email=$MAIL" > /dev/null`;
HOSTS.push(
  {
    file: 'a.dockerfile',
    text: `FROM alpine\nRUN <<EOF\nset -e\n${DEV}\nEOF\nRUN true && ${BAN}\nRUN ["sh", "-c", ${JSON.stringify(`true && ${BAN}; ${DEV}`)}]\nONBUILD RUN true; \\\n  # between\n  ${DEV}\nRUN <<-EOF\n\t${BAN}\nEOF\n`,
    scripts: (text) => {
      const lists = [...text.matchAll(/^RUN (\[.*\])/gm)].map(([, list = '']) => JSON.parse(list)[2]);
      const documents = [...text.matchAll(/^RUN <<-?EOF\n([\s\S]*?)\nEOF/gm)].map(([, one = '']) =>
        one.replace(/^\t+/gm, ''),
      );
      const plain = [...text.matchAll(/^(?:ONBUILD )?RUN (?![[<])((?:\\\n|.)*)/gm)].map(([, one = '']) => one);
      return [...lists, ...documents, ...plain.map((one) => one.replace(/^ *#.*\n/gm, ''))];
    },
  },
  {
    file: '.gitlab-ci.yml',
    text: `.purge: &purge\n  - ${JSON.stringify(DEV)}\na:\n  before_script: *purge\n  script:\n    - >-\n      true;\n\n      ${BAN}\n    - [${JSON.stringify(DEV)}, "true && curl -s ${V1} -d a=nul -d key=192.0.2.7 -d tkn=$TKN -d email=$MAIL > /dev/null"]\n    - &one |\n      ${BAN}\n    - *one\n`,
    scripts: (text) => {
      const { a } = parse(text);
      return [...a.before_script, ...a.script].flat();
    },
  },
);

const RUN = `require('child_process').execSync(`;
HOSTS.push({
  file: 'a.cjs',
  text: `const { MAIL: mail, TKN } = process.env;\n${RUN}'curl -s ${V1} -d a=fpurge_ts -d v=1 -d z=example.com -d "tkn=$TKN" -d email=$MAIL');\nconst zone = 'example.com';\n${RUN}\`curl -s ${V1} -d a=rec_new -d type=TXT -d name=www -d "content=it's \\\\\\"\\u00e9\\\\\\"" -d ttl=1 -d z=\${zone} -d "tkn=$TKN" -d email=\${mail}\`);\n${RUN}"curl -s ${V1} -d a=devmode -d v=1 " +\n  "-d z=" + zone + " -d tkn=" + TKN + " -d email=$MAIL > /dev/null");\n`,
  scripts: 'node',
});

function migrated({ file, text }: Pick<Host, 'file' | 'text'>) {
  const isManifest = file === 'package.json';
  return analyse(
    isManifest ? [] : [{ file, text }],
    { manifests: isManifest ? { [file]: text } : {}, lockFile: null },
    DEFAULT_MIGRATION,
  );
}

async function run({ file, scripts }: Host, text: string): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'cfv1-host-'));
  try {
    if (typeof scripts === 'string') writeFileSync(join(folder, file), text);
    const whole = scripts === 'make' ? ['make', '-s'] : [process.execPath, file];
    const commands = typeof scripts === 'string' ? [whole] : scripts(text).map((one) => ['sh', '-ec', one]);
    let out = '';
    for (const [program = '', ...args] of commands)
      out += await new Promise<string>((done, fail) => {
        const env = { PATH: process.env.PATH, TKN: KEY, MAIL: EMAIL };
        execFile(program, args, { cwd: folder, env, timeout: 15_000 }, (error, stdout, stderr) =>
          error ? fail(new Error(`${error.message}\n${stderr}`)) : done(stdout),
        );
      });
    return out;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.skipIf(TOOLS.length > 0)(`hosts of a shell${TOOLS.length > 0 ? `: ${TOOLS.join(', ')} missing` : ''}`, () => {
  test.each(HOSTS)('$file', async (host) => {
    const [first, second] = [new Account(), new Account()];
    const [v1, v4] = [await startV1(first), await startV4(second)];
    try {
      const { changes, findings } = migrated(host);
      const after = changes[0]?.after ?? '';
      expect(after).not.toMatch(host.file === 'Makefile' ? /^\t.*api_json/m : /api_json/);
      const old = await run(host, host.text.replaceAll(V1, `http://127.0.0.1:${v1.port}/api_json.html`));
      const now = await run(host, after.replaceAll(API, `http://127.0.0.1:${v4.port}/client/v4`));
      expect(now).toBe(old);
      expect(v4.violations).toEqual([]);
      expect(first.effects.length).toBeGreaterThan(1);
      expect(second.effects).toEqual(first.effects);
      expect(findings.filter(({ rule }) => rule === 'v1-call').length).toBeGreaterThan(1);
      expect(migrated({ file: host.file, text: after }).changes, 'a second run').toEqual([]);
    } finally {
      await Promise.all([v1.close(), v4.close()]);
    }
  });
});
