/** fpurge_ts, zone_file_purge, pre_purge and zone_grab: what Cloudflare kept of a site. */
import { action, param, zoneParam } from './build.js';

export const FPURGE_TS = action({
  name: 'fpurge_ts',
  section: '4.4',
  summary: 'Purge the whole cache of a zone',
  params: [
    zoneParam(),
    param(
      'v',
      'purge_everything',
      { as: 'table', name: 'PURGE_EVERYTHING', values: { 1: true } },
      {
        meaning: 'only 1 was taken',
        values: { 1: 'purge' },
      },
    ),
  ],
  answer: {
    root: [],
    kind: 'nothing',
    shape: null,
    beside: [
      { path: 'fpurge_ts', type: 'number, unix seconds', read: { as: 'now' } },
      { path: 'zone.obj', type: 'object (zone)', read: { as: 'zone', reason: 'field-ended' } },
      // seconds to wait before the next purge: the same in the document and in every recorded answer
      { path: 'attributes.cooldown', type: 'number', read: { as: 'constant', value: 20 } },
    ],
    noun: 'purge',
  },
  operations: ['zones.list', 'cache.purge'],
  rewrite: { kind: 'purge-everything' },
  verdict: 'lookup',
  why: 'the body is always the same; only the id of the zone is missing',
  notes: ['POST: the DELETE of the guide is no longer in the schema.'],
  sources: ['DOC1', 'GUIDE', 'PURGE', 'SDK7', 'OPENAPI-CS'],
});

export const ZONE_FILE_PURGE = action({
  name: 'zone_file_purge',
  section: '4.5',
  summary: 'Purge one URL from the cache',
  params: [
    zoneParam(),
    param('url', 'files', { as: 'list-of-one' }, { meaning: 'complete URL; http and https are two' }),
  ],
  answer: {
    root: [],
    kind: 'nothing',
    shape: null,
    beside: [
      { path: 'url', type: 'string', read: { as: 'param', param: 'url' } },
      // null wherever seen, and what else it could be is not known
      { path: 'vtxt_match', type: 'null', read: { as: 'none', reason: 'field-ended' } },
    ],
    noun: 'purge',
  },
  operations: ['zones.list', 'cache.purge'],
  rewrite: { kind: 'purge-url' },
  verdict: 'lookup',
  why: 'the URL becomes a list of one; only the id of the zone is missing',
  notes: ['Up to 30 URLs fit in one v4 call; the free plan takes 5 calls a minute.'],
  sources: ['DOC1', 'GUIDE', 'PURGE', 'SDK7'],
});

export const PRE_PURGE = action({
  name: 'pre_purge',
  status: 'older',
  summary: 'Purge what the Preloader kept',
  params: [zoneParam('zone_name', ['RUBY'], 'single')],
  answer: { root: [], kind: 'nothing', shape: null, beside: [], noun: 'purge' },
  operations: [],
  rewrite: null,
  verdict: 'impossible',
  why: 'the Preloader is gone; a purge of the whole cache would be more than was asked for',
  reason: 'no-counterpart',
  sources: ['RUBY', 'DOC1'],
  confidence: 'single',
});

export const ZONE_GRAB = action({
  name: 'zone_grab',
  section: '4.6',
  summary: 'Take a new picture of the site for the challenge page',
  params: [
    param(
      'zid',
      null,
      { as: 'none', reason: 'no-counterpart' },
      {
        meaning: 'numeric id from zone_check',
        sources: ['DOC1', 'NODE008', 'PYFLARE', 'RUBY'],
      },
    ),
  ],
  answer: { root: [], kind: 'nothing', shape: null, beside: [], noun: 'picture' },
  operations: [],
  rewrite: null,
  verdict: 'impossible',
  why: 'neither the guide nor the schema has it; the call can go',
  reason: 'no-counterpart',
  notes: ['Once a day at most in v1; the picture took up to an hour.'],
  sources: ['DOC1', 'NODE008', 'GUIDE', 'SDK7'],
});
