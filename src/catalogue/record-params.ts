/** Parameters of the calls that write a record; rec_new and rec_edit share most. */
import { DOCUMENTED, param } from './build.js';
import { RECORD_TYPES } from './record-types.js';
import type { SourceKey } from './sources.js';
import type { Param } from './types.js';

const SENT: readonly SourceKey[] = ['DOC1', 'NODE008', 'PYFLARE', 'RUBY'];
const TYPED: readonly SourceKey[] = ['DOC1', 'SDK7', 'PYFLARE', 'RUBY'];
const SRV: readonly SourceKey[] = ['DOC1', 'SRVDOC', 'PYFLARE', 'RUBY'];

const number = { as: 'number' } as const;
const partOfName = { as: 'part-of', field: 'name' } as const;

const TYPE_VALUES = Object.fromEntries(
  Object.entries(RECORD_TYPES).map(([type, { v4, carrier }]) => [type, v4 === null ? 'refused by v4' : carrier]),
);

export const PROXY_VALUES = { 1: 'orange cloud: proxied', 0: 'grey cloud: DNS only' };

export function typeParam(meaning: string): Param {
  return param('type', 'type', { as: 'same' }, { meaning, values: TYPE_VALUES, sources: SENT });
}

export const NAME = param(
  'name',
  'name',
  { as: 'record-name' },
  {
    meaning: 'name relative to the zone, complete, or @',
  },
);

export const CONTENT = param(
  'content',
  'content',
  { as: 'record-content' },
  {
    meaning: 'content; v4 wants TXT in quotes, and SRV and LOC as data',
  },
);

export const TTL_MEANING = 'seconds, 1 is automatic; v1 took 120 and more, v4 takes 60 to 86400';

export function ttlParam(optional: boolean): Param {
  return param('ttl', 'ttl', number, {
    optional,
    meaning: optional ? `${TTL_MEANING}; left out it was 1, which v4 wants to be told` : TTL_MEANING,
    sources: ['DOC1', 'NODE008', 'TTL60', 'PYFLARE', 'RUBY'],
  });
}

/** What only some types have. */
export const TYPE_PARAMS: readonly Param[] = [
  param('prio', 'priority', number, {
    optional: true,
    meaning: 'priority of MX and SRV; in the data of the latter',
    sources: TYPED,
  }),
  param('service', 'name', partOfName, {
    optional: true,
    meaning: 'SRV: first label of the v4 name; with or without underscore',
    sources: SRV,
  }),
  param('srvname', 'name', partOfName, {
    optional: true,
    meaning: 'SRV: end of the v4 name',
    sources: SRV,
    confidence: 'inferred',
  }),
  param('protocol', 'name', partOfName, {
    optional: true,
    meaning: 'SRV: second label of the v4 name',
    values: { _tcp: 'TCP', _udp: 'UDP', _tls: 'TLS' },
    sources: SRV,
  }),
  param('weight', 'data.weight', number, { optional: true, meaning: 'SRV: weight', sources: TYPED }),
  param('port', 'data.port', number, { optional: true, meaning: 'SRV: port', sources: TYPED }),
  param('target', 'data.target', { as: 'same' }, { optional: true, meaning: 'SRV: target', sources: TYPED }),
];

export function recordIdParam(sources: readonly SourceKey[] = DOCUMENTED): Param {
  return param(
    'id',
    'id',
    { as: 'record-id' },
    {
      meaning: 'numeric id from rec_load_all; no v4 call takes it',
      sources,
      confidence: sources.length > 1 ? 'confirmed' : 'single',
    },
  );
}
