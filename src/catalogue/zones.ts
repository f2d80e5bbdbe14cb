/** zone_load_multi, zone_load, zone_check: the zones of an account, and their ids. */
import { action, param, when, zoneParam } from './build.js';

export const ZONE_LOAD_MULTI = action({
  name: 'zone_load_multi',
  section: '3.2',
  summary: 'List the zones of the account',
  params: [],
  answer: {
    root: ['zones', 'objs'],
    kind: 'list',
    shape: 'zone',
    beside: [
      { path: 'zones.has_more', type: 'boolean', read: { as: 'constant', value: false } },
      { path: 'zones.count', type: 'number', read: { as: 'length' } },
    ],
    noun: 'zones',
  },
  operations: ['zones.list'],
  rewrite: { kind: 'list-zones' },
  verdict: 'automatic',
  why: 'it takes nothing; v4 lists 20 zones a page, so the pages are followed',
  cases: [
    when('names, ids, name servers, orig_* and the count are read', 'automatic'),
    when('zone_status_class, zone_mode or another likely field is read', 'decision', 'inferred-field'),
    when('props, allow, confirm_code, zone_status_desc or host_* is read', 'decision', 'field-ended'),
  ],
  notes: [
    'v1 answered has_more, but no parameter for a next page is documented.',
    'A key may see the zones of every account that its user belongs to.',
  ],
  sources: ['DOC1', 'LIBCLOUD', 'GUIDE', 'SDK7'],
});

export const ZONE_LOAD = action({
  name: 'zone_load',
  status: 'undocumented',
  summary: 'One zone by name',
  params: [zoneParam()],
  answer: { root: ['zone', 'obj'], kind: 'one', shape: 'zone', beside: [], noun: 'zone' },
  operations: ['zones.list'],
  rewrite: { kind: 'get-zone' },
  verdict: 'lookup',
  why: 'the look-up by name answers the zone itself',
  notes: ['The WordPress plugin of Cloudflare compared zone_status_class with status-dev-mode.'],
  sources: ['WPOLD'],
  confidence: 'single',
});

export const ZONE_CHECK = action({
  name: 'zone_check',
  section: '3.4',
  summary: 'Ids of the zones named',
  params: [
    param(
      'zones',
      'name',
      { as: 'part-of', field: 'name' },
      {
        meaning: 'names with commas between; npm cloudflare 0.0.x ends with one, as a single name gave wrong answers',
        sources: ['DOC1', 'NODE008', 'PYFLARE', 'RUBY'],
      },
    ),
  ],
  answer: { root: ['zones'], kind: 'map', shape: null, beside: [], noun: 'zones' },
  operations: ['zones.list'],
  rewrite: { kind: 'check-zones' },
  verdict: 'lookup',
  why: 'it is the look-up itself; ids were numbers and are strings of 32 hexadecimal digits',
  notes: [
    'One v4 request for each name.',
    'v1 gave 0 for a name that is no active zone of the account; v4 has no entry for it.',
    'That v1 looked at active zones alone is from comments in clients of 2012.',
  ],
  sources: ['DOC1', 'LIBCLOUD', 'GUIDE', 'NODE008'],
});
