/** Which types a record may be of where it is read: v4 quotes the content of TXT records, and MX and SRV alone have a priority. */
import { onlyReturn } from '../../evaluate/calls.js';
import { copyAt, nameOf } from '../../evaluate/copies.js';
import { bare, evaluate, memberName, propertyOf } from '../../evaluate/evaluate.js';
import { literalText } from '../../evaluate/value.js';
import { type ast, type Binding, is, isNothing, type NodePath, startOf } from '../../syntax/index.js';
import { asyncName } from './async-library.js';
import { callersOf } from './callers.js';
import { functionAt } from './function-at.js';
import { heldTests } from './held-tests.js';
import { lodashName } from './lists.js';

type Types = ReadonlySet<string>;

const MOST_STEPS = 12;

/** Is none of the records of that type, of which the expression reads something? */
export function isNeverOf(read: NodePath, type: string): boolean {
  const types = typesRead(read);
  return types !== null && !types.has(type);
}

/** The types of the record of which something is read: by a member, a variable of a pattern, a name given to lodash. */
export function typesRead(read: NodePath): Types | null {
  const path = bare(read);
  if (path.isMemberExpression() || path.isOptionalMemberExpression()) return typesAt(path.get('object') as NodePath);
  if (path.isIdentifier()) return typesAt(path);
  const call = path.isCallExpression() ? path : path.findParent((parent) => parent.isCallExpression());
  const list = call ? listOf(call as NodePath<ast.CallExpression>) : null;
  return list && typesAt(list);
}

/** The types that the record, or the records of the list, may be of; null: any. */
function typesAt(path: NodePath, steps = 0): Types | null {
  const inner = bare(path);
  if (steps > MOST_STEPS) return null;
  const further = (one: NodePath) => typesAt(one, steps + 1);
  if (inner.isIdentifier()) return ofName(inner, further);
  if (inner.isAwaitExpression()) return further(inner.get('argument'));
  if (inner.isAssignmentExpression()) return further(inner.get('right'));
  if (inner.isLogicalExpression()) {
    const right = further(inner.get('right'));
    return inner.node.operator === '&&' ? right : either(further(inner.get('left')), right);
  }
  if (inner.isConditionalExpression())
    return either(further(inner.get('consequent') as NodePath), further(inner.get('alternate') as NodePath));
  // `records[0]`
  if (inner.isMemberExpression() || inner.isOptionalMemberExpression()) {
    const asked = guarded(inner, (one) => isMemberType(one, (object) => String(object) === String(inner)));
    return asked ?? (inner.node.computed ? further(inner.get('object') as NodePath) : null);
  }
  const copy = copyAt(inner);
  if (copy) return copy.put.some(({ node }) => nameOf(node) === 'type') ? null : further(copy.of);
  return inner.isCallExpression() || inner.isOptionalCallExpression()
    ? ofCall(inner as NodePath<ast.CallExpression>, further)
    : null;
}

type Further = (path: NodePath) => Types | null;

function either(one: Types | null, other: Types | null): Types | null {
  return one && other && new Set([...one, ...other]);
}

function ofName(path: NodePath<ast.Identifier>, further: Further): Types | null {
  const binding = path.scope.getBinding(path.node.name);
  if (!binding) return null;
  const isType = (one: NodePath) => isTypeOf(one, binding);
  return (
    guarded(path, isType, binding) ??
    (binding.kind === 'param' ? ofParameter(binding, further) : ofVariable(binding, further))
  );
}

/** What was asked of the record before. */
function guarded(path: NodePath, isType: IsType, binding?: Binding): Types | null {
  for (const { test, holds, values } of heldTests(path)) {
    const types = values ? (isType(bare(test)) ? allOf(values) : null) : tested(test, holds, isType);
    // It may hold another record since.
    if (types) return binding?.constantViolations.some((one) => isBetween(one, test, path)) ? null : types;
  }
  return null;
}

/** Is it the type of the record? */
type IsType = (path: NodePath) => boolean;

function allOf(values: readonly NodePath[]): Types | null {
  const texts = values.map((one) => literalText(evaluate(one)));
  return texts.every((one) => one !== null) ? new Set(texts) : null;
}

function isBetween(change: NodePath, test: NodePath, read: NodePath): boolean {
  const at = startOf(change.node);
  return at > startOf(test.node) && at < startOf(read.node);
}

/** `record.type === 'A' && …`, `['A', 'AAAA'].includes(record.type)` */
function tested(test: NodePath, holds: boolean, isType: IsType): Types | null {
  const path = bare(test);
  const of = (one: NodePath, held = holds) => tested(one, held, isType);
  if (path.isUnaryExpression({ operator: '!' })) return of(path.get('argument'), !holds);
  if (path.isLogicalExpression()) {
    const [left, right] = [of(path.get('left')), of(path.get('right'))];
    const both = (path.node.operator === '&&') === holds;
    return both ? (left ?? right) : either(left, right);
  }
  if (path.isBinaryExpression() && /^[!=]==?$/.test(path.node.operator)) {
    if (path.node.operator.startsWith('=') !== holds) return null;
    const sides = [path.get('left') as NodePath, path.get('right') as NodePath];
    const asked = sides.findIndex((one) => isType(bare(one)));
    const other = asked < 0 ? null : literalText(evaluate(sides[1 - asked] as NodePath));
    return only(other);
  }
  if (!holds || !path.isCallExpression()) return null;
  const callee = path.get('callee') as NodePath;
  const [asked] = path.get('arguments') as NodePath[];
  if (!callee.isMemberExpression() || memberName(callee) !== 'includes' || !asked || !isType(bare(asked))) return null;
  const list = evaluate(callee.get('object') as NodePath);
  const texts = list.kind === 'array' && !list.open ? list.items.map(literalText) : [];
  return texts.length > 0 && texts.every((one) => one !== null) ? new Set(texts) : null;
}

/** `record.type`, or the `type` of a pattern. */
function isTypeOf(path: NodePath, binding: Binding): boolean {
  return (
    isSibling(path, binding) ||
    isMemberType(path, (one) => one.isIdentifier() && one.scope.getBinding(one.node.name) === binding)
  );
}

function isMemberType(path: NodePath, isRecord: (object: NodePath) => boolean): boolean {
  if (!path.isMemberExpression() && !path.isOptionalMemberExpression()) return false;
  if (memberName(path as NodePath<ast.MemberExpression>) !== 'type') return false;
  return isRecord(bare(path.get('object') as NodePath));
}

/** `({ type, content }) => …`: the type that the same pattern takes. */
function isSibling(path: NodePath, binding: Binding): boolean {
  const other = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  const pattern = other && patternWith(other);
  return (
    pattern !== null &&
    pattern !== undefined &&
    pattern === patternWith(binding) &&
    pattern.properties.some(
      (one) =>
        is.isObjectProperty(one) && is.isIdentifier(one.key, { name: 'type' }) && one.value === other?.identifier,
    )
  );
}

function patternWith({ identifier, path, scope }: Binding): ast.ObjectPattern | null {
  const places = path.isVariableDeclarator() ? [path.node.id] : scope.path.isFunction() ? scope.path.node.params : [];
  const patterns = (places as ast.Node[]).map((one) => (is.isAssignmentPattern(one) ? one.left : one));
  const found = patterns.find(
    (one) => is.isObjectPattern(one) && one.properties.some((p) => is.isObjectProperty(p) && p.value === identifier),
  );
  return is.isObjectPattern(found) ? found : null;
}

/** What the variable was given, all of it. */
function ofVariable({ path, constantViolations }: Binding, further: Further): Types | null {
  const declared = path.isVariableDeclarator() ? path : null;
  if (!declared) return null;
  const loop = declared.parentPath.parentPath;
  if (loop?.isForOfStatement()) return further(loop.get('right') as NodePath);
  const init = declared.get('init') as NodePath;
  const given = constantViolations.map((one) =>
    one.isAssignmentExpression({ operator: '=' }) ? (one.get('right') as NodePath) : null,
  );
  if (given.some((one) => one === null)) return null;
  const sources = [...(init.node ? [init] : []), ...(given as NodePath[])].filter(mayBeRecord);
  const found = sources.map(further);
  return found.length > 0 ? found.reduce((all, one) => either(all, one)) : null;
}

function mayBeRecord(path: NodePath): boolean {
  return !isNothing(path) && !path.isBooleanLiteral();
}

/** An element of the list that the function is called for, or what it is given by those that call it. */
function ofParameter(binding: Binding, further: Further): Types | null {
  const fn = binding.scope.path;
  if (!fn.isFunction()) return null;
  const index = fn.node.params.findIndex((one) => one === binding.identifier);
  const call = fn.parentPath;
  if (fn.listKey !== 'arguments' || !call?.isCallExpression()) {
    const callers = index < 0 ? null : callersOf(fn as NodePath<ast.Function>);
    return callers && ofGiven(callers, index, further);
  }
  const before = settledBefore(call);
  if (before) return fn.key === 0 ? further(before) : null;
  const calls = index < 0 ? null : callsOfCallback(call, Number(fn.key));
  if (calls) return ofGiven(calls, index, further);
  const list = listOf(call);
  return list && list.node !== fn.node ? further(list) : null;
}

function ofGiven(calls: readonly NodePath<ast.CallExpression>[], index: number, further: Further): Types | null {
  const lists = calls.map((one) => one.get('arguments') as NodePath[]);
  if (lists.some((args) => args.slice(0, index + 1).some((one) => one.isSpreadElement()))) return null;
  const given = lists.flatMap((args) => args[index] ?? []);
  const found = given.filter(mayBeRecord).map(further);
  return found.length > 0 ? found.reduce((all, one) => either(all, one)) : null;
}

/** Where a function of the author's calls what it is handed; null where it is none, or does something else with it. */
function callsOfCallback(call: NodePath<ast.CallExpression>, position: number): NodePath<ast.CallExpression>[] | null {
  const callee = evaluate(call.get('callee') as NodePath);
  const fn = callee.kind === 'function' ? callee.fn : null;
  const parameter = fn?.isFunction() ? fn.node.params[position] : undefined;
  const binding = is.isIdentifier(parameter) ? fn?.scope.getOwnBinding(parameter.name) : undefined;
  if (!binding?.constant) return null;
  const calls = binding.referencePaths.map((use) =>
    use.key === 'callee' && use.parentPath?.isCallExpression() ? use.parentPath : null,
  );
  return calls.every((one) => one !== null) ? calls : null;
}

/** `.then(function (records) { return _.find(records, { type: 'A' }); }).then(function (record) { … })`: what the first gives. */
function settledBefore(call: NodePath<ast.CallExpression>): NodePath | null {
  const [callee, chained] = [call.get('callee') as NodePath, call.get('callee.object') as NodePath | undefined];
  if (!callee.isMemberExpression() || memberName(callee) !== 'then' || !chained?.isCallExpression()) return null;
  const handler = chained.get('callee') as NodePath;
  const [fn, failed] = chained.get('arguments') as NodePath[];
  if (!handler.isMemberExpression() || memberName(handler) !== 'then' || failed || !fn?.isFunction()) return null;
  return onlyReturn(fn.get('body') as NodePath);
}

/** What a method, or a function of lodash or async, goes through. */
function listOf(call: NodePath<ast.CallExpression>): NodePath | null {
  const callee = call.get('callee') as NodePath;
  const [first] = call.get('arguments') as NodePath[];
  const value = evaluate(callee);
  // What a function of the author's calls back with is not told by what it is given.
  if (!callee.isMemberExpression() && !callee.isOptionalMemberExpression())
    return first && (lodashName(value) ?? asyncName(value)) !== null ? first : null;
  const object = callee.get('object') as NodePath;
  const name = memberName(callee as NodePath<ast.MemberExpression>);
  // What a promise is given was asked for elsewhere.
  if (name === 'then' || name === 'catch') return null;
  return evaluate(object).kind === 'external' ? (first ?? null) : object;
}

const KEPT =
  /^(?:slice|splice|sort|toSorted|reverse|pop|shift|at|first|head|last|value|sortBy|orderBy|uniq|uniqBy|take|takeRight|drop|chain|toArray|reject|forEach|each|nth|sample|shuffle|compact|initial|tail|rest)$/;
const CHOSEN = /^(?:filter|find|findLast|detect|select|where|findWhere)$/;

function ofCall(call: NodePath<ast.CallExpression>, further: Further): Types | null {
  const callee = call.get('callee') as NodePath;
  const value = evaluate(callee);
  const name =
    lodashName(value) ??
    (callee.isMemberExpression() || callee.isOptionalMemberExpression()
      ? memberName(callee as NodePath<ast.MemberExpression>)
      : null);
  const list = listOf(call);
  if (name === null || !list) return null;
  if (CHOSEN.test(name)) {
    const args = call.get('arguments') as NodePath[];
    const predicate = args[args[0]?.node === list.node ? 1 : 0];
    return (predicate && chosenBy(predicate)) ?? further(list);
  }
  // `_(records)`
  return name === '' || KEPT.test(name) ? further(list) : null;
}

/** `function (record) { return record.type === 'A'; }`, `{ type: 'A' }`, `['type', 'A']` */
function chosenBy(predicate: NodePath): Types | null {
  const value = evaluate(predicate);
  const [key, named] = value.kind === 'array' && !value.open ? value.items : [];
  const asked = key && literalText(key) === 'type' ? named : value.kind === 'object' && propertyOf(value, 'type');
  if (asked) return only(literalText(asked));
  const fn = functionAt(predicate);
  const result = fn && onlyReturn(fn.get('body') as NodePath);
  const [parameter] = fn?.node.params ?? [];
  const binding = is.isIdentifier(parameter) ? fn?.scope.getOwnBinding(parameter.name) : firstOf(parameter, fn);
  return result && binding?.constant ? tested(result, true, (one) => isTypeOf(one, binding)) : null;
}

/** Any name of a pattern: its siblings tell. */
function firstOf(parameter: ast.Node | undefined, fn: NodePath<ast.Function> | null): Binding | undefined {
  if (!fn || !is.isObjectPattern(parameter)) return undefined;
  const named = parameter.properties.find((one) => is.isObjectProperty(one) && is.isIdentifier(one.value));
  return is.isObjectProperty(named) && is.isIdentifier(named.value)
    ? fn.scope.getOwnBinding(named.value.name)
    : undefined;
}

function only(type: string | null): Types | null {
  return type === null ? null : new Set([type]);
}
