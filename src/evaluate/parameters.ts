/** What the parameters of a function hold when one call enters it. */
import { type ast, type Binding, endOf, is, type NodePath, startOf } from '../syntax/index.js';
import { argumentList, argumentsOf } from './arguments.js';
import { functionOf } from './control.js';
import { conditionIn, isThere } from './decide.js';
import { evaluate, keyName, propertyOf } from './evaluate.js';
import { computed } from './sums.js';
import type { Env, Value } from './value.js';

/**
 * `env` with the function's parameters, given the call's arguments; null where the arguments are not known one by one.
 * `more`: something of a library's comes behind them, a callback.
 */
export function entering(
  fn: NodePath<ast.Function>,
  args: readonly NodePath[],
  outer?: Env,
  env?: Env,
  more = false,
): Env | null {
  const given = givenBy(args, env);
  if (!given) return null;
  const inner = new Map<Binding, Value>(outer ?? []);
  const all = argumentsOf(fn);
  if (all && !more) inner.set(all, argumentList(fn, given));
  fn.get('params').forEach((parameter, index) => {
    const missing: Value = { kind: 'literal', value: undefined, path: parameter, env: inner };
    if (parameter.isRestElement())
      bindParameter(parameter.get('argument'), listOf(given.slice(index), parameter, inner), inner);
    else bindParameter(parameter, given[index] ?? (more && index === given.length ? null : missing), inner);
  });
  return inner;
}

/** The function's parameters as they are where it is called with these. */
export function calledWith(fn: NodePath<ast.Function>, given: readonly Value[], outer?: Env): Env {
  const inner = new Map<Binding, Value>(outer ?? []);
  fn.get('params').forEach((parameter, index) => {
    const missing: Value = { kind: 'literal', value: undefined, path: parameter, env: inner };
    bindParameter(parameter, given[index] ?? missing, inner);
  });
  return inner;
}

/** What the call gives, one by one, `...rest` of a known list too; null where that is not known. */
function givenBy(args: readonly NodePath[], env?: Env): Value[] | null {
  const given: Value[] = [];
  for (const argument of args) {
    if (argument.isSpreadElement()) {
      const spread = evaluate(argument.get('argument'), env);
      if (spread.kind !== 'array' || spread.open) return null;
      given.push(...spread.items);
    } else given.push(evaluate(argument, env));
  }
  return given;
}

function listOf(items: readonly Value[], path: NodePath, env: Env): Value {
  return { kind: 'array', items, open: false, path, env };
}

/** `given`: null where it is not known. */
function bindParameter(parameter: NodePath, given: Value | null, inner: Map<Binding, Value>): void {
  if (parameter.isAssignmentPattern()) {
    const missing = given?.kind === 'literal' && given.value === undefined;
    const value = missing ? evaluate(parameter.get('right'), inner) : given;
    return bindParameter(parameter.get('left'), value, inner);
  }
  if (parameter.isTSParameterProperty()) return bindParameter(parameter.get('parameter'), given, inner);
  if (parameter.isObjectPattern()) return bindPattern(parameter, given, inner);
  if (parameter.isArrayPattern()) return bindList(parameter, given, inner);
  if (!parameter.isIdentifier()) return;
  const binding = parameter.scope.getBinding(parameter.node.name);
  if (!binding) return;
  if (given) inner.set(binding, given);
}

function bindPattern(pattern: NodePath<ast.ObjectPattern>, given: Value | null, inner: Map<Binding, Value>): void {
  const taken = new Set<string>();
  for (const property of pattern.get('properties')) {
    if (property.isRestElement()) {
      const rest =
        given?.kind === 'object' ? { ...given, entries: given.entries.filter(({ key }) => !taken.has(key)) } : null;
      bindParameter(property.get('argument'), rest, inner);
      continue;
    }
    const key = keyName(property as NodePath<ast.ObjectProperty>, inner);
    if (key === null) return;
    taken.add(key);
    bindParameter(property.get('value'), given && propertyOf(given, key), inner);
  }
}

function bindList(pattern: NodePath<ast.ArrayPattern>, given: Value | null, inner: Map<Binding, Value>): void {
  const list = given?.kind === 'array' && !given.open ? given : null;
  (pattern.get('elements') as NodePath[]).forEach((element, index) => {
    if (!element.node) return;
    if (element.isRestElement())
      bindParameter(element.get('argument'), list && listOf(list.items.slice(index), element, inner), inner);
    else bindParameter(element, list && propertyOf(list, String(index)), inner);
  });
}

const settled = new Set<Binding>();

/** Is the parameter being followed through its own assignments right now? */
export function isSettled(binding: Binding): boolean {
  return settled.has(binding);
}

/**
 * What the caller gave in the place of a name; null where there is no such text, and where the function sets the name
 * itself: then it is no more what was given.
 */
export function givenFor({ path, env }: Value): Value | null {
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  const given = binding && env?.get(binding);
  return given && given.path !== path && binding.constantViolations.length === 0 ? given : null;
}

/**
 * A parameter that the function itself changes first: `params = params || {}`,
 * `if (typeof params === 'function') { cb = params; params = {}; }`. Null where the call does not decide what it is.
 */
export function changedParameter(binding: Binding, given: Value, use: NodePath, env: Env): Value | null {
  const steps = stepsBefore(binding, use);
  if (!steps) return null;
  let value = given;
  for (const step of steps) {
    const now = new Map(env).set(binding, value);
    const read = (path: NodePath) => settling(binding, () => evaluate(path, now));
    const condition = conditionIn(step, use, read);
    if (condition === 'never') continue;
    if (condition !== null) return null;
    const next = assigned(step, value, read);
    if (!next) return null;
    value = next;
  }
  return value;
}

/** The assignments to a parameter that have been made when the use is reached; null where that is not known. */
function stepsBefore(binding: Binding, use: NodePath): readonly NodePath<ast.AssignmentExpression>[] | null {
  const fn = binding.scope.path;
  const own = functionOf(use)?.node === fn.node;
  const start = startOf(use.node);
  const before: NodePath<ast.AssignmentExpression>[] = [];
  for (const step of binding.constantViolations) {
    if (!step.isAssignmentExpression() || !is.isIdentifier(step.node.left)) return null;
    if (functionOf(step)?.node !== fn.node) return null;
    const isLater = startOf(step.node) > start || isWithin(use, step);
    if (!isLater) before.push(step);
    else if (!own || step.findParent((path) => path.isLoop() && isWithin(use, path))) return null;
  }
  const last = Math.max(...before.map(({ node }) => endOf(node)));
  if (!own && before.length > 0 && mayRunBefore(use, fn, last)) return null;
  return before.sort((a, b) => startOf(a.node) - startOf(b.node));
}

function isWithin(inner: NodePath, outer: NodePath): boolean {
  return inner.findParent(({ node }) => node === outer.node) !== null;
}

/** Is the use in a function that is declared in the other one, and named there before that place? */
function mayRunBefore(use: NodePath, outer: NodePath, place: number): boolean {
  const inner = use.findParent(
    (path) => path.isFunction() && path.parentPath?.getFunctionParent()?.node === outer.node,
  );
  const id = inner?.isFunctionDeclaration() ? inner.node.id : null;
  const named = id && inner?.parentPath?.scope.getBinding(id.name);
  return Boolean(named?.referencePaths.some(({ node }) => startOf(node) < place));
}

/** What an assignment makes of the value; null where that is not known. */
function assigned(
  step: NodePath<ast.AssignmentExpression>,
  value: Value,
  read: (path: NodePath) => Value,
): Value | null {
  const right = step.get('right');
  const { operator } = step.node;
  if (operator === '=') return read(right);
  if (operator === '||=' || operator === '&&=' || operator === '??=') {
    const known = value.kind === 'literal' ? value : isThere(value) ? { value: true } : null;
    if (!known) return null;
    const kept = operator === '??=' ? known.value != null : Boolean(known.value) === (operator === '||=');
    return kept ? value : read(right);
  }
  return computed(operator.slice(0, -1), value, read(right), step, value.env);
}

/** Reads while the variable holds what is known of it by then. */
export function settling<T>(binding: Binding, read: () => T): T {
  settled.add(binding);
  try {
    return read();
  } finally {
    settled.delete(binding);
  }
}
