/** Answers as Client API v1 did: one form, one envelope, status 200 also for errors. */
import { isIP } from 'node:net';
import {
  type Account,
  completeName,
  type DnsRecord,
  EMAIL,
  isProxiable,
  KEY,
  MESSAGES,
  RECORD_TYPES,
  type RecordFields,
  type RecordType,
  Refusal,
  type Zone,
} from './account.js';
import type { Fault } from './fault.js';
import { type LocalAnswer, type LocalRequest, type LocalServer, listen } from './local-server.js';
import { DAILY, DAY_MS, V1_DAYS } from './traffic.js';
import { v1Record, v1Zone } from './v1-objects.js';
import { devModeExpiry, SETTERS, sharedSettings, zoneSettings } from './v1-settings.js';

const PATHS = ['/api_json.html', '/api_json', '/api.html'];
const RECORDS_PER_ANSWER = 180;
/** Answers of these carried the caller's parameters, the key among them. */
const ECHOED = ['rec_load_all', 'rec_new', 'rec_edit', 'rec_delete', 'zone_load_multi'];
const ERROR_CODES: Readonly<Record<string, string>> = { credentials: 'E_UNAUTH', input: 'E_INVLDINPUT' };

type Form = Readonly<Record<string, string>>;
/** What stands beside `request`, `result` and `msg`; undefined: no payload. */
type Payload = { readonly response?: unknown; readonly attributes?: unknown } | undefined;
type Action = (account: Account, form: Form) => Payload;

export function startV1(account: Account, fault: Fault = 'none'): Promise<LocalServer> {
  const failure = (): LocalAnswer => ({ status: 500, json: { result: 'error', msg: MESSAGES.internal } });
  return listen(account, fault, (request) => answer(account, request), failure);
}

function answer(account: Account, request: LocalRequest): LocalAnswer {
  if (!PATHS.includes(request.path)) return { status: 404, json: { result: 'error', msg: 'Not found' } };
  const form: Form = { ...Object.fromEntries(request.query), ...Object.fromEntries(new URLSearchParams(request.body)) };
  const echo = ECHOED.includes(form.a ?? '') ? { request: { act: form.a, ...form } } : {};
  try {
    if (form.tkn !== KEY || (form.email ?? form.u) !== EMAIL) throw new Refusal('credentials');
    const action = ACTIONS[form.a ?? ''];
    if (!action) throw new Refusal('input');
    return { status: 200, json: { ...echo, ...action(account, form), result: 'success', msg: null } };
  } catch (err) {
    if (!(err instanceof Refusal)) throw err;
    const code = ERROR_CODES[err.reason];
    return { status: 200, json: { ...echo, result: 'error', msg: err.message, ...(code && { err_code: code }) } };
  }
}

function zoneOf(account: Account, name: string | undefined): Zone {
  const zone = name === undefined ? undefined : account.zoneByName(name);
  if (!zone) throw new Refusal('zone');
  return zone;
}

function recordOf(zone: Zone, id: string | undefined): DnsRecord {
  const record = zone.records.find((candidate) => candidate.v1Id === id);
  if (!record) throw new Refusal('record');
  return record;
}

/** The fields that a form gives; SRV is put together from its parts. */
function recordFields(zone: Zone, form: Form): Partial<RecordFields> & Pick<RecordFields, 'type' | 'name' | 'content'> {
  const type = form.type as RecordType;
  if (!RECORD_TYPES.includes(type) || form.name === undefined) throw new Refusal('input');
  const isSrv = type === 'SRV' && form.service !== undefined;
  if (!isSrv && form.content === undefined) throw new Refusal('input');
  const owner = isSrv ? srvName(form) : form.name;
  return {
    type,
    name: completeName(owner, zone.name),
    content: isSrv ? `${form.weight} ${form.port} ${form.target}` : form.content!,
    ...(form.ttl !== undefined && { ttl: Number(form.ttl) }),
    ...(form.prio !== undefined && (type === 'MX' || type === 'SRV') && { priority: Number(form.prio) }),
    ...(form.service_mode !== undefined && isProxiable(type) && { proxied: form.service_mode === '1' }),
  };
}

function srvName({ service, protocol, srvname, name }: Form): string {
  const host = srvname ?? name ?? '@';
  const prefix = `_${service!.replace(/^_/, '')}.${protocol}`;
  return host === '@' || host === '' ? prefix : `${prefix}.${host}`;
}

function setRule(account: Account, ip: string | undefined, mode: 'whitelist' | 'block' | null): Payload {
  if (!ip || !isIP(ip)) throw new Refusal('input');
  const rules = account.rules.filter((rule) => rule.ip === ip && rule.scope === 'user');
  if (mode === null) for (const rule of rules) account.deleteRule(rule);
  else if (rules[0]) account.editRule(rules[0], mode);
  else account.createRule('user', ip, mode);
  const action = mode === 'whitelist' ? 'WL' : mode === 'block' ? 'BAN' : 'NUL';
  return { response: { result: { ip, action } } };
}

function setter(action: string): Action {
  return (account, form) => {
    const zone = zoneOf(account, form.z);
    const { setting, values } = SETTERS[action]!;
    const value = values[form.v ?? ''];
    if (value === undefined) throw new Refusal('input');
    account.set(zone, setting, value);
    if (action === 'async' || action === 'ob') return undefined;
    const expiry = action === 'devmode' && value === 'on' ? { expires_on: devModeExpiry(zone) } : {};
    return { response: { ...expiry, zone: { obj: v1Zone(zone) } } };
  };
}

function stats(account: Account, form: Form): Payload {
  const zone = zoneOf(account, form.z);
  const days = V1_DAYS[form.interval ?? ''];
  if (!days) throw new Refusal('input');
  const now = Date.now();
  const object = {
    cachedServerTime: now,
    cachedExpryTime: now + 60_000,
    trafficBreakdown: {
      pageviews: { regular: DAILY.pageViews * days, threat: DAILY.threats * days, crawler: 0 },
      uniques: { regular: DAILY.uniques * days, threat: 0, crawler: 0 },
    },
    bandwidthServed: {
      cloudflare: (DAILY.cachedBytes * days) / 1024,
      user: ((DAILY.bytes - DAILY.cachedBytes) * days) / 1024,
    },
    requestsServed: {
      cloudflare: DAILY.cachedRequests * days,
      user: (DAILY.requests - DAILY.cachedRequests) * days,
    },
    pro_zone: zone.plan === 'pro',
    pageLoadTime: null,
    currentServerTime: now,
    interval: Number(form.interval),
    zoneCDate: now - 1000 * DAY_MS,
    ...sharedSettings(zone),
  };
  const result = { timeZero: now - days * DAY_MS, timeEnd: now, count: 1, has_more: false, objs: [object] };
  return { response: { result } };
}

/** The A records of the hosts, in whatever zone they are. */
function dynamicUpdate(account: Account, form: Form): Payload {
  const hosts = (form.hosts ?? '').split(',').filter(Boolean);
  if (hosts.length === 0 || !isIP(form.ip ?? '')) throw new Refusal('input');
  for (const host of hosts) {
    const zone = account.zones.find(({ name }) => host === name || host.endsWith(`.${name}`));
    const record = zone?.records.find((candidate) => candidate.type === 'A' && candidate.name === host);
    if (!zone || !record) throw new Refusal('record');
    account.editRecord(zone, record, { content: form.ip! });
  }
  return undefined;
}

const zoneActions: Readonly<Record<string, Action>> = {
  zone_load_multi: (account) => {
    const objs = account.zones.map(v1Zone);
    return { response: { zones: { has_more: false, count: objs.length, objs } } };
  },
  zone_load: (account, form) => ({ response: { zone: { obj: v1Zone(zoneOf(account, form.z)) } } }),
  zone_check: (account, form) => {
    const names = (form.zones ?? '').split(',');
    // A trailing comma gave this odd key; the npm package deletes it.
    const pairs = names.map((name) => [name || '\n', Number(account.zoneByName(name)?.v1Id ?? 0)]);
    return { response: { zones: Object.fromEntries(pairs) } };
  },
  zone_settings: (account, form) => {
    const objs = [zoneSettings(zoneOf(account, form.z))];
    return { response: { result: { objs, has_more: false, count: 1 } } };
  },
  stats,
  fpurge_ts: (account, form) => {
    const zone = zoneOf(account, form.z);
    if (form.v !== '1') throw new Refusal('input');
    account.purge(zone, null);
    const now = Math.floor(Date.now() / 1000);
    return { response: { fpurge_ts: now, zone: { obj: v1Zone(zone) } }, attributes: { cooldown: 20 } };
  },
  zone_file_purge: (account, form) => {
    const zone = zoneOf(account, form.z);
    if (!form.url || !URL.canParse(form.url)) throw new Refusal('input');
    account.purge(zone, form.url);
    return { response: { vtxt_match: null, url: form.url } };
  },
  ip_lkup: (_account, form) => {
    if (!isIP(form.ip ?? '')) throw new Refusal('input');
    return { response: { [form.ip!]: form.ip === '198.51.100.66' ? 'BAD:42' : false } };
  },
};

const recordActions: Readonly<Record<string, Action>> = {
  rec_load_all: (account, form) => {
    const zone = zoneOf(account, form.z);
    const first = Number(form.o ?? 0);
    const objs = zone.records.slice(first, first + RECORDS_PER_ANSWER).map((record) => v1Record(zone, record));
    return { response: { recs: { has_more: first + objs.length < zone.records.length, count: objs.length, objs } } };
  },
  rec_new: (account, form) => {
    const zone = zoneOf(account, form.z);
    const fields = { ttl: 1, priority: null, proxied: false, ...recordFields(zone, form) };
    return { response: { rec: { obj: v1Record(zone, account.createRecord(zone, fields)) } } };
  },
  rec_edit: (account, form) => {
    const zone = zoneOf(account, form.z);
    const record = recordOf(zone, form.id);
    const edited = account.editRecord(zone, record, recordFields(zone, form));
    return { response: { rec: { obj: v1Record(zone, edited) } } };
  },
  rec_delete: (account, form) => {
    const zone = zoneOf(account, form.z);
    account.deleteRecord(zone, recordOf(zone, form.id));
    return undefined;
  },
  rec_proxy: (account, form) => {
    const zone = zoneOf(account, form.z);
    account.editRecord(zone, recordOf(zone, form.id), { proxied: form.service_mode === '1' });
    return undefined;
  },
  DIUP: dynamicUpdate,
};

const ACTIONS: Readonly<Record<string, Action>> = {
  ...zoneActions,
  ...recordActions,
  ...Object.fromEntries(Object.keys(SETTERS).map((action) => [action, setter(action)])),
  wl: (account, form) => setRule(account, form.key, 'whitelist'),
  ban: (account, form) => setRule(account, form.key, 'block'),
  nul: (account, form) => setRule(account, form.key, null),
};
