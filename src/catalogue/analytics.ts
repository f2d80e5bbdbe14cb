/** stats, zone_ips and ip_lkup: who came to a site. */
import { action, param, zoneParam } from './build.js';
import type { SourceKey } from './sources.js';
import { STATS_PERIODS } from './stats-object.js';

const SENT: readonly SourceKey[] = ['DOC1', 'NODE008', 'PYFLARE', 'RUBY'];

const HOURS = Object.fromEntries(Object.entries(STATS_PERIODS).map(([code, { hours }]) => [code, hours]));

export const STATS_ACTION = action({
  name: 'stats',
  section: '3.1',
  summary: 'Traffic of a zone, and some of its settings',
  params: [
    zoneParam(),
    param(
      'interval',
      'variables.since',
      { as: 'table', name: 'STATS_HOURS', values: HOURS },
      {
        meaning: 'period, in v4 as a time before now; 20, 30 and 40 end a day ago',
        values: {
          10: 'past 365 days, in documents of 2011 and 2012 only',
          20: 'past 30 days',
          30: 'past 7 days',
          40: 'past day',
          100: '24 hours, paid plans',
          110: '12 hours, paid plans',
          120: '6 hours, paid plans',
        },
        sources: ['DOC1', 'NODE008', 'PHP11', 'PYFLARE', 'RUBY'],
      },
    ),
  ],
  answer: {
    root: ['result', 'objs', '0'],
    kind: 'one',
    shape: 'stats',
    beside: [
      { path: 'result.timeZero', type: 'number, milliseconds', read: { as: 'none', reason: 'field-ended' } },
      { path: 'result.timeEnd', type: 'number, milliseconds', read: { as: 'none', reason: 'field-ended' } },
      { path: 'result.count', type: 'number', read: { as: 'constant', value: 1 } },
      { path: 'result.has_more', type: 'boolean', read: { as: 'constant', value: false } },
    ],
    noun: 'stats',
  },
  operations: ['zones.list', 'graphql'],
  rewrite: { kind: 'stats' },
  verdict: 'decision',
  why: 'GraphQL counts differently: no crawlers, no page load time, no settings',
  review: 'graphql-analytics',
  notes: [
    'analytics/dashboard, which the guide names, ended in March 2021.',
    'How far back GraphQL goes, and how much it answers at once, depends on the plan.',
    'The example in the document says 7 days and sends 20.',
  ],
  sources: ['DOC1', 'LIBCLOUD', 'GUIDE', 'GQL', 'CPANEL'],
});

const gone = { as: 'none', reason: 'visitor-ips-ended' } as const;

export const ZONE_IPS = action({
  name: 'zone_ips',
  section: '3.5',
  status: 'withdrawn',
  summary: 'Addresses that came lately',
  params: [
    zoneParam(),
    param('zid', null, gone, {
      optional: true,
      meaning: 'numeric id of the zone in place of z, in clients of 2012',
      sources: ['PHP11', 'RUBY'],
    }),
    param('hours', null, gone, { optional: true, meaning: 'hours back: 24, or up to 48', sources: SENT }),
    param('class', null, gone, {
      optional: true,
      meaning: 'class of visitor',
      values: { r: 'regular', s: 'crawler', t: 'threat' },
      sources: SENT,
    }),
    param('geo', null, gone, {
      optional: true,
      meaning: '1 adds latitude and longitude; clients of 2012 send 0,0',
      sources: SENT,
    }),
  ],
  answer: { root: ['ips'], kind: 'list', shape: 'visitor', beside: [], noun: 'visitors' },
  operations: [],
  rewrite: null,
  verdict: 'impossible',
  why: 'it was withdrawn in 2014',
  reason: 'visitor-ips-ended',
  notes: ['Nearest are httpRequestsAdaptiveGroups of GraphQL by client address: a sample, limited by plan.'],
  sources: ['DOC1', 'NODE-ZIPS', 'NODE008', 'PYFLARE', 'RUBY', 'PHP11'],
});

export const IP_LKUP = action({
  name: 'ip_lkup',
  section: '3.6',
  summary: 'Threat score of an address',
  params: [param('ip', null, { as: 'none', reason: 'threat-score-ended' }, { meaning: 'address', sources: SENT })],
  answer: {
    root: [],
    kind: 'nothing',
    shape: null,
    // the key is the address itself
    beside: [{ path: '*', type: 'string such as BAD:0, or false', read: { as: 'none', reason: 'threat-score-ended' } }],
    noun: 'score',
  },
  operations: [],
  rewrite: null,
  verdict: 'impossible',
  why: 'v4 has no threat score',
  reason: 'threat-score-ended',
  notes: ['/accounts/{account_id}/intel/ip is another product.'],
  sources: ['DOC1', 'GUIDE', 'THREAT'],
});
