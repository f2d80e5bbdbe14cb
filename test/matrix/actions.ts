/** Each action with a form, and the v4 requests that it must become (behind the zone's look-up). */
import { RULE } from './fake-v4.js';

export interface ActionRow {
  readonly action: string;
  /** fields beside a, tkn and email: source text of object properties */
  readonly fields: string;
  /** `METHOD path body`, Z the zone's id, R the record's */
  readonly requests: readonly string[];
  /** statements that read the answer in `data`; what they print */
  readonly read?: string;
  readonly prints?: string;
}

const SETTING = (id: string, value: string) => `PATCH /zones/Z/settings/${id} {"value":"${value}"}`;
const RULES = '/user/firewall/access_rules/rules';

export const ACTIONS: readonly ActionRow[] = [
  {
    action: 'zone_load_multi',
    fields: '',
    requests: ['GET /zones?page=1&per_page=50'],
    read: 'print(data.response.zones.objs.map(function (zone) { return zone.zone_name; }).join());',
    prints: 'example.com,example.org',
  },
  {
    action: 'zone_load',
    fields: "z: 'example.com'",
    requests: ['GET /zones?name=example.com'],
    read: 'print(data.response.zone.obj.zone_name);',
    prints: 'example.com',
  },
  {
    action: 'zone_check',
    fields: "zones: 'example.com'",
    requests: ['GET /zones?name=example.com'],
    read: 'print(Object.keys(data.response.zones).join());',
    prints: 'example.com',
  },
  {
    action: 'rec_load_all',
    fields: "z: 'example.com'",
    requests: ['GET /zones/Z/dns_records?page=1&per_page=5000'],
    read: "data.response.recs.objs.forEach(function (rec) { print(rec.name + ' ' + rec.ttl + ' ' + (rec.service_mode === '1' ? 'on' : 'off')); });",
    prints: 'www.example.com 300 on',
  },
  {
    action: 'zone_settings',
    fields: "z: 'example.com'",
    requests: ['GET /zones/Z/settings/security_level'],
    read: "print(data.response.result.objs[0].sec_lvl === 'high');",
    prints: 'true',
  },
  { action: 'sec_lvl', fields: "z: 'example.com', v: 'help'", requests: [SETTING('security_level', 'under_attack')] },
  { action: 'cache_lvl', fields: "z: 'example.com', v: 'agg'", requests: [SETTING('cache_level', 'aggressive')] },
  { action: 'devmode', fields: "z: 'example.com', v: 1", requests: [SETTING('development_mode', 'on')] },
  { action: 'ipv46', fields: "z: 'example.com', v: 3", requests: [SETTING('ipv6', 'on')] },
  { action: 'async', fields: "z: 'example.com', v: '0'", requests: [SETTING('rocket_loader', 'off')] },
  { action: 'ob', fields: "z: 'example.com', v: '1'", requests: [SETTING('always_online', 'on')] },
  {
    action: 'fpurge_ts',
    fields: "z: 'example.com', v: 1",
    requests: ['POST /zones/Z/purge_cache {"purge_everything":true}'],
  },
  {
    action: 'zone_file_purge',
    fields: "z: 'example.com', url: 'https://example.com/a.css'",
    requests: ['POST /zones/Z/purge_cache {"files":["https://example.com/a.css"]}'],
  },
  {
    action: 'wl',
    fields: "key: '198.51.100.4'",
    requests: [
      `GET ${RULES}?configuration.value=198.51.100.4`,
      `POST ${RULES} {"mode":"whitelist","configuration":{"target":"ip","value":"198.51.100.4"}}`,
    ],
  },
  {
    action: 'ban',
    fields: "key: '2001:db8::1'",
    requests: [
      `GET ${RULES}?configuration.value=2001%3Adb8%3A%3A1`,
      `POST ${RULES} {"mode":"block","configuration":{"target":"ip6","value":"2001:db8::1"}}`,
    ],
  },
  {
    action: 'nul',
    fields: "key: '198.51.100.9'",
    requests: [`GET ${RULES}?configuration.value=198.51.100.9`, `DELETE ${RULES}/${RULE}`],
  },
  {
    action: 'rec_new',
    fields: "z: 'example.com', type: 'MX', name: '@', content: 'mail.example.com', prio: '10', ttl: '120'",
    requests: [
      'POST /zones/Z/dns_records {"type":"MX","name":"example.com","content":"mail.example.com","ttl":120,"priority":10}',
    ],
    read: 'print(data.response.rec.obj.name);',
    prints: 'www.example.com',
  },
  {
    action: 'rec_edit',
    fields: "z: 'example.com', id: recordId, type: 'A', name: 'www', content: '192.0.2.7', ttl: 1, service_mode: '1'",
    requests: [
      'PATCH /zones/Z/dns_records/R {"type":"A","name":"www.example.com","content":"192.0.2.7","ttl":1,"proxied":true}',
    ],
  },
  { action: 'rec_delete', fields: "z: 'example.com', id: recordId", requests: ['DELETE /zones/Z/dns_records/R'] },
  {
    action: 'rec_proxy',
    fields: "z: 'example.com', id: recordId, rtag: 'x', service_mode: '0'",
    requests: ['PATCH /zones/Z/dns_records/R {"proxied":false}'],
  },
  {
    action: 'rec_set',
    fields: "zone: 'example.com', type: 'A', name: 'new', content: '192.0.2.8'",
    requests: ['POST /zones/Z/dns_records {"type":"A","content":"192.0.2.8","ttl":1,"name":"new.example.com"}'],
  },
  {
    action: 'rec_del',
    fields: "zone: 'example.com', name: 'www.example.com'",
    requests: [
      'GET /zones/Z/dns_records?name.exact=www.example.com&page=1&per_page=5000',
      'DELETE /zones/Z/dns_records/R',
    ],
  },
  {
    action: 'DIUP',
    fields: "hosts: 'www.example.com', ip: '192.0.2.9'",
    requests: [
      'GET /zones?page=1&per_page=50',
      'GET /zones/Z/dns_records?name.exact=www.example.com&page=1&per_page=5000&type=A',
      'PATCH /zones/Z/dns_records/R',
    ],
  },
  {
    action: 'stats',
    fields: "z: 'example.com', interval: 20",
    requests: ['POST /graphql'],
    read: 'print(data.response.result.objs[0].requestsServed.cloudflare);',
    prints: '40',
  },
];
