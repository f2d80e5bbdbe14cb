/** What becomes of each record type that v1 knew: which v4 fields carry its content. */
import type { ReasonId } from '../plan/reasons.js';

export interface RecordType {
  /** the type that v4 takes; null where no v4 type means the same */
  readonly v4: string | null;
  /** how v1's `content`, `prio`, … are carried: alone, quoted, with `priority`, or inside `data` */
  readonly carrier: 'content' | 'quoted-content' | 'content-and-priority' | 'srv-data' | 'loc-data';
  readonly proxiable: boolean;
  /** set where a call with this type cannot be written */
  readonly reason: ReasonId | null;
}

const plain = { carrier: 'content', proxiable: false, reason: null } as const;

export const RECORD_TYPES: Readonly<Record<string, RecordType>> = {
  A: { ...plain, v4: 'A', proxiable: true },
  AAAA: { ...plain, v4: 'AAAA', proxiable: true },
  CNAME: { ...plain, v4: 'CNAME', proxiable: true },
  MX: { ...plain, v4: 'MX', carrier: 'content-and-priority' },
  TXT: { ...plain, v4: 'TXT', carrier: 'quoted-content' },
  // refused by v4 with code 1004; the same text belongs into a TXT record, which may be there already
  SPF: { ...plain, v4: null, carrier: 'quoted-content', reason: 'value-ended' },
  NS: { ...plain, v4: 'NS' },
  // data holds priority, weight, port, target; service and protocol become labels of the name
  SRV: { ...plain, v4: 'SRV', carrier: 'srv-data' },
  // data holds degrees, minutes and seconds as numbers; the text that v1 took was never written down
  LOC: { ...plain, v4: 'LOC', carrier: 'loc-data', reason: 'not-supported-value' },
};

/** What becomes of a record type; undefined for one that v1 did not know. */
export function recordType(type: string): RecordType | undefined {
  return Object.hasOwn(RECORD_TYPES, type) ? RECORD_TYPES[type] : undefined;
}
