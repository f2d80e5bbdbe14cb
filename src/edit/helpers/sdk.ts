/** Helpers over the SDK's client. */
import type { Helper, HelperId, HelperSettings } from './index.js';

const t = (settings: HelperSettings, text: string) => (settings.typescript ? text : '');
const client = (s: HelperSettings) => `cloudflare${t(s, `: ${s.sdk}`)}`;

/** In the test for an error of the API: what the SDK throws for a broken connection has no status. */
const API_ERROR = (s: HelperSettings, name = 'err') =>
  `${name} instanceof ${s.sdk}.APIError && ${name}.status !== undefined`;

const raw = (s: HelperSettings) => t(s, ' as { result: { id: string }[] }');

export const SDK: Partial<Record<HelperId, Helper>> = {
  'find-zone-id': {
    name: 'findZoneId',
    needs: [],
    text: (s) => `/** The v4 id of a zone; v1 took its name. Looked up once per account and name. */
function findZoneId(${client(s)}, name${t(s, ': string')})${t(s, ': Promise<string>')} {
${s.typescript ? '  const cache = findZoneId as typeof findZoneId & { ids?: Map<string, Promise<string>> };\n' : ''}  const ids = (${s.typescript ? 'cache' : 'findZoneId'}.ids ??= new Map());
  const key = \`\${cloudflare.apiEmail} \${cloudflare.apiKey} \${name}\`;
  const known = ids.get(key);
  if (known) return known;
  const id = cloudflare.zones.list({ name: name || 'none' }).then(({ result: [zone, ...others] }) => {
    if (zone && others.length === 0) return zone.id;
    const message = zone ? \`Zone is not unique: \${name}\` : 'Invalid zone.';
    throw new ${s.sdk}.APIError(404, { errors: [{ code: 1001, message }] }, message, new Headers());
  });
  ids.set(key, id);
  id.catch(() => ids.delete(key));
  return id;
}`,
  },
  'find-zone': {
    name: 'findZone',
    needs: [],
    text: (s) => `/** The zone of that name; an error if there is none, or more than one. */
async function findZone(${client(s)}, name${t(s, ': string')}) {
  const { result: [zone, ...others] } = await cloudflare.zones.list({ name: name || 'none' });
  if (zone && others.length === 0) return zone;
  const message = zone ? \`Zone is not unique: \${name}\` : 'Invalid zone.';
  throw new ${s.sdk}.APIError(404, { errors: [{ code: 1001, message }] }, message, new Headers());
}`,
  },
  'find-record-id': {
    name: 'findRecordId',
    needs: [],
    text: (s) => `/** The v4 id of the one record of that name and type. */
async function findRecordId(${client(s)}, zoneId${t(s, ': string')}, name${t(s, ': string')}, type${t(s, ': string')})${t(s, ': Promise<string>')} {
  const { result: [record, ...others] } = await cloudflare.dns.records.list({ zone_id: zoneId, name: { exact: name || 'none' }, type${t(s, `: type as ${s.sdk}.DNS.RecordListParams['type']`)} });
  if (record && others.length === 0) return record.id;
  const message = record ? \`Record is not unique: \${type} \${name}\` : 'Invalid record id.';
  throw new ${s.sdk}.APIError(404, { errors: [{ code: 1002, message }] }, message, new Headers());
}`,
  },
  'zone-ids': {
    name: 'zoneIds',
    needs: [],
    text: (s) => `/** The ids of the zones of these names, 0 where there is none. */
async function zoneIds(${client(s)}, names${t(s, ': readonly string[]')})${t(s, ': Promise<Record<string, string | 0>>')} {
  const found = await Promise.all(names.map((name) => cloudflare.zones.list({ name: name || 'none' })));
  return Object.fromEntries(names.map((name, index) => [name, found[index]${t(s, '?')}.result[0]?.id ?? 0]));
}`,
  },
  'list-all': {
    name: 'listAll',
    needs: [],
    text: (s) => `/** Every item of a v4 list, all pages; v1 answered them at once. */
async function listAll${t(s, '<Item>')}(pages${t(s, ': AsyncIterable<Item>')})${t(s, ': Promise<Item[]>')} {
  const items${t(s, ': Item[]')} = [];
  for await (const item of pages) items.push(item);
  return items;
}`,
  },
  'list-labelled': {
    name: 'listLabelled',
    needs: ['list-all', 'record-label'],
    text: (s) => `/** Every record of a v4 list, with its name without the zone as display_name, which v1 gave it. */
async function listLabelled${t(s, '<Item extends { name: string }>')}(pages${t(s, ': AsyncIterable<Item>')}, zone${t(s, ': string')})${t(s, ': Promise<(Item & { display_name: string })[]>')} {
  const records = await listAll(pages);
  return records.map((record) => ({ ...record, display_name: recordLabel(record.name, zone) }));
}`,
  },
  'read-settings': {
    name: 'readSettings',
    needs: [],
    text: (s) => `/** These settings of a zone by their ids; v1 answered all at once. */
async function readSettings(${client(s)}, zoneId${t(s, ': string')}, ids${t(s, ': readonly string[]')})${t(s, ': Promise<any>')} {
  const settings = await Promise.all(ids.map((id) => cloudflare.zones.settings.get(id, { zone_id: zoneId })));
  return Object.fromEntries(ids.map((id, index) => [id, settings[index]]));
}`,
  },
  'set-access-rule': {
    name: 'setAccessRule',
    needs: [],
    text: (s) => `/** Puts an address on the list of the user's rules, or moves it there from the other one. */
async function setAccessRule(${client(s)}, mode${t(s, ": 'whitelist' | 'block'")}, ip${t(s, ': string')}, scope${t(s, ': `/${string}`')} = '/user') {
  const path${t(s, ': `/${string}`')} = \`\${scope}/firewall/access_rules/rules\`;
  const target = ip.includes('/') ? 'ip_range' : ip.includes(':') ? 'ip6' : 'ip';
  const found = ${t(s, '(')}await cloudflare.get(path, { query: { 'configuration.value': ip } })${t(s, `)${raw(s).replace('{ id: string }[]', '{ id: string; configuration: { value: string } }[]')}`)};
  const rule = found.result.find((one) => one.configuration.value === ip);
  const body = { mode, configuration: { target, value: ip } };
  return rule ? cloudflare.patch(\`\${path}/\${rule.id}\`, { body }) : cloudflare.post(path, { body });
}`,
  },
  'remove-access-rules': {
    name: 'removeAccessRules',
    needs: [],
    text: (s) => `/** Takes an address off both lists of the user's rules. */
async function removeAccessRules(${client(s)}, ip${t(s, ': string')}, scope${t(s, ': `/${string}`')} = '/user') {
  const path${t(s, ': `/${string}`')} = \`\${scope}/firewall/access_rules/rules\`;
  const found = ${t(s, '(')}await cloudflare.get(path, { query: { 'configuration.value': ip } })${t(s, ') as { result: { id: string; configuration: { value: string } }[] }')};
  for (const rule of found.result.filter((one) => one.configuration.value === ip)) {
    await cloudflare.delete(\`\${path}/\${rule.id}\`);
  }
}`,
  },
  'delete-records-named': {
    name: 'deleteRecordsNamed',
    needs: ['list-all'],
    text: (s) => `/** Deletes every record of that name, whatever its type. */
async function deleteRecordsNamed(${client(s)}, zoneId${t(s, ': string')}, name${t(s, ': string')}) {
  for (const record of await listAll(cloudflare.dns.records.list({ zone_id: zoneId, name: { exact: name || 'none' }, per_page: 5000 }))) {
    await cloudflare.dns.records.delete(record.id, { zone_id: zoneId });
  }
}`,
  },
  'update-hosts': {
    name: 'updateHosts',
    needs: ['list-all'],
    text: (
      s,
    ) => `/** Points the A records of host names (a list with commas) at an address; the zone is the longest that fits. */
async function updateHosts(${client(s)}, hosts${t(s, ': string')}, ip${t(s, ': string')}) {
  const zones = await listAll(cloudflare.zones.list({ per_page: 50 }));
  for (const host of hosts.split(',')) {
    const fits = zones.filter(({ name }) => host === name || host.endsWith(\`.\${name}\`));
    const [zone] = fits.sort((a, b) => b.name.length - a.name.length);
    if (!zone) throw new ${s.sdk}.APIError(404, { errors: [{ code: 1001, message: 'Invalid zone.' }] }, 'Invalid zone.', new Headers());
    for (const record of await listAll(cloudflare.dns.records.list({ zone_id: zone.id, type: 'A', name: { exact: host }, per_page: 5000 }))) {
      await cloudflare.dns.records.edit(record.id, { zone_id: zone.id, type: 'A', name: host, content: ip, ttl: record.ttl });
    }
  }
}`,
  },
  'zone-stats': {
    name: 'zoneStats',
    needs: [],
    text: (s) => `${statsHead(s, client(s))}
  const body = ${t(s, '(')}await cloudflare.post('/graphql', { body: { query, variables: { zone: zoneId, since: day(days), until: day(0) } } })${t(s, ') as any')};
  if (body.errors?.length) throw new ${s.sdk}.APIError(400, { errors: body.errors }, body.errors[0].message, new Headers());
${statsTail(s)}`,
  },
  'ignore-api-error': {
    name: 'ignoreApiError',
    needs: [],
    text: (s) => `/** v1 answered its errors, and nobody looked at them here; a broken connection is another matter. */
function ignoreApiError(err${t(s, ': unknown')})${t(s, ': undefined')} {
  if (!(${API_ERROR(s)})) throw err;${t(s, '\n  return undefined;')}
}`,
  },
  'ignore-refusal': {
    name: 'ignoreRefusal',
    needs: [],
    text: (
      s,
    ) => `/** v1 answered its errors with status 200, and nobody looked at them here; what breaks is another matter. */
function ignoreRefusal(err${t(s, ': unknown')})${t(s, ': undefined')} {
  if (!(err instanceof ${s.sdk}.APIError && ${s.typescript ? 'Number(err.status)' : 'err.status'} < 500)) throw err;${t(s, '\n  return undefined;')}
}`,
  },
  'with-text': {
    name: 'withText',
    needs: [],
    text: (s) => `/** Gives an error of the API the text that v1 gave it. */
function withText(err${t(s, ': unknown')})${t(s, ': never')} {
  throw ${API_ERROR(s)} ? new Error(err.errors[0]?.message) : err;
}`,
  },
  'plain-refusal': {
    name: 'plainRefusal',
    needs: [],
    text: (
      s,
    ) => `/** Gives what the API refused the text that v1 gave it; an error with a status is one of the server. */
function plainRefusal(err${t(s, ': unknown')})${t(s, ': never')} {
  const refused = err instanceof ${s.sdk}.APIError && ${s.typescript ? 'Number(err.status)' : 'err.status'} < 500;
  throw refused ? new Error(err.errors[0]?.message) : err;
}`,
  },
  'plain-error': {
    name: 'plainError',
    needs: [],
    text: (s) => `/** An error of the API by its text alone: who answers the user would take its headers for theirs. */
function plainError(err${t(s, ': unknown')}) {
  return ${API_ERROR(s)} ? new Error(err.errors[0]?.message) : err;
}`,
  },
};

export function statsHead(s: HelperSettings, first: string): string {
  return `/** What v1's stats answered, from GraphQL Analytics: the last 30 (20), 7 (30) or 1 (40) whole days. */
async function zoneStats(${[first, `zoneId${t(s, ': string')}`].filter(Boolean).join(', ')}, interval${t(s, ': string | number')}) {
  const days = { 20: 30, 30: 7, 40: 1 }[Number(interval)${t(s, ' as 20 | 30 | 40')}] ?? 1;
  const day = (ago${t(s, ': number')}) => new Date(Date.now() - ago * 86400000).toISOString().slice(0, 10);
  const query = 'query ($zone: string!, $since: Date!, $until: Date!) { viewer { zones(filter: { zoneTag: $zone }) { httpRequests1dGroups(limit: 31, filter: { date_geq: $since, date_lt: $until }) { sum { requests cachedRequests bytes cachedBytes pageViews threats } uniq { uniques } } } } }';`;
}

export const statsTail = (
  s: HelperSettings,
) => `  const groups${t(s, ': any[]')} = body.data.viewer.zones[0]?.httpRequests1dGroups ?? [];
  const sum = (name${t(s, ': string')})${t(s, ': number')} => groups.reduce((total, group) => total + group.sum[name], 0);
  return {
    trafficBreakdown: {
      pageviews: { regular: sum('pageViews'), threat: sum('threats'), crawler: 0 },
      uniques: { regular: groups.reduce((total, group) => total + group.uniq.uniques, 0), threat: 0, crawler: 0 },
    },
    bandwidthServed: { cloudflare: sum('cachedBytes') / 1024, user: (sum('bytes') - sum('cachedBytes')) / 1024 },
    requestsServed: { cloudflare: sum('cachedRequests'), user: sum('requests') - sum('cachedRequests') },
  };
}`;
