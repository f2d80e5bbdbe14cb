/**
 * The one object of stats: `response.result.objs[0]`. GraphQL answers sums, from which the figures below are counted;
 * what counts them answers an object with the figures in v1's own places, so `v4` repeats the name.
 */
import { allEnded, ended, field } from './build.js';
import type { SourceKey } from './sources.js';
import type { Field, ObjectShape } from './types.js';

const SEEN: readonly SourceKey[] = ['DOC1', 'LIBCLOUD'];
const PLUGIN: readonly SourceKey[] = ['DOC1', 'LIBCLOUD', 'CPANEL'];
const QUERIED: readonly SourceKey[] = ['DOC1', 'LIBCLOUD', 'GQL'];

/** (plus - minus) / divisor, of the sums of a GraphQL group. */
export interface StatsFigure {
  readonly plus: string;
  readonly minus?: string;
  readonly divisor?: number;
}

/** v1 counted bandwidth in units of 1024 bytes. */
const KIBIBYTE = 1024;

/** How each figure is counted; the totals of v4 hold what v1 kept apart as crawlers. */
export const STATS_FIGURES: Readonly<Record<string, StatsFigure>> = {
  'trafficBreakdown.pageviews.regular': { plus: 'sum.pageViews' },
  'trafficBreakdown.pageviews.threat': { plus: 'sum.threats' },
  'trafficBreakdown.uniques.regular': { plus: 'uniq.uniques' },
  'bandwidthServed.cloudflare': { plus: 'sum.cachedBytes', divisor: KIBIBYTE },
  'bandwidthServed.user': { plus: 'sum.bytes', minus: 'sum.cachedBytes', divisor: KIBIBYTE },
  'requestsServed.cloudflare': { plus: 'sum.cachedRequests' },
  'requestsServed.user': { plus: 'sum.requests', minus: 'sum.cachedRequests' },
};

/** Periods by `interval`: hours back, where they end, and the GraphQL data set that still has them. */
export const STATS_PERIODS: Readonly<
  Record<string, { readonly hours: number; readonly lagHours: number; readonly dataset: string }>
> = {
  20: { hours: 720, lagHours: 24, dataset: 'httpRequests1dGroups' },
  30: { hours: 168, lagHours: 24, dataset: 'httpRequests1dGroups' },
  40: { hours: 24, lagHours: 24, dataset: 'httpRequests1dGroups' },
  100: { hours: 24, lagHours: 0, dataset: 'httpRequests1hGroups' },
  110: { hours: 12, lagHours: 0, dataset: 'httpRequests1hGroups' },
  120: { hours: 6, lagHours: 0, dataset: 'httpRequests1hGroups' },
};

function figure(name: string, meaning: string, sources: readonly SourceKey[]): Field {
  return field(name, name, { as: 'same' }, { type: 'number', meaning, sources, confidence: 'inferred' });
}

export const STATS: ObjectShape = {
  name: 'stats',
  fields: [
    ...allEnded(['cachedServerTime', 'cachedExpryTime', 'currentServerTime'], {
      type: 'number, milliseconds',
      meaning: 'age of the figures',
      sources: SEEN,
    }),
    ended('zoneCDate', {
      type: 'number, milliseconds',
      meaning: 'when the zone was made; `created_on` of the zone, a date in words, holds it in v4',
      sources: SEEN,
      confidence: 'inferred',
    }),
    figure('trafficBreakdown.pageviews.regular', 'pages seen; in v4 with crawlers', QUERIED),
    figure('trafficBreakdown.pageviews.threat', 'pages refused as threats', QUERIED),
    ended('trafficBreakdown.pageviews.crawler', {
      type: 'number',
      meaning: 'pages seen by crawlers',
      sources: QUERIED,
      confidence: 'inferred',
    }),
    figure('trafficBreakdown.uniques.regular', 'visitors; in v4 all of them', QUERIED),
    ...allEnded(['trafficBreakdown.uniques.threat', 'trafficBreakdown.uniques.crawler'], {
      type: 'number',
      meaning: 'visitors of one class',
      sources: QUERIED,
      confidence: 'inferred',
    }),
    figure('bandwidthServed.cloudflare', 'from the cache, in units of 1024 bytes', [...PLUGIN, 'MYBB']),
    figure('bandwidthServed.user', 'from the origin, in units of 1024 bytes', PLUGIN),
    figure('requestsServed.cloudflare', 'requests served from the cache', PLUGIN),
    figure('requestsServed.user', 'requests served from the origin', PLUGIN),
    ended('pro_zone', { type: 'boolean', meaning: 'paid plan', sources: SEEN, confidence: 'inferred' }),
    ended('pageLoadTime', {
      type: 'object { without, cloudflare }',
      nullable: true,
      meaning: 'time to load a page',
      sources: ['DOC1', 'CPANEL'],
    }),
    ended('interval', { type: 'number', meaning: 'the period that was asked for', sources: SEEN }),
    ...allEnded(['userSecuritySetting', 'dev_mode', 'ipv46', 'ob', 'cache_lvl', 'outboundLinks'], {
      type: 'as in zone_settings',
      meaning: 'current settings; in v4 a request of their own each',
      sources: SEEN,
    }),
  ],
  onlyV4: ['sum', 'uniq', 'dimensions', 'avg'],
};
