/** Every v4 request that a migrated call makes: the wire's spelling and the SDK's. */
import type { SourceKey } from './sources.js';
import type { Operation } from './types.js';

type Positional = 'dns_record_id' | 'setting_id' | 'rule_id' | null;
type Wire = readonly [Operation['method'], string];

function request(
  id: string,
  [method, path]: Wire,
  permission: string,
  sources: readonly SourceKey[],
  more: { sdk?: string | null; positional?: Positional; perPage?: number } = {},
): Operation {
  const { sdk = id, positional = null, perPage = null } = more;
  return { id, method, path, sdk, positional, perPage, permission, sources };
}

const RECORDS = '/zones/{zone_id}/dns_records';
const RECORD = `${RECORDS}/{dns_record_id}`;
const SETTING = '/zones/{zone_id}/settings/{setting_id}';

const DNS_READ = 'Zone: DNS: Read';
const DNS_EDIT = 'Zone: DNS: Edit';

/** Rules of the user are open to the Global API Key alone: no token permission is listed for them. */
const RULES = [
  { scope: 'user', path: '/user', sdk: false, read: 'Global API Key', edit: 'Global API Key' },
  {
    scope: 'account',
    path: '/accounts/{account_id}',
    sdk: true,
    read: 'Account: Account Firewall Access Rules: Read',
    edit: 'Account: Account Firewall Access Rules: Edit',
  },
  {
    scope: 'zone',
    path: '/zones/{zone_id}',
    sdk: true,
    read: 'Zone: Firewall Services: Read',
    edit: 'Zone: Firewall Services: Edit',
  },
] as const;

/** 20 is the size v4 takes by itself; the largest is not documented, and a look-up by address finds few. */
const RULES_PER_PAGE = 20;

function accessRules({ scope, path, sdk, read, edit }: (typeof RULES)[number]): readonly Operation[] {
  const rules = `${path}/firewall/access_rules/rules`;
  const rule = `${rules}/{rule_id}`;
  const sources: readonly SourceKey[] = sdk ? ['SDK7', 'OPENAPI-CS', 'IPAR'] : ['OPENAPI-CS', 'F2B', 'SDK3'];
  const method = (name: string) => (sdk ? `firewall.accessRules.${name}` : null);
  const id = (name: string) => `${scope}.access-rules.${name}`;
  return [
    request(id('list'), ['GET', rules], read, sources, { sdk: method('list'), perPage: RULES_PER_PAGE }),
    request(id('create'), ['POST', rules], edit, sources, { sdk: method('create') }),
    request(id('edit'), ['PATCH', rule], edit, sources, { sdk: method('edit'), positional: 'rule_id' }),
    request(id('delete'), ['DELETE', rule], edit, sources, { sdk: method('delete'), positional: 'rule_id' }),
  ];
}

export const OPERATIONS: readonly Operation[] = [
  request('zones.list', ['GET', '/zones'], 'Zone: Zone: Read', ['GUIDE', 'SDK7', 'CALLS', 'PERPAGE'], {
    perPage: 50,
  }),
  request('zones.get', ['GET', '/zones/{zone_id}'], 'Zone: Zone: Read', ['SDK7']),
  request('dns.records.list', ['GET', RECORDS], DNS_READ, ['GUIDE', 'SDK7', 'PERPAGE'], { perPage: 5000 }),
  request('dns.records.get', ['GET', RECORD], DNS_READ, ['SDK7'], { positional: 'dns_record_id' }),
  request('dns.records.create', ['POST', RECORDS], DNS_EDIT, ['GUIDE', 'SDK7']),
  request('dns.records.edit', ['PATCH', RECORD], DNS_EDIT, ['SDK7', 'PUTPROXY'], { positional: 'dns_record_id' }),
  request('dns.records.delete', ['DELETE', RECORD], DNS_EDIT, ['GUIDE', 'SDK7'], { positional: 'dns_record_id' }),
  request('dns.records.batch', ['POST', `${RECORDS}/batch`], DNS_EDIT, ['SDK7', 'DEPR-DNSTYPE']),
  request('cache.purge', ['POST', '/zones/{zone_id}/purge_cache'], 'Zone: Cache Purge: Purge', [
    'PURGE',
    'SDK7',
    'OPENAPI-CS',
  ]),
  request('zones.settings.get', ['GET', SETTING], 'Zone: Zone Settings: Read', ['SDK7', 'DEPR'], {
    positional: 'setting_id',
  }),
  request('zones.settings.edit', ['PATCH', SETTING], 'Zone: Zone Settings: Edit', ['GUIDE', 'SDK7'], {
    positional: 'setting_id',
  }),
  ...RULES.flatMap(accessRules),
  request('graphql', ['POST', '/graphql'], 'Account: Account Analytics: Read', ['GQL'], { sdk: null }),
];

const BY_ID = new Map(OPERATIONS.map((one) => [one.id, one]));

/** The operation of that id. Throws where there is none: ids are written in our own code alone. */
export function operation(id: string): Operation {
  const found = BY_ID.get(id);
  if (!found) throw new Error(`no such operation: ${id}`);
  return found;
}
