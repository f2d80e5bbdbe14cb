/** A v1 value written as v4 wants it: literals by table, everything else converted in code. */
import { domainToASCII } from 'node:url';
import type { Param, ToV4 } from '../catalogue/types.js';
import { evaluate } from '../evaluate/evaluate.js';
import { givenFor } from '../evaluate/parameters.js';
import { isComposed, literalText, type Value } from '../evaluate/value.js';
import { locate } from '../find/answers/locate.js';
import { endOf, is, type NodePath, type Style, spanOf, startOf } from '../syntax/index.js';
import type { View } from './call-plan.js';
import { isFileConstant } from './file-constants.js';
import { isBoolean, mayBeNothing } from './given-values.js';
import { needHelper } from './needs.js';
import { asOwner, isSimple } from './parentheses.js';
import { takenFrom } from './patterns.js';
import type { Rewriter } from './rewriter.js';

export function quoted(text: string, style: Style): string {
  const body = JSON.stringify(text).slice(1, -1);
  return style.quote === '"' ? `"${body}"` : `'${body.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** Writes values of one call. */
export class ValueWriter {
  constructor(
    readonly rewriter: Rewriter,
    readonly view: View,
    /** texts that were moved in front of the call, by the node they were */
    private readonly snapshots: ReadonlyMap<NodePath, string> = new Map(),
  ) {}

  /** The text of a condition. */
  test(path: NodePath): string {
    return this.snapshots.get(path) ?? this.rewriter.render(path, this.view);
  }

  /** The author's own text for a value, or a literal where that text stands out of reach. */
  lift(value: Value): string {
    if (value.text) return value.text.code;
    if (value.text === null) return this.fromElsewhere(value);
    const snapshot = this.snapshotOf(value);
    if (snapshot !== undefined) return snapshot;
    // A member that is no expression of the file: it is put together.
    if (value.kind === 'member' && value.path === value.object.path && value.property) {
      const object = this.lift(value.object);
      return /^[\w$.#]+$/.test(object) ? `${object}.${value.property}` : `(${object}).${value.property}`;
    }
    const given = givenFor(value);
    if (given) return this.lift(given);
    // What a field holds by the statements that set it is no expression of the file.
    const either = isComposed(value) ? this.eitherOr(value, (inner) => this.lift(inner)) : null;
    if (either) return either;
    const constant = isFileConstant(value);
    const outOfReach =
      (value.env !== undefined && !constant) || value.path.isTemplateElement() || !value.path.isExpression();
    if (value.kind === 'literal' && (outOfReach || isWholeText(value.path, value.value)))
      return this.literal(value.value);
    if (value.kind === 'literal' && !isName(value)) return this.literal(value.value);
    if (value.kind === 'concat' && !isNamed(value) && this.isBuilt(value)) return this.joined(value.parts);
    return this.rewriter.render(value.path, this.view);
  }

  /** What several statements make of a field is at the place of one of them. */
  private snapshotOf(value: Value): string | undefined {
    return isComposed(value) ? undefined : this.snapshots.get(value.path);
  }

  /** What a function of another file made: constants, and what it was given. */
  private fromElsewhere(value: Value): string {
    if (value.kind === 'literal') return this.literal(value.value);
    if (value.kind === 'concat') return this.joined(value.parts);
    throw new Error('a value of another file has no text here');
  }

  /** A concatenation that no single expression of the file is: part of a query, say. */
  private isBuilt(value: Value & { kind: 'concat' }): boolean {
    if (value.env) return true;
    const { start, end } = spanOf(value.path.node);
    return (
      value.parts.some(
        (part) => part.kind !== 'literal' && (startOf(part.path.node) < start || endOf(part.path.node) > end),
      ) || !covers(value)
    );
  }

  private joined(parts: readonly Value[]): string {
    const body = parts
      .map((part) =>
        part.kind === 'literal' ? String(part.value).replace(/[\\`]|\$\{/g, '\\$&') : `\${${this.lift(part)}}`,
      )
      .join('');
    return `\`${body}\``;
  }

  literal(value: unknown): string {
    return typeof value === 'string' ? quoted(value, this.rewriter.module.style) : String(value);
  }

  /** The value as the parameter of v4 takes it. `of`: what v4 calls it; `given`: something says that there is one. */
  v4(param: Param, value: Value, zone: Value | null, of = param.name, given = false): string {
    return this.convert(param.convert, value, zone, of, given);
  }

  private convert(by: ToV4, value: Value, zone: Value | null, of: string, given: boolean): string {
    switch (by.as) {
      case 'number':
        return this.number(value, of === 'ttl' ? '1' : given ? null : 'undefined');
      case 'boolean':
        return this.boolean(value, given);
      case 'table':
        return this.table(by, value, of);
      case 'record-name':
        return this.recordName(value, zone);
      case 'list-of-one':
        return `[${this.lift(value)}]`;
      default:
        return this.lift(value);
    }
  }

  /** Is the value a read of a v1 answer that v4 gives in its own type? */
  private fieldRead(value: Value): { raw: string; as: string } | null {
    const plan = this.rewriter.ownerOf(value.path.node);
    const shape = plan?.answer.shapes.get(value.path.node);
    if (!plan || shape?.is !== 'v1' || this.snapshots.has(value.path)) return null;
    const place = locate(plan.action, shape.path);
    if (place.at !== 'field') return null;
    if (value.path.isIdentifier()) {
      const taken = takenFrom(value.path, place, { plan, rewriter: this.rewriter, view: this.view });
      return taken && { raw: taken.raw, as: place.field.convert.as };
    }
    if (!value.path.isMemberExpression() || place.field.name.includes('.')) return null;
    const object = value.path.get('object') as NodePath;
    const owner = asOwner(this.rewriter.render(object, this.view), object);
    return { raw: `${owner}.${place.field.v4}`, as: place.field.convert.as };
  }

  /** `nothing`: what v4 is given where the form has no value, which clients left out or sent empty; null: it has one. */
  number(value: Value, nothing: string | null = null): string {
    if (isNoValue(value)) return nothing ?? 'undefined';
    if (isNumber(value) && value.path.isIdentifier()) return this.lift(value);
    const text = literalText(value);
    if (text !== null && /^\s*-?\d+(\.\d+)?\s*$/.test(text)) return String(Number(text));
    const read = this.fieldRead(value);
    if (read?.as === 'digits') return read.raw;
    const decided = nothing === 'undefined' ? null : nothing;
    const either =
      this.eitherOr(value, (inner) => this.number(inner, decided)) ?? this.orNothing(value, nothing ?? 'undefined');
    if (either) return either;
    const given = this.lift(value);
    if (nothing === null || !isSimple(given) || !mayBeNothing(value)) return `Number(${given})`;
    return nothing === 'undefined'
      ? `${given} == null ? undefined : Number(${given})`
      : `Number(${given} ?? ${nothing})`;
  }

  /** `ttl || undefined`, `prio ?? null` */
  private orNothing(value: Value, nothing: string): string | null {
    if (value.kind !== 'choice' || !['||', '??'].includes(value.operator) || !isNoValue(value.otherwise)) return null;
    const given = this.lift(value.then);
    if (!isSimple(given)) return null;
    if (nothing !== 'undefined') return `Number(${given} ${value.operator} ${nothing})`;
    const test = value.operator === '||' ? given : `${given} != null`;
    return `${test} ? ${this.number(value.then)} : ${nothing}`;
  }

  /** `given`: something says that there is a value. */
  boolean(value: Value, given = true): string {
    if (isNoValue(value)) return 'undefined';
    const known = literalText(value);
    if (known !== null) return String(known === '1' || known === 'true');
    const read = this.fieldRead(value);
    if (read?.as === 'flag') return read.raw;
    if (value.kind === 'choice' && value.operator === '?:' && value.test) {
      const then = this.boolean(value.then);
      const otherwise = this.boolean(value.otherwise);
      const test = this.test(value.test);
      if (then === 'true' && otherwise === 'false') return isBoolean(value.test) ? test : `Boolean(${test})`;
      if (then === 'false' && otherwise === 'true')
        // a name may hold anything: `!on ? 0 : 1`
        return /^!?[\w.]+$/.test(test)
          ? test.startsWith('!')
            ? `Boolean(${test.slice(1)})`
            : `!${test}`
          : `!(${test})`;
      return `${test} ? ${then} : ${otherwise}`;
    }
    const text = this.lift(value);
    const test = `String(${text}) === ${this.literal('1')}`;
    return !given && isSimple(text) && mayBeNothing(value) ? `${text} == null ? undefined : ${test}` : test;
  }

  private eitherOr(value: Value, write: (inner: Value) => string): string | null {
    if (value.kind !== 'choice' || value.operator !== '?:' || !value.test || this.snapshotOf(value) !== undefined)
      return null;
    return `${this.test(value.test)} ? ${write(value.then)} : ${write(value.otherwise)}`;
  }

  private table(by: ToV4 & { as: 'table' }, value: Value, of: string): string {
    const text = literalText(value);
    if (text !== null) {
      const found = Object.hasOwn(by.values, text) ? by.values[text] : undefined;
      return this.literal(found);
    }
    const either = this.eitherOr(value, (inner) => this.table(by, inner, of));
    if (either) return either;
    const entries = Object.entries(by.values).map(
      ([v1, v4]) => `${/^\d+$|^[A-Za-z_]\w*$/.test(v1) ? v1 : this.literal(v1)}: ${this.literal(v4)}`,
    );
    return this.rewriter.tables.lookUp(of, entries, this.lift(value));
  }

  /** The name of a zone; one that is known goes in Punycode. */
  zoneName(zone: Value): string {
    const name = literalText(zone);
    return name !== null && asciiName(name) !== name ? this.literal(asciiName(name)) : this.lift(zone);
  }

  /** A complete name in Punycode; `@`, '' and the zone itself are the zone. */
  recordName(value: Value, zone: Value | null): string {
    const name = literalText(value);
    const zoneName = zone && literalText(zone);
    if (name !== null && zoneName !== null) return this.literal(completeName(name, zoneName));
    const read = this.fieldRead(value);
    if (read && read.raw.endsWith('.name')) return read.raw;
    if (!zone) return this.lift(value);
    const zoneText = this.zoneName(zone);
    if (name === '@' || name === '') return zoneText;
    if (name !== null && /^[\w*-]+$/.test(name)) return `\`${name}.\${${zoneText}}\``;
    if (endsInZone(value, zone)) return this.lift(value);
    return `${needHelper(this.rewriter, 'record-name')}(${this.lift(value)}, ${zoneText})`;
  }
}

/** A number, whichever side of a condition that is not asked again. */
function isNumber(value: Value): boolean {
  if (value.kind === 'choice' && !value.test) return isNumber(value.then) && isNumber(value.otherwise);
  return value.kind === 'literal' && typeof value.value === 'number';
}

/** Is there nothing to send? */
function isNoValue(value: Value): boolean {
  return value.kind === 'literal' && (value.value == null || value.value === '');
}

export function completeName(name: string, zone: string): string {
  const bare = asciiName(name.replace(/\.$/, ''));
  const own = asciiName(zone);
  if (bare === '@' || bare === '' || bare === own) return own;
  return bare.endsWith(`.${own}`) ? bare : `${bare}.${own}`;
}

/** v4 knows names beyond ASCII in Punycode alone. */
export function asciiName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything beyond ASCII
  return /[^\x00-\x7f]/.test(name) ? domainToASCII(name) || name : name;
}

/** `'www.' + zone`, `` `${name}.${zone}` ``: the zone is at the end already. */
function endsInZone(value: Value, zone: Value): boolean {
  if (value.kind !== 'concat') return false;
  const last = value.parts.at(-1);
  const before = value.parts.at(-2);
  if (!last) return false;
  if (last.kind === 'literal') {
    const name = literalText(zone);
    return name !== null && String(last.value).endsWith(`.${name}`);
  }
  const sameName = is.isIdentifier(last.path.node) && is.isIdentifier(zone.path.node, { name: last.path.node.name });
  return sameName && before?.kind === 'literal' && String(before.value).endsWith('.');
}

/** Is the concatenation made in another file, and this one's expression a name for it? */
export function isNamed(value: Value & { kind: 'concat' }): boolean {
  return value.text === undefined && !value.env && value.parts.some(({ text }) => text === null);
}

function isWholeText(path: NodePath, value: unknown): boolean {
  return path.isLiteral() && !path.isTemplateLiteral() && 'value' in path.node && path.node.value !== value;
}

/** Is the concatenation the very expression that it is said to be at? */
function covers(value: Value & { kind: 'concat' }): boolean {
  return (
    value.path.isBinaryExpression() ||
    value.path.isTemplateLiteral() ||
    value.path.isIdentifier() ||
    value.path.isCallExpression()
  );
}

/** Is the literal what a variable or a property holds, and not just a part of that? */
function isName({ path, value }: Value & { kind: 'literal' }): boolean {
  if (!path.isIdentifier() && !path.isMemberExpression()) return false;
  // By the time that the call is made, the variable may hold another.
  if (path.isIdentifier() && path.scope.getBinding(path.node.name)?.constant === false) return false;
  const whole = evaluate(path);
  return whole.kind === 'literal' && String(whole.value) === String(value);
}
