/** What a v1 action becomes in a shell script: ids that are looked up, and one v4 request. */
import { operation, shape } from '../../catalogue/index.js';
import { STATS_PERIODS } from '../../catalogue/stats-object.js';
import type { Action } from '../../catalogue/types.js';
import type { ShellEntry } from '../../find/shell/curl.js';
import type { MigrationOptions } from '../../options.js';
import type { ReasonId } from '../../plan/reasons.js';
import { plainText } from '../../syntax/index.js';
import { converted, recordName } from './convert.js';
import { double, encoded, type Json, json, type Pieces, text } from './quote.js';
import { fieldOf, recordFields } from './record-fields.js';
import type { Values } from './values.js';

/** An id that must be known first: `path` is asked for, and `filter` of jq takes the id out of the answer. */
export interface Lookup {
  readonly variable: string;
  readonly path: Pieces;
  readonly filter: string;
  /** what it stands for: the same one need not be asked for twice */
  readonly of: string;
}

export interface Steps {
  readonly lookups: readonly Lookup[];
  readonly method: string;
  readonly path: Pieces;
  readonly body: Pieces | null;
  /** what is found is changed with PATCH under its id; the request is made as it is where nothing is found */
  readonly existing?: Lookup;
  /** a query of GraphQL in place of a body */
  readonly query?: GraphQuery;
  /** the request is made for each id that this gives */
  readonly each?: { readonly variable: string; readonly words: readonly string[] } | Lookup;
  readonly reasons: readonly { readonly id: ReasonId; readonly field?: string }[];
}

/** What is asked of a zone and of so many hours before now. */
export interface GraphQuery {
  readonly text: string;
  readonly zone: Pieces;
  readonly hours: number;
}

export type Stop = { readonly id: ReasonId; readonly field?: string };
export type Names = (wish: string, of: string) => string;

export interface Call {
  readonly action: Action;
  readonly form: readonly ShellEntry[];
  readonly options: MigrationOptions;
  readonly name: Names;
  readonly values: Values;
}

/** The steps, or why there are none. */
export function stepsOf(call: Call): Steps | Stop {
  const { action, form } = call;
  const { rewrite } = action;
  if (!rewrite) return { id: (action.reason ?? 'no-counterpart') as ReasonId };
  const stop = refused(action, form);
  if (stop) return stop;
  const write = WRITERS[rewrite.kind];
  if (!write) return { id: 'shell-form', field: `${action.name} is not written for the shell` };
  const needsZone = action.params.some(({ convert, required }) => convert.as === 'zone-id' && required);
  const zone = fieldOf(form, 'z');
  if (needsZone && (!zone || plainText(zone) === '')) return { id: 'missing-parameter', field: 'z' };
  return write(call, needsZone ? zone! : []);
}

/** Fields that v4 does not take, and those that are missing. */
function refused({ params }: Action, form: readonly ShellEntry[]): Stop | null {
  for (const { key } of form) {
    const param = params.find(({ name }) => name === key);
    if (param?.convert.as === 'none' && param.convert.reason)
      return { id: param.convert.reason as ReasonId, field: key };
  }
  const missing = params.find(
    ({ name, required, convert }) => required && convert.as !== 'none' && !fieldOf(form, name),
  );
  return missing ? { id: 'missing-parameter', field: missing.name } : null;
}

type Write = (call: Call, zone: Pieces) => Steps | Stop;

/** The zone's id: known beforehand, or looked up. */
function zoneOf({ options, name }: Call, zone: Pieces): { id: Pieces; lookups: readonly Lookup[] } {
  const known = plainText(zone);
  if (known !== null && Object.hasOwn(options.zones, known)) return { id: text(options.zones[known]!), lookups: [] };
  const variable = name('ZONE_ID', double(zone));
  const path: Pieces = [{ text: `${operation('zones.list').path}?name=` }, ...encoded(zone)];
  return { id: [{ raw: `$${variable}` }], lookups: [{ variable, path, filter: '.result[0].id', of: double(zone) }] };
}

/** The operation's path with ids in their places. */
function pathOf(id: string, ids: Readonly<Record<string, Pieces>>, query = ''): Pieces {
  const parts = operation(id).path.split(/(\{\w+\})/);
  const pieces = parts.flatMap((part) =>
    /^\{\w+\}$/.test(part) ? (ids[part.slice(1, -1)] ?? text(part)) : text(part),
  );
  return [...pieces, ...text(query)];
}

function body(object: Readonly<Record<string, Json>>): Pieces {
  return json({ object });
}

function inZone(
  call: Call,
  zone: Pieces,
  id: string,
  more: { query?: string; body?: Pieces | null; setting?: Pieces } = {},
): Steps {
  const { id: zoneId, lookups } = zoneOf(call, zone);
  const ids = { zone_id: zoneId, ...(more.setting && { setting_id: more.setting }) };
  return {
    lookups,
    method: operation(id).method,
    path: pathOf(id, ids, more.query),
    body: more.body ?? null,
    reasons: [],
  };
}

const WRITERS: Readonly<Partial<Record<NonNullable<Action['rewrite']>['kind'], Write>>> = {
  'list-zones': () => {
    const { method, path, perPage } = operation('zones.list');
    return {
      lookups: [],
      method,
      path: text(`${path}?per_page=${perPage}`),
      body: null,
      reasons: [{ id: 'shell-pages' }],
    };
  },
  'get-zone': (_call, zone) => {
    const { method, path } = operation('zones.list');
    return { lookups: [], method, path: [{ text: `${path}?name=` }, ...encoded(zone)], body: null, reasons: [] };
  },
  'list-records': (call, zone) => {
    const type = fieldOf(call.form, 'type');
    if (fieldOf(call.form, 'o')) return { id: 'parameter-ended', field: 'o' };
    const steps = inZone(call, zone, 'dns.records.list', {
      query: `?per_page=${operation('dns.records.list').perPage}`,
    });
    return type ? { ...steps, path: [...steps.path, { text: '&type=' }, ...encoded(type)] } : steps;
  },
  'read-settings': (call, zone) => {
    const variable = call.name('SETTING', 'setting');
    const steps = inZone(call, zone, 'zones.settings.get', { setting: [{ raw: `$${variable}` }] });
    return { ...steps, each: { variable, words: settingIds() } };
  },
  'set-setting': (call, zone) => {
    const { rewrite, params } = call.action;
    const param = params.find(({ v4 }) => v4 === 'value');
    const value = param && converted(param, fieldOf(call.form, param.name) ?? [], zone, call.values);
    if (!value || rewrite?.kind !== 'set-setting') return { id: 'value-ended', field: 'v' };
    return inZone(call, zone, 'zones.settings.edit', { setting: text(rewrite.setting), body: body({ value }) });
  },
  'purge-everything': (call, zone) => {
    const value = plainText(fieldOf(call.form, 'v') ?? []);
    if (value !== '1')
      return value === null ? { id: 'not-supported-value', field: 'v' } : { id: 'value-ended', field: 'v' };
    return inZone(call, zone, 'cache.purge', { body: body({ purge_everything: { bare: text('true') } }) });
  },
  'purge-url': (call, zone) =>
    inZone(call, zone, 'cache.purge', { body: body({ files: { list: [{ text: fieldOf(call.form, 'url') ?? [] }] } }) }),
  'create-record': (call, zone) => {
    const fields = recordFields(call, zone);
    if ('id' in fields) return fields as Stop;
    return inZone(call, zone, 'dns.records.create', {
      body: body({ ...fields.body, ...(fields.body.ttl ? {} : { ttl: { bare: text('1') } }) }),
    });
  },
  'edit-record': (call, zone) => {
    const fields = recordFields(call, zone);
    if ('id' in fields) return fields as Stop;
    const [type, name] = [fieldOf(call.form, 'type'), fieldOf(call.form, 'name')];
    if (!type || !name) return { id: 'stored-record-id' };
    const steps = inZone(call, zone, 'dns.records.edit', { body: body(fields.body) });
    const { id } = zoneOf(call, zone);
    const full = recordName(name, zone, call.values);
    const variable = call.name('RECORD_ID', double([...zone, ...type, ...full]));
    const query: Pieces = [{ text: '?type=' }, ...encoded(type), { text: '&name.exact=' }, ...encoded(full)];
    const lookup = {
      variable,
      path: [...pathOf('dns.records.list', { zone_id: id }), ...query],
      filter: '.result[0].id',
      of: '',
    };
    return {
      ...steps,
      lookups: [...steps.lookups, lookup],
      path: pathOf('dns.records.edit', { zone_id: id, dns_record_id: [{ raw: `$${variable}` }] }),
      reasons: [{ id: 'looked-up-record' }],
    };
  },
  'delete-record': (call, zone) => {
    const record = fieldOf(call.form, 'id');
    if (!record || plainText(record) !== null) return { id: 'stored-record-id' };
    const steps = inZone(call, zone, 'dns.records.delete');
    const { id } = zoneOf(call, zone);
    return {
      ...steps,
      path: pathOf('dns.records.delete', { zone_id: id, dns_record_id: record }),
      reasons: [{ id: 'unseen-record-id' }],
    };
  },
  'set-access-rule': (call) => {
    const address = fieldOf(call.form, 'key') ?? [];
    const rules = rulesOf(call, address);
    if ('id' in rules) return rules;
    const { rewrite } = call.action;
    const mode = rewrite?.kind === 'set-access-rule' ? rewrite.mode : 'block';
    return {
      lookups: rules.lookups,
      existing: { ...rules.lookup, filter: '.result[0].id // empty' },
      method: 'POST',
      path: rules.path,
      body: body({
        mode: { text: text(mode) },
        configuration: { object: { target: { text: target(address, call.values) }, value: { text: address } } },
      }),
      reasons: [],
    };
  },
  'remove-access-rules': (call) => {
    const rules = rulesOf(call, fieldOf(call.form, 'key') ?? []);
    if ('id' in rules) return rules;
    const { lookup, lookups, path } = rules;
    return {
      lookups,
      each: { ...lookup, filter: '.result[].id' },
      method: 'DELETE',
      path: [...path, { text: '/' }, { raw: `$${lookup.variable}` }],
      body: null,
      reasons: [],
    };
  },
  stats: (call, zone) => {
    const interval = plainText(fieldOf(call.form, 'interval') ?? []);
    const period = interval !== null && Object.hasOwn(STATS_PERIODS, interval) ? STATS_PERIODS[interval] : undefined;
    if (!period || period.dataset !== 'httpRequests1dGroups') return { id: 'value-ended', field: 'interval' };
    const { id, lookups } = zoneOf(call, zone);
    const { method, path } = operation('graphql');
    const query =
      'query ($zone: string!, $since: Date!, $until: Date!) { viewer { zones(filter: { zoneTag: $zone }) { httpRequests1dGroups(limit: 31, filter: { date_geq: $since, date_lt: $until }) { sum { requests cachedRequests bytes cachedBytes pageViews threats } uniq { uniques } } } } }';
    return {
      lookups,
      method,
      path: text(path),
      body: null,
      query: { text: query, zone: id, hours: period.hours },
      reasons: [{ id: 'graphql-analytics' }],
    };
  },
};

/** Settings that v1 answered and v4 still has, one request each: the list of all ends. */
function settingIds(): readonly string[] {
  const ids = shape('settings').fields.flatMap(({ v4, deprecated }) =>
    v4 && /^\w+$/.test(v4) && !deprecated ? v4 : [],
  );
  return [...new Set(ids)];
}

function rulesOf(call: Call, address: Pieces): { path: Pieces; lookup: Lookup; lookups: readonly Lookup[] } | Stop {
  const { accessRules, auth } = call.options;
  if (accessRules.scope === 'user' && auth === 'token') return { id: 'access-rule-scope' };
  const zone = accessRules.scope === 'zone' ? zoneOf(call, text(accessRules.name)) : null;
  const ids = {
    ...(zone && { zone_id: zone.id }),
    ...(accessRules.scope === 'account' && { account_id: text(accessRules.id) }),
  };
  const path = pathOf(`${accessRules.scope}.access-rules.list`, ids);
  const variable = call.name('RULE_ID', double(address));
  const lookup: Lookup = {
    variable,
    path: [...path, { text: '?configuration.value=' }, ...encoded(address)],
    filter: '',
    of: '',
  };
  return { path, lookup, lookups: zone?.lookups ?? [] };
}

function target(address: Pieces, values: Values): Pieces {
  const plain = plainText(address);
  if (plain === null)
    return values.choice(address, [
      ['*/*', 'ip_range'],
      ['*:*', 'ip6'],
      ['*', 'ip'],
    ]);
  return text(plain.includes('/') ? 'ip_range' : plain.includes(':') ? 'ip6' : 'ip');
}
