/**
 * The one object of zone_settings: `response.result.objs[0]`. In v4 every key is a request of its own: `v4` is the id
 * of the setting, and `convert` speaks of its `value`. Keys that `stats` answers too are numbers, all others strings.
 */
import { allEnded, ended, field } from './build.js';
import type { SourceKey } from './sources.js';
import type { ObjectShape } from './types.js';
import {
  ADVANCED_DDOS,
  ALWAYS_ONLINE,
  CACHE_LEVEL,
  IPV6,
  ON_OFF,
  POLISH,
  ROCKET_LOADER,
  SECURITY_LEVEL,
  SSL,
  WAF,
} from './value-tables.js';

const SEEN: readonly SourceKey[] = ['DOC1', 'LIBCLOUD', 'SDK7'];
const WRITTEN: readonly SourceKey[] = ['DOC1', 'SDK7'];
const RECORDED: readonly SourceKey[] = ['LIBCLOUD', 'SDK7'];

const flag = 'string 0/1';

export const SETTINGS: ObjectShape = {
  name: 'settings',
  fields: [
    field(
      'dev_mode',
      'development_mode',
      { as: 'expiry' },
      {
        type: 'number: 0, or unix seconds',
        meaning: 'development mode: when it ends; v4 tells the seconds left in `time_remaining`',
        sources: [...SEEN, 'OPENAPI-CS'],
      },
    ),
    field('ob', 'always_online', ALWAYS_ONLINE.fromV4, {
      type: 'number 0/1',
      meaning: 'Always Online',
      sources: ['DOC1', 'GUIDE', 'SDK7'],
    }),
    field('sec_lvl', 'security_level', SECURITY_LEVEL.fromV4, {
      type: 'string',
      meaning: 'security level; one copy of the document shows the label here',
      sources: [...SEEN, 'OPENAPI-CS'],
    }),
    field('userSecuritySetting', 'security_level', SECURITY_LEVEL.label, {
      type: 'string',
      meaning: 'security level as text',
      sources: ['DOC1', 'CPANEL', 'LIBCLOUD'],
      confidence: 'inferred',
    }),
    field('cache_lvl', 'cache_level', CACHE_LEVEL.fromV4, {
      type: 'string',
      meaning: 'caching level',
      sources: WRITTEN,
    }),
    field('async', 'rocket_loader', ROCKET_LOADER.fromV4, {
      type: 'string',
      meaning: 'Rocket Loader; its manual mode, m, ended in 2018',
      sources: ['DOC1', 'ROCKET', 'SDK7'],
    }),
    ended('minify', {
      type: 'string 0..7',
      meaning: 'Auto Minify: JavaScript 1, CSS 2, HTML 4, added up',
      sources: ['DOC1', 'GUIDE', 'DEPR', 'SDK3', 'OPENAPI-CS'],
      reason: 'minify-ended',
    }),
    field('ipv46', 'ipv6', IPV6.fromV4, {
      type: 'number 0/3',
      meaning: 'IPv6; 1 and 5 were seen and mean on as well',
      sources: [...SEEN, 'NODE008'],
    }),
    field('bic', 'browser_check', ON_OFF, { type: flag, meaning: 'Browser Integrity Check', sources: SEEN }),
    field(
      'chl_ttl',
      'challenge_ttl',
      { as: 'digits' },
      {
        type: 'string of digits',
        meaning: 'seconds that a passed challenge holds; the text of the document calls it ch_ttl',
        sources: SEEN,
      },
    ),
    ended('exp_ttl', {
      type: 'string of digits',
      meaning: 'expiry of cached items; browser_cache_ttl and edge_cache_ttl both fit, and which it was is not known',
      sources: ['DOC1', 'LIBCLOUD'],
      confidence: 'inferred',
    }),
    field(
      'cache_ttl',
      'browser_cache_ttl',
      { as: 'digits' },
      {
        type: 'string of digits',
        meaning: 'unexplained, in late answers; its default is that of browser_cache_ttl',
        sources: ['LIBCLOUD'],
        confidence: 'inferred',
      },
    ),
    ended('fpurge_ts', {
      type: 'string, unix seconds',
      meaning: 'when all was purged last',
      sources: ['DOC1', 'LIBCLOUD'],
    }),
    field('email_filter', 'email_obfuscation', ON_OFF, { type: flag, meaning: 'e-mail obfuscation', sources: SEEN }),
    field('sse', 'server_side_exclude', ON_OFF, {
      type: flag,
      meaning: 'server side excludes; deprecated in v4 since June 2024',
      deprecated: true,
      sources: ['DOC1', 'DEPR', 'SDK7', 'OPENAPI-CS'],
    }),
    field('hotlink', 'hotlink_protection', ON_OFF, { type: flag, meaning: 'hotlink protection', sources: WRITTEN }),
    field('geoloc', 'ip_geolocation', ON_OFF, { type: flag, meaning: 'header with the country', sources: SEEN }),
    field('spdy', 'http2', ON_OFF, {
      type: flag,
      meaning: 'SPDY, in early answers; HTTP/2 took its place',
      sources: WRITTEN,
      confidence: 'inferred',
    }),
    field('ssl', 'ssl', SSL, { type: 'string 0..3', meaning: 'SSL mode', sources: WRITTEN }),
    ended('lazy', {
      type: flag,
      meaning: 'Mirage: images load when they are seen',
      sources: ['DOC1', 'DEPR-MIRAGE', 'SDK7', 'OPENAPI-CS'],
      confidence: 'inferred',
      reason: 'mirage-ended',
    }),
    field('img', 'polish', POLISH, {
      type: 'string 0, 1, 170, 171, 200, 201',
      meaning: 'Polish in the hundreds, Mirage resizing in the last digit; the latter ended',
      sources: WRITTEN,
      confidence: 'inferred',
    }),
    field('preload', 'prefetch_preload', ON_OFF, {
      type: flag,
      meaning: 'Preloader; alike by name',
      sources: SEEN,
      confidence: 'inferred',
    }),
    field('waf_profile', 'waf', WAF, {
      type: 'string high/low/off',
      meaning: 'profile of the firewall; v4 knows on and off',
      sources: ['DOC1', 'DEPR', 'SDK7'],
      confidence: 'inferred',
    }),
    field('ddos', 'advanced_ddos', ADVANCED_DDOS, {
      type: 'string',
      meaning: 'DDoS protection, in late answers; read-only',
      sources: RECORDED,
      confidence: 'inferred',
    }),
    ended('dnssec', {
      type: 'string',
      meaning: 'DNSSEC, in late answers, empty wherever seen; v4 has /zones/{zone_id}/dnssec, no setting',
      sources: ['LIBCLOUD'],
      confidence: 'inferred',
    }),
    ended('secureheader_settings', {
      type: 'string of JSON',
      meaning: 'HSTS, in late answers; what it held is not known, v4 has security_header',
      sources: [...RECORDED, 'OPENAPI-CS'],
      confidence: 'inferred',
    }),
    ended('s404', { type: flag, meaning: 'Smart Errors, in early answers', sources: ['DOC1'], confidence: 'inferred' }),
    ...allEnded(['outlink', 'outboundLinks'], {
      type: 'string',
      meaning: 'unexplained',
      sources: ['DOC1', 'LIBCLOUD'],
      confidence: 'inferred',
    }),
    ended('host_spf', { type: flag, meaning: 'unexplained', sources: ['LIBCLOUD'], confidence: 'single' }),
    ended('comodo_vc', {
      type: 'string',
      meaning: 'validation of certificates',
      sources: ['LIBCLOUD'],
      confidence: 'single',
    }),
  ],
  onlyV4: ['id', 'value', 'editable', 'modified_on', 'time_remaining'],
};
