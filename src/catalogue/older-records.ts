/** rec_set, rec_del and DIUP: what wrote records in 2011 and 2012. Known from their clients alone. */
import { action, param, when, zoneParam } from './build.js';
import { PROXY_VALUES } from './record-params.js';
import type { SourceKey } from './sources.js';
import type { Answer } from './types.js';

const CLIENTS: readonly SourceKey[] = ['PHP11', 'RUBY'];
const UPDATERS: readonly SourceKey[] = ['RUBY', 'PHP11', 'DDCLIENT'];

const NO_ANSWER: Answer = { root: [], kind: 'nothing', shape: null, beside: [], noun: 'record' };

export const REC_SET = action({
  name: 'rec_set',
  status: 'older',
  summary: 'Create a DNS record of type A or CNAME',
  params: [
    zoneParam('zone', CLIENTS),
    param(
      'type',
      'type',
      { as: 'same' },
      {
        meaning: 'record type',
        values: { A: 'address', CNAME: 'alias' },
        sources: CLIENTS,
      },
    ),
    param('content', 'content', { as: 'record-content' }, { meaning: 'address or alias', sources: CLIENTS }),
    param('name', 'name', { as: 'record-name' }, { meaning: 'name of the record', sources: CLIENTS }),
    param(
      'service_mode',
      'proxied',
      { as: 'boolean' },
      {
        optional: true,
        meaning: 'proxied or not; the Ruby gem of 2012 calls it mode',
        values: PROXY_VALUES,
        sources: CLIENTS,
        confidence: 'contradictory',
      },
    ),
  ],
  answer: NO_ANSWER,
  operations: ['zones.list', 'dns.records.create'],
  rewrite: { kind: 'set-record' },
  verdict: 'decision',
  why: 'whether it replaced a record of that name is not known',
  review: 'older-action',
  notes: ['Both clients say that it creates.', 'ttl is 1 in v4: v1 took none.'],
  sources: CLIENTS,
});

export const REC_DEL = action({
  name: 'rec_del',
  status: 'older',
  summary: 'Delete all DNS records of a name',
  params: [
    zoneParam('zone', CLIENTS),
    param(
      'name',
      'name.exact',
      { as: 'record-name' },
      {
        meaning: 'complete name: sub.example.com, not sub',
        sources: CLIENTS,
      },
    ),
  ],
  answer: NO_ANSWER,
  operations: ['zones.list', 'dns.records.list', 'dns.records.delete'],
  rewrite: { kind: 'delete-records-by-name' },
  verdict: 'decision',
  why: 'that it deletes records of every type is the word of one client',
  review: 'older-action',
  sources: CLIENTS,
});

export const DIUP = action({
  name: 'DIUP',
  status: 'older',
  summary: 'Update the address of one or more host names',
  params: [
    param(
      'hosts',
      'name',
      { as: 'part-of', field: 'name' },
      {
        meaning: 'complete host names with commas between',
        sources: UPDATERS,
      },
    ),
    param(
      'ip',
      'content',
      { as: 'same' },
      {
        optional: true,
        meaning: 'the new address; v1 took that of the caller where it was left out',
        sources: UPDATERS,
      },
    ),
  ],
  answer: NO_ANSWER,
  operations: ['zones.list', 'dns.records.list', 'dns.records.edit'],
  rewrite: { kind: 'update-hosts' },
  verdict: 'decision',
  why: 'the call names no zone: it is found from the host name',
  review: 'zone-from-host',
  cases: [when('ip is left out: v4 does not know the address of the caller', 'impossible', 'missing-parameter')],
  notes: ['What it answered is not known.', 'It was also at https://www.cloudflare.com/api.html.'],
  sources: UPDATERS,
});
