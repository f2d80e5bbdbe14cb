/** What the pages of docs/ show: programs and texts that the program itself turns into what stands beside them. */
import type { RuleId } from '../../src/finding.js';
import { DEFAULT_MIGRATION, type MigrationOptions } from '../../src/options.js';
import { type Analysis, analyse } from '../../src/pipeline.js';

const ENDPOINT = 'https://www.cloudflare.com/api_json.html';
const CREDENTIALS = 'tkn: process.env.CLOUDFLARE_API_KEY, email: process.env.CLOUDFLARE_EMAIL';

interface ActionExample {
  readonly fields: Readonly<Record<string, string>>;
  /** what the program does with the answer; none: nothing */
  readonly read?: string;
}

const ZONE = { z: 'example.com' };
const RECORD = { ...ZONE, type: 'A', name: 'www', content: '203.0.113.9', ttl: '120' };

/** By action: its fields beside the credentials, and what is read of the answer. */
export const ACTION_EXAMPLES: Readonly<Record<string, ActionExample>> = {
  stats: {
    fields: { ...ZONE, interval: '20' },
    read: 'console.log(data.response.result.objs[0].trafficBreakdown.pageviews.regular);',
  },
  zone_load_multi: {
    fields: {},
    read: 'for (const zone of data.response.zones.objs) console.log(zone.zone_name, zone.zone_id);',
  },
  rec_load_all: {
    fields: ZONE,
    read: 'for (const record of data.response.recs.objs) console.log(record.rec_id, record.type, record.name, record.service_mode);',
  },
  zone_check: {
    fields: { zones: 'example.com,example.org' },
    read: "console.log(data.response.zones['example.com']);",
  },
  zone_ips: { fields: { ...ZONE, hours: '24' } },
  ip_lkup: { fields: { ip: '203.0.113.9' } },
  zone_settings: { fields: ZONE, read: 'console.log(data.response.result.objs[0].sec_lvl);' },
  sec_lvl: { fields: { ...ZONE, v: 'high' } },
  cache_lvl: { fields: { ...ZONE, v: 'agg' } },
  devmode: { fields: { ...ZONE, v: '1' } },
  fpurge_ts: { fields: { ...ZONE, v: '1' } },
  zone_file_purge: { fields: { ...ZONE, url: 'https://example.com/style.css' } },
  zone_grab: { fields: { zid: '123456' } },
  wl: { fields: { key: '203.0.113.9' } },
  ban: { fields: { key: '203.0.113.9' } },
  nul: { fields: { key: '203.0.113.9' } },
  ipv46: { fields: { ...ZONE, v: '3' } },
  async: { fields: { ...ZONE, v: 'a' } },
  minify: { fields: { ...ZONE, v: '7' } },
  mirage2: { fields: { ...ZONE, v: '1' } },
  rec_new: { fields: { ...RECORD, service_mode: '1' }, read: 'console.log(data.response.rec.obj.rec_id);' },
  rec_edit: { fields: { ...RECORD, id: '9001', service_mode: '1' } },
  rec_delete: { fields: { ...ZONE, id: '9001' } },
  zone_load: { fields: ZONE },
  ob: { fields: { ...ZONE, v: '1' } },
  rec_proxy: { fields: { ...ZONE, id: '9001', rtag: '1a2b3c', service_mode: '1' } },
  rec_set: { fields: { zone: 'example.com', type: 'A', name: 'www', content: '203.0.113.9' } },
  rec_del: { fields: { zone: 'example.com', name: 'www' } },
  DIUP: { fields: { hosts: 'home.example.com', ip: '203.0.113.9' } },
  pre_purge: { fields: { zone_name: 'example.com' } },
};

/** The program of an action's page. */
export function actionProgram(name: string): string {
  const { fields, read } = ACTION_EXAMPLES[name] ?? { fields: {} };
  const given = Object.entries({ a: name, ...fields }).map(([key, value]) => `${key}: '${value}'`);
  const form = [given[0], CREDENTIALS, ...given.slice(1)].join(', ');
  const call = `await axios.post('${ENDPOINT}', new URLSearchParams({\n    ${form},\n  }))`;
  const body = read ? `  const { data } = ${call};\n  ${read}\n` : `  ${call};\n`;
  return `import axios from 'axios';\n\nasync function run() {\n${body}}\n\nrun();\n`;
}

/** The command of an action's page. */
export function actionCommand(name: string): string {
  const { fields } = ACTION_EXAMPLES[name] ?? { fields: {} };
  const data = Object.entries({ a: name, ...fields }).map(([key, value]) => `-d '${key}=${value}'`);
  return `curl -s ${ENDPOINT} ${data[0]} \\\n  -d "tkn=$CLOUDFLARE_API_KEY" -d "email=$CLOUDFLARE_EMAIL"${data
    .slice(1)
    .map((one) => ` ${one}`)
    .join('')}\n`;
}

const post = (form: string) =>
  `require('request').post('${ENDPOINT}', {\n  form: { ${form}, ${CREDENTIALS}, z: 'example.com' },\n});\n`;

/** By rule: a file that it is raised in. */
export const RULE_EXAMPLES: Partial<Record<RuleId, { readonly file: string; readonly text: string }>> = {
  'v1-call': { file: 'purge.js', text: post("a: 'fpurge_ts', v: 1") },
  'removed-action': { file: 'minify.js', text: post("a: 'minify', v: 7") },
  'needs-decision': { file: 'delete.js', text: post("a: 'rec_delete', id: 1234567") },
  'unknown-call': { file: 'any.js', text: post('a: process.argv[2]') },
  'v1-package': { file: 'client.js', text: "const cloudflare = require('cloudflare-api');\n" },
  'v1-endpoint': { file: 'config.js', text: `exports.API = '${ENDPOINT}';\n` },
  'v1-answer': {
    file: 'names.js',
    text: 'exports.names = (data) => data.response.recs.objs.map((rec) => rec.display_name);\n',
  },
  'outdated-v4': {
    file: 'v4.js',
    text: "const request = require('request');\nrequest.del('https://api.cloudflare.com/client/v4/zones/' + id + '/purge_cache');\n",
  },
  'hardcoded-credential': {
    file: 'keys.js',
    text: "exports.cloudflareKey = '0123456789abcdef0123456789abcdef01234';\n",
  },
  'stored-record-id': { file: 'delete.js', text: post("a: 'rec_delete', id: 1234567") },
  todo: { file: 'left.js', text: '// TODO(cloudflare-v4): minify ended. cfv1 explain minify-ended\nrun();\n' },
  'v1-mock': {
    file: 'purge.test.js',
    text: "require('nock')('https://www.cloudflare.com').post('/api_json.html').reply(200, { result: 'success' });\n",
  },
  'parse-error': { file: 'broken.js', text: `const = '${ENDPOINT}';\n` },
  'unused-suppression': { file: 'clean.js', text: '// cfv1-ignore-next-line v1-call -- until March\nrun();\n' },
  'bare-suppression': { file: 'hidden.js', text: `// cfv1-ignore-next-line v1-call\n${post("a: 'fpurge_ts', v: 1")}` },
};

export function examined(file: string, text: string, more: Partial<MigrationOptions> = {}): Analysis {
  const manifests = { 'package.json': '{ "private": true }\n' };
  return analyse([{ file, text }], { manifests, lockFile: null }, { ...DEFAULT_MIGRATION, ...more });
}

/** What the text becomes; null where it stays. */
export function becomes(file: string, text: string, more: Partial<MigrationOptions> = {}): string | null {
  return examined(file, text, more).changes.find((change) => change.file === file)?.after ?? null;
}
