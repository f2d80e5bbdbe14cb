/** The record that rec_load_all, rec_new and rec_edit answered. */
import { allEnded, ended, field } from './build.js';
import type { SourceKey } from './sources.js';
import type { ObjectShape } from './types.js';

/** the document and recorded answers */
const SEEN: readonly SourceKey[] = ['DOC1', 'LIBCLOUD'];

const digits = { as: 'digits' } as const;
const same = { as: 'same' } as const;

export const RECORD: ObjectShape = {
  name: 'record',
  fields: [
    field(
      'rec_id',
      'id',
      { as: 'id' },
      {
        type: 'string of digits',
        meaning: 'id that rec_edit and rec_delete took; v4 has another, of 32 hexadecimal digits',
        sources: ['DOC1', 'LIBCLOUD', 'GUIDE'],
      },
    ),
    ended('rec_tag', {
      type: 'string, 32 hexadecimal digits',
      meaning: 'a second id, until 2013; that it equals the v4 id is not known',
      sources: ['DOC1', 'PYFLARE', 'FLATTEN'],
    }),
    ended('rec_hash', {
      type: 'string, 32 hexadecimal digits',
      meaning: 'what answers of 2015 hold in place of rec_tag',
      sources: ['LIBCLOUD'],
      confidence: 'single',
    }),
    field(
      'zone_name',
      null,
      { as: 'zone-name' },
      {
        type: 'string',
        meaning: 'zone of the record; v4 stopped repeating it in November 2024',
        sources: ['DOC1', 'LIBCLOUD', 'DEPR'],
      },
    ),
    field('name', 'name', same, { type: 'string', meaning: 'complete name', sources: SEEN }),
    field(
      'display_name',
      'name',
      { as: 'label' },
      {
        type: 'string',
        meaning: 'name without the zone; the zone itself at its apex',
        sources: SEEN,
      },
    ),
    field('type', 'type', same, { type: 'string', meaning: 'record type', sources: SEEN }),
    field('prio', 'priority', digits, {
      type: 'string of digits',
      nullable: true,
      meaning: 'priority of MX and SRV; null elsewhere, where v4 has no field',
      sources: SEEN,
    }),
    field(
      'content',
      'content',
      { as: 'record-content' },
      {
        type: 'string',
        meaning: 'content; TXT without quotes, which v4 has',
        sources: ['DOC1', 'LIBCLOUD', 'TXT'],
      },
    ),
    field(
      'display_content',
      'content',
      { as: 'record-content' },
      {
        type: 'string',
        meaning: 'content as shown; never seen to differ from it',
        sources: SEEN,
      },
    ),
    field('ttl', 'ttl', digits, { type: 'string of digits', meaning: 'seconds, "1" is automatic', sources: SEEN }),
    ended('ttl_ceil', { type: 'number', meaning: 'largest ttl, 86400 wherever seen', sources: SEEN }),
    field(
      'auto_ttl',
      'ttl',
      { as: 'automatic-ttl' },
      { type: 'number 0/1', meaning: 'ttl is automatic', sources: SEEN },
    ),
    ended('ssl_id', { type: 'string', nullable: true, meaning: 'certificate', sources: SEEN }),
    ended('ssl_status', { type: 'string', nullable: true, meaning: 'state of the certificate', sources: SEEN }),
    ended('ssl_expires_on', { type: 'null', nullable: true, meaning: 'expiry of the certificate', sources: SEEN }),
    field(
      'service_mode',
      'proxied',
      { as: 'flag' },
      {
        type: 'string 0/1',
        meaning: 'orange cloud: traffic goes through Cloudflare',
        sources: ['DOC1', 'LIBCLOUD', 'GUIDE'],
      },
    ),
    field(
      'props.proxiable',
      'proxiable',
      { as: 'flag-number' },
      {
        type: 'number 0/1',
        meaning: 'may be proxied',
        sources: ['DOC1', 'LIBCLOUD', 'SDK7'],
      },
    ),
    field(
      'props.cloud_on',
      'proxied',
      { as: 'flag-number' },
      {
        type: 'number 0/1',
        meaning: 'is proxied',
        sources: SEEN,
      },
    ),
    field(
      'props.cf_open',
      'proxied',
      { as: 'negated-flag', number: true },
      {
        type: 'number 0/1',
        meaning: 'the opposite of cloud_on wherever seen',
        sources: SEEN,
        confidence: 'inferred',
      },
    ),
    ...allEnded(['props.ssl', 'props.expired_ssl', 'props.expiring_ssl', 'props.pending_ssl', 'props.vanity_lock'], {
      type: 'number 0/1',
      meaning: 'state of certificate and name servers',
      sources: SEEN,
    }),
    ended('mx', {
      type: 'object { auto: boolean }',
      meaning: 'on MX records only',
      sources: ['LIBCLOUD'],
      confidence: 'single',
    }),
  ],
  onlyV4: [
    'id',
    'priority',
    'proxied',
    'proxiable',
    'created_on',
    'modified_on',
    'meta',
    'comment',
    'tags',
    'settings',
    'data',
  ],
};
