/**
 * Expression → symbolic value. Follows constants, local variables and what is done to them before the use,
 * properties, simple local functions, and the library calls that build forms. Never guesses: what it does not
 * understand is `unknown`, `param`, `member` or `call`.
 */
import { type ast, is, type NodePath } from '../syntax/index.js';
import { argumentsBinding } from './arguments.js';
import { heldValue } from './bindings.js';
import { callValue, constructValue, importedNow, onlyReturn } from './calls.js';
import { changedElsewhere, heldByThis } from './changes-elsewhere.js';
import { decided } from './decide.js';
import { isHandedOver, isIdleSequence } from './effects.js';
import { spend } from './effort.js';
import { giveUp, keepValue, knownValue, timesGivenUp } from './known-values.js';
import { MOST_ITEMS } from './lists.js';
import { ownExport } from './modules/own-exports.js';
import { givenBySelf, ofInstance } from './receiver.js';
import { computed, joined } from './sums.js';
import { prototypeMember, selfOf, staticMember, thisMember } from './this-member.js';
import { typedEntries } from './typed-fields.js';
import { apart, Underway } from './underway.js';
import {
  type ArrayValue,
  at,
  type Choice,
  type Condition,
  type Entry,
  type Env,
  elsewhereOf,
  entryOf,
  type ObjectValue,
  type Unknown,
  unsettled,
  type Value,
} from './value.js';

const MAX_DEPTH = 60;
let depth = 0;
let entered: Env | undefined;

/** The value of an expression. `env` holds what the parameters of entered functions stand for. */
export function evaluate(path: NodePath, env: Env | undefined = entered): Value {
  if (depth > MAX_DEPTH) {
    giveUp();
    return unknown(path, env);
  }
  const found = knownValue(path.node, env);
  if (found) return found;
  spend();
  depth++;
  const before = timesGivenUp();
  try {
    const value = evaluateNode(path, env);
    if (timesGivenUp() === before) keepValue(path.node, env, value);
    return value;
  } finally {
    depth--;
  }
}

/** Evaluates as if the functions of these parameters had been entered: what one of their callers sees. */
export function within<T>(env: Env, read: () => T): T {
  const before = entered;
  entered = env;
  try {
    return read();
  } finally {
    entered = before;
  }
}

/** What is found where nothing is being evaluated: whatever led to the question has no say in the answer. */
export function evaluatedApart<T>(read: () => T): T {
  const before = { depth, entered };
  depth = 0;
  entered = undefined;
  try {
    return apart(read);
  } finally {
    ({ depth, entered } = before);
  }
}

export function unknown(path: NodePath, env?: Env): Unknown {
  return { kind: 'unknown', path, env };
}

/** Through parentheses and type assertions, which change no value. */
export function bare(path: NodePath): NodePath {
  let inner = path;
  while (
    inner.isTSAsExpression() ||
    inner.isTSNonNullExpression() ||
    inner.isTSTypeAssertion() ||
    inner.isTSSatisfiesExpression() ||
    inner.isTypeCastExpression() ||
    inner.isParenthesizedExpression()
  ) {
    inner = inner.get('expression') as NodePath;
  }
  return inner;
}

function evaluateNode(written: NodePath, env?: Env): Value {
  const path = bare(written);
  const { node } = path;
  switch (node.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return { kind: 'literal', value: node.value, path: written, env };
    case 'NullLiteral':
      return { kind: 'literal', value: null, path: written, env };
    case 'TemplateLiteral':
      return template(path as NodePath<ast.TemplateLiteral>, written, env);
    case 'BinaryExpression':
      return binary(path as NodePath<ast.BinaryExpression>, written, env);
    case 'UnaryExpression':
      return unary(path as NodePath<ast.UnaryExpression>, written, env);
    case 'ObjectExpression':
      return objectValue(path as NodePath<ast.ObjectExpression>, written, env);
    case 'ArrayExpression':
      return arrayValue(path as NodePath<ast.ArrayExpression>, written, env);
    case 'ConditionalExpression':
      return conditional(path as NodePath<ast.ConditionalExpression>, written, env);
    case 'LogicalExpression':
      return logical(path as NodePath<ast.LogicalExpression>, written, env);
    case 'SequenceExpression':
      return isHandedOver(path) && !isIdleSequence(path as NodePath<ast.SequenceExpression>)
        ? unknown(written, env)
        : evaluate((path.get('expressions') as NodePath[]).at(-1) as NodePath, env);
    case 'AssignmentExpression':
      return node.operator === '=' && !isHandedOver(path)
        ? evaluate(path.get('right') as NodePath, env)
        : unknown(written, env);
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ClassMethod':
    case 'ClassPrivateMethod':
    case 'ObjectMethod':
      return { kind: 'function', fn: path, path, env };
    case 'Identifier':
      return seenFrom(heldValue(path as NodePath<ast.Identifier>, env), path, written, env);
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return memberValue(path as NodePath<ast.MemberExpression>, written, env);
    case 'CallExpression':
    case 'OptionalCallExpression':
      return callValue(path as NodePath<ast.CallExpression>, written, env);
    case 'AwaitExpression':
      return importedNow(path as NodePath<ast.AwaitExpression>, written, env);
    case 'NewExpression':
      return constructValue(path as NodePath<ast.NewExpression>, written, env);
    default:
      return unknown(written, env);
  }
}

/**
 * The value as the text at `written` gives it. Inside an entered function only the text that its caller wrote means
 * anything outside.
 */
function seenFrom(value: Value, base: NodePath, written: NodePath, env?: Env): Value {
  return env && value.kind !== 'literal' && isInside(base, env) ? value : at(value, written, env);
}

/** Does the expression start from a name of an entered function? */
export function isInside(path: NodePath, env: Env): boolean {
  let base = bare(path);
  while (base.isMemberExpression() || base.isOptionalMemberExpression()) base = bare(base.get('object') as NodePath);
  const binding = base.isIdentifier() ? base.scope.getBinding(base.node.name) : undefined;
  if (!binding) return base.isIdentifier() && argumentsBinding(base) !== null;
  for (const { scope } of env.keys()) if (scope === binding.scope || binding.path.isDescendant(scope.path)) return true;
  return false;
}

function template(path: NodePath<ast.TemplateLiteral>, written: NodePath, env?: Env): Value {
  const expressions = path.get('expressions') as NodePath[];
  const parts: Value[] = [];
  path.get('quasis').forEach((quasi, index) => {
    const text = quasi.node.value.cooked ?? quasi.node.value.raw;
    if (text) parts.push({ kind: 'literal', value: text, path: quasi, env });
    const expression = expressions[index];
    if (expression) parts.push(evaluate(expression, env));
  });
  return joined(parts, written, env);
}

function binary(path: NodePath<ast.BinaryExpression>, written: NodePath, env?: Env): Value {
  const left = evaluate(path.get('left') as NodePath, env);
  const right = evaluate(path.get('right'), env);
  return computed(path.node.operator, left, right, written, env) ?? unknown(written, env);
}

function unary(path: NodePath<ast.UnaryExpression>, written: NodePath, env?: Env): Value {
  const argument = evaluate(path.get('argument'), env);
  const { operator } = path.node;
  if (operator === 'void') return { kind: 'literal', value: undefined, path: written, env };
  if (argument.kind !== 'literal') return unknown(written, env);
  const { value } = argument;
  if (operator === '!') return { kind: 'literal', value: !value, path: written, env };
  if (operator === '-' && typeof value === 'number') return { kind: 'literal', value: -value, path: written, env };
  if (operator === '+' && value !== undefined) return { kind: 'literal', value: Number(value), path: written, env };
  return unknown(written, env);
}

function conditional(path: NodePath<ast.ConditionalExpression>, written: NodePath, env?: Env): Value {
  const then = evaluate(path.get('consequent'), env);
  const otherwise = evaluate(path.get('alternate'), env);
  const holds = decided(path.get('test'), (inner) => evaluate(inner, env));
  if (holds !== null) return at(holds ? then : otherwise, written, env);
  return {
    kind: 'choice',
    operator: '?:',
    test: path.get('test'),
    then,
    otherwise,
    path: written,
    env,
  } satisfies Choice;
}

/** Text with something in it. */
export function isNotEmpty(value: Value): boolean {
  return value.kind === 'concat' && value.parts.some((part) => part.kind === 'literal' && Boolean(part.value));
}

function logical(path: NodePath<ast.LogicalExpression>, written: NodePath, env?: Env): Value {
  const { operator } = path.node;
  const left = evaluate(path.get('left'), env);
  const right = evaluate(path.get('right'), env);
  if (left.kind === 'literal') {
    const first = operator === '??' ? left.value != null : operator === '||' ? Boolean(left.value) : !left.value;
    return at(first ? left : right, written, env);
  }
  if (operator !== '&&' && ['object', 'array', 'function', 'encoded'].includes(left.kind))
    return at(left, written, env);
  return { kind: 'choice', operator, test: path.get('left'), then: left, otherwise: right, path: written, env };
}

function arrayValue(path: NodePath<ast.ArrayExpression>, written: NodePath, env?: Env): ArrayValue {
  const items: Value[] = [];
  let open = false;
  for (const element of path.get('elements') as NodePath[]) {
    if (!element.node) open = true;
    else if (element.isSpreadElement()) {
      const spread = evaluate(element.get('argument'), env);
      if (spread.kind === 'array' && !spread.open && items.length + spread.items.length <= MOST_ITEMS)
        items.push(...spread.items);
      else open = true;
    } else items.push(evaluate(element, env));
  }
  return { kind: 'array', items, open, path: written, env };
}

function objectValue(path: NodePath<ast.ObjectExpression>, written: NodePath, env?: Env): ObjectValue {
  let entries: Entry[] = [];
  let open = false;
  for (const property of path.get('properties')) {
    if (property.isSpreadElement()) {
      const merged = merge({ entries, open }, evaluate(property.get('argument'), env));
      ({ entries, open } = merged);
    } else if (property.isObjectMethod()) {
      const key = keyName(property as unknown as NodePath<ast.ObjectProperty>, env);
      if (key === null || property.node.kind === 'set') open = true;
      else entries.push({ key, when: null, value: methodOrGotten(property, env) });
    } else {
      const key = keyName(property as NodePath<ast.ObjectProperty>, env);
      if (key === null) open = true;
      else entries.push({ key, when: null, value: evaluate(property.get('value') as NodePath, env) });
    }
  }
  return { kind: 'object', entries, open, path: written, env };
}

function methodOrGotten(property: NodePath<ast.ObjectMethod>, env?: Env): Value {
  if (property.node.kind !== 'get') return { kind: 'function', fn: property, path: property, env };
  return gotten(property, property, env) ?? unknown(property, env);
}

/** The name of a property as written or computed; null when it is known only at run time. */
export function keyName(property: NodePath<ast.ObjectProperty>, env?: Env): string | null {
  const { key, computed } = property.node;
  if (!computed && is.isIdentifier(key)) return key.name;
  if (!computed && (is.isStringLiteral(key) || is.isNumericLiteral(key))) return String(key.value);
  const value = evaluate(property.get('key') as NodePath, env);
  return value.kind === 'literal' && (typeof value.value === 'string' || typeof value.value === 'number')
    ? String(value.value)
    : null;
}

/** `into` with all that `source` has, as spread and `Object.assign` do. */
export function merge(
  into: { readonly entries: readonly Entry[]; readonly open: boolean },
  source: Value,
): { entries: Entry[]; open: boolean } {
  if (source.kind === 'object') {
    const before = source.open ? unsettled(into) : into;
    return { entries: [...before.entries, ...source.entries], open: before.open };
  }
  if (source.kind === 'literal') return { entries: [...into.entries], open: into.open };
  const conditional = conditionalEntries(source) ?? typedEntries(source);
  if (conditional) return { entries: [...into.entries, ...conditional], open: into.open };
  const { entries } = unsettled(into);
  return { entries: [...entries], open: true };
}

/** `cond && {…}`, `cond ? {…} : {}`, `cond ? {} : {…}`, `x || {}`: entries under a condition. */
function conditionalEntries(value: Value): Entry[] | null {
  if (value.kind !== 'choice' || !value.test) return null;
  const under = (source: Value, negated: boolean): Entry[] | null => {
    if (source.kind === 'literal') return [];
    if (source.kind !== 'object' || source.open || source.entries.some((entry) => entry.when)) return null;
    const when: Condition = { path: value.test as NodePath, negated };
    return source.entries.map((entry) => ({ ...entry, when }));
  };
  if (value.operator === '&&') return under(value.otherwise, false);
  if (value.operator !== '?:') return null;
  const then = under(value.then, false);
  const otherwise = under(value.otherwise, true);
  return then && otherwise ? [...then, ...otherwise] : null;
}

/** The property that a member expression names, or null. */
export function memberName(path: NodePath<ast.MemberExpression>, env?: Env): string | null {
  const { property, computed } = path.node;
  if (!computed)
    return is.isIdentifier(property) ? property.name : is.isPrivateName(property) ? `#${property.id.name}` : null;
  const value = evaluate(path.get('property') as NodePath, env);
  return value.kind === 'literal' && value.value !== null && value.value !== undefined ? String(value.value) : null;
}

/** What members of `this` are set to, that is being evaluated. */
const SETS = new Underway<ast.Node>();

function memberValue(path: NodePath<ast.MemberExpression>, written: NodePath, env?: Env): Value {
  const property = memberName(path, env);
  const objectPath = path.get('object') as NodePath;
  const self = property === null ? null : selfOf(objectPath);
  if (self && property !== null) {
    const found = thisMember(self, property);
    if (found && isGetter(found)) {
      const got = gotten(found, objectPath, env);
      return got
        ? at(got, written, env)
        : { kind: 'member', object: evaluate(objectPath, env), property, path: written, env };
    }
    // `this.text = this.text.trim()`: what is read in there was set before
    if (found && SETS.has(found.node)) giveUp();
    else if (found) {
      const value = heldByThis(
        SETS.while(found.node, true, () => evaluate(found, env)),
        property,
        path,
        env,
      );
      if (env && isInside(found, env)) return value;
      return at(value.kind === 'object' ? ofInstance(value, found, objectPath, property) : value, written, env);
    }
  }
  if (property !== null) {
    const found = objectPath.isIdentifier() && staticMember(objectPath, property);
    if (found && isGetter(found)) {
      const got = gotten(found, objectPath, env);
      if (got) return at(got, written, env);
    } else if (found) return at(changedElsewhere(evaluate(found), property, programPath(objectPath)), written, env);
    const own = ownExport(objectPath, property);
    if (own) return at(own, written, env);
    const shared = prototypeMember(objectPath, property);
    if (shared) return at(changedElsewhere(evaluate(shared), property, programPath(objectPath)), written, env);
  }
  const object = evaluate(objectPath, env);
  const value = property === null ? null : propertyOf(object, property);
  // `fields[k]`: the key's name is the entered function's.
  if (value && path.node.computed && env && value.kind !== 'literal') return value;
  return value ? seenFrom(value, objectPath, written, env) : { kind: 'member', object, property, path: written, env };
}

function programPath(path: NodePath): NodePath {
  return path.scope.getProgramParent().path;
}

function isGetter(path: NodePath): path is NodePath<ast.ClassMethod> {
  return (path.isClassMethod() || path.isClassPrivateMethod()) && path.node.kind === 'get';
}

/** `this.credentials`, where a getter of the class makes them; null where that may be another value each time. */
function gotten(getter: NodePath<ast.ClassMethod | ast.ObjectMethod>, receiver: NodePath, env?: Env): Value | null {
  const result = onlyReturn(getter.get('body'));
  const value = result && evaluate(result, env);
  const known = value && ['literal', 'object', 'array', 'encoded', 'external'].includes(value.kind);
  return known ? givenBySelf(value, getter, receiver) : null;
}

/** A function is taken for what it was. */
function isReplaced({ replaced, value }: Entry): boolean {
  return replaced === true && value.kind !== 'function' && elsewhereOf(value) === null;
}

/** What `object.property` is, where that is known; null otherwise. */
export function propertyOf(object: Value, property: string): Value | null {
  switch (object.kind) {
    case 'external':
      return { ...object, members: [...object.members, property] };
    case 'object': {
      const entry = entryOf(object, property);
      if (entry) return entry.when || isReplaced(entry) ? null : entry.value;
      return object.open ? null : { kind: 'literal', value: undefined, path: object.path };
    }
    case 'array': {
      if (property === 'length' && !object.open)
        return { kind: 'literal', value: object.items.length, path: object.path };
      if (!/^\d+$/.test(property) || object.open) return null;
      return object.items[Number(property)] ?? { kind: 'literal', value: undefined, path: object.path };
    }
    case 'choice': {
      const then = propertyOf(object.then, property);
      const otherwise = propertyOf(object.otherwise, property);
      return then && otherwise ? { ...object, then, otherwise } : null;
    }
    default:
      return null;
  }
}
