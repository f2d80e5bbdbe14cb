/**
 * The test account behind both servers: zones, records, settings and access rules in neither API's form, and the
 * ordered list of what was done to them. A program that does the same through v1 and through v4 leaves the same
 * account and the same effects.
 */
import { createHash } from 'node:crypto';
import { isIP, isIPv4, isIPv6 } from 'node:net';
import { domainToASCII } from 'node:url';
import { SEED_RECORDS, SEED_RULES, SEED_ZONES, type SeedZone } from './seed.js';

export const EMAIL = 'ops@example.com';
export const KEY = '5e1dcafe0123456789abcdef0123456789abc';
export const ACCOUNT_ID = hexId('account');
export const TTL_AUTOMATIC = 1;

export type RecordType = 'A' | 'AAAA' | 'CNAME' | 'MX' | 'TXT' | 'NS' | 'SRV';
export const RECORD_TYPES: readonly RecordType[] = ['A', 'AAAA', 'CNAME', 'MX', 'TXT', 'NS', 'SRV'];
export type RuleMode = 'whitelist' | 'block';

/** What a caller may say of a record. `name` is complete, TXT content is unquoted, SRV content is `weight port target`. */
export interface RecordFields {
  type: RecordType;
  name: string;
  content: string;
  ttl: number;
  priority: number | null;
  proxied: boolean;
}

export interface DnsRecord extends RecordFields {
  readonly v1Id: string;
  readonly v4Id: string;
}

export interface Zone extends SeedZone {
  readonly v1Id: string;
  readonly v4Id: string;
  readonly records: DnsRecord[];
  /** v4 setting id → v4 value */
  readonly settings: Record<string, string | number>;
}

export interface AccessRule {
  readonly v4Id: string;
  /** `user`, or the v4 id of an account or a zone */
  readonly scope: string;
  mode: RuleMode;
  readonly ip: string;
}

/** One thing that was done, without ids and times. */
export type Effect =
  | ({ readonly did: 'create' | 'edit' | 'delete'; readonly zone: string } & RecordFields)
  | { readonly did: 'set'; readonly zone: string; readonly setting: string; readonly value: string | number }
  | { readonly did: 'purge'; readonly zone: string; readonly file: string | null }
  | { readonly did: 'rule'; readonly scope: string; readonly ip: string; readonly mode: RuleMode | null };

export type Cause = 'credentials' | 'zone' | 'record' | 'rule' | 'input' | 'duplicate' | 'internal';

/** The texts both servers answer with, so that what programs print of them can be compared. */
export const MESSAGES: Readonly<Record<Cause, string>> = {
  credentials: 'Unknown token or email',
  zone: 'Invalid zone.',
  record: 'Invalid record id.',
  rule: 'Invalid rule id.',
  input: 'Some of the input is not valid.',
  duplicate: 'The record already exists.',
  internal: 'Something went wrong on our side.',
};

/** Why the account refused; each server dresses it in its own envelope. */
export class Refusal extends Error {
  readonly reason: Cause;
  constructor(reason: Cause) {
    super(MESSAGES[reason]);
    this.reason = reason;
  }
}

export class Account {
  readonly zones: Zone[];
  readonly rules: AccessRule[];
  readonly effects: Effect[] = [];
  private lastNumber = 18_000_000;

  /** `without`: zones that this copy of the account does not have. */
  constructor(without: readonly string[] = []) {
    this.zones = SEED_ZONES.filter((zone) => !without.includes(zone.name)).map((zone) => ({
      ...zone,
      v1Id: this.nextNumber(),
      v4Id: hexId(`zone ${zone.name}`),
      records: SEED_RECORDS.filter((record) => record.zone === zone.name).map(({ zone: _, ...fields }) =>
        this.numbered(fields),
      ),
      settings: { ...zone.settings },
    }));
    this.rules = SEED_RULES.map((rule) => ({ ...rule, scope: 'user', v4Id: hexId(`rule ${rule.ip}`) }));
  }

  /** The zone of that name (Unicode or Punycode), or undefined. */
  zoneByName(name: string): Zone | undefined {
    const ascii = domainToASCII(name.toLowerCase());
    return this.zones.find((zone) => zone.name === ascii);
  }

  createRecord(zone: Zone, fields: RecordFields): DnsRecord {
    checkRecord(fields);
    if (zone.records.some((other) => sameRecord(other, fields))) throw new Refusal('duplicate');
    const record = this.numbered(fields);
    zone.records.push(record);
    this.effects.push({ did: 'create', zone: zone.name, ...fields });
    return record;
  }

  /** A change of type is a deletion and a creation: v4 has no other way, so both servers record it so. */
  editRecord(zone: Zone, record: DnsRecord, changes: Partial<RecordFields>): DnsRecord {
    const after = { ...fieldsOf(record), ...changes };
    if (after.type !== record.type) {
      checkRecord(after);
      this.deleteRecord(zone, record);
      return this.createRecord(zone, after);
    }
    checkRecord(after);
    if (zone.records.some((other) => other !== record && sameRecord(other, after))) throw new Refusal('duplicate');
    Object.assign(record, after);
    this.effects.push({ did: 'edit', zone: zone.name, ...after });
    return record;
  }

  deleteRecord(zone: Zone, record: DnsRecord): void {
    zone.records.splice(zone.records.indexOf(record), 1);
    this.effects.push({ did: 'delete', zone: zone.name, ...fieldsOf(record) });
  }

  set(zone: Zone, setting: string, value: string | number): void {
    zone.settings[setting] = value;
    this.effects.push({ did: 'set', zone: zone.name, setting, value });
  }

  /** `file` null: everything. */
  purge(zone: Zone, file: string | null): void {
    this.effects.push({ did: 'purge', zone: zone.name, file });
  }

  createRule(scope: string, ip: string, mode: RuleMode): AccessRule {
    if (!isIP(ip)) throw new Refusal('input');
    const rule = { v4Id: hexId(`rule ${scope} ${ip} ${this.nextNumber()}`), scope, ip, mode };
    this.rules.push(rule);
    this.effects.push({ did: 'rule', scope, ip, mode });
    return rule;
  }

  editRule(rule: AccessRule, mode: RuleMode): AccessRule {
    rule.mode = mode;
    this.effects.push({ did: 'rule', scope: rule.scope, ip: rule.ip, mode });
    return rule;
  }

  deleteRule(rule: AccessRule): void {
    this.rules.splice(this.rules.indexOf(rule), 1);
    this.effects.push({ did: 'rule', scope: rule.scope, ip: rule.ip, mode: null });
  }

  /** Everything the account holds, sorted and without ids. */
  state(): unknown {
    return {
      zones: this.zones.map((zone) => ({
        name: zone.name,
        settings: zone.settings,
        records: zone.records.map((record) => JSON.stringify(fieldsOf(record))).sort(),
      })),
      rules: this.rules.map((rule) => `${rule.scope} ${rule.ip} ${rule.mode}`).sort(),
    };
  }

  private numbered(fields: RecordFields): DnsRecord {
    const v1Id = this.nextNumber();
    return { ...fields, v1Id, v4Id: hexId(`record ${v1Id}`) };
  }

  private nextNumber(): string {
    this.lastNumber += 7;
    return String(this.lastNumber);
  }
}

/** 32 hexadecimal digits that depend on the label alone. */
export function hexId(label: string): string {
  return createHash('sha256').update(label).digest('hex').slice(0, 32);
}

export function isProxiable(type: RecordType): boolean {
  return type === 'A' || type === 'AAAA' || type === 'CNAME';
}

export function fieldsOf({ type, name, content, ttl, priority, proxied }: RecordFields): RecordFields {
  return { type, name, content, ttl, priority, proxied };
}

/** The complete ASCII name of what v1 callers wrote: a label, a complete name, `@` or nothing. */
export function completeName(name: string, zone: string): string {
  const ascii = domainToASCII(name.toLowerCase()) || name.toLowerCase();
  if (ascii === '' || ascii === '@' || ascii === zone) return zone;
  return ascii.endsWith(`.${zone}`) ? ascii : `${ascii}.${zone}`;
}

function sameRecord(a: RecordFields, b: RecordFields): boolean {
  return a.type === b.type && a.name === b.name && a.content === b.content;
}

function checkRecord({ type, name, content, ttl, priority }: RecordFields): void {
  const addressFits = type === 'A' ? isIPv4(content) : type === 'AAAA' ? isIPv6(content) : content !== '';
  const ttlFits = ttl === TTL_AUTOMATIC || (Number.isInteger(ttl) && ttl >= 120 && ttl <= 86_400);
  const priorityFits = type !== 'MX' && type !== 'SRV' ? true : priority !== null && priority >= 0;
  if (!RECORD_TYPES.includes(type) || name === '' || !addressFits || !ttlFits || !priorityFits) {
    throw new Refusal('input');
  }
}
