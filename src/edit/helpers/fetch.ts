/** Helpers over fetch: one function speaks HTTP, the others use it. */
import type { Helper, HelperId, HelperSettings } from './index.js';
import { statsHead, statsTail } from './sdk.js';

const t = (settings: HelperSettings, text: string) => (settings.typescript ? text : '');
const account = (s: HelperSettings) =>
  s.client ? `account${t(s, ': { email: string | undefined; key: string | undefined }')}` : '';
const params = (s: HelperSettings, ...rest: string[]) => [account(s), ...rest].filter(Boolean).join(', ');
const call = (s: HelperSettings, ...args: string[]) =>
  `cloudflare(${[s.client ? 'account' : '', ...args].filter(Boolean).join(', ')})`;
const list = (s: HelperSettings, path: string) =>
  `listAll(${[s.client ? 'account' : '', path].filter(Boolean).join(', ')})`;
/** What an id is remembered by. */
const key = (s: HelperSettings) => (s.client ? 'key' : 'name');
const typed = (s: HelperSettings, type: string) => (s.typescript ? `<${type}>` : '');
const listOf = (s: HelperSettings, type: string, path: string) =>
  list(s, path).replace('listAll', `listAll${typed(s, type)}`);
const callOf = (s: HelperSettings, type: string, ...args: string[]) =>
  call(s, ...args).replace('cloudflare', `cloudflare${typed(s, type)}`);
const notFound = 'Object.assign(new Error(message), { status: 404, errors: [{ message }] })';

/** Who calls: the token of the environment, or the account's address and key. */
function authHeaders(s: HelperSettings): string {
  if (s.token) return 'Authorization: `Bearer ${process.env.CLOUDFLARE_API_TOKEN}`';
  const who = s.credentials ?? { email: 'account.email', key: 'account.key' };
  return `'X-Auth-Email': ${given(s, who.email)}, 'X-Auth-Key': ${given(s, who.key)}`;
}

/** A header's value: the types of the environment and of accounts let it be missing. */
function given(s: HelperSettings, text: string): string {
  const sure = /(?:!|['"`]|\bas string|^<string>.*|^String\(.*\))$/.test(text);
  return s.typescript && !sure ? `${text} ?? ''` : text;
}

const timeLimit = (s: HelperSettings) => (s.timeout === null ? '' : `\n    signal: AbortSignal.timeout(${s.timeout}),`);

export const FETCH: Partial<Record<HelperId, Helper>> = {
  cloudflare: {
    name: 'cloudflare',
    needs: [],
    text: (s) => {
      return `/** One call of the Cloudflare API v4: its \`result\`; an error that the API answers has \`status\` and \`errors\`. */
async function cloudflare${t(s, '<Result = unknown>')}(${params(s, `method${t(s, ': string')}`, `path${t(s, ': string')}`, `body${t(s, '?: unknown')}`)})${t(s, ': Promise<Result>')} {
  const res = await ${s.fetch}(\`https://api.cloudflare.com/client/v4\${path}\`, {
    method,
    headers: { ${authHeaders(s)}, 'Content-Type': 'application/json' },
    body: body === undefined ? ${s.typescript ? 'null' : 'undefined'} : JSON.stringify(body),${timeLimit(s)}
  });
  const { success, result, errors } = ${t(s, '(')}await res.json()${t(s, ') as { success: boolean; result: Result; errors: { code: number; message: string }[] }')};
  if (!res.ok || !success) throw Object.assign(new Error(errors[0]?.message), { status: res.status, errors });
  return result;
}`;
    },
  },
  'with-text': {
    name: 'withText',
    needs: [],
    text: (s) => `/** An error of the API by its text alone: who answers the user would answer with its status. */
function withText(err${t(s, ': any')})${t(s, ': never')} {
  throw err.errors ? new Error(err.message) : err;
}`,
  },
  'plain-refusal': {
    name: 'plainRefusal',
    needs: [],
    text: (s) => `/** What the API refused has its text alone; an error with a status is one of the server. */
function plainRefusal(err${t(s, ': any')})${t(s, ': never')} {
  throw err.status < 500 ? new Error(err.message) : err;
}`,
  },
  'find-zone-id': {
    name: 'findZoneId',
    needs: ['cloudflare'],
    text: (
      s,
    ) => `/** The v4 id of a zone; v1 took its name. Looked up once per ${s.client ? 'account and ' : ''}name. */
function findZoneId(${params(s, `name${t(s, ': string')}`)})${t(s, ': Promise<string>')} {
${s.typescript ? '  const cache = findZoneId as typeof findZoneId & { ids?: Map<string, Promise<string>> };\n' : ''}  const ids = (${s.typescript ? 'cache' : 'findZoneId'}.ids ??= new Map());
${s.client ? '  const key = `${account.email} ${account.key} ${name}`;\n' : ''}  const known = ids.get(${key(s)});
  if (known) return known;
  const id = ${callOf(s, '{ id: string }[]', "'GET'", "`/zones?name=${encodeURIComponent(name || 'none')}`")}.then(([zone, ...others]) => {
    if (zone && others.length === 0) return zone.id;
    const message = zone ? \`Zone is not unique: \${name}\` : 'Invalid zone.';
    throw ${notFound};
  });
  ids.set(${key(s)}, id);
  id.catch(() => ids.delete(${key(s)}));
  return id;
}`,
  },
  'find-zone': {
    name: 'findZone',
    needs: ['cloudflare', 'type-zone'],
    text: (s) => `/** The zone of that name; an error if there is none, or more than one. */
async function findZone(${params(s, `name${t(s, ': string')}`)}) {
  const [zone, ...others] = await ${callOf(s, 'Zone[]', "'GET'", "`/zones?name=${encodeURIComponent(name || 'none')}`")};
  if (zone && others.length === 0) return zone;
  const message = zone ? \`Zone is not unique: \${name}\` : 'Invalid zone.';
  throw ${notFound};
}`,
  },
  'find-record-id': {
    name: 'findRecordId',
    needs: ['cloudflare'],
    text: (s) => `/** The v4 id of the one record of that name and type. */
async function findRecordId(${params(s, `zoneId${t(s, ': string')}`, `name${t(s, ': string')}`, `type${t(s, ': string')}`)})${t(s, ': Promise<string>')} {
  const [record, ...others] = await ${callOf(s, '{ id: string }[]', "'GET'", "`/zones/${zoneId}/dns_records?type=${type}&name.exact=${encodeURIComponent(name || 'none')}`")};
  if (record && others.length === 0) return record.id;
  const message = record ? \`Record is not unique: \${type} \${name}\` : 'Invalid record id.';
  throw ${notFound};
}`,
  },
  'zone-ids': {
    name: 'zoneIds',
    needs: ['cloudflare'],
    text: (s) => `/** The ids of the zones of these names, 0 where there is none. */
async function zoneIds(${params(s, `names${t(s, ': readonly string[]')}`)})${t(s, ': Promise<Record<string, string | 0>>')} {
  const found = await Promise.all(names.map((name) => ${callOf(s, '{ id: string }[]', "'GET'", "`/zones?name=${encodeURIComponent(name || 'none')}`")}));
  return Object.fromEntries(names.map((name, index) => [name, found[index]?.[0]?.id ?? 0]));
}`,
  },
  'list-all': {
    name: 'listAll',
    needs: ['cloudflare'],
    text: (s) => `/** Every item of a v4 list, all pages; v1 answered them at once. */
async function listAll${t(s, '<Item>')}(${params(s, `path${t(s, ': string')}`)})${t(s, ': Promise<Item[]>')} {
  const perPage = /^\\/zones(?!\\/)/.test(path) ? 50 : 5000;
  const items${t(s, ': Item[]')} = [];
  for (let page = 1, more = true; more; page++) {
    const found = await ${callOf(s, 'Item[]', "'GET'", "`${path}${path.includes('?') ? '&' : '?'}page=${page}&per_page=${perPage}`")};
    items.push(...found);
    more = found.length === perPage;
  }
  return items;
}`,
  },
  'list-labelled': {
    name: 'listLabelled',
    needs: ['list-all', 'record-label'],
    text: (s) => `/** Every record of a v4 list, with its name without the zone as display_name, which v1 gave it. */
async function listLabelled${t(s, '<Item extends { name: string }>')}(${params(s, `path${t(s, ': string')}`, `zone${t(s, ': string')}`)})${t(s, ': Promise<(Item & { display_name: string })[]>')} {
  const records = await ${listOf(s, 'Item', 'path')};
  return records.map((record) => ({ ...record, display_name: recordLabel(record.name, zone) }));
}`,
  },
  'read-settings': {
    name: 'readSettings',
    needs: ['cloudflare'],
    text: (s) => `/** These settings of a zone by their ids; v1 answered all at once. */
async function readSettings(${params(s, `zoneId${t(s, ': string')}`, `ids${t(s, ': readonly string[]')}`)})${t(s, ': Promise<any>')} {
  const settings = await Promise.all(ids.map((id) => ${call(s, "'GET'", '`/zones/${zoneId}/settings/${id}`')}));
  return Object.fromEntries(ids.map((id, index) => [id, settings[index]]));
}`,
  },
  'set-access-rule': {
    name: 'setAccessRule',
    needs: ['cloudflare'],
    text: (s) => `/** Puts an address on the list of the user's rules, or moves it there from the other one. */
async function setAccessRule(${params(s, `mode${t(s, ": 'whitelist' | 'block'")}`, `ip${t(s, ': string')}`, "scope = '/user'")}) {
  const path = \`\${scope}/firewall/access_rules/rules\`;
  const target = ip.includes('/') ? 'ip_range' : ip.includes(':') ? 'ip6' : 'ip';
  const found = await ${callOf(s, '{ id: string; configuration: { value: string } }[]', "'GET'", '`${path}?configuration.value=${encodeURIComponent(ip)}`')};
  const rule = found.find((one) => one.configuration.value === ip);
  const body = { mode, configuration: { target, value: ip } };
  return rule ? ${call(s, "'PATCH'", '`${path}/${rule.id}`', 'body')} : ${call(s, "'POST'", 'path', 'body')};
}`,
  },
  'remove-access-rules': {
    name: 'removeAccessRules',
    needs: ['cloudflare'],
    text: (s) => `/** Takes an address off both lists of the user's rules. */
async function removeAccessRules(${params(s, `ip${t(s, ': string')}`, "scope = '/user'")}) {
  const path = \`\${scope}/firewall/access_rules/rules\`;
  const found = await ${callOf(s, '{ id: string; configuration: { value: string } }[]', "'GET'", '`${path}?configuration.value=${encodeURIComponent(ip)}`')};
  for (const rule of found.filter((one) => one.configuration.value === ip)) await ${call(s, "'DELETE'", '`${path}/${rule.id}`')};
}`,
  },
  'delete-records-named': {
    name: 'deleteRecordsNamed',
    needs: ['list-all', 'cloudflare'],
    text: (s) => `/** Deletes every record of that name, whatever its type. */
async function deleteRecordsNamed(${params(s, `zoneId${t(s, ': string')}`, `name${t(s, ': string')}`)}) {
  const records = await ${listOf(s, '{ id: string }', "`/zones/${zoneId}/dns_records?name.exact=${encodeURIComponent(name || 'none')}`")};
  for (const record of records) await ${call(s, "'DELETE'", '`/zones/${zoneId}/dns_records/${record.id}`')};
}`,
  },
  'update-hosts': {
    name: 'updateHosts',
    needs: ['list-all', 'cloudflare'],
    text: (
      s,
    ) => `/** Points the A records of host names (a list with commas) at an address; the zone is the longest that fits. */
async function updateHosts(${params(s, `hosts${t(s, ': string')}`, `ip${t(s, ': string')}`)}) {
  const zones = await ${listOf(s, '{ id: string; name: string }', "'/zones'")};
  for (const host of hosts.split(',')) {
    const fits = zones.filter(({ name }) => host === name || host.endsWith(\`.\${name}\`));
    const [zone] = fits.sort((a, b) => b.name.length - a.name.length);
    const message = 'Invalid zone.';
    if (!zone) throw ${notFound};
    const records = await ${listOf(s, '{ id: string }', '`/zones/${zone.id}/dns_records?type=A&name.exact=${encodeURIComponent(host)}`')};
    for (const record of records) await ${call(s, "'PATCH'", '`/zones/${zone.id}/dns_records/${record.id}`', '{ content: ip }')};
  }
}`,
  },
  'zone-stats': {
    name: 'zoneStats',
    needs: ['cloudflare'],
    text: (s) => {
      return `${statsHead(s, account(s))}
  const res = await ${s.fetch}('https://api.cloudflare.com/client/v4/graphql', {
    method: 'POST',
    headers: { ${authHeaders(s)}, 'Content-Type': 'application/json' },
    body: JSON.stringify({ query, variables: { zone: zoneId, since: day(days), until: day(0) } }),${timeLimit(s)}
  });
  const body = ${t(s, '(')}await res.json()${t(s, ') as any')};
  if (body.errors?.length) throw Object.assign(new Error(body.errors[0].message), { status: res.status, errors: body.errors });
${statsTail(s)}`;
    },
  },
  'is-api-error': {
    name: 'isApiError',
    needs: [],
    text: (s) =>
      t(
        s,
        `/** Did the API answer this error? */
function isApiError(err: unknown): err is Error & { status: number; errors: { code?: number; message: string }[] } {
  return err instanceof Error && 'errors' in err;
}`,
      ),
  },
  'ignore-api-error': {
    name: 'ignoreApiError',
    needs: ['is-api-error'],
    text: (s) => `/** v1 answered its errors, and nobody looked at them here; a broken connection is another matter. */
function ignoreApiError(err${t(s, ': unknown')})${t(s, ': undefined')} {
  if (!${s.typescript ? 'isApiError(err)' : 'err.errors'}) throw err;${t(s, '\n  return undefined;')}
}`,
  },
  'ignore-refusal': {
    name: 'ignoreRefusal',
    needs: ['is-api-error'],
    text: (
      s,
    ) => `/** v1 answered its errors with status 200, and nobody looked at them here; what breaks is another matter. */
function ignoreRefusal(err${t(s, ': unknown')})${t(s, ': undefined')} {
  if (!(${s.typescript ? 'isApiError(err)' : 'err.errors'} && err.status < 500)) throw err;${t(s, '\n  return undefined;')}
}`,
  },
  'type-record': {
    name: 'DnsRecord',
    needs: [],
    text: (s) =>
      t(
        s,
        `interface DnsRecord {
  id: string;
  type: string;
  name: string;
  content: string;
  ttl: number;
  proxied: boolean;
  proxiable: boolean;
  priority?: number;
}`,
      ),
  },
  'type-zone': {
    name: 'Zone',
    needs: [],
    text: (s) =>
      t(
        s,
        `interface Zone {
  id: string;
  name: string;
  status: string;
  paused: boolean;
  type: string;
  development_mode: number;
  name_servers: string[];
  original_name_servers: string[] | null;
  original_registrar: string | null;
  original_dnshost: string | null;
  plan: { legacy_id: string };
  owner: { id: string };
  meta: { step: number };
  vanity_name_servers?: string[];
  verification_key?: string;
}`,
      ),
  },
};
