/**
 * The three ways a v1 call ended, and what the code that waits for it sees in each: enough to decide its tests.
 */

import type { Action } from '../catalogue/types.js';
import { evaluate } from '../evaluate/evaluate.js';
import type { Answer } from '../find/answers/answer.js';
import { childNodes } from '../find/answers/decided.js';
import { locate } from '../find/answers/locate.js';
import type { Shape } from '../find/request.js';
import type { V1Call } from '../find/v1-call.js';
import { type ast, type Binding, childKeys, is, type NodePath, startOf } from '../syntax/index.js';
import { heldAt } from './assigned.js';

/**
 * success; `api`: v1 answered `result: 'error'`; `transport`: no answer came; `broken`: the server failed, and code that
 * looks at the status goes its own way; `open`: success or an error that v1 answered, which the code itself tells apart.
 */
export type Outcome = 'success' | 'api' | 'transport' | 'broken' | 'open';

/** What is known of a value: itself, or only whether it is truthy, or that it is a number from one on; null: nothing. */
export type Known =
  | { readonly value: unknown }
  | { readonly truthy: boolean; readonly type?: string; readonly atLeast?: number }
  | null;

/** v4's statuses of a server that failed. */
const BROKEN = 500;

/** What `known` needs about one call under one outcome. */
export interface Scene {
  readonly call: V1Call;
  readonly action: Action;
  readonly answer: Answer;
  readonly outcome: Outcome;
}

/** Which scene, if any, a node belongs to. */
export interface Stage {
  at(node: ast.Node): Scene | undefined;
  /** whether anything in the tree below a node belongs to a scene; nodes do not change, so it is kept */
  readonly touched: WeakMap<ast.Node, boolean>;
  /** what variables were set to on the way there; null: one of several things */
  readonly held?: Map<Binding, NodePath | null>;
}

export function truth(known: Known): boolean | null {
  if (!known) return null;
  return 'value' in known ? Boolean(known.value) : known.truthy;
}

/** Is it neither null nor undefined? */
export function isGiven(known: Known): boolean | null {
  if (known && 'value' in known) return known.value != null;
  return truth(known) || null;
}

/** What an expression is in a scene, as far as the answer decides it. */
export function knownIn(path: NodePath, stage: Stage): Known {
  const held = heldAt(path, stage);
  if (held) return held.value && knownIn(held.value, held.stage);
  const scene = stage.at(path.node);
  const composed = path.isAssignmentExpression() || path.isLogicalExpression() || path.isConditionalExpression();
  const shape = composed ? undefined : scene?.answer.shapes.get(path.node);
  // Whoever calls a function with an error alone leaves out the part of the answer.
  const leftOut = shape?.is === 'v1' && scene?.outcome === 'transport' && !shape.optional && isParameter(path);
  const isSure = scene && !scene.answer.unsure.has(path.node);
  const known = leftOut ? { value: undefined } : shape && isSure ? knownShape(shape, scene, path) : null;
  const missed = scene && isMissed(path, scene) ? scene.answer.picks.get(path.node) : undefined;
  if (missed) return missed.otherwise ? knownIn(missed.otherwise, stage) : { value: undefined };
  return known ?? knownNode(path, stage);
}

/** Does `_.get(…)` find nothing there, since the call failed? */
export function isMissed({ node }: NodePath, { action, answer, outcome }: Scene): boolean {
  const shape = answer.picks.has(node) ? answer.shapes.get(node) : undefined;
  if (shape?.is !== 'v1' || outcome === 'success' || outcome === 'open') return false;
  return outcome !== 'api' || locate(action, shape.path).at !== 'status';
}

function isParameter(path: NodePath): boolean {
  return path.isIdentifier() && path.scope.getBinding(path.node.name)?.kind === 'param';
}

function knownShape(shape: Shape, scene: Scene, path: NodePath): Known {
  const { outcome } = scene;
  if (outcome === 'open') return null;
  if (outcome === 'broken') return knownBroken(shape);
  const answered = outcome !== 'transport';
  switch (shape.is) {
    case 'error':
      if (shape.loose && (outcome === 'transport' || outcome === 'api')) return { truthy: true };
      if (outcome === 'api' && shape.api) return { truthy: true, type: shape.plain ? 'string' : 'object' };
      // A function that stays may give errors of its own.
      if (outcome === 'transport' && scene.call.relayed) return { truthy: true };
      return outcome === 'transport' ? { truthy: true, type: 'object' } : { value: shape.none ?? null };
    case 'text':
    case 'chunks':
      return answered ? { truthy: true, type: 'string' } : { value: undefined };
    case 'object':
      return answered || shape.always ? { truthy: true, type: 'object' } : { value: undefined };
    case 'tuple':
      return answered ? { truthy: true, type: 'object' } : { value: undefined };
    case 'known':
      if (!answered) return 'lost' in shape ? { value: shape.lost } : null;
      return { value: outcome === 'api' && 'api' in shape ? shape.api : shape.value };
    case 'v1':
      if (shape.optional || shape.onError === 'other') return null;
      if (isPartOfRecord(shape.path, scene)) return isSurelyRead(path, shape) ? { truthy: true, type: 'object' } : null;
      return shape.onError && outcome === 'api' ? { value: undefined } : knownPlace(shape.path, scene);
    default:
      return { truthy: true, type: 'object' };
  }
}

/** v1's answer was a page of some server's then: only its status is known. */
function knownBroken(shape: Shape): Known {
  if (shape.is === 'error') return shape.broken ? { truthy: true, type: 'object' } : { value: null };
  if (shape.is === 'object') return { truthy: true, type: 'object' };
  if (shape.is !== 'known' || shape.broken === undefined) return null;
  return shape.broken === 'status' ? { truthy: true, type: 'number', atLeast: BROKEN } : { value: shape.broken };
}

function knownPlace(path: readonly string[], scene: Scene): Known {
  const { action, outcome } = scene;
  // npm cloudflare 0.0.x gives the whole body beside an API error; below it nothing was answered.
  if (outcome === 'transport') return path.length === 0 ? { value: undefined } : null;
  const place = locate(action, path);
  if (place.at === 'status') return knownStatus(place.name, outcome);
  if (outcome === 'api')
    return path.length === 0 ? { truthy: true, type: 'object' } : path.length === 1 ? { value: undefined } : null;
  if (place.at === 'spine') return { truthy: true, type: 'object' };
  if (place.at === 'root') return action.answer.kind === 'nothing' ? null : { truthy: true, type: 'object' };
  if (place.at === 'beside' && place.beside.read.as === 'constant') return { value: place.beside.read.value };
  return null;
}

/** `props`, which every record had. */
function isPartOfRecord(path: readonly string[], { action, outcome }: Scene): boolean {
  return outcome === 'success' && locate(action, path).at === 'partial';
}

/** Does reading it fail where there is no record? */
function isSurelyRead(path: NodePath, { hollow }: Shape & { is: 'v1' }): boolean {
  return !hollow && (path.isMemberExpression() || path.isIdentifier());
}

function knownStatus(name: 'result' | 'msg' | 'err_code', outcome: Outcome): Known {
  if (name === 'result') return { value: outcome === 'success' ? 'success' : 'error' };
  if (outcome === 'success') return { value: name === 'msg' ? null : undefined };
  // Not every error had one.
  if (name === 'err_code') return null;
  return { truthy: true, type: 'string' };
}

function knownNode(path: NodePath, stage: Stage): Known {
  const { node } = path;
  switch (node.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return { value: node.value };
    case 'NullLiteral':
      return { value: null };
    // what a variable holds that was declared without a value
    case 'VariableDeclarator':
      return { value: undefined };
    case 'ObjectExpression':
    case 'ArrayExpression':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'NewExpression':
      return { truthy: true, type: node.type.includes('Function') ? 'function' : 'object' };
    case 'Identifier':
      return knownIdentifier(path as NodePath<ast.Identifier>, stage);
    case 'UnaryExpression':
      return knownUnary(path as NodePath<ast.UnaryExpression>, stage);
    case 'LogicalExpression':
      return knownLogical(path as NodePath<ast.LogicalExpression>, stage);
    case 'ConditionalExpression': {
      const test = truth(knownIn(path.get('test') as NodePath, stage));
      return test === null ? null : knownIn(path.get(test ? 'consequent' : 'alternate') as NodePath, stage);
    }
    case 'BinaryExpression':
      return knownBinary(path as NodePath<ast.BinaryExpression>, stage);
    case 'CallExpression':
      return knownCall(path as NodePath<ast.CallExpression>, stage);
    case 'MemberExpression':
      if (isCountOfKeys(path) && knownIn(path.get('object') as NodePath, stage))
        return { truthy: true, type: 'number' };
      return isOfPlainError(path, stage) ? { value: undefined } : null;
    case 'OptionalMemberExpression':
    case 'OptionalCallExpression':
      return endsEarly(path, stage) || isOfPlainError(path, stage) ? { value: undefined } : null;
    case 'TSAsExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSSatisfiesExpression':
    case 'ParenthesizedExpression':
    case 'TypeCastExpression':
      return knownIn(path.get('expression') as NodePath, stage);
    default:
      return null;
  }
}

/** `Object.keys(body).length` */
function isCountOfKeys({ node }: NodePath): boolean {
  return is.isMemberExpression(node, { computed: false }) && is.isIdentifier(node.property, { name: 'length' })
    ? is.isCallExpression(node.object)
    : false;
}

/** `err.message`, where the error is v1's text alone. */
function isOfPlainError(path: NodePath, stage: Stage): boolean {
  const object = path.node.type === 'OptionalCallExpression' ? null : (path.get('object') as NodePath);
  const scene = object ? stage.at(object.node) : undefined;
  const shape = object && scene?.answer.shapes.get(object.node);
  return scene?.outcome === 'api' && shape?.is === 'error' && shape.plain === true && isLackingInText(path);
}

const OF_ERRORS: ReadonlySet<string> = new Set(['message', 'stack', 'name', 'code', 'cause']);

/** A member that errors have and texts have not. */
export function isLackingInText({ node }: NodePath): boolean {
  if (!is.isMemberExpression(node) && !is.isOptionalMemberExpression(node)) return false;
  return !node.computed && is.isIdentifier(node.property) && OF_ERRORS.has(node.property.name);
}

/** `undefined`, and constants whose initial value the answer decides: `var ok = body.result === 'success'`. */
function knownIdentifier(path: NodePath<ast.Identifier>, stage: Stage): Known {
  const binding = path.scope.getBinding(path.node.name);
  if (!binding) return path.node.name === 'undefined' ? { value: undefined } : null;
  const declared = binding.path;
  if (binding.constantViolations.length > 0 || !declared.isVariableDeclarator() || !is.isIdentifier(declared.node.id))
    return null;
  const init = declared.get('init') as NodePath;
  return init.node && touches(init, stage) ? knownIn(init, stage) : null;
}

/** Does the expression read any of the answers? Others are not ours to decide. */
export function touches(path: NodePath, stage: Stage): boolean {
  return touchesNode(path.node, stage);
}

function touchesNode(node: ast.Node, stage: Stage): boolean {
  const known = stage.touched.get(node);
  if (known !== undefined) return known;
  const found = stage.at(node) !== undefined || childNodes(node).some((child) => touchesNode(child, stage));
  stage.touched.set(node, found);
  return found;
}

function knownUnary(path: NodePath<ast.UnaryExpression>, stage: Stage): Known {
  const argument = knownIn(path.get('argument'), stage);
  const { operator } = path.node;
  if (operator === '!') {
    const value = truth(argument);
    return value === null ? null : { value: !value };
  }
  if (operator === 'typeof' && argument)
    return 'value' in argument ? { value: typeof argument.value } : argument.type ? { value: argument.type } : null;
  if (operator === '-' && argument && 'value' in argument && typeof argument.value === 'number')
    return { value: -argument.value };
  return operator === 'void' ? { value: undefined } : null;
}

function knownLogical(path: NodePath<ast.LogicalExpression>, stage: Stage): Known {
  const left = knownIn(path.get('left'), stage);
  const { operator } = path.node;
  const stops = operator === '??' ? isGiven(left) : truth(left);
  if (stops === null) {
    // `x && false` is falsy whatever x is.
    const right = truth(knownIn(path.get('right'), stage));
    if (operator === '&&' && right === false) return { truthy: false };
    if (operator === '||' && right === true) return { truthy: true };
    return null;
  }
  const first = operator === '&&' ? !stops : stops;
  return first ? left : knownIn(path.get('right'), stage);
}

function knownBinary(path: NodePath<ast.BinaryExpression>, stage: Stage): Known {
  const left = knownIn(path.get('left') as NodePath, stage);
  const { operator } = path.node;
  if (operator === 'instanceof') return left && isPrimitive(left) ? { value: false } : null;
  const right = knownIn(path.get('right'), stage);
  if (!left || !right) return null;
  if ('value' in left && 'value' in right) return compare(operator, left.value, right.value);
  if ('atLeast' in left && 'value' in right) return compareFrom(left.atLeast as number, operator, right.value);
  if ('atLeast' in right && 'value' in left)
    return compareFrom(right.atLeast as number, MIRRORED[operator] ?? operator, left.value);
  const [whole, other] = 'value' in left ? [right, left] : [left, right];
  if ('value' in whole || !('value' in other)) return null;
  // An object, list or non-empty text is never null, undefined, false, '' or 0.
  const differs = whole.truthy && (other.value == null || other.value === false || other.value === '');
  if (!differs) return null;
  if (operator === '==' || operator === '===') return { value: false };
  return operator === '!=' || operator === '!==' ? { value: true } : null;
}

function isPrimitive(known: NonNullable<Known>): boolean {
  return 'value' in known ? Object(known.value) !== known.value : known.type === 'string' || known.type === 'number';
}

const MIRRORED: Readonly<Record<string, string>> = { '<': '>', '>': '<', '<=': '>=', '>=': '<=' };

/** A number that is `from` or more, beside a value. */
function compareFrom(from: number, operator: string, value: unknown): Known {
  const differs = value == null || Number(value) < from;
  if (operator === '===' || operator === '==') return differs ? { value: false } : null;
  if (operator === '!==' || operator === '!=') return differs ? { value: true } : null;
  if (operator === '<') return Number(value) <= from ? { value: false } : null;
  if (operator === '<=') return Number(value) < from ? { value: false } : null;
  if (operator === '>') return Number(value) < from ? { value: true } : null;
  return operator === '>=' && Number(value) <= from ? { value: true } : null;
}

function compare(operator: string, a: unknown, b: unknown): Known {
  const x = a as number;
  const y = b as number;
  switch (operator) {
    case '===':
      return { value: a === b };
    case '!==':
      return { value: a !== b };
    case '==':
      // biome-ignore lint/suspicious/noDoubleEquals: the program's own comparison
      return { value: a == b };
    case '!=':
      // biome-ignore lint/suspicious/noDoubleEquals: the program's own comparison
      return { value: a != b };
    case '<':
      return { value: x < y };
    case '>':
      return { value: x > y };
    case '<=':
      return { value: x <= y };
    case '>=':
      return { value: x >= y };
    default:
      return null;
  }
}

/** Does a `?.` in the chain find nothing? */
export function endsEarly(path: NodePath, stage: Stage): boolean {
  if (!path.isOptionalMemberExpression() && !path.isOptionalCallExpression()) return false;
  const inner = path.get(path.isOptionalMemberExpression() ? 'object' : 'callee') as NodePath;
  if (!isParenthesized(inner) && endsEarly(inner, stage)) return true;
  const known = path.node.optional ? knownIn(inner, stage) : null;
  return known !== null && 'value' in known && known.value == null;
}

function isParenthesized({ node }: NodePath): boolean {
  return node.extra?.parenthesized === true;
}

function knownCall(path: NodePath<ast.CallExpression>, stage: Stage): Known {
  const callee = evaluate(path.get('callee') as NodePath);
  const argument = path.get('arguments')[0] as NodePath | undefined;
  if (callee.kind !== 'external' || callee.module !== null || !argument) return null;
  const name = callee.members.join('.');
  if (name === 'Boolean') {
    const value = truth(knownIn(argument, stage));
    return value === null ? null : { value };
  }
  const scene = stage.at(argument.node);
  const shape = scene?.answer.shapes.get(argument.node);
  const isObject = shape?.is === 'v1' && truth(knownIn(argument, stage)) === true;
  if (name === 'Buffer.isBuffer') return isObject ? { value: false } : null;
  // how many it has is asked of what may be none
  if (name === 'Object.keys') return isObject && shape.path.length === 0 ? { truthy: true, type: 'object' } : null;
  if (name !== 'Array.isArray') return null;
  const root = shape?.is === 'v1' && scene?.outcome === 'success' && locate(scene.action, shape.path).at === 'root';
  return root ? { value: scene.action.answer.kind === 'list' } : null;
}

/** The child paths of a node, in the order of the text. */
export function childrenOf(path: NodePath): NodePath[] {
  return childKeys(path.node.type)
    .flatMap((key) => path.get(key) as NodePath | NodePath[])
    .filter((child) => child.node)
    .sort((a, b) => startOf(a.node) - startOf(b.node));
}
