/** DNS records over API v4. */
import {
  type DnsRecord,
  isProxiable,
  RECORD_TYPES,
  type RecordFields,
  type RecordType,
  Refusal,
  type Zone,
} from './account.js';
import { v4Record } from './v4-objects.js';
import { fieldsIn, isId, pageOf, type Route, result, Violation, zoneById } from './v4-strict.js';

const RECORDS = '/zones/([^/]*)/dns_records';
const FILTERS = ['name.exact', 'content.exact', 'type', 'proxied', 'match', 'order', 'direction', 'page', 'per_page'];
const BODY = ['type', 'name', 'content', 'ttl', 'proxied', 'priority', 'data', 'comment', 'tags', 'settings'];

/** What a POST or PUT must say; PATCH may leave out any. */
type Completeness = 'complete' | 'partial';

function recordById(zone: Zone, id: unknown): DnsRecord {
  if (!isId(id)) throw new Violation(`record id ${id}`);
  const record = zone.records.find((candidate) => candidate.v4Id === id);
  if (!record) throw new Refusal('record');
  return record;
}

function readBody(zone: Zone, body: unknown, has: Completeness, of?: DnsRecord): Partial<RecordFields> {
  const given = fieldsIn(body, BODY);
  const { name, ttl, proxied } = given;
  const type = given.type ?? of?.type;
  if (!RECORD_TYPES.includes(type as RecordType)) throw new Violation(`type ${type}`);
  if (of && type !== of.type) throw new Violation(`type ${of.type} changed to ${type}`);
  for (const field of has === 'complete' ? ['type', 'name', 'ttl', type === 'SRV' ? 'data' : 'content'] : []) {
    if (given[field] === undefined) throw new Violation(`${field} is missing`);
  }
  if (name !== undefined && !isCompleteName(name, zone)) throw new Violation(`name ${name} is not complete`);
  if (ttl !== undefined && typeof ttl !== 'number') throw new Violation(`ttl ${JSON.stringify(ttl)}`);
  if (proxied !== undefined && typeof proxied !== 'boolean') throw new Violation(`proxied ${JSON.stringify(proxied)}`);
  if (proxied === true && !isProxiable(type as RecordType)) throw new Violation(`${type} cannot be proxied`);
  return {
    type: type as RecordType,
    ...(name !== undefined && { name: name as string }),
    ...(ttl !== undefined && { ttl }),
    ...(proxied !== undefined && { proxied }),
    ...contentOf(type as RecordType, given, has),
  };
}

function isCompleteName(name: unknown, zone: Zone): boolean {
  return (
    typeof name === 'string' && (name === zone.name || name.endsWith(`.${zone.name}`)) && /^[\x21-\x7e]+$/.test(name)
  );
}

function contentOf(
  type: RecordType,
  { content, data, priority }: Readonly<Record<string, unknown>>,
  has: Completeness,
): Partial<RecordFields> {
  if (type === 'SRV') {
    if (content !== undefined || priority !== undefined) throw new Violation('SRV takes data alone');
    return data === undefined ? {} : srvContent(data);
  }
  if (data !== undefined) throw new Violation(`data in ${type}`);
  if (priority !== undefined && (type !== 'MX' || typeof priority !== 'number')) {
    throw new Violation(`priority ${JSON.stringify(priority)} in ${type}`);
  }
  if (type === 'MX' && has === 'complete' && priority === undefined) throw new Violation('priority is missing');
  const rest = priority === undefined ? {} : { priority: priority as number };
  if (content === undefined) return rest;
  if (typeof content !== 'string') throw new Violation(`content ${JSON.stringify(content)}`);
  return { content: type === 'TXT' ? unquoted(content) : content, ...rest };
}

function unquoted(content: string): string {
  const strings = [...content.matchAll(/"((?:[^"\\]|\\.)*)"/g)];
  if (strings.map(([quoted]) => quoted).join(' ') !== content)
    throw new Violation(`TXT content ${content} is not quoted`);
  return strings.map(([, text]) => text!.replace(/\\(.)/g, '$1')).join('');
}

function srvContent(data: unknown): Partial<RecordFields> {
  const { priority, weight, port, target } = fieldsIn(data, ['priority', 'weight', 'port', 'target']);
  const numbers = [priority, weight, port];
  if (!numbers.every((value) => typeof value === 'number') || typeof target !== 'string') {
    throw new Violation(`SRV data ${JSON.stringify(data)}`);
  }
  return { content: `${weight} ${port} ${target}`, priority: priority as number };
}

const DEFAULTS: Pick<RecordFields, 'ttl' | 'priority' | 'proxied'> = { ttl: 1, priority: null, proxied: false };

function create(account: Parameters<Route['run']>[0]['account'], zone: Zone, body: unknown): DnsRecord {
  return account.createRecord(zone, { ...DEFAULTS, ...readBody(zone, body, 'complete') } as RecordFields);
}

function list(zone: Zone, query: URLSearchParams): DnsRecord[] {
  const wanted: readonly [string, (record: DnsRecord) => string][] = [
    ['type', (record) => record.type],
    ['name.exact', (record) => record.name],
    ['content.exact', (record) => String(v4Record(record).content)],
    ['proxied', (record) => String(record.proxied)],
  ];
  if ((query.get('match') ?? 'all') !== 'all') throw new Violation('match=any');
  return zone.records.filter((record) =>
    wanted.every(([filter, read]) => !query.has(filter) || query.get(filter) === read(record)),
  );
}

function withoutId(entry: unknown): unknown {
  const { id: _, ...body } = entry as Record<string, unknown>;
  return body;
}

export const RECORD_ROUTES: readonly Route[] = [
  {
    method: 'GET',
    path: new RegExp(`^${RECORDS}$`),
    query: FILTERS,
    run: ({ account, ids, query }) =>
      pageOf(list(zoneById(account, ids[0]), query).map(v4Record), query, 100, 5_000_000),
  },
  {
    method: 'POST',
    path: new RegExp(`^${RECORDS}$`),
    run: ({ account, ids, body }) => result(v4Record(create(account, zoneById(account, ids[0]), body))),
  },
  {
    method: 'POST',
    path: new RegExp(`^${RECORDS}/batch$`),
    run: ({ account, ids, body }) => {
      const zone = zoneById(account, ids[0]);
      const lists = fieldsIn(body, ['deletes', 'patches', 'puts', 'posts']) as Record<string, unknown[] | undefined>;
      const deletes = (lists.deletes ?? []).map((entry) => recordById(zone, (entry as { id: unknown }).id));
      for (const record of deletes) account.deleteRecord(zone, record);
      const edit = (has: Completeness) => (entry: unknown) => {
        const record = recordById(zone, (entry as { id: unknown }).id);
        const base = has === 'complete' ? DEFAULTS : {};
        return account.editRecord(zone, record, { ...base, ...readBody(zone, withoutId(entry), has, record) });
      };
      const patches = (lists.patches ?? []).map(edit('partial'));
      const puts = (lists.puts ?? []).map(edit('complete'));
      const posts = (lists.posts ?? []).map((entry) => create(account, zone, entry));
      return result({
        deletes: deletes.map(v4Record),
        patches: patches.map(v4Record),
        puts: puts.map(v4Record),
        posts: posts.map(v4Record),
      });
    },
  },
  {
    method: 'GET',
    path: new RegExp(`^${RECORDS}/([^/]*)$`),
    run: ({ account, ids }) => result(v4Record(recordById(zoneById(account, ids[0]), ids[1]))),
  },
  {
    method: 'PATCH',
    path: new RegExp(`^${RECORDS}/([^/]*)$`),
    run: ({ account, ids, body }) => {
      const zone = zoneById(account, ids[0]);
      const record = recordById(zone, ids[1]);
      return result(v4Record(account.editRecord(zone, record, readBody(zone, body, 'partial', record))));
    },
  },
  {
    // What PUT does not mention falls back to the default: the proxy goes off.
    method: 'PUT',
    path: new RegExp(`^${RECORDS}/([^/]*)$`),
    run: ({ account, ids, body }) => {
      const zone = zoneById(account, ids[0]);
      const record = recordById(zone, ids[1]);
      const fields = { ...DEFAULTS, ...readBody(zone, body, 'complete', record) };
      return result(v4Record(account.editRecord(zone, record, fields)));
    },
  },
  {
    method: 'DELETE',
    path: new RegExp(`^${RECORDS}/([^/]*)$`),
    run: ({ account, ids }) => {
      const zone = zoneById(account, ids[0]);
      const record = recordById(zone, ids[1]);
      account.deleteRecord(zone, record);
      return result({ id: record.v4Id });
    },
  },
];
