import { describe, expect, it } from 'vitest';
import { DEFAULT_MIGRATION } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';

const CURL = 'curl -s https://www.cloudflare.com/api_json.html -d a=fpurge_ts -d v=1 -d z=example.com';
const SENT = '-d tkn=$K -d email=$E';
const V4 = 'https://api.cloudflare.com/client/v4';

function run(text: string) {
  const source = { file: 'a.js', text: `const { exec, execSync } = require('child_process');\n${text}\n` };
  const zones = { 'example.com': '023e105f4ecef8ad9ca31a8372d0c353' };
  const options = { ...DEFAULT_MIGRATION, todo: false, zones };
  const { findings, changes } = analyse([source], { manifests: {}, lockFile: null }, options);
  const after = changes[0]?.after ?? source.text;
  return {
    told: findings.map(({ rule, reason }) => `${rule} ${reason ?? 'safe'}`),
    after: after.slice(after.indexOf('\n') + 1, -1),
  };
}
const written = (quote = "'", key = '$K', email = '$E') => {
  const body =
    quote === "'"
      ? '\\\'{"purge_everything":true}\\\''
      : `'{${quote === '"' ? '\\"purge_everything\\"' : '"purge_everything"'}:true}'`;
  const double = quote === '"' ? '\\"' : '"';
  return `curl -s -X POST ${double}${V4}/zones/023e105f4ecef8ad9ca31a8372d0c353/purge_cache${double} -H ${double}X-Auth-Email: ${email}${double} -H ${double}X-Auth-Key: ${key}${double} -H ${double}Content-Type: application/json${double} --data ${body}`;
};

describe('a command in a string is written for v4', () => {
  it.each([
    ['whose output goes nowhere', `execSync('${CURL} ${SENT}');`, `execSync('${written()}');`],
    [
      'with a callback that takes the error alone',
      `exec('${CURL} ${SENT}', (err) => done(err));`,
      `exec('${written()}', (err) => done(err));`,
    ],
    ['in other quotes', `execSync("${CURL} ${SENT}");`, `execSync("${written('"')}");`],
    ['in a template', `execSync(\`${CURL} -d tkn=\${key} -d email=$E\`);`, `execSync(\`${written('`', '${key}')}\`);`],
    [
      'in a sum',
      `execSync('${CURL}' +\n  ' -d tkn=' + process.env.K + ' -d email=$E');`,
      `execSync('${written("'", "' + process.env.K + '")}');`,
    ],
    [
      'in a constant',
      `const purge = '${CURL} ${SENT}';\nexecSync(purge);`,
      `const purge = '${written()}';\nexecSync(purge);`,
    ],
  ])('%s', (_name, before, after) => {
    expect(run(before)).toEqual({ told: ['v1-call safe'], after });
    expect(run(after)).toEqual({ told: [], after });
  });
});

describe('a command in a string is left alone', () => {
  it.each([
    ['whose answer is read', `exec('${CURL} ${SENT}', (err, out) => read(out));`, 'v1-call shell-reader'],
    ['whose answer is given back', `const out = execSync('${CURL} ${SENT}');`, 'v1-call shell-reader'],
    ['for a function that is not seen', `exec('${CURL} ${SENT}', done);`, 'v1-call shell-reader'],
    ['of another shell', `execSync('${CURL} ${SENT}', { shell: 'cmd.exe' });`, 'v1-endpoint command-string'],
    [
      'that is put together by calls',
      `execSync('${CURL} -d tkn=' + key() + ' -d email=$E');`,
      'v1-endpoint command-string',
    ],
    ['with comments in between', `execSync('${CURL}' + // the key\n ' ${SENT}');`, 'v1-endpoint command-string'],
    ['that is used twice', `const c = '${CURL} ${SENT}';\nexecSync(c);\nexecSync(c);`, 'v1-endpoint command-string'],
    ['that a comment hides', `execSync('${CURL} ${SENT}'); // cfv1-ignore-line -- goes`, null],
  ])('%s', (_name, text, told) => expect(run(text)).toEqual({ told: told === null ? [] : [told], after: text }));
});
