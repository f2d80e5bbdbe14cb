/** Helpers that give v4's objects the shape that v1 answered, for readers that are not seen. Made from the catalogue. */
import { shape } from '../../catalogue/index.js';
import type { Field, FromV4 } from '../../catalogue/types.js';
import type { Helper, HelperId, HelperSettings } from './index.js';

export const V1_SHAPES: Partial<Record<HelperId, Helper>> = {
  'v1-record': {
    name: 'asV1Record',
    needs: ['record-label', 'record-content'],
    text: (s) =>
      objectText(s, {
        shape: 'record',
        what: 'A record as API v1 answered it, for code that is not migrated. The id is that of v4.',
        head: 'asV1Record(record, zone)',
        typed: 'asV1Record(record: any, zone: string): any',
      }),
  },
  'v1-zone': {
    name: 'asV1Zone',
    needs: ['zone-status-class'],
    text: (s) =>
      objectText(s, {
        shape: 'zone',
        what: 'A zone as API v1 answered it, for code that is not migrated. The id is that of v4.',
        head: 'asV1Zone(zone)',
        typed: 'asV1Zone(zone: any): any',
      }),
  },
};

interface Parts {
  readonly shape: 'record' | 'zone';
  readonly what: string;
  readonly head: string;
  readonly typed: string;
}

function objectText(settings: HelperSettings, parts: Parts): string {
  const held = parts.shape;
  const groups = new Map<string, string[]>();
  for (const field of shape(parts.shape).fields) {
    const value = fieldText(field, held, settings.typescript);
    if (value === null) continue;
    const [first = '', second] = field.name.split('.');
    const line = second === undefined ? `${first}: ${value}` : `${second}: ${value}`;
    const group = second === undefined ? '' : first;
    groups.set(group, [...(groups.get(group) ?? []), line]);
  }
  const own = (groups.get('') ?? []).map((line) => `    ${line},`);
  const below = [...groups].filter(([name]) => name !== '');
  const nested = below.map(([name, lines]) => `    ${name}: { ${lines.join(', ')} },`);
  return [
    `/** ${parts.what} */`,
    `function ${settings.typescript ? parts.typed : parts.head} {`,
    `  return ${held} && {`,
    ...own,
    ...nested,
    '  };',
    '}',
  ].join('\n');
}

/** The expression that gives v1's value; null where v4 has nothing. */
function fieldText({ v4, convert, nullable }: Field, held: string, typescript: boolean): string | null {
  const raw = v4 === null ? '' : `${held}.${v4.replaceAll('.', '?.')}`;
  return v4 === null && !['zone-name', 'constant', 'now'].includes(convert.as)
    ? null
    : valueText(convert, raw, { held, nullable: nullable === true || raw.includes('?.'), typescript });
}

interface ValueParts {
  /** what the object is called */
  readonly held: string;
  readonly nullable: boolean;
  readonly typescript: boolean;
}

function valueText(convert: FromV4, raw: string, { held, nullable, typescript }: ValueParts): string | null {
  switch (convert.as) {
    case 'same':
    case 'id':
      return raw;
    case 'digits':
      return nullable ? `${raw} == null ? null : String(${raw})` : `String(${raw})`;
    case 'flag':
      return `${raw} ? '1' : '0'`;
    case 'flag-number':
      return `${raw} ? 1 : 0`;
    case 'negated-flag':
      return convert.number ? `${raw} ? 0 : 1` : `${raw} ? '0' : '1'`;
    case 'automatic-ttl':
      return `${raw} === 1 ? 1 : 0`;
    case 'record-content':
      return `recordContent(${held})`;
    case 'label':
      return `recordLabel(${raw}, zone)`;
    case 'zone-name':
      return held === 'record' ? 'zone' : null;
    case 'zone-status-class':
      return `zoneStatusClass(${held})`;
    case 'braced-list':
      return `${raw} ? \`{\${${raw}.join(',')}}\` : null`;
    case 'table': {
      const entries = Object.entries(convert.values).map(
        ([from, to]) => `${/^\w+$/.test(from) ? from : `'${from}'`}: ${typeof to === 'number' ? to : `'${to}'`}`,
      );
      const of = Object.values(convert.values).every((value) => typeof value === 'number') ? 'number' : 'string';
      return `({ ${entries.join(', ')} }${typescript ? ` as Record<string, ${of}>` : ''})[${raw}]`;
    }
    case 'constant':
      return JSON.stringify(convert.value);
    default:
      return null;
  }
}

/** The object of zone_settings: the settings that are read for it, and its lines. `value(id)` gives a setting's value. */
export function settingsAnswer(typescript: boolean): {
  readonly ids: readonly string[];
  readonly lines: readonly string[];
} {
  const ids = new Set<string>();
  const lines: string[] = [];
  for (const { name, v4, convert, reason, deprecated } of shape('settings').fields) {
    // what is only likely the same is not answered, nor what would end the whole answer when v4 takes it away
    if (v4 === null || reason || deprecated) continue;
    const text =
      convert.as === 'expiry'
        ? `expiry(settings.${v4}.time_remaining)`
        : valueText(convert, `value('${v4}')`, { held: '', nullable: false, typescript });
    if (text === null) continue;
    ids.add(v4);
    lines.push(`${name}: ${text}`);
  }
  return { ids: [...ids], lines };
}
