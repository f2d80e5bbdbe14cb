/** Values of v1 as v4 takes them, by the catalogue: what is known is converted here, the rest by the shell. */
import { domainToASCII } from 'node:url';
import type { Param } from '../../catalogue/types.js';
import { joined, plainText } from '../../syntax/index.js';
import { type Json, type Pieces, text } from './quote.js';
import type { Values } from './values.js';

/** Null where v4 has no such value. */
export function converted({ convert }: Param, value: Pieces, zone: Pieces | null, values: Values): Json | null {
  const plain = plainText(value);
  switch (convert.as) {
    case 'number':
      return plain === null || /^\d+$/.test(plain) ? { bare: value } : null;
    case 'boolean':
      if (plain === null)
        return {
          bare: values.choice(value, [
            ['1', 'true'],
            ['*', 'false'],
          ]),
        };
      return plain === '0' || plain === '1' ? { bare: text(plain === '1' ? 'true' : 'false') } : null;
    case 'table':
      return fromTable(convert.values, value, plain, values);
    case 'list-of-one':
      return { list: [{ text: value }] };
    case 'record-name':
      return { text: recordName(value, zone, values) };
    case 'same':
    case 'record-content':
    case 'record-id':
      return { text: value };
    default:
      return null;
  }
}

function fromTable(
  table: Readonly<Record<string, string | number | boolean>>,
  value: Pieces,
  plain: string | null,
  values: Values,
): Json | null {
  if (plain !== null) {
    if (!Object.hasOwn(table, plain)) return null;
    const given = table[plain]!;
    return typeof given === 'string' ? { text: text(given) } : { bare: text(String(given)) };
  }
  const cases = Object.entries(table).map(([from, to]) => [from, String(to)] as const);
  const given = values.choice(value, cases);
  return Object.values(table).every((to) => typeof to === 'string') ? { text: given } : { bare: given };
}

/** The complete name of a record. */
export function recordName(name: Pieces, zone: Pieces | null, values: Values): Pieces {
  const [label, domain] = [plainText(name), zone && plainText(zone)];
  if (!zone) return name;
  if (label === '@' || label === '') return zone;
  if (label !== null && domain !== null) {
    const isWhole = label === domain || label.endsWith(`.${domain}`);
    return text(ascii(isWhole ? label : `${label}.${domain}`));
  }
  // a zone's name has dots, so a label without any is never the whole
  if (label !== null && /^[\w*-]+$/.test(label)) return joined([{ text: `${label}.` }, ...zone]);
  return values.recordName(name, zone);
}

function ascii(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is not ASCII
  return /[^\x00-\x7f]/.test(name) ? domainToASCII(name) || name : name;
}
