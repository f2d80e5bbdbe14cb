/**
 * The values of settings, once for both directions. `toV4` also knows what clients sent beside the documented values;
 * `fromV4` gives the value that v1 itself answered, in the type it answered (numbers where `stats` has the key too).
 * Names are those of constants in written code.
 */
import type { FromV4, ToV4 } from './types.js';

function toV4(
  name: string,
  values: Readonly<Record<string, string | number | boolean>>,
  ended: readonly string[] = [],
): ToV4 {
  return { as: 'table', name, values, ended };
}

function fromV4(name: string, values: Readonly<Record<string, string | number>>): FromV4 {
  return { as: 'table', name: `V1_${name}`, values };
}

export const SECURITY_LEVEL = {
  toV4: toV4('SECURITY_LEVEL', {
    help: 'under_attack',
    high: 'high',
    med: 'medium',
    low: 'low',
    eoff: 'essentially_off',
  }),
  // v4's `off` has no v1 value
  fromV4: fromV4('SECURITY_LEVEL', {
    under_attack: 'help',
    high: 'high',
    medium: 'med',
    low: 'low',
    essentially_off: 'eoff',
  }),
  label: fromV4('SECURITY_LABEL', {
    under_attack: "I'm under attack!",
    high: 'High',
    medium: 'Medium',
    low: 'Low',
    essentially_off: 'Essentially Off',
  }),
} as const;

export const CACHE_LEVEL = {
  toV4: toV4('CACHE_LEVEL', { agg: 'aggressive', basic: 'basic', iqs: 'simplified' }),
  fromV4: fromV4('CACHE_LEVEL', { aggressive: 'agg', basic: 'basic', simplified: 'iqs' }),
} as const;

export const DEVELOPMENT_MODE = { toV4: toV4('DEVELOPMENT_MODE', { 0: 'off', 1: 'on' }) } as const;

export const IPV6 = {
  // 3 is documented; npm cloudflare 0.0.x sends 1, answers of 2015 hold 5
  toV4: toV4('IPV6', { 0: 'off', 1: 'on', 3: 'on', 5: 'on' }),
  fromV4: fromV4('IPV6', { off: 0, on: 3 }),
} as const;

export const ROCKET_LOADER = {
  // 'm', manual, ended in 2018
  toV4: toV4('ROCKET_LOADER', { 0: 'off', a: 'on' }, ['m']),
  fromV4: fromV4('ROCKET_LOADER', { off: '0', on: 'a' }),
} as const;

export const ALWAYS_ONLINE = {
  toV4: toV4('ALWAYS_ONLINE', { 0: 'off', 1: 'on' }),
  fromV4: fromV4('ALWAYS_ONLINE', { off: 0, on: 1 }),
} as const;

/** The many keys that only `zone_settings` answers: '0' and '1'. */
export const ON_OFF = fromV4('ON_OFF', { off: '0', on: '1' });

export const SSL = fromV4('SSL', { off: '0', flexible: '1', full: '2', strict: '3' });

/** v1 joined Polish and Mirage in one number; the Mirage half is gone. */
export const POLISH = fromV4('POLISH', { off: '0', lossless: '200', lossy: '170' });

/** v4's `on` was `high` or `low` in v1: which one is lost. */
export const WAF = fromV4('WAF', { off: 'off' });

/** Only `Off` was ever seen. */
export const ADVANCED_DDOS = fromV4('ADVANCED_DDOS', { off: 'Off' });

export const ZONE_TYPE = fromV4('ZONE_TYPE', { full: 'F', partial: 'P' });

/** Only `V` was ever seen, on active zones. */
export const ZONE_STATUS = fromV4('ZONE_STATUS', { active: 'V' });

/** Only the free plan was ever seen. */
export const PLAN = fromV4('PLAN', { free: 'FREE_ZONE' });

export const ACCESS_MODE = fromV4('ACCESS_MODE', { whitelist: 'WL', block: 'BAN' });
