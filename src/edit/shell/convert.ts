/** Values of v1 as v4 takes them, by the catalogue: what is known is converted here, the rest by the shell. */
import { domainToASCII } from 'node:url';
import type { Param } from '../../catalogue/types.js';
import { plainText } from '../../syntax/index.js';
import { choice, inDouble, type Json, type Pieces, text } from './quote.js';

/** Null where v4 has no such value. */
export function converted({ convert }: Param, value: Pieces, zone: Pieces | null): Json | null {
  const plain = plainText(value);
  switch (convert.as) {
    case 'number':
      return plain === null || /^\d+$/.test(plain) ? { bare: value } : null;
    case 'boolean':
      if (plain === null)
        return {
          bare: choice(value, [
            ['1', 'true'],
            ['*', 'false'],
          ]),
        };
      return plain === '0' || plain === '1' ? { bare: text(plain === '1' ? 'true' : 'false') } : null;
    case 'table':
      return fromTable(convert.values, value, plain);
    case 'list-of-one':
      return { list: [{ text: value }] };
    case 'record-name':
      return { text: recordName(value, zone) };
    case 'same':
    case 'record-content':
    case 'record-id':
      return { text: value };
    default:
      return null;
  }
}

function fromTable(
  values: Readonly<Record<string, string | number | boolean>>,
  value: Pieces,
  plain: string | null,
): Json | null {
  if (plain !== null) {
    if (!Object.hasOwn(values, plain)) return null;
    const given = values[plain]!;
    return typeof given === 'string' ? { text: text(given) } : { bare: text(String(given)) };
  }
  const cases = Object.entries(values).map(([from, to]) => [from, String(to)] as const);
  const given = choice(value, cases);
  return Object.values(values).every((to) => typeof to === 'string') ? { text: given } : { bare: given };
}

/** The complete name of a record. */
export function recordName(name: Pieces, zone: Pieces | null): Pieces {
  const [label, domain] = [plainText(name), zone && plainText(zone)];
  if (!zone) return name;
  if (label === '@' || label === '') return zone;
  if (label !== null && domain !== null) {
    const isWhole = label === domain || label.endsWith(`.${domain}`);
    return text(ascii(isWhole ? label : `${label}.${domain}`));
  }
  const [given, of] = [inDouble(name), inDouble(zone)];
  return [
    {
      raw: `$(case "${given}" in (@) echo "${of}" ;; ("${of}" | *."${of}") echo "${given}" ;; (*) echo "${given}.${of}" ;; esac)`,
    },
  ];
}

function ascii(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what is not ASCII
  return /[^\x00-\x7f]/.test(name) ? domainToASCII(name) || name : name;
}
