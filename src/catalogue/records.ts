/** The actions that read and write DNS records by v1's newer names. */
import { action, param, when, zoneParam } from './build.js';
import { CONTENT, NAME, PROXY_VALUES, recordIdParam, TYPE_PARAMS, ttlParam, typeParam } from './record-params.js';
import type { Answer } from './types.js';

const ONE_RECORD: Answer = { root: ['rec', 'obj'], kind: 'one', shape: 'record', beside: [], noun: 'record' };
const NO_ANSWER: Answer = { root: [], kind: 'nothing', shape: null, beside: [], noun: 'record' };

export const REC_LOAD_ALL = action({
  name: 'rec_load_all',
  section: '3.3',
  summary: 'List the DNS records of a zone',
  params: [
    zoneParam(),
    param(
      'o',
      null,
      { as: 'none', reason: 'parameter-ended' },
      {
        optional: true,
        meaning: 'how many records to pass over; a loop over it becomes the iteration of pages',
        sources: ['DOC1', 'PYFLARE'],
      },
    ),
    param(
      'type',
      'type',
      { as: 'same' },
      {
        optional: true,
        meaning: 'record type; sent by few, never documented, and whether v1 minded it is not known',
        sources: ['CODEIDX'],
        confidence: 'single',
      },
    ),
  ],
  answer: {
    root: ['recs', 'objs'],
    kind: 'list',
    shape: 'record',
    beside: [
      { path: 'recs.has_more', type: 'boolean', read: { as: 'constant', value: false } },
      { path: 'recs.count', type: 'number', read: { as: 'length' } },
    ],
    noun: 'records',
  },
  operations: ['zones.list', 'dns.records.list'],
  rewrite: { kind: 'list-records' },
  verdict: 'lookup',
  why: 'every field that programs read has a v4 field; only the id of the zone is missing',
  cases: [
    when('the program loops over o', 'decision', 'parameter-ended'),
    when('rec_id is kept outside the program', 'decision', 'record-id-leaves'),
    when('ssl_*, ttl_ceil, rec_tag or rec_hash is read', 'impossible', 'field-ended'),
  ],
  notes: [
    'v1 answered 180 records at once; a next call added the count to o while has_more.',
    'objs may be missing where there is no record: npm cloudflare 0.0.x looks for that.',
    'v4 can filter by type, name and content; a filter in the program may stay as it is.',
  ],
  sources: ['DOC1', 'LIBCLOUD', 'PYFLARE', 'GUIDE', 'SDK7', 'PERPAGE'],
});

export const REC_NEW = action({
  name: 'rec_new',
  section: '5.1',
  summary: 'Create a DNS record',
  params: [
    zoneParam(),
    typeParam('record type; npm cloudflare 0.0.x sends A where none is given'),
    NAME,
    CONTENT,
    ttlParam(true),
    param(
      'service_mode',
      'proxied',
      { as: 'boolean' },
      {
        optional: true,
        meaning: 'proxied or not; not documented for this action, and v1 seems to have ignored it',
        values: PROXY_VALUES,
        sources: ['RECNEW0', 'FLATTEN'],
        confidence: 'contradictory',
      },
    ),
    ...TYPE_PARAMS,
  ],
  answer: ONE_RECORD,
  operations: ['zones.list', 'dns.records.create'],
  rewrite: { kind: 'create-record' },
  verdict: 'lookup',
  why: 'every parameter has its place; only the id of the zone is missing',
  cases: [
    when('type is A, AAAA, CNAME, MX, TXT or NS in the code', 'lookup'),
    when('type is SRV and its fields are in the code', 'lookup'),
    when('type is SPF: write a TXT record', 'decision', 'value-ended'),
    when('type is LOC, or not known', 'decision', 'not-supported-value'),
    when('service_mode is sent: written as meant, proxied', 'lookup'),
  ],
  notes: [
    'v4 refuses data.service, data.proto and data.name of SRV; they are in the name.',
    'proxied is false in v4 unless it is sent.',
  ],
  sources: ['DOC1', 'LIBCLOUD', 'GUIDE', 'SDK7', 'SPF', 'SRVDOC', 'TXT', 'RECNEW0'],
});

export const REC_EDIT = action({
  name: 'rec_edit',
  section: '5.2',
  summary: 'Change a DNS record',
  params: [
    zoneParam(),
    recordIdParam(),
    typeParam('record type; v4 refuses another one than the record has'),
    NAME,
    CONTENT,
    ttlParam(false),
    param(
      'service_mode',
      'proxied',
      { as: 'boolean' },
      {
        optional: true,
        meaning: 'proxied or not; A, AAAA and CNAME',
        values: PROXY_VALUES,
        sources: ['DOC1', 'GUIDE', 'RECNEW0', 'PYFLARE', 'RUBY'],
      },
    ),
    ...TYPE_PARAMS,
  ],
  answer: ONE_RECORD,
  operations: ['zones.list', 'dns.records.edit'],
  rewrite: { kind: 'edit-record' },
  verdict: 'lookup',
  why: 'every parameter has its place, if the id comes from a list that is rewritten too',
  cases: [
    when('id comes from rec_load_all or rec_new in the same program', 'lookup'),
    when('type and name are known: the record is looked up, and must be the only one', 'lookup'),
    when('id is a number from code, configuration or storage, with no name and type', 'decision', 'stored-record-id'),
    when('type changes: deleted and created in one batch', 'decision', 'type-change'),
    when('type is sent, and nothing asks whether the record has it', 'decision', 'type-may-change'),
  ],
  notes: ['PATCH with what is given: PUT switches the proxy off and drops comment and tags.'],
  sources: ['DOC1', 'LIBCLOUD', 'GUIDE', 'SDK7', 'PUTPROXY', 'DEPR-DNSTYPE', 'TF-MIGRATE'],
});

export const REC_DELETE = action({
  name: 'rec_delete',
  section: '5.3',
  summary: 'Delete a DNS record',
  params: [zoneParam(), recordIdParam()],
  answer: NO_ANSWER,
  operations: ['zones.list', 'dns.records.delete'],
  rewrite: { kind: 'delete-record' },
  verdict: 'lookup',
  why: 'as rec_edit',
  cases: [
    when('id comes from rec_load_all or rec_new in the same program', 'lookup'),
    when('id is a number from code or storage: none is guessed', 'decision', 'stored-record-id'),
  ],
  notes: ['v1 answered no response at all; v4 answers the id.'],
  sources: ['DOC1', 'LIBCLOUD', 'GUIDE', 'SDK7'],
});

export const REC_PROXY = action({
  name: 'rec_proxy',
  status: 'undocumented',
  summary: 'Switch the proxy of a DNS record, which rec_new could not',
  params: [
    zoneParam(),
    recordIdParam(['FLATTEN']),
    param(
      'rtag',
      null,
      { as: 'none' },
      {
        meaning: 'rec_tag of the same record',
        sources: ['FLATTEN'],
        confidence: 'single',
      },
    ),
    param(
      'service_mode',
      'proxied',
      { as: 'boolean' },
      {
        meaning: 'proxied or not; a later copy of the script sends 0 to the same end',
        values: PROXY_VALUES,
        sources: ['FLATTEN'],
        confidence: 'contradictory',
      },
    ),
  ],
  answer: NO_ANSWER,
  operations: ['zones.list', 'dns.records.edit'],
  rewrite: { kind: 'proxy-record' },
  verdict: 'lookup',
  why: 'the id comes from the rec_new before it, as a rule',
  notes: ['rec_new and rec_proxy after it are one create with proxied in v4.'],
  sources: ['FLATTEN'],
  confidence: 'single',
});
