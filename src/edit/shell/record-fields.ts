/** The fields of a record, from v1's form to v4's body. */
import { recordType } from '../../catalogue/record-types.js';
import type { ShellEntry } from '../../find/shell/curl.js';
import { plainText } from '../../syntax/index.js';
import { converted } from './convert.js';
import type { Json, Pieces } from './quote.js';
import type { Call, Stop } from './steps.js';

export function fieldOf(form: readonly ShellEntry[], key: string): Pieces | null {
  return form.findLast((entry) => entry.key === key)?.value ?? null;
}

/** The text of a TXT record as v4 wants it; in what the shell expands no quotes are looked for. */
function quotedText(value: Pieces): Pieces {
  const plain = plainText(value);
  if (plain?.startsWith('"')) return value;
  return [
    { text: '"' },
    ...value.map((piece) => ('text' in piece ? { text: piece.text.replaceAll('"', '\\"') } : piece)),
    { text: '"' },
  ];
}

/** The record as v4 is told of it. */
export function recordFields(call: Call, zone: Pieces): { body: Record<string, Json> } | Stop {
  const type = plainText(fieldOf(call.form, 'type') ?? []);
  if (type === null) return { id: 'not-supported-value', field: 'type' };
  const known = recordType(type);
  if (!known || known.reason || known.v4 === null) return { id: known?.reason ?? 'value-ended', field: 'type' };
  if (known.carrier === 'srv-data') return { id: 'not-supported-value', field: 'type' };
  const fields: Record<string, Json> = {};
  for (const param of call.action.params) {
    const value = fieldOf(call.form, param.name);
    if (!value || !param.v4 || ['zone-id', 'record-id', 'part-of'].includes(param.convert.as)) continue;
    if (param.v4.includes('.') || (param.v4 === 'proxied' && !known.proxiable)) continue;
    const given = converted(param, value, zone, call.values);
    if (!given) return { id: 'value-ended', field: param.name };
    fields[param.v4] =
      param.name === 'content' && known.carrier === 'quoted-content' ? { text: quotedText(value) } : given;
  }
  return { body: fields };
}
