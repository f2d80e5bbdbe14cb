/** What a fresh copy of the test account holds: 24 zones, 225 records in example.com, a few elsewhere, three rules. */
import type { RecordFields, RuleMode } from './account.js';

export interface SeedZone {
  readonly name: string;
  readonly paused: boolean;
  readonly type: 'full' | 'partial';
  readonly plan: 'free' | 'pro';
  /** v4 setting id → v4 value */
  readonly settings: Readonly<Record<string, string | number>>;
}

export interface SeedRecord extends RecordFields {
  readonly zone: string;
}

export interface SeedRule {
  readonly ip: string;
  readonly mode: RuleMode;
}

const SETTINGS = {
  security_level: 'medium',
  cache_level: 'aggressive',
  development_mode: 'off',
  rocket_loader: 'off',
  ipv6: 'on',
  always_online: 'on',
  browser_check: 'on',
  challenge_ttl: 1800,
  email_obfuscation: 'on',
  server_side_exclude: 'on',
  hotlink_protection: 'off',
  ip_geolocation: 'on',
  ssl: 'flexible',
  polish: 'lossless',
  waf: 'off',
} as const;

/** bücher.example, as both APIs name it. */
export const IDN_ZONE = 'xn--bcher-kva.example';

const SPECIAL_ZONES: Readonly<Record<string, Partial<SeedZone>>> = {
  'example.com': { plan: 'pro' },
  'example.net': { settings: { ...SETTINGS, development_mode: 'on', security_level: 'under_attack' } },
  'example.org': { settings: { ...SETTINGS, cache_level: 'basic', ssl: 'strict', rocket_loader: 'on' } },
  'shop-07.example': { paused: true },
  'shop-11.example': { type: 'partial' },
};

const SHOPS = Array.from({ length: 20 }, (_, i) => `shop-${String(i + 1).padStart(2, '0')}.example`);

export const SEED_ZONES: readonly SeedZone[] = ['example.com', 'example.net', 'example.org', ...SHOPS, IDN_ZONE].map(
  (name) => ({ name, paused: false, type: 'full', plan: 'free', settings: SETTINGS, ...SPECIAL_ZONES[name] }),
);

type Row = [type: RecordFields['type'], label: string, content: string, rest?: Partial<RecordFields>];

const EXAMPLE_COM: readonly Row[] = [
  ['A', '@', '192.0.2.1', { proxied: true }],
  ['A', '@', '192.0.2.2', { proxied: true }],
  ['AAAA', '@', '2001:db8::1', { proxied: true }],
  ['CNAME', 'www', 'example.com', { proxied: true }],
  ['A', 'home', '198.51.100.7', { ttl: 120 }],
  ['A', 'vpn', '198.51.100.8', { ttl: 300 }],
  ['A', 'staging', '192.0.2.40', { ttl: 300 }],
  ['AAAA', 'home', '2001:db8::7', { ttl: 120 }],
  ['CNAME', 'blog', 'pages.example.net', { ttl: 600 }],
  ['CNAME', 'docs', 'example.com', { proxied: true }],
  ['MX', '@', 'mail.example.com', { priority: 10, ttl: 3600 }],
  ['MX', '@', 'backup-mail.example.net', { priority: 20, ttl: 3600 }],
  ['TXT', '@', 'v=spf1 include:_spf.example.net -all', { ttl: 3600 }],
  ['TXT', '_acme-challenge', 'gfj9Xq-Rg85nM', { ttl: 120 }],
  ['NS', 'lab', 'ns1.example.net', { ttl: 86_400 }],
  ['SRV', '_sip._tcp', '5 5060 sip.example.com', { priority: 10, ttl: 300 }],
  // web farm: more than one v1 answer (180) and more than one v4 page (100)
  ...Array.from({ length: 150 }, (_, i): Row => {
    const number = String(i + 1).padStart(3, '0');
    return ['A', `node-${number}`, `203.0.113.${i + 1}`, { proxied: i % 3 === 0, ttl: i % 3 === 0 ? 1 : 300 }];
  }),
  ...Array.from(
    { length: 59 },
    (_, i): Row => ['CNAME', `tenant-${i + 1}`, 'www.example.com', { proxied: i % 2 === 0 }],
  ),
];

const ELSEWHERE: Readonly<Record<string, readonly Row[]>> = {
  'example.org': [
    ['A', '@', '192.0.2.10', { proxied: true }],
    ['CNAME', 'www', 'example.org', { proxied: true }],
    ['A', 'home', '198.51.100.9', { ttl: 120 }],
    ['MX', '@', 'mail.example.org', { priority: 5, ttl: 3600 }],
    ['TXT', '@', 'v=spf1 mx -all', { ttl: 3600 }],
  ],
  [IDN_ZONE]: [
    ['A', '@', '192.0.2.60', {}],
    ['A', 'laden', '192.0.2.61', { ttl: 300 }],
  ],
};

function rows(zone: string, list: readonly Row[]): SeedRecord[] {
  return list.map(([type, label, content, rest]) => ({
    zone,
    type,
    name: label === '@' ? zone : `${label}.${zone}`,
    content,
    ttl: 1,
    priority: null,
    proxied: false,
    ...rest,
  }));
}

export const SEED_RECORDS: readonly SeedRecord[] = Object.entries({ 'example.com': EXAMPLE_COM, ...ELSEWHERE }).flatMap(
  ([zone, list]) => rows(zone, list),
);

export const SEED_RULES: readonly SeedRule[] = [
  { ip: '192.0.2.200', mode: 'whitelist' },
  { ip: '198.51.100.66', mode: 'block' },
  { ip: '2001:db8::bad', mode: 'block' },
];
