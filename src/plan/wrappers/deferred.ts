/** Deferreds: promises that are settled by functions kept beside them, a library's or the author's own. */
import { bare, evaluate } from '../../evaluate/evaluate.js';
import { isExternal, type Value } from '../../evaluate/value.js';
import { type ast, type Binding, is, type NodePath } from '../../syntax/index.js';
import { bindingAt, givenBack } from './given-back.js';

export interface Settler {
  readonly does: 'resolve' | 'reject';
  /** the variable that holds the promise, or the object that it is a property of */
  readonly of: Binding;
}

/** `deferred.resolve`, or `resolve` that a promise's executor handed out; null where the expression is none of these. */
export function settlerAt(path: NodePath): Settler | null {
  const callee = bare(path);
  if (callee.isMemberExpression({ computed: false })) {
    const object = callee.get('object') as NodePath;
    const of = bindingAt(object);
    const name = is.isIdentifier(callee.node.property) ? callee.node.property.name : '';
    const does = of ? (settlersOf(of)?.get(name) ?? null) : null;
    return of && does ? { does, of } : null;
  }
  const held = bindingAt(callee);
  if (!held) return null;
  const { path: declared } = held;
  // `const { promise, resolve, reject } = Promise.withResolvers()`
  if (declared.isVariableDeclarator() && is.isObjectPattern(declared.node.id)) {
    const names = namesOf(evaluate(declared.get('init') as NodePath));
    const key = names && keyIn(declared.node.id, held);
    const does = key ? names?.get(key) : undefined;
    const promise = does ? promiseIn(declared as NodePath<ast.VariableDeclarator>) : null;
    return does && promise ? { does, of: promise } : null;
  }
  return handedOut(held);
}

/** `return deferred.promise`: whose promise the function gives back, wherever it leaves. */
export function promiseGivenBack(fn: NodePath<ast.Function>): Binding | null {
  return givenBack(fn, promiseAt);
}

function promiseAt(path: NodePath): Binding | null {
  // `deferred.promise()` of jQuery's
  const member = path.isCallExpression() ? bare(path.get('callee') as NodePath) : path;
  if (member.isMemberExpression({ computed: false })) {
    const of = bindingAt(member.get('object') as NodePath);
    const names = of && settlersOf(of);
    return names && is.isIdentifier(member.node.property, { name: 'promise' }) ? of : null;
  }
  return path.isIdentifier() ? bindingAt(path) : null;
}

type Settlers = ReadonlyMap<string, 'resolve' | 'reject'>;

const USUAL: Settlers = new Map([
  ['resolve', 'resolve'],
  ['fulfill', 'resolve'],
  ['reject', 'reject'],
]);

/** The names under which the object in the variable settles its promise. */
function settlersOf(binding: Binding): Settlers | null {
  const init = binding.path.isVariableDeclarator() ? (binding.path.get('init') as NodePath) : null;
  if (!init?.node || binding.constantViolations.length > 0 || !is.isIdentifier(binding.identifier)) return null;
  const use = binding.referencePaths[0];
  return namesOf(evaluate(init)) ?? (use ? namesOf(evaluate(use)) : null);
}

function namesOf(value: Value): Settlers | null {
  if (value.kind === 'call') {
    const { callee } = value;
    const isDeferred =
      isExternal(callee, ['q', 'bluebird', 'when', 'rsvp', 'pinkie-defer', 'p-defer'], 'defer') ||
      isExternal(callee, ['p-defer']) ||
      isExternal(callee, [null], 'Promise', 'withResolvers') ||
      isExternal(callee, [null], 'Promise', 'defer') ||
      isExternal(callee, [null], '$', 'Deferred') ||
      isExternal(callee, ['jquery', 'jquery-deferred'], 'Deferred');
    return isDeferred ? USUAL : null;
  }
  const promise = value.kind === 'object' ? value.entries.find(({ key }) => key === 'promise') : undefined;
  return promise ? keptBy(promise.value) : null;
}

/** `new Promise(function (resolve, reject) { d.resolve = resolve; d.reject = reject; })` */
function keptBy(promise: Value): Settlers | null {
  const executor = promise.kind === 'call' && promise.construct ? executorOf(promise.path) : null;
  if (!executor) return null;
  const names = new Map<string, 'resolve' | 'reject'>();
  for (const { left, does } of keptIn(executor))
    if (left.isMemberExpression({ computed: false }) && is.isIdentifier(left.node.property))
      names.set(left.node.property.name, does);
  return names;
}

/** `let resolve; const promise = new Promise((done) => { resolve = done; })` */
function handedOut(held: Binding): Settler | null {
  const [set, ...others] = held.constantViolations;
  const executor = set?.getFunctionParent();
  const construct = executor?.parentPath;
  if (!set || others.length > 0 || !executor || !construct || executorOf(construct)?.node !== executor.node)
    return null;
  const kept = keptIn(executor as NodePath<ast.Function>).find(({ left }) => bindingAt(left) === held);
  const holder = construct.parentPath;
  const of = holder?.isVariableDeclarator() ? bindingAt(holder.get('id') as NodePath) : null;
  return kept && of ? { does: kept.does, of } : null;
}

function executorOf(written: NodePath): NodePath<ast.Function> | null {
  const construct = bare(written);
  if (!construct.isNewExpression()) return null;
  const callee = evaluate(construct.get('callee') as NodePath);
  const [executor] = construct.get('arguments') as NodePath[];
  const isPromise = isExternal(callee, [null], 'Promise') || isExternal(callee, ['bluebird', 'es6-promise', 'rsvp']);
  return isPromise && executor?.isFunction() ? (executor as NodePath<ast.Function>) : null;
}

function keptIn(executor: NodePath<ast.Function>): { left: NodePath; does: 'resolve' | 'reject' }[] {
  const params = executor.node.params.map((one) => (is.isIdentifier(one) ? executor.scope.getBinding(one.name) : null));
  const kept: { left: NodePath; does: 'resolve' | 'reject' }[] = [];
  executor.traverse({
    AssignmentExpression(path) {
      const index = params.indexOf(bindingAt(path.get('right')) ?? undefined);
      if (index === 0 || index === 1)
        kept.push({ left: path.get('left') as NodePath, does: index === 0 ? 'resolve' : 'reject' });
    },
  });
  return kept;
}

function keyIn(pattern: ast.ObjectPattern, held: Binding): string | null {
  for (const property of pattern.properties)
    if (is.isObjectProperty(property) && property.value === held.identifier && is.isIdentifier(property.key))
      return property.key.name;
  return null;
}

/** The variable of the pattern that takes the promise. */
function promiseIn(declared: NodePath<ast.VariableDeclarator>): Binding | null {
  const pattern = declared.node.id as ast.ObjectPattern;
  for (const property of pattern.properties)
    if (is.isObjectProperty(property) && is.isIdentifier(property.key, { name: 'promise' }))
      return (is.isIdentifier(property.value) && declared.scope.getBinding(property.value.name)) || null;
  return null;
}
