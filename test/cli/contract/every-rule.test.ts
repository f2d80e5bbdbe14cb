/** Every rule that a file by itself can raise, as lint, ci and migrate tell it, with its severity and exit code. */
import { describe, expect, it } from 'vitest';
import { RULES } from '../../../src/report/rules.js';
import { cfv1, ENDPOINT, findings, KEY, program, repository } from './real-run.js';

interface Example {
  readonly text: string;
  readonly reason?: string;
  readonly line: number;
  readonly says: string;
}

const EXAMPLES: Readonly<Record<string, Example>> = {
  'v1-call': {
    text: program("a: 'fpurge_ts', z: 'example.com', v: 1"),
    line: 3,
    says: 'v1 action fpurge_ts becomes cache.purge',
  },
  'removed-action': {
    text: program("a: 'ip_lkup', ip: '203.0.113.9'"),
    reason: 'threat-score-ended',
    line: 3,
    says: 'ip_lkup has no v4 counterpart',
  },
  'needs-decision': {
    text: program("a: 'rec_delete', z: 'example.com', id: 1234567"),
    reason: 'stored-record-id',
    line: 3,
    says: 'a numeric v1 id does not exist in v4',
  },
  'unknown-call': {
    text: program('a: process.argv[2]'),
    reason: 'bridge',
    line: 3,
    says: 'a request to Client API v1',
  },
  'v1-package': {
    text: "var CloudFlareAPI = require('cloudflare-api');\nnew CloudFlareAPI({ email: email, token: key }).fullZonePurge();\n",
    line: 1,
    says: 'cloudflare-api',
  },
  'v1-endpoint': { text: `exports.API = '${ENDPOINT}';\n`, line: 1, says: 'the address of API v1' },
  'v1-answer': {
    text: '// of cloudflare\nexports.records = (data) => data.response.recs.objs;\n',
    line: 2,
    says: 'an answer of API v1',
  },
  'outdated-v4': {
    text: "request.del('https://api.cloudflare.com/client/v4/zones/' + id + '/purge_cache');\n",
    line: 1,
    says: 'purge_cache',
  },
  'hardcoded-credential': {
    text: `var http = require('http');\nexports.cloudflareKey = '${KEY}';\n`,
    line: 2,
    says: 'Global API Key stands in the source',
  },
  'stored-record-id': {
    text: program("a: 'rec_delete', z: 'example.com', id: 1234567"),
    line: 3,
    says: 'id',
  },
  'v1-bridge': {
    text: "const { cloudflareV1 } = require('./lib/cloudflare-v1-bridge');\nexports.call = cloudflareV1;\n",
    line: 1,
    says: 'through the bridge',
  },
  todo: { text: 'run();\n// TODO(cloudflare-v4): look at this\nrun();\n', line: 2, says: 'left something to do' },
  'v1-mock': {
    text: "require('nock')('https://www.cloudflare.com').post('/api_json.html').reply(200, { result: 'success' });\n",
    line: 1,
    says: 'v1',
  },
  'parse-error': { text: `run();\nconst = '${ENDPOINT}';\n`, line: 2, says: 'cannot be parsed' },
  'unused-suppression': { text: 'run();\n// cfv1-ignore-line -- old\nrun();\n', line: 2, says: 'hides no finding' },
  'bare-suppression': {
    text: `run();\n// cfv1-ignore-next-line v1-endpoint\nexports.API = '${ENDPOINT}';\n`,
    line: 2,
    says: 'gives no reason',
  },
  'not-analysed': { text: `\u0000 ${ENDPOINT}`, line: 1, says: 'NUL bytes' },
};

describe.each(Object.entries(EXAMPLES))('%s', (rule, { text, reason, line, says }) => {
  it.each(['lint', 'ci', 'migrate'])('is told by %s', async (command) => {
    const root = repository({ 'a file.js': text });
    const { code, found } = await findings(root, command);
    const finding = found.find((one) => one.rule === rule);
    expect(finding).toMatchObject({ severity: RULES[rule as 'todo'].severity, file: 'a file.js' });
    expect(finding?.range.start.line).toBe(line);
    expect(finding?.message).toContain(says);
    if (reason) expect(finding?.reason).toBe(reason);
    const error = found.some(({ severity }) => severity === 'error');
    expect(code).toBe(error || (command === 'migrate' && text.includes('1234567')) ? 1 : 0);
    const pretty = await cfv1(root, `${command} --format pretty`);
    expect(pretty.stdout).toContain(`a file.js:${line}:`);
    expect(pretty.stdout).toContain(rule);
  });

  it('is explained, by name and by place', async () => {
    const root = repository({ 'a file.js': text });
    const byName = await cfv1(root, `explain ${rule}`);
    expect(byName).toMatchObject({ code: 0, stderr: '' });
    expect(byName.stdout).toContain(RULES[rule as 'todo'].what.slice(0, 20));
    const byPlace = await cfv1(root, ['explain', `a file.js:${line}`]);
    expect(byPlace).toMatchObject({ code: 0, stderr: '' });
    expect(byPlace.stdout).toContain(rule);
  });
});

it('every rule has an example here', () => {
  expect(Object.keys(RULES).filter((rule) => !(rule in EXAMPLES))).toEqual([]);
});
