/** What a parameter holds whoever calls: that of a function that is called where it stands, or always with one module. */
import { type ast, type Binding, is, type NodePath } from '../syntax/index.js';
import { evaluate } from './evaluate.js';
import type { Value } from './value.js';

/** null: that depends on the call, or on callers that are not seen. */
export function givenOnce(binding: Binding): Value | null {
  const fn = binding.scope.path as NodePath<ast.Function>;
  if (!fn.isFunction()) return null;
  const index = fn.node.params.indexOf(binding.identifier as ast.Identifier);
  if (index < 0) return null;
  const spot = calledOnTheSpot(fn);
  if (spot) return argumentAt(spot, index);
  const made = factoryCalls(fn);
  if (made) return onlyModule(made.map((call) => argumentAt(argumentsOf(call), index)));
  // one by one, and no more of them than it takes: what callers hand over leads to their own callers
  const [call, ...others] = callsOf(fn);
  const first = call ? argumentAt(argumentsOf(call), index) : null;
  if (!first || !isModule(first)) return null;
  const same = others.every((one) => {
    const other = argumentAt(argumentsOf(one), index);
    return other !== null && isSameModule(first, other);
  });
  return same ? first : null;
}

/** The arguments of `(function (request) { … })(require('request'))`, `.call(this, …)` too; one that calls itself is given others. */
function calledOnTheSpot(fn: NodePath<ast.Function>): readonly NodePath[] | null {
  const { parentPath: parent } = fn;
  const own = fn.isFunctionExpression() && fn.node.id ? fn.scope.getBinding(fn.node.id.name) : undefined;
  if (own && own.referencePaths.length > 0) return null;
  if (parent?.isCallExpression() && fn.key === 'callee') return argumentsOf(parent);
  const call = parent?.parentPath;
  const called = parent?.isMemberExpression() && fn.key === 'object' && parent.key === 'callee';
  if (!called || !call?.isCallExpression() || !is.isIdentifier(parent.node.property, { name: 'call' })) return null;
  return argumentsOf(call).slice(1);
}

/**
 * The calls of `factory` in `(function (root, factory) { … module.exports = factory(require('request')) … })(this, fn)`:
 * all that is done with it, but that a loader for browsers is told of it.
 */
function factoryCalls(fn: NodePath<ast.Function>): readonly NodePath[] | null {
  const outer = fn.parentPath;
  const wrapper = outer?.isCallExpression() && fn.listKey === 'arguments' ? (outer.get('callee') as NodePath) : null;
  const parameter = wrapper?.isFunction() ? wrapper.node.params[Number(fn.key)] : null;
  const binding = is.isIdentifier(parameter) ? wrapper?.scope.getOwnBinding(parameter.name) : undefined;
  if (!binding || binding.constantViolations.length > 0) return null;
  const isCalled = (use: NodePath) => use.key === 'callee' && use.parentPath?.isCallExpression() === true;
  const rest = binding.referencePaths.filter((use) => !isCalled(use) && use.parentPath?.isUnaryExpression() !== true);
  if (!rest.every(isDefined)) return null;
  return binding.referencePaths.filter(isCalled).map((use) => use.parentPath as NodePath);
}

/** `define(['request'], factory)` */
function isDefined({ listKey, parent }: NodePath): boolean {
  return listKey === 'arguments' && is.isCallExpression(parent) && is.isIdentifier(parent.callee, { name: 'define' });
}

/** The module that one of the calls hands over, where no other hands over another: `root.request` is a browser's. */
function onlyModule(given: readonly (Value | null)[]): Value | null {
  const [first, ...others] = given.filter((value): value is Value => value !== null && isModule(value));
  return first && others.every((other) => isSameModule(first, other)) ? first : null;
}

function argumentsOf(call: NodePath): readonly NodePath[] {
  return call.get('arguments') as NodePath[];
}

function argumentAt(args: readonly NodePath[], index: number): Value | null {
  const argument = args[index];
  return argument && !args.slice(0, index + 1).some((one) => one.isSpreadElement()) ? evaluate(argument) : null;
}

/** Every use of the function's name, where all are calls. */
function callsOf(fn: NodePath<ast.Function>): readonly NodePath[] {
  const named = fn.isFunctionDeclaration() ? fn : fn.parentPath;
  const id = named?.isFunctionDeclaration() || named?.isVariableDeclarator() ? named.node.id : null;
  if (!named || !is.isIdentifier(id)) return [];
  const statement = named.isFunctionDeclaration() ? named : named.parentPath;
  const binding = (statement as NodePath).parentPath?.scope.getBinding(id.name);
  if (!binding || binding.constantViolations.length > 0 || statement?.parentPath?.isExportDeclaration()) return [];
  const uses = binding.referencePaths;
  return uses.every((use) => use.key === 'callee' && use.parentPath?.isCallExpression())
    ? uses.map((use) => use.parentPath as NodePath)
    : [];
}

function isModule(value: Value): boolean {
  return value.kind === 'external' && value.module !== null;
}

function isSameModule(one: Value, other: Value): boolean {
  return (
    one.kind === 'external' &&
    other.kind === 'external' &&
    one.module === other.module &&
    one.members.join('.') === other.members.join('.')
  );
}
