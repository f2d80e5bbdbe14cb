/** zone_settings, and the setters of one setting each. */
import { action, param, when, zoneParam } from './build.js';
import type { SourceKey } from './sources.js';
import type { Action, Beside, Case, Confidence, ToV4 } from './types.js';
import { ALWAYS_ONLINE, CACHE_LEVEL, DEVELOPMENT_MODE, IPV6, ROCKET_LOADER, SECURITY_LEVEL } from './value-tables.js';

export const ZONE_SETTINGS = action({
  name: 'zone_settings',
  section: '3.7',
  summary: 'All settings of a zone',
  params: [zoneParam()],
  answer: { root: ['result', 'objs', '0'], kind: 'one', shape: 'settings', beside: [], noun: 'settings' },
  operations: ['zones.list', 'zones.settings.get'],
  rewrite: { kind: 'read-settings' },
  verdict: 'lookup',
  why: 'one request for each setting that is read: the v4 list of all settings ends in March 2027',
  cases: [
    when('the settings that are read are seen, and v4 has them', 'lookup'),
    when('a setting is read whose v4 counterpart is only likely', 'decision', 'inferred-field'),
    when('the object is passed on, printed or iterated', 'decision', 'answer-leaves'),
  ],
  notes: ['Answers of December 2015 lack img, spdy, hotlink and s404, which the document lists.'],
  sources: ['DOC1', 'LIBCLOUD', 'GUIDE', 'DEPR', 'DEPR-EXT', 'SDK7', 'SDKBATCH', 'OPENAPI-CS'],
});

/** The document promises the whole zone; no recorded answer has it. */
const DOCUMENTED_ZONE: Beside = {
  path: 'zone.obj',
  type: 'object (zone)',
  read: { as: 'none', reason: 'field-ended' },
};

interface Setter {
  readonly name: string;
  readonly section?: string;
  readonly status?: Action['status'];
  readonly summary: string;
  /** id of the v4 setting */
  readonly setting: string;
  readonly convert: ToV4;
  readonly meaning: string;
  readonly values: Readonly<Record<string, string>>;
  readonly valueSources: readonly SourceKey[];
  readonly confidence?: Confidence;
  readonly beside: readonly Beside[];
  readonly cases?: readonly Case[];
  readonly notes?: readonly string[];
  readonly sources?: readonly SourceKey[];
}

function setter(facts: Setter): Action {
  const { setting, convert, meaning, values, valueSources, beside, confidence, ...rest } = facts;
  return action({
    ...rest,
    params: [
      zoneParam(),
      param('v', 'value', convert, {
        meaning,
        values,
        sources: valueSources,
        ...(confidence ? { confidence } : {}),
      }),
    ],
    answer: { root: [], kind: 'nothing', shape: null, beside, noun: 'setting' },
    operations: ['zones.list', 'zones.settings.edit'],
    rewrite: { kind: 'set-setting', setting },
    verdict: 'lookup',
    why: 'one setting and a fixed table of values; only the id of the zone is missing',
    sources: facts.sources ?? ['DOC1', 'NODE008', 'GUIDE', 'SDK7'],
    ...(confidence ? { confidence } : {}),
  });
}

export const SEC_LVL = setter({
  name: 'sec_lvl',
  section: '4.1',
  summary: 'Set the security level',
  setting: 'security_level',
  convert: SECURITY_LEVEL.toV4,
  meaning: 'level',
  values: { help: 'I am under attack', high: 'high', med: 'medium', low: 'low', eoff: 'essentially off' },
  valueSources: ['DOC1', 'NODE008', 'SDK7', 'PYFLARE', 'RUBY'],
  beside: [DOCUMENTED_ZONE],
  notes: ['Cloudflare sets the level by itself since March 2025; v4 still takes it.'],
});

export const CACHE_LVL = setter({
  name: 'cache_lvl',
  section: '4.2',
  summary: 'Set the caching level',
  setting: 'cache_level',
  convert: CACHE_LEVEL.toV4,
  meaning: 'level; iqs is documented for answers only',
  values: { agg: 'aggressive', basic: 'basic', iqs: 'simplified' },
  valueSources: ['DOC1', 'NODE008', 'SDK7', 'PYFLARE', 'RUBY'],
  beside: [DOCUMENTED_ZONE],
});

export const DEVMODE = setter({
  name: 'devmode',
  section: '4.3',
  summary: 'Switch development mode, which ends by itself after three hours',
  setting: 'development_mode',
  convert: DEVELOPMENT_MODE.toV4,
  meaning: 'switch',
  values: { 0: 'off', 1: 'on' },
  valueSources: ['DOC1', 'NODE008', 'PYFLARE', 'RUBY'],
  beside: [
    { path: 'expires_on', type: 'number, unix seconds', read: { as: 'expiry', v4: 'time_remaining' } },
    DOCUMENTED_ZONE,
  ],
  notes: ['time_remaining is negative after the end, and false where the mode was never on.'],
});

export const IPV46 = setter({
  name: 'ipv46',
  section: '4.8',
  summary: 'Switch IPv6',
  setting: 'ipv6',
  convert: IPV6.toV4,
  meaning: 'switch',
  values: { 0: 'off', 3: 'on', 1: 'on, as older documents and npm cloudflare 0.0.x have it', 5: 'on, seen in answers' },
  valueSources: ['DOC1', 'NODE008', 'CPANEL', 'LIBCLOUD', 'PYFLARE', 'RUBY'],
  beside: [DOCUMENTED_ZONE],
});

export const ASYNC = setter({
  name: 'async',
  section: '4.9',
  summary: 'Set Rocket Loader',
  setting: 'rocket_loader',
  convert: ROCKET_LOADER.toV4,
  meaning: 'mode',
  values: { 0: 'off', a: 'automatic', m: 'manual, which ended in 2018' },
  valueSources: ['DOC1', 'NODE008', 'ROCKET', 'PYFLARE', 'RUBY'],
  beside: [],
  cases: [when('v is 0 or a', 'lookup'), when('v is m', 'decision', 'value-ended')],
});

export const OB = setter({
  name: 'ob',
  status: 'undocumented',
  summary: 'Switch Always Online',
  setting: 'always_online',
  convert: ALWAYS_ONLINE.toV4,
  meaning: 'switch',
  values: { 0: 'off', 1: 'on' },
  valueSources: ['CPANEL'],
  confidence: 'single',
  beside: [],
  sources: ['CPANEL', 'GUIDE', 'SDK7'],
});

export const MINIFY = action({
  name: 'minify',
  section: '4.10',
  summary: 'Set Auto Minify',
  params: [
    zoneParam(),
    param(
      'v',
      null,
      { as: 'none', reason: 'minify-ended' },
      {
        meaning: 'JavaScript 1, CSS 2, HTML 4, added up',
        values: {
          0: 'off',
          1: 'JavaScript',
          2: 'CSS',
          3: 'JavaScript and CSS',
          4: 'HTML',
          5: 'JavaScript and HTML',
          6: 'CSS and HTML',
          7: 'all',
        },
        sources: ['DOC1', 'NODE008', 'PYFLARE', 'RUBY'],
      },
    ),
  ],
  answer: { root: [], kind: 'nothing', shape: null, beside: [], noun: 'setting' },
  operations: [],
  rewrite: null,
  verdict: 'impossible',
  why: 'Auto Minify ended in August 2024',
  reason: 'minify-ended',
  notes: ['A call that switches it off can go.', 'The guide of 2016 still shows settings/minify.'],
  sources: ['DOC1', 'NODE008', 'GUIDE', 'DEPR', 'SDK3', 'OPENAPI-CS'],
});

export const MIRAGE2 = action({
  name: 'mirage2',
  section: '4.11',
  summary: 'Switch Mirage 2',
  params: [
    zoneParam(),
    param(
      'v',
      null,
      { as: 'none', reason: 'mirage-ended' },
      {
        meaning: 'switch',
        values: { 0: 'off', 1: 'on' },
        sources: ['DOC1', 'LARAVEL', 'PYFLARE', 'RUBY'],
      },
    ),
  ],
  answer: { root: [], kind: 'nothing', shape: null, beside: [], noun: 'setting' },
  operations: [],
  rewrite: null,
  verdict: 'impossible',
  why: 'Mirage ended in January 2026',
  reason: 'mirage-ended',
  notes: ['A call that switches it off can go.'],
  sources: ['DOC1', 'LARAVEL', 'DEPR-MIRAGE', 'SDK7', 'OPENAPI-CS'],
});
