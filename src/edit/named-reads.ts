/** Names that stand for reads: `_.map(records, 'rec_id')`, `_.find(records, { service_mode: '1' })`. */
import type { Field } from '../catalogue/types.js';
import { evaluate, memberName } from '../evaluate/evaluate.js';
import { literalText, type Value } from '../evaluate/value.js';
import type { NamedRead } from '../find/answers/answer.js';
import { locate } from '../find/answers/locate.js';
import { isNeverOf } from '../find/answers/types-read.js';
import type { Shape } from '../find/request.js';
import { type ast, is, type NodePath, nameOfKey } from '../syntax/index.js';
import type { CallPlan, View } from './call-plan.js';
import { convert, type ReadSite } from './reads.js';
import type { Rewriter } from './rewriter.js';
import { quoted, ValueWriter } from './values.js';

export interface NamedSite {
  readonly path: NodePath;
  readonly plan: CallPlan;
  readonly named: NamedRead;
  readonly view: View;
  readonly rewriter: Rewriter;
}

/** The v1 field that a name stands for. */
export function namedField(named: NamedRead, plan: Pick<CallPlan, 'action'>): Field | null {
  const place = locate(plan.action, [...named.base.path, ...fieldName(named.path).split('.')]);
  return place.at === 'field' ? place.field : null;
}

/** The name as written. */
export function fieldName(path: NodePath): string {
  if (path.isStringLiteral()) return path.node.value;
  if (path.isArrayExpression()) {
    const [first] = path.node.elements;
    return is.isStringLiteral(first) ? first.value : '';
  }
  const set = path.isAssignmentExpression() ? path.get<NodePath>('left') : null;
  if (set?.isMemberExpression()) return memberName(set) ?? '';
  const key = path.isObjectProperty() ? path.node.key : null;
  return nameOfKey(key) ?? '';
}

/** The name, property or matcher in v4's terms; null where it stays. */
export function namedText(site: NamedSite): string | null {
  const { path, rewriter } = site;
  if (path.isStringLiteral()) {
    const field = namedField(site.named, site.plan);
    if (!field) return null;
    if (keepsValue(field)) return quoted(field.v4 ?? field.name, rewriter.module.style);
    return reader(site, (owner) => converted(field, owner, site));
  }
  const field = namedField(site.named, site.plan);
  const held = matchedPath(path);
  if (!field || !held) return null;
  const key = field.v4 ?? field.name;
  const text = matchedText(field, held, site);
  if (path.isArrayExpression()) return `[${quoted(key, rewriter.module.style)}, ${text}]`;
  if (path.isAssignmentExpression()) return setText(path, key, text, site);
  const same = key === field.name && text === rewriter.render(held, site.view);
  return same ? null : `${key}: ${text}`;
}

/** `rec.service_mode = '1'` → `rec.proxied = true` */
function setText(path: NodePath<ast.AssignmentExpression>, key: string, text: string, site: NamedSite): string | null {
  const { rewriter, view } = site;
  if (key === fieldName(path) && text === rewriter.render(path.get('right'), view)) return null;
  return `${rewriter.render(path.get('left.object') as NodePath, view)}.${key} = ${text}`;
}

/** The value that a matcher compares the field with, or that is set. */
function matchedPath(path: NodePath): NodePath | null {
  if (path.isAssignmentExpression()) return path.get('right');
  if (path.isObjectProperty()) return path.get('value') as NodePath;
  const second = path.isArrayExpression() && path.node.elements.length === 2 ? path.get('elements.1') : null;
  return (second as NodePath | null) ?? null;
}

function keepsValue(field: Field): boolean {
  return field.convert.as === 'same' || field.convert.as === 'id';
}

/** `(record) => …` in the style of the file. */
function reader(site: NamedSite, write: (owner: string) => string): string {
  const { rewriter, plan, path } = site;
  const owner = rewriter.names.inside(path.scope, plan.action.answer.noun.replace(/s$/, ''));
  const text = write(owner);
  // an arrow keeps the `this` that the text reads
  if (rewriter.module.style.es5 && !/\bthis\b/.test(text)) return `function (${owner}) { return ${text}; }`;
  return `(${owner}) => ${text}`;
}

/** v1's value of a field of `owner`. */
function converted(field: Field, owner: string, site: NamedSite): string {
  const shape: Shape = { is: 'v1', path: [...site.named.base.path, ...field.name.split('.')] };
  const { plan, rewriter, view, path } = site;
  const read: ReadSite = {
    path,
    shape,
    plan,
    rewriter,
    view,
    scene: rewriter.sceneOf(plan, view),
  };
  return convert(field.convert, `${owner}.${field.v4 ?? field.name}`, owner, read);
}

/** Can the matcher's property be said in v4's terms? */
export function isMatchable(named: NamedRead, plan: Pick<CallPlan, 'action'>): boolean {
  const field = namedField(named, plan);
  const held = matchedPath(named.path);
  if (!field || !held) return false;
  const known = evaluate(held);
  const value = literalText(known);
  // No text of v1's was ever equal to a number or to null.
  if (isOtherwiseTyped(field, known)) return false;
  switch (field.convert.as) {
    case 'same':
    case 'id':
    case 'label':
      return !(field.v4 ?? '').includes('.');
    case 'digits':
      return value === null || /^\d+$/.test(value);
    case 'flag':
      return value === null || value === '0' || value === '1';
    case 'negated-flag':
      return (value === '0' || value === '1') && !(field.v4 ?? '').includes('.');
    case 'table':
      return v4Keys(field, value).length === 1 && !(field.v4 ?? '').includes('.');
    case 'record-content':
      return isUnquoted(named.path, value);
    default:
      return false;
  }
}

/** `{ ttl: 300 }`, where v1 had '300' */
function isOtherwiseTyped({ convert: by }: Field, known: Value): boolean {
  if (known.kind !== 'literal') return false;
  if (by.as === 'table') return !Object.values(by.values).some((v1) => v1 === known.value);
  return ['digits', 'flag', 'negated-flag'].includes(by.as) && typeof known.value !== 'string';
}

/** v4's words for a value of v1. */
function v4Keys({ convert: by }: Field, value: string | null): string[] {
  if (by.as !== 'table' || value === null) return [];
  return Object.entries(by.values).flatMap(([v4, v1]) => (String(v1) === value ? [v4] : []));
}

/** A content that no TXT record can be meant by: its matcher says the type, or it is an address. */
function isUnquoted(property: NodePath, value: string | null): boolean {
  if (value !== null && /^[\d.]+$|^[0-9a-f:]+$/i.test(value)) return true;
  if (isNeverOf(property, 'TXT')) return true;
  const { parent } = property;
  if (!is.isObjectExpression(parent)) return false;
  return parent.properties.some(
    (one) =>
      is.isObjectProperty(one) &&
      is.isIdentifier(one.key, { name: 'type' }) &&
      is.isStringLiteral(one.value) &&
      one.value.value !== 'TXT',
  );
}

/** `service_mode: '1'` → `proxied: true`. */
function matchedText(field: Field, held: NodePath, site: NamedSite): string {
  const { rewriter, plan, view } = site;
  const values = new ValueWriter(rewriter, view);
  const value = evaluate(held);
  switch (field.convert.as) {
    case 'digits':
      return values.number(value);
    case 'flag':
      return values.boolean(value);
    case 'negated-flag':
      return String(literalText(value) === '0');
    case 'table':
      return quoted(v4Keys(field, literalText(value))[0] ?? '', rewriter.module.style);
    case 'label':
      return values.recordName(value, plan.zone);
    default:
      return rewriter.render(held, view);
  }
}
