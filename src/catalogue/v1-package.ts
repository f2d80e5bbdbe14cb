/** npm cloudflare 0.0.x, the client of v1: its methods, and what each put into the form and handed back. */
import type { SourceKey } from './sources.js';

/** How an argument becomes fields of the form. */
export type Encoding =
  /** as it is */
  | 'as-is'
  /** any value: '1' if it is truthy ('0' too), else '0' */
  | 'truthy'
  /** true or 'a' → 'a', false or '0' → '0', 'm' → 'm'; anything else throws */
  | 'rocket-loader'
  /** false → '0', a string of one digit up to 7 → itself; anything else throws */
  | 'minify'
  /** string or array of names → names with commas between, and one at the end */
  | 'zone-list'
  /** an object whose own properties become fields; fields from other arguments win over them */
  | 'spread'
  /** never sent */
  | 'ignored';

export interface Argument {
  readonly name: string;
  /** field of the form; null where the encoding names none */
  readonly field: string | null;
  readonly encoding: Encoding;
  /** sent where the argument is left out: the callback then takes its place */
  readonly default?: string;
}

export interface Method {
  /** the name that the documents use, then its aliases */
  readonly names: readonly [string, ...string[]];
  readonly action: string;
  /** by place; the callback `(err, data)` comes after them */
  readonly arguments: readonly Argument[];
  /** fields sent unless a `spread` argument sets them */
  readonly defaults: Readonly<Record<string, string>>;
  /** what the callback gets: path below `response`, '' for `response` itself, null for undefined */
  readonly yields: string | null;
  /** list that also has `hasMore()` and `getCount()`; not where v1 answered no `objs` for records: then it is `[]` */
  readonly decorated: boolean;
  /** fields that had to be strings, or the method threw */
  readonly strings: readonly string[];
  /** set where 0.0.8 answers with this error and sends nothing */
  readonly alwaysFails: string | null;
}

function arg(name: string, field: string | null, encoding: Encoding = 'as-is'): Argument {
  return { name, field, encoding };
}

const DOMAIN = arg('domain', 'z');
const OPTIONS = arg('options', null, 'spread');

type Facts = Partial<Omit<Method, 'names' | 'action' | 'arguments' | 'yields'>>;

function method(
  names: Method['names'],
  action: string,
  args: readonly Argument[],
  yields: string | null,
  facts: Facts = {},
): Method {
  return {
    names,
    action,
    arguments: args,
    yields,
    defaults: {},
    decorated: false,
    strings: [],
    alwaysFails: null,
    ...facts,
  };
}

/** Whether v1 answered a `response` at all depends on the action: what is '' here may be undefined for setters. */
export const V1_METHODS: readonly Method[] = [
  method(['domainStats', 'stats'], 'stats', [DOMAIN, arg('interval', 'interval')], ''),
  method(['listDomains', 'zone_load_multi'], 'zone_load_multi', [], 'zones.objs', {
    defaults: { act: 'zone_load_multi' },
    decorated: true,
  }),
  method(['listDomainRecords', 'rec_load_all'], 'rec_load_all', [DOMAIN], 'recs.objs', {
    decorated: true,
    strings: ['z'],
  }),
  method(['zoneCheck', 'zone_check'], 'zone_check', [arg('zones', 'zones', 'zone-list')], 'zones'),
  method(['zoneIps', 'zone_ips'], 'zone_ips', [arg('domain', null, 'ignored'), arg('options', null, 'ignored')], null, {
    alwaysFails: 'The zone_ips endpoint has been depreciated and removed.',
  }),
  method(['checkIp', 'ip_lkup'], 'ip_lkup', [arg('ip', 'ip')], ''),
  method(['zoneSettings', 'zone_settings'], 'zone_settings', [DOMAIN], ''),
  method(['secLvl', 'sec_lvl'], 'sec_lvl', [DOMAIN, arg('level', 'v')], ''),
  method(['cacheLevel', 'cache_lvl'], 'cache_lvl', [DOMAIN, arg('level', 'v')], ''),
  method(['devmode'], 'devmode', [DOMAIN, arg('enable', 'v', 'truthy')], ''),
  method(['clearCache', 'fpurge_ts'], 'fpurge_ts', [DOMAIN, { ...arg('v', 'v'), default: '1' }], ''),
  method(['zoneFilePurge', 'zone_file_purge'], 'zone_file_purge', [DOMAIN, arg('url', 'url')], ''),
  method(['zoneGrab', 'zone_grab'], 'zone_grab', [arg('zoneId', 'zid')], null),
  method(['whitelistIp', 'wl'], 'wl', [arg('ip', 'key')], ''),
  method(['banIp', 'ban'], 'ban', [arg('ip', 'key')], ''),
  method(['unlistIp', 'nul'], 'nul', [arg('ip', 'key')], ''),
  method(['ipv46'], 'ipv46', [DOMAIN, arg('enable', 'v', 'truthy')], ''),
  method(['async'], 'async', [DOMAIN, arg('value', 'v', 'rocket-loader')], null),
  method(['minify'], 'minify', [DOMAIN, arg('setting', 'v', 'minify')], null),
  method(['addDomainRecord', 'addRecord', 'rec_new'], 'rec_new', [DOMAIN, OPTIONS], 'rec.obj', {
    defaults: { type: 'A', ttl: '1' },
    strings: ['name', 'content', 'z'],
  }),
  method(['editDomainRecord', 'rec_edit'], 'rec_edit', [DOMAIN, arg('id', 'id'), OPTIONS], ''),
  method(['deleteDomainRecord', 'deleteRecord', 'rec_delete'], 'rec_delete', [DOMAIN, arg('id', 'id')], null),
];

const BY_NAME = new Map(V1_METHODS.flatMap((one) => one.names.map((name) => [name, one] as const)));

/** The method of that name or alias; undefined for anything else, `constructor` too. */
export function v1Method(name: string): Method | undefined {
  return BY_NAME.get(name);
}

/** `(action, params, fn)`, which all of them call: its action is the first argument. */
export const REQUEST: Method = method(['_request'], '', [arg('action', 'a'), arg('params', null, 'spread')], '');

/** The package, and what makes and what bypasses its methods. */
export const V1_PACKAGE = {
  name: 'cloudflare',
  /** semver range that speaks v1; from 1.0.0 on it speaks v4 */
  versions: '<1',
  /** last version that speaks v1, for those who must keep it */
  last: '0.0.8',
  /** what those ask for it as, once the plain name is the SDK's */
  alias: 'cloudflare-v1',
  /** function of the module: `({ token, email })` or `(token, email)`; throws unless both are strings */
  factory: 'createClient',
  /** class of the module: `new CloudFlare(token, email)` */
  class: 'CloudFlare',
  credentials: ['token', 'email'],
  /** `(action, params, fn)`: any action, `params` is the form, hands back `response` */
  request: '_request',
  /** property of a client: where it sends */
  endpoint: 'endpoint',
  sources: ['NODE008'] satisfies readonly SourceKey[],
} as const;
