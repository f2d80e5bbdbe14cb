/** How Client API v1 spelt settings: what its setters took, and what `zone_settings` and `stats` showed. */
import type { Zone } from './account.js';

interface Setter {
  readonly setting: string;
  /** v1 value → v4 value */
  readonly values: Readonly<Record<string, string>>;
}

const SWITCH = { '0': 'off', '1': 'on' };

/** The actions that set one thing of a zone to `v`. */
export const SETTERS: Readonly<Record<string, Setter>> = {
  sec_lvl: {
    setting: 'security_level',
    values: { help: 'under_attack', high: 'high', med: 'medium', low: 'low', eoff: 'essentially_off' },
  },
  cache_lvl: { setting: 'cache_level', values: { agg: 'aggressive', basic: 'basic', iqs: 'simplified' } },
  devmode: { setting: 'development_mode', values: SWITCH },
  ipv46: { setting: 'ipv6', values: { '0': 'off', '1': 'on', '3': 'on' } },
  async: { setting: 'rocket_loader', values: { '0': 'off', a: 'on', m: 'manual' } },
  ob: { setting: 'always_online', values: SWITCH },
};

const LABELS: Readonly<Record<string, string>> = {
  essentially_off: 'Essentially Off',
  low: 'Low',
  medium: 'Medium',
  high: 'High',
  under_attack: "I'm under attack!",
};

/** Development mode lasted three hours. */
export function devModeExpiry(zone: Zone): number {
  return zone.settings.development_mode === 'on' ? Math.floor(Date.now() / 1000) + 3 * 60 * 60 : 0;
}

/** The settings that both `zone_settings` and `stats` answered. */
export function sharedSettings(zone: Zone): Record<string, unknown> {
  const { settings } = zone;
  return {
    userSecuritySetting: LABELS[String(settings.security_level)],
    dev_mode: devModeExpiry(zone),
    ipv46: settings.ipv6 === 'on' ? 3 : 0,
    ob: settings.always_online === 'on' ? 1 : 0,
    cache_lvl: v1Value('cache_lvl', settings.cache_level),
    outboundLinks: 'disabled',
  };
}

/** `response.result.objs[0]` of `zone_settings`. */
export function zoneSettings(zone: Zone): Record<string, unknown> {
  const { settings } = zone;
  const digit = (setting: string): string => (settings[setting] === 'on' ? '1' : '0');
  return {
    ...sharedSettings(zone),
    bic: digit('browser_check'),
    chl_ttl: String(settings.challenge_ttl),
    exp_ttl: '14400',
    fpurge_ts: '1382500000',
    hotlink: digit('hotlink_protection'),
    img: settings.polish === 'lossless' ? '200' : settings.polish === 'lossy' ? '170' : '0',
    lazy: '0',
    minify: '0',
    outlink: '0',
    preload: '0',
    s404: '0',
    sec_lvl: v1Value('sec_lvl', settings.security_level),
    spdy: '1',
    ssl: String(['off', 'flexible', 'full', 'strict'].indexOf(String(settings.ssl))),
    waf_profile: settings.waf === 'on' ? 'high' : 'off',
    email_filter: digit('email_obfuscation'),
    sse: digit('server_side_exclude'),
    cache_ttl: '14400',
    async: v1Value('async', settings.rocket_loader),
    geoloc: digit('ip_geolocation'),
  };
}

function v1Value(action: string, value: unknown): string | undefined {
  return Object.entries(SETTERS[action]!.values).find(([, v4]) => v4 === value)?.[0];
}
