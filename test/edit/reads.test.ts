/** What reads of v1's records and zones become. */
import { expect, it } from 'vitest';
import { DEFAULT_MIGRATION } from '../../src/options.js';
import { analyse } from '../../src/pipeline.js';

const RECORDS = [
  ['rec.rec_id', 'rec.id'],
  ['rec.name', 'rec.name'],
  ["rec['name']", 'rec.name'],
  ['rec?.name', 'rec?.name'],
  ["rec.name.split('.')[0]", "rec.name.split('.')[0]"],
  ['rec.display_name', "recordLabel(rec.name, 'example.com')"],
  ["rec.display_name === 'www'", "recordLabel(rec.name, 'example.com') === 'www'"],
  ['rec.zone_name', "'example.com'"],
  ['rec.type', 'rec.type'],
  ['rec.content', 'recordContent(rec)'],
  ['rec.content === ip', 'recordContent(rec) === ip'],
  // v1's was text
  ['rec.ttl', 'String(rec.ttl)'],
  ['rec.ttl.length', 'String(rec.ttl).length'],
  ["rec.ttl === '1'", 'rec.ttl === 1'],
  ["'1' === rec.ttl", 'rec.ttl === 1'],
  ['rec.ttl == 1', 'rec.ttl === 1'],
  ["rec.ttl !== '300'", 'rec.ttl !== 300'],
  ['rec.ttl === ip', 'String(rec.ttl) === ip'],
  ['rec.ttl > 300', 'rec.ttl > 300'],
  ["rec.ttl + ' s'", "rec.ttl + ' s'"],
  ['Number(rec.ttl)', 'rec.ttl'],
  ['parseInt(rec.ttl, 10)', 'rec.ttl'],
  ['rec.auto_ttl', 'rec.ttl === 1 ? 1 : 0'],
  ['rec.auto_ttl + 1', '(rec.ttl === 1 ? 1 : 0) + 1'],
  ['rec.auto_ttl ? a : b', 'rec.ttl === 1 ? a : b'],
  ['!rec.auto_ttl', '!(rec.ttl === 1)'],
  // v1's was null where there is none
  ['rec.prio', 'rec.priority == null ? null : String(rec.priority)'],
  ['rec.prio || 0', '(rec.priority == null ? null : String(rec.priority)) || 0'],
  ['rec.prio === null', 'rec.priority == null'],
  ["rec.prio === '10'", 'rec.priority === 10'],
  ['rec.service_mode', "rec.proxied ? '1' : '0'"],
  ['rec.service_mode === a', "(rec.proxied ? '1' : '0') === a"],
  ["rec.service_mode === '1'", 'rec.proxied'],
  ["rec.service_mode !== '1'", '!rec.proxied'],
  ["rec.service_mode === '0'", '!rec.proxied'],
  ["rec.service_mode !== '0'", 'rec.proxied'],
  ['rec.service_mode == 1', 'rec.proxied'],
  // '0' is true, 0 is not
  ['rec.service_mode ? a : b', "(rec.proxied ? '1' : '0') ? a : b"],
  ['rec.props.cloud_on ? a : b', 'rec.proxied ? a : b'],
  ['!rec.props.cloud_on', '!rec.proxied'],
  ['rec.props.cloud_on', 'rec.proxied ? 1 : 0'],
  ['rec.props.cloud_on === 0', '!rec.proxied'],
  ['rec.props.proxiable === 1', 'rec.proxiable'],
] as const;

const ZONES = [
  ['zone.zone_id', 'zone.id'],
  ['zone.zone_name', 'zone.name'],
  ['zone.display_name', 'zone.name'],
  ['zone.zone_status', 'ZONE_STATUS[zone.status]'],
  ["zone.zone_status === 'V'", "zone.status === 'active'"],
  ['zone.zone_status_class', 'zoneStatusClass(zone)'],
  ['zone.zone_type', "zone.type === 'full' ? 'F' : 'P'"],
  ["zone.zone_type === 'F'", "zone.type === 'full'"],
  // the opposite of paused
  ['zone.zone_mode', "zone.paused ? '0' : '1'"],
  ["zone.zone_mode === '1'", '!zone.paused'],
  ["zone.zone_mode !== '1'", 'zone.paused'],
  ['zone.zone_mode == 0', 'zone.paused'],
  ['zone.zone_mode ? a : b', "(zone.paused ? '0' : '1') ? a : b"],
  ['zone.orig_ns_names', "zone.original_name_servers ? `{${zone.original_name_servers.join(',')}}` : null"],
  ['zone.props.plan', 'PLAN[zone.plan.legacy_id]'],
  ["zone.props.plan === 'FREE_ZONE'", "zone.plan.legacy_id === 'free'"],
  ['zone.orig_registrar', 'zone.original_registrar'],
  ['zone.fqdns', 'zone.name_servers'],
  ['zone.vtxt', 'zone.verification_key'],
  // v4 has no such field
  ['zone.props.pro', 'zone.props.pro'],
] as const;

/** What each expression is in the file, where it is read of each of the objects that an action lists. */
function read(expressions: readonly string[], action: string, list: string, one: string): (string | undefined)[] {
  const functions = expressions.map(
    (expression) => `calls.push((ip, a, b, use) => {
  request.post({ url: 'https://www.cloudflare.com/api_json.html', json: true, form: { ...account, ${action} } }, (err, res, body) => {
    if (err) throw err;
    if (body.result === 'error') throw new Error(body.msg);
    body.response.${list}.objs.forEach((${one}) => {
      use(${expression});
    });
  });
});
`,
  );
  const text = `const request = require('request');
const account = { tkn: process.env.K, email: process.env.E };
const calls = [];
${functions.join('')}module.exports = calls;
`;
  const { changes } = analyse([{ file: 'a.js', text }], { manifests: {}, lockFile: null }, DEFAULT_MIGRATION);
  const after = changes[0]?.after.split('calls.push(').slice(1) ?? [];
  return after.map((part) => /\n *use\(([\s\S]*?)\);\n/.exec(part)?.[1]);
}

it('of records', () => {
  const after = read(
    RECORDS.map(([before]) => before),
    "a: 'rec_load_all', z: 'example.com'",
    'recs',
    'rec',
  );
  expect(RECORDS.map(([before], index) => [before, after[index]])).toEqual(RECORDS);
});

it('of zones', () => {
  const after = read(
    ZONES.map(([before]) => before),
    "a: 'zone_load_multi'",
    'zones',
    'zone',
  );
  expect(ZONES.map(([before], index) => [before, after[index]])).toEqual(ZONES);
});
