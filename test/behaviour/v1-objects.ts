/** Records and zones as Client API v1 answered them: strings where v1 had strings. */
import { type DnsRecord, hexId, isProxiable, TTL_AUTOMATIC, type Zone } from './account.js';

export function v1Record(zone: Zone, record: DnsRecord): Record<string, unknown> {
  const label = record.name === zone.name ? zone.name : record.name.slice(0, -zone.name.length - 1);
  const cloud = record.proxied ? 1 : 0;
  return {
    rec_id: record.v1Id,
    rec_tag: hexId(`tag ${record.v1Id}`),
    zone_name: zone.name,
    name: record.name,
    display_name: label,
    type: record.type,
    prio: record.priority === null ? null : String(record.priority),
    content: record.content,
    display_content: record.content,
    ttl: String(record.ttl),
    ttl_ceil: 86400,
    ssl_id: null,
    ssl_status: null,
    ssl_expires_on: null,
    auto_ttl: record.ttl === TTL_AUTOMATIC ? 1 : 0,
    service_mode: String(cloud),
    props: {
      proxiable: isProxiable(record.type) ? 1 : 0,
      cloud_on: cloud,
      cf_open: 1 - cloud,
      ssl: 0,
      expired_ssl: 0,
      expiring_ssl: 0,
      pending_ssl: 0,
      vanity_lock: 0,
    },
  };
}

export function v1Zone(zone: Zone): Record<string, unknown> {
  const devMode = zone.settings.development_mode === 'on';
  return {
    zone_id: zone.v1Id,
    user_id: '10447',
    zone_name: zone.name,
    display_name: zone.name,
    zone_status: 'V',
    zone_mode: zone.paused ? '0' : '1',
    host_id: null,
    zone_type: zone.type === 'full' ? 'F' : 'P',
    host_pubname: null,
    host_website: null,
    vtxt: null,
    fqdns: ['ana.ns.cloudflare.com', 'bob.ns.cloudflare.com'],
    step: '4',
    zone_status_class: zone.paused ? 'status-deactivated' : devMode ? 'status-dev-mode' : 'status-active',
    zone_status_desc: 'CloudFlare powered, this website will be accelerated and protected',
    ns_vanity_map: [],
    orig_registrar: 'Example Registrar',
    orig_dnshost: 'Example DNS',
    orig_ns_names: '{NS1.EXAMPLE.NET,NS2.EXAMPLE.NET}',
    props: {
      dns_cname: 0,
      dns_partner: 0,
      dns_anon_partner: 0,
      plan: zone.plan === 'pro' ? 'PRO_ZONE' : 'FREE_ZONE',
      pro: zone.plan === 'pro' ? 1 : 0,
      expired_pro: 0,
      pro_sub: 0,
      ssl: 0,
      alexa_rank: 0,
    },
    confirm_code: { zone_deactivate: '12345', zone_dev_mode1: '67890' },
    allow: ['zone_deactivate', 'zone_dev_mode1'],
  };
}
