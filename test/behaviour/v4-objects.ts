/** Records, zones, rules and settings as API v4 answers them. */
import { ACCOUNT_ID, type AccessRule, type DnsRecord, hexId, isProxiable, type Zone } from './account.js';

const THEN = '2014-01-01T05:20:00.12345Z';
const THREE_HOURS = 3 * 60 * 60;

/** v4 settings whose value only reads. */
export const READ_ONLY_SETTINGS = ['advanced_ddos'];

export function v4Record(record: DnsRecord): Record<string, unknown> {
  return {
    id: record.v4Id,
    name: record.name,
    type: record.type,
    content: record.type === 'TXT' ? `"${record.content}"` : record.content,
    proxiable: isProxiable(record.type),
    proxied: record.proxied,
    ttl: record.ttl,
    settings: {},
    meta: {},
    comment: null,
    tags: [],
    created_on: THEN,
    modified_on: THEN,
    ...(record.priority !== null && { priority: record.priority }),
    ...(record.type === 'SRV' && { data: srvData(record) }),
  };
}

function srvData({ content, priority }: DnsRecord): Record<string, unknown> {
  const [weight, port, target] = content.split(' ');
  return { priority, weight: Number(weight), port: Number(port), target };
}

export function v4Zone(zone: Zone): Record<string, unknown> {
  return {
    id: zone.v4Id,
    name: zone.name,
    status: 'active',
    paused: zone.paused,
    type: zone.type,
    development_mode: zone.settings.development_mode === 'on' ? THREE_HOURS : 0,
    name_servers: ['ana.ns.cloudflare.com', 'bob.ns.cloudflare.com'],
    original_name_servers: ['NS1.EXAMPLE.NET', 'NS2.EXAMPLE.NET'],
    original_registrar: 'Example Registrar',
    original_dnshost: 'Example DNS',
    vanity_name_servers: [],
    verification_key: null,
    created_on: THEN,
    modified_on: THEN,
    activated_on: THEN,
    meta: { step: 4, custom_certificate_quota: 0, page_rule_quota: 3, phishing_detected: false },
    owner: { id: hexId('owner'), type: 'user', email: null },
    account: { id: ACCOUNT_ID, name: 'Test account' },
    plan: { id: hexId(zone.plan), legacy_id: zone.plan, name: zone.plan },
    permissions: ['#zone:read', '#zone:edit', '#dns_records:edit'],
  };
}

export function v4Rule(rule: AccessRule): Record<string, unknown> {
  return {
    id: rule.v4Id,
    mode: rule.mode,
    notes: '',
    allowed_modes: ['whitelist', 'block', 'challenge', 'js_challenge', 'managed_challenge'],
    configuration: { target: rule.ip.includes(':') ? 'ip6' : 'ip', value: rule.ip },
    scope: { id: rule.scope, type: rule.scope === 'user' ? 'user' : 'organization' },
    created_on: THEN,
    modified_on: THEN,
  };
}

export function v4Setting(zone: Zone, id: string): Record<string, unknown> {
  const value = zone.settings[id];
  return {
    id,
    value,
    editable: !READ_ONLY_SETTINGS.includes(id),
    modified_on: THEN,
    ...(id === 'development_mode' && { time_remaining: value === 'on' ? THREE_HOURS : 0 }),
  };
}
