/** Destructuring of a v1 answer: `{ rec_id, service_mode: mode }` takes v4's fields, and its variables are converted where they are read. */
import type { Field } from '../catalogue/types.js';
import { locate, type Place } from '../find/answers/locate.js';
import { step } from '../find/answers/steps.js';
import { isNeverOf } from '../find/answers/types-read.js';
import type { Shape } from '../find/request.js';
import { type ast, codeOf, is, type NodePath, nameOfKey } from '../syntax/index.js';
import type { CallPlan, View } from './call-plan.js';
import { staysInV4, takenFields } from './partials.js';
import type { Rewriter } from './rewriter.js';

/** Fields whose value v4's answer does not carry: their variables are written out where they are read. */
export const WRITTEN_OUT = new Set(['constant', 'zone-name', 'now']);

interface Context {
  readonly plan: CallPlan;
  readonly view: View;
  readonly rewriter: Rewriter;
}

/** What is left of a pattern: properties of v4's object, or the pattern of its list. */
interface Left {
  readonly properties: string[];
  list: string | null;
}

/** The pattern as v4's answer is taken apart; null where it is none of ours or nothing is left of it. */
export function patternText(path: NodePath, shape: Shape, context: Context): string | null {
  if (!path.isObjectPattern() || (shape.is !== 'v1' && shape.is !== 'object')) return null;
  const left: Left = { properties: [], list: null };
  flatten(path, shape, context, left);
  const type = typeVariable(path, context);
  if (type?.added)
    left.properties.splice(contentAt(left.properties), 0, type.name === 'type' ? 'type' : `type: ${type.name}`);
  const text = wholeText(left, path, context);
  if (text === null) return null;
  const annotation = path.get('typeAnnotation') as NodePath;
  return annotation.node ? text + context.rewriter.render(annotation, context.view) : text;
}

/** `{ objs, page }` of a list: two declarations, `objs = data, { … } = data`. */
function wholeText({ list, properties }: Left, path: NodePath, context: Context): string | null {
  if (list === null || properties.length === 0) return list ?? writtenPattern(properties, path, context);
  const declarator = path.parentPath;
  const init = declarator?.isVariableDeclarator()
    ? context.rewriter.render(declarator.get('init') as NodePath, context.view)
    : '';
  // What stays as it is would take apart what v4 does not answer.
  if (!/^[\w$]+$/.test(init)) throw new Error('a pattern takes the list and what is beside it');
  return `${list} = ${init}, ${writtenPattern(properties, path, context)}`;
}

/** In front of `content`, where the type stands in the form. */
function contentAt(properties: readonly string[]): number {
  const index = properties.findIndex((one) => /^content\b/.test(one));
  return index === -1 ? properties.length : index;
}

function writtenPattern(properties: readonly string[], path: NodePath, { rewriter }: Context): string {
  if (properties.length === 0) return '{}';
  const before = codeOf(path.node, rewriter.source);
  if (!/^\{\s*\n/.test(before) || properties.length === 1)
    return /^\{\S/.test(before) ? `{${properties.join(', ')}}` : `{ ${properties.join(', ')} }`;
  const indent = /\n([\t ]*)/.exec(before)?.[1] ?? '';
  const close = /\n([\t ]*)\}$/.exec(before)?.[1] ?? '';
  return `{\n${properties.map((one) => `${indent}${one}`).join(',\n')}${/,\s*\}$/.test(before) ? ',' : ''}\n${close}}`;
}

function flatten(path: NodePath<ast.ObjectPattern>, shape: Shape, context: Context, left: Left): void {
  const { rewriter, view } = context;
  for (const property of path.get('properties')) {
    const next = property.isObjectProperty() ? step(shape, keyName(property.node)) : null;
    const value = property.isObjectProperty() ? (property.get('value') as NodePath) : null;
    const target = value?.isAssignmentPattern() ? (value.get('left') as NodePath) : value;
    if (!next || !target) {
      left.properties.push(rewriter.render(property as NodePath, view));
      continue;
    }
    const place = next.is === 'v1' ? locate(context.plan.action, next.path) : null;
    if (place?.at === 'field') {
      const text = fieldText(place.field, value as NodePath, target, context);
      if (text !== null) left.properties.push(text);
    } else if (place && target.isIdentifier() && isKeptLength(target, place, context.plan))
      left.properties.push(`length: ${target.node.name}`);
    else if (target.isIdentifier() && place?.at === 'partial')
      left.properties.push(...partialTexts(property as NodePath, target, place.name, context));
    else if (target.isObjectPattern() && place?.at !== 'element' && place?.at !== 'key')
      flatten(target, next, context, left);
    else if (place && target.isIdentifier() && holdsKept(target, place, context.plan)) left.list = target.node.name;
    else if (target.isArrayPattern() && place?.at === 'root') left.list = rewriter.render(target, view);
    else if (target.isArrayPattern() && place?.at === 'spine') flattenFirst(target, next, context, left);
    else if (place?.at === 'element' || place?.at === 'key')
      left.properties.push(rewriter.render(property as NodePath, view));
  }
}

/** `0` of `{ 0: first }`, too. */
function keyName({ key }: ast.ObjectProperty): string {
  return is.isNumericLiteral(key) ? String(key.value) : (nameOfKey(key) ?? '');
}

/** A variable that holds what v4 answers and keeps its name: it is in a function of its own. */
export function holdsKept(target: NodePath, place: Place, plan: CallPlan): boolean {
  return (place.at === 'root' || place.at === 'spine') && isKept(target, plan);
}

/** Such a variable of how many there are, unless one of the list itself stands beside it. */
export function isKeptLength(target: NodePath, place: Place, plan: CallPlan): boolean {
  return isLength(place) && isKept(target, plan) && listBeside(target, plan) === null;
}

function isLength(place: Place): boolean {
  return place.at === 'beside' && place.beside.read.as === 'length';
}

/** `objs` of `{ objs, count }`: the variable of the list that the pattern keeps beside that of its length. */
export function listBeside(target: NodePath, plan: CallPlan): string | null {
  const binding = target.isIdentifier() ? target.scope.getBinding(target.node.name) : undefined;
  const pattern = binding && isKept(target, plan) ? patternOf(binding.identifier, binding.path) : null;
  let found: string | null = null;
  pattern?.traverse({
    ObjectProperty(property) {
      const value = property.get('value') as NodePath;
      const shape = plan.answer.shapes.get(value.node);
      const list = shape?.is === 'v1' && value.isIdentifier() ? value : null;
      const place = list && shape?.is === 'v1' ? locate(plan.action, shape.path) : null;
      const other = list?.scope.getBinding(list.node.name);
      if (list && place?.at === 'root' && other?.constant && plan.kept.has(other)) found = list.node.name;
    },
  });
  return found;
}

function isKept(target: NodePath, plan: CallPlan): boolean {
  const binding = target.isIdentifier() ? target.scope.getBinding(target.node.name) : undefined;
  return binding !== undefined && plan.kept.has(binding) && declaredIn(binding.path);
}

/** Does a pattern declare it, of a declaration or of a parameter? */
function declaredIn(path: NodePath): boolean {
  if (path.isVariableDeclarator()) return !is.isIdentifier(path.node.id);
  return path.listKey === 'params' && path.isObjectPattern();
}

/** `objs: [{ sec_lvl }]`, where v4 gives the one object itself. */
function flattenFirst(list: NodePath<ast.ArrayPattern>, shape: Shape, context: Context, left: Left): void {
  const [first] = list.get('elements') as NodePath[];
  const target = first?.isAssignmentPattern() ? (first.get('left') as NodePath) : first;
  const next = step(shape, '0');
  if (target?.isObjectPattern() && next) flatten(target, next, context, left);
  const place = next?.is === 'v1' ? locate(context.plan.action, next.path) : null;
  if (target?.isIdentifier() && place && holdsKept(target, place, context.plan)) left.list = target.node.name;
}

/** `{ props }`: the fields that are read of it take its place, unless v4 has such an object. */
function partialTexts(property: NodePath, target: NodePath<ast.Identifier>, name: string, context: Context): string[] {
  const { rewriter, view, plan } = context;
  if (staysInV4(plan.action, name)) return [nested(name.split('.').slice(0, -1), rewriter.render(property, view))];
  const binding = target.scope.getBinding(target.node.name);
  return [...(binding ? takenFields(binding, plan, rewriter) : [])].map(([field, variable]) => {
    const names = (field.v4 ?? field.name).split('.');
    const last = names.pop() as string;
    const inner = last === variable ? last : `${last}: ${variable}`;
    return nested(names, inner);
  });
}

/** `service_mode: mode = '0'` → `proxied: mode = false`. */
function fieldText(field: Field, value: NodePath, target: NodePath, context: Context): string | null {
  if (WRITTEN_OUT.has(field.convert.as)) return null;
  const { rewriter, view } = context;
  const names = (field.v4 ?? field.name).split('.');
  const last = names.pop() as string;
  const own = target.isIdentifier() ? target.node.name : rewriter.render(target, view);
  const fallback = value.isAssignmentPattern() ? defaultText(field, value, context) : null;
  const inner = `${own === last ? last : `${last}: ${own}`}${fallback === null ? '' : ` = ${fallback}`}`;
  return nested(names, inner);
}

function nested(names: readonly string[], inner: string): string {
  return names.reduceRight((text, name) => `${name}: { ${text} }`, inner);
}

/** The default in v4's type; v1 answered every field, so one that cannot be converted never served. */
function defaultText(field: Field, value: NodePath<ast.AssignmentPattern>, context: Context): string | null {
  const right = value.get('right');
  const text = right.isStringLiteral() || right.isNumericLiteral() ? String(right.node.value) : null;
  switch (field.convert.as) {
    case 'same':
    case 'id':
      return context.rewriter.render(right, context.view);
    case 'digits':
      return !field.nullable && text !== null && /^\d+$/.test(text) ? String(Number(text)) : null;
    case 'flag':
    case 'flag-number':
      return text === '1' ? 'true' : text === '0' ? 'false' : null;
    default:
      return null;
  }
}

/** Where a variable of a pattern has its value from, as v4's code has it. */
export interface Taken {
  /** the expression for v4's value */
  readonly raw: string;
  /** the expression for the object that holds it, where there is one */
  readonly owner: string | null;
}

/** A variable that a pattern bound: itself, or a read of the answer where the pattern went with the callback's parameter. */
export function takenFrom(path: NodePath<ast.Identifier>, place: Place, context: Context): Taken | null {
  const binding = path.scope.getBinding(path.node.name);
  const pattern = binding && patternOf(binding.identifier, binding.path);
  if (!pattern) return null;
  const { plan } = context;
  if (isReplaced(pattern, plan)) {
    const owner = plan.name + (plan.action.answer.kind === 'list' ? '[0]' : '');
    return place.at === 'field' ? { raw: `${owner}.${place.field.v4 ?? place.field.name}`, owner } : null;
  }
  const type = typeVariable(pattern, context);
  const { name } = path.node;
  const own = (key: string, variable: string) => (key === variable ? key : `${key}: ${variable}`);
  return { raw: name, owner: type ? `{ ${own('type', type.name)}, ${own('content', name)} }` : null };
}

/** Parameters of the functions that are called back give way to the answer's variable. */
function isReplaced(pattern: NodePath, plan: CallPlan): boolean {
  const fn = pattern.parentPath;
  return pattern.listKey === 'params' && fn !== null && plan.style !== 'await' && plan.primary.has(fn.node);
}

/** The outermost pattern that binds an identifier. */
function patternOf(identifier: ast.Node, root: NodePath): NodePath | null {
  const whole = root.isVariableDeclarator() ? (root.get('id') as NodePath) : root;
  const outer = whole.isAssignmentPattern() ? (whole.get('left') as NodePath) : whole;
  if (!outer.isObjectPattern() && !outer.isArrayPattern()) return null;
  let found: NodePath | null = null;
  outer.traverse({
    Identifier(path) {
      if (path.node !== identifier) return;
      found = outer;
      path.stop();
    },
  });
  return found;
}

interface TypeVariable {
  readonly name: string;
  readonly added: boolean;
}

const TYPES = new WeakMap<ast.Node, TypeVariable | null>();

/** Is the content that a pattern takes read where the record may be a TXT record? */
function mayBeText(target: NodePath): boolean {
  const inner = target.isAssignmentPattern() ? (target.get('left') as NodePath) : target;
  const binding = inner.isIdentifier() ? inner.scope.getBinding(inner.node.name) : undefined;
  return !binding?.referencePaths.every((read) => isNeverOf(read, 'TXT'));
}

/** The variable of a pattern that holds the record's type, which tells whether its content is quoted; null if not needed. */
function typeVariable(pattern: NodePath, context: Context): TypeVariable | null {
  const { plan, rewriter } = context;
  const known = TYPES.get(pattern.node);
  if (known !== undefined) return known;
  let content = false;
  let type: string | null = null;
  pattern.traverse({
    ObjectProperty(property) {
      const value = property.get('value') as NodePath;
      const target = value.isAssignmentPattern() ? value.node.left : value.node;
      const shape = plan.answer.shapes.get(target);
      const place = shape?.is === 'v1' ? locate(plan.action, shape.path) : null;
      if (place?.at !== 'field' || !is.isIdentifier(target)) return;
      if (place.field.convert.as === 'record-content') content ||= mayBeText(value);
      if (place.field.name === 'type') type = target.name;
    },
  });
  const result = content ? { name: type ?? rewriter.names.inside(pattern.scope, 'type'), added: type === null } : null;
  TYPES.set(pattern.node, result);
  return result;
}
