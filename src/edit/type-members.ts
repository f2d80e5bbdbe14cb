/** Members of TypeScript types that described v1's answer, as v4 has them. */
import type { Field } from '../catalogue/types.js';

export interface Parts {
  readonly readonly: string;
  readonly optional: boolean;
}

/** v4's members in place of the one of v1 that stands for the field, without separators. */
export function v4Members(
  field: Field,
  type: string,
  parts: Parts,
  optional: ReadonlySet<string>,
  isSetting: boolean,
): string[] {
  if (field.convert.as === 'zone-status-class')
    return [`${parts.readonly}paused?: boolean`, `${parts.readonly}development_mode?: number`];
  if (field.v4 === null) return [];
  if (isSetting) return [`${parts.readonly}${field.v4}${parts.optional ? '?' : ''}: { ${settingType(field)} }`];
  const names = field.v4.split('.');
  const last = names.pop() as string;
  const mark = parts.optional || optional.has(field.v4) ? '?' : '';
  const own = `${last}${mark}: ${v4Type(field, type)}`;
  const [outer] = names;
  return [`${parts.readonly}${outer === undefined ? own : `${outer}: { ${own} }`}`];
}

function settingType({ convert }: Field): string {
  if (convert.as === 'expiry') return 'time_remaining: number';
  return `value: ${convert.as === 'digits' ? 'number' : 'string'}`;
}

function v4Type(field: Field, type: string): string {
  switch (field.convert.as) {
    case 'digits':
    case 'automatic-ttl':
      return 'number';
    case 'flag':
    case 'flag-number':
    case 'negated-flag':
      return 'boolean';
    case 'id':
    case 'table':
    case 'label':
      return 'string';
    case 'braced-list':
      return 'string[] | null';
    default:
      // v4 may answer what the author did not foresee: 'A' | 'AAAA' is too narrow, and so is an enum of them
      return /['"`]/.test(type) || (field.type === 'string' && /^[A-Z][\w.]*$/.test(type)) ? 'string' : type;
  }
}
