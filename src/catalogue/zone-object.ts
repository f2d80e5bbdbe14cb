/** The zone that zone_load_multi and zone_load answered. */
import { allEnded, ended, field } from './build.js';
import type { SourceKey } from './sources.js';
import type { ObjectShape } from './types.js';
import { PLAN, ZONE_STATUS, ZONE_TYPE } from './value-tables.js';

/** the document and recorded answers */
const SEEN: readonly SourceKey[] = ['DOC1', 'LIBCLOUD'];
const GUIDED: readonly SourceKey[] = ['DOC1', 'LIBCLOUD', 'GUIDE'];

const same = { as: 'same' } as const;
const inferred = { sources: SEEN, confidence: 'inferred' } as const;

/** `force_interal` is spelt so */
const FLAGS = [
  'dns_cname',
  'dns_partner',
  'dns_anon_partner',
  'pro',
  'expired_pro',
  'pro_sub',
  'ssl',
  'expired_ssl',
  'expired_rs_pro',
  'reseller_pro',
  'force_interal',
  'ssl_needed',
  'alexa_rank',
].map((name) => `props.${name}`);

export const ZONE: ObjectShape = {
  name: 'zone',
  fields: [
    field(
      'zone_id',
      'id',
      { as: 'id' },
      {
        type: 'string of digits',
        meaning: 'id; v4 has another, of 32 hexadecimal digits',
        sources: GUIDED,
      },
    ),
    field(
      'user_id',
      'owner.id',
      { as: 'id' },
      {
        type: 'string of digits',
        meaning: 'owner; v4 has another id',
        sources: SEEN,
      },
    ),
    field('zone_name', 'name', same, { type: 'string', meaning: 'name', sources: SEEN }),
    field('display_name', 'name', same, { type: 'string', meaning: 'name as shown', sources: SEEN }),
    field('zone_status', 'status', ZONE_STATUS, {
      type: 'string',
      meaning: 'state; only V was ever seen, on active zones',
      ...inferred,
    }),
    field(
      'zone_mode',
      'paused',
      { as: 'negated-flag' },
      {
        type: 'string 0/1',
        meaning: '1 normal, 0 deactivated',
        ...inferred,
      },
    ),
    ended('host_id', { type: 'string of digits', nullable: true, meaning: 'hosting partner', sources: SEEN }),
    field('zone_type', 'type', ZONE_TYPE, {
      type: 'string F/P',
      meaning: 'F: all of the zone, P: single names by CNAME',
      ...inferred,
    }),
    ended('host_pubname', { type: 'string', nullable: true, meaning: 'name of the partner', sources: SEEN }),
    ended('host_website', { type: 'string', nullable: true, meaning: 'site of the partner', sources: SEEN }),
    field('vtxt', 'verification_key', same, {
      type: 'string',
      nullable: true,
      meaning: 'text that proves ownership; null wherever seen',
      ...inferred,
    }),
    field('fqdns', 'name_servers', same, {
      type: 'array of strings',
      nullable: true,
      meaning: 'name servers of the zone',
      ...inferred,
    }),
    field(
      'step',
      'meta.step',
      { as: 'digits' },
      {
        type: 'string of digits',
        meaning: 'step of the set-up',
        sources: GUIDED,
      },
    ),
    field(
      'zone_status_class',
      'status',
      { as: 'zone-status-class' },
      {
        type: 'string',
        meaning: 'status-active, status-dev-mode or status-deactivated',
        sources: ['DOC1', 'NODE008', 'WPOLD'],
        confidence: 'inferred',
      },
    ),
    ended('zone_status_desc', { type: 'string of HTML', meaning: 'state in words', sources: SEEN }),
    field('ns_vanity_map', 'vanity_name_servers', same, {
      type: 'array',
      meaning: 'name servers under own names; empty wherever seen',
      ...inferred,
    }),
    field('orig_registrar', 'original_registrar', same, {
      type: 'string',
      nullable: true,
      meaning: 'registrar before',
      sources: GUIDED,
    }),
    field('orig_dnshost', 'original_dnshost', same, {
      type: 'string',
      nullable: true,
      meaning: 'DNS host before',
      sources: GUIDED,
    }),
    field(
      'orig_ns_names',
      'original_name_servers',
      { as: 'braced-list' },
      {
        type: 'string "{A,B}"',
        nullable: true,
        meaning: 'name servers before',
        sources: GUIDED,
      },
    ),
    field('props.plan', 'plan.legacy_id', PLAN, {
      type: 'string',
      meaning: 'plan, in late answers; only FREE_ZONE was ever seen',
      sources: ['LIBCLOUD'],
      confidence: 'inferred',
    }),
    ...allEnded(FLAGS, { type: 'number', meaning: 'flag of plan and DNS, or rank', sources: SEEN }),
    ...allEnded(['props.plan_sub', 'props.has_vanity'], {
      type: 'number',
      meaning: 'flag, in late answers',
      sources: ['LIBCLOUD'],
      confidence: 'single',
    }),
    ended('props.reseller_plans', {
      type: 'array',
      meaning: 'in late answers',
      sources: ['LIBCLOUD'],
      confidence: 'single',
    }),
    ended('confirm_code', { type: 'object of strings', meaning: 'codes for what the dashboard did', sources: SEEN }),
    ended('allow', {
      type: 'array of strings',
      meaning: "what the dashboard allowed; v4's permissions are other words for other things",
      ...inferred,
    }),
  ],
  onlyV4: [
    'id',
    'account',
    'activated_on',
    'cname_suffix',
    'created_on',
    'development_mode',
    'meta',
    'modified_on',
    'name',
    'name_servers',
    'original_dnshost',
    'original_name_servers',
    'original_registrar',
    'owner',
    'paused',
    'permissions',
    'plan',
    'status',
    'tenant',
    'tenant_unit',
    'type',
    'vanity_name_servers',
    'verification_key',
  ],
};
