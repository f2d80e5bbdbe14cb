/** `callback(null, record)`: the functions that get the answer where a function hands it to its own parameter. */
import { seesAllArguments } from '../../evaluate/arguments.js';
import { type ast, isNothing, type NodePath } from '../../syntax/index.js';
import { takesErrorOnly } from './async-library.js';
import { type Taker, takersOf } from './tasks.js';

/** Every call of a function; null where not all are seen. */
type CallersOf = (fn: NodePath<ast.Function>) => readonly NodePath<ast.CallExpression>[] | null;

/**
 * The parameters, one per caller, that the argument arrives at; null where a caller is not seen, gives something else
 * than a function written right there, or where `same` says that another call puts something else in its place.
 */
export function receiversOf(
  call: NodePath<ast.CallExpression>,
  index: number,
  same: (argument: NodePath) => boolean,
  callersOf: CallersOf,
): readonly Taker[] | null {
  const callee = call.get('callee') as NodePath;
  const binding = callee.isIdentifier() ? callee.scope.getBinding(callee.node.name) : undefined;
  if (binding?.kind !== 'param' || binding.constantViolations.length > 0) return null;
  const count = call.node.arguments.length;
  const takers = takersOf(callee, index, count);
  if (takers)
    return binding.referencePaths.every((use) => isTest(use) || callsWith(use, call, index, same)) &&
      !takers.some(({ fn }) => seesAllArguments(fn))
      ? takers
      : null;
  const fn = binding.scope.path as NodePath<ast.Function>;
  const position = fn.isFunction() ? fn.node.params.indexOf(binding.identifier) : -1;
  const callers = position < 0 ? null : callersOf(fn);
  if (!callers || callers.length === 0) return null;
  if (!binding.referencePaths.every((use) => isTest(use) || callsWith(use, call, index, same))) return null;
  const receivers = callers.map((caller) => {
    const given = (caller.get('arguments') as NodePath[])[position];
    if (!given?.isFunctionExpression() && !given?.isArrowFunctionExpression())
      return given ? takersOf(given, index, count) : null;
    return [called(given as NodePath<ast.Function>, index)];
  });
  const known = receivers.flatMap((one) => one ?? []);
  return receivers.every((one) => one !== null) && !known.some(({ fn: one }) => seesAllArguments(one)) ? known : null;
}

/**
 * The functions that a parameter holds: what the callers of its function hand in, through further functions as well.
 * `closed`: all of them are seen. Null where it is no parameter.
 */
export function handedFunctions(path: NodePath, callersOf: CallersOf, depth = 0): Handed | null {
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  if (binding?.kind !== 'param' || binding.constantViolations.length > 0 || depth > 4) return null;
  const owner = binding.scope.path as NodePath<ast.Function>;
  const position = owner.isFunction() ? owner.node.params.indexOf(binding.identifier) : -1;
  if (position < 0) return null;
  if (takersOf(path, 1, 2)?.every(({ fn }) => !seesAllArguments(fn)))
    return { takers: (index, count) => takersOf(path, index, count), closed: true, mayBeMissing: false };
  const callers = callersOf(owner);
  if (!callers || callers.length === 0) return { takers: nobody, closed: false, mayBeMissing: true };
  const all: Handed[] = callers.map((caller) => {
    const given = caller.get('arguments')[position];
    if (!given || isNothing(given)) return { takers: nobody, closed: true, mayBeMissing: true };
    if (takesErrorOnly(given)) return { takers: nobody, closed: true, mayBeMissing: false };
    if (
      (given.isFunctionExpression() || given.isArrowFunctionExpression()) &&
      !seesAllArguments(given as NodePath<ast.Function>)
    )
      return {
        takers: (index) => [called(given as NodePath<ast.Function>, index)],
        closed: true,
        mayBeMissing: false,
      };
    return handedFunctions(given, callersOf, depth + 1) ?? { takers: nobody, closed: false, mayBeMissing: false };
  });
  return {
    takers: (index, count) => {
      const found = all.map((one) => one.takers(index, count));
      return found.every((one) => one !== null) ? found.flat() : null;
    },
    closed: all.every(({ closed }) => closed),
    mayBeMissing: all.some(({ mayBeMissing }) => mayBeMissing),
  };
}

const nobody = (): Taker[] => [];

/** The function that stands there is called itself. */
function called(fn: NodePath<ast.Function>, index: number): Taker {
  return { fn, parameter: (fn.get('params') as NodePath[])[index], holds: (shape) => shape };
}

interface Handed {
  /** who takes what is given at that place; null where it goes elsewhere */
  readonly takers: (index: number, count: number) => readonly Taker[] | null;
  readonly closed: boolean;
  readonly mayBeMissing: boolean;
}

/** `if (callback)`, `callback && callback(x)`: the left side. */
function isTest(use: NodePath): boolean {
  const { parentPath } = use;
  if (parentPath?.isIfStatement()) return use.key === 'test';
  return parentPath?.isLogicalExpression({ operator: '&&' }) === true && use.key === 'left';
}

/** A call that puts nothing, or the same, where the answer goes. */
function callsWith(
  use: NodePath,
  call: NodePath<ast.CallExpression>,
  index: number,
  same: (argument: NodePath) => boolean,
): boolean {
  const other = use.parentPath;
  if (!other?.isCallExpression() || use.key !== 'callee') return false;
  if (other.node === call.node) return true;
  const args = other.get('arguments') as NodePath[];
  if (args.some((argument) => argument.isSpreadElement())) return false;
  const argument = args[index];
  return !argument || isNothing(argument) || same(argument);
}
