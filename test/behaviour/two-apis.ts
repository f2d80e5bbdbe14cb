/** What the tests of generated code share: the account behind both APIs, and where the answers of the two differ. */
import assert from 'node:assert';
import Cloudflare from 'cloudflare';
import { ACTIONS } from '../../src/catalogue/index.js';
import { bridgeModule } from '../../src/edit/bridge/module-file.js';
import { DEFAULT_MIGRATION, type Target } from '../../src/options.js';
import type { Account } from './account.js';

export type Envelope = Readonly<Record<string, unknown>>;

const STYLE = { eol: '\n', indent: '  ', quote: "'", semicolons: true, es5: false, trailingComma: true } as const;
const SPEC = {
  actions: null,
  callback: true,
  promise: true,
  response: true,
  failing: true,
  encoded: true,
  client: 'all' as const,
};

/** What v1 answered and v4 does not have, and so is not in the bridge's answer. */
const ENDED = new Set([
  ...['rec_tag', 'ttl_ceil', 'ssl_id', 'ssl_status', 'ssl_expires_on', 'ssl', 'expired_ssl', 'expiring_ssl'],
  ...['pending_ssl', 'vanity_lock', 'host_id', 'host_pubname', 'host_website', 'zone_status_desc', 'confirm_code'],
  ...['allow', 'dns_cname', 'dns_partner', 'dns_anon_partner', 'pro', 'expired_pro', 'pro_sub', 'alexa_rank'],
  // null wherever seen
  'vtxt_match',
  // of plans only the free one's name is known
  'plan',
  // zone_settings: what no v4 setting is, or is only likely to be
  ...[
    'userSecuritySetting',
    'outboundLinks',
    'exp_ttl',
    'fpurge_ts',
    'img',
    'lazy',
    'minify',
    'outlink',
    'preload',
    'sse',
  ],
  ...['s404', 'spdy', 'waf_profile', 'cache_ttl', 'has_more', 'count'],
  // stats: when it was counted, and settings
  ...['cachedServerTime', 'cachedExpryTime', 'currentServerTime', 'zoneCDate', 'pro_zone', 'pageLoadTime', 'interval'],
  ...['timeZero', 'timeEnd', 'dev_mode', 'ipv46', 'ob', 'cache_lvl', 'sec_lvl'],
]);
/** v4 has other ids, and other words for these; times pass between the two calls. */
const OTHER = new Set([
  'rec_id',
  'zone_id',
  'user_id',
  'example.com',
  'example.net',
  'expires_on',
  'fpurge_ts',
  'dev_mode',
  'vtxt',
]);

/** The generated module, run with an SDK and a fetch that ask the local server. */
export function loadBridge(target: Target, base: string): Readonly<Record<string, unknown>> {
  const form = { typescript: false, esm: false, style: STYLE };
  const text = bridgeModule(SPEC, form, { ...DEFAULT_MIGRATION, target });
  class Local extends Cloudflare {
    constructor(options: object) {
      super({ ...options, baseURL: base });
    }
  }
  const redirected = (url: string, init: RequestInit) =>
    fetch(url.replace('https://api.cloudflare.com/client/v4', base), init);
  const exports: Record<string, unknown> = {};
  const required = (name: string) => (name === 'node:assert' ? assert : { Cloudflare: Local });
  new Function('require', 'exports', 'fetch', text)(required, exports, redirected);
  return exports;
}

/** Where the two answers differ, except in what v4 does not have. */
export function difference(v1: unknown, v4: unknown, path: string): string[] {
  if (!isTree(v1) || !isTree(v4)) return JSON.stringify(v1) === JSON.stringify(v4) ? [] : [`${path}: ${v1} | ${v4}`];
  const names = new Set([...Object.keys(v1), ...Object.keys(v4)]);
  return [...names].flatMap((name) => {
    const [one, other] = [v1[name], v4[name]];
    if (other === undefined && (one === undefined || ENDED.has(name))) return [];
    if (OTHER.has(name) && !isTree(one)) return one === undefined || other === undefined ? [`${path}.${name}`] : [];
    if (name === 'request') return [];
    return difference(one, other, `${path}.${name}`);
  });
}

/** That a setter answered its zone is in the document alone. */
export function withoutZone(action: string, answer: Envelope): Envelope {
  const beside = ACTIONS.find(({ name }) => name === action)?.answer.beside ?? [];
  const lacks = beside.some(({ path, read }) => path === 'zone.obj' && read.as === 'none');
  return lacks ? { ...answer, response: { ...(answer.response as object), zone: undefined } } : answer;
}

function isTree(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

export function recordIn(account: Account, version: 'v1Id' | 'v4Id') {
  return (name: string) => account.zones.flatMap(({ records }) => records).find((one) => one.name === name)![version];
}
