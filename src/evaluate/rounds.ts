/** Loops over lists and objects that are known: what their variables are, round by round. */

import { type ast, type Binding, isNothing, type NodePath, startOf } from '../syntax/index.js';
import { conditionOf } from './control.js';
import { decided } from './decide.js';
import { evaluate, memberName } from './evaluate.js';
import { only } from './only.js';
import { settling } from './parameters.js';
import type { Env, Value } from './value.js';

/** More rounds than any form has fields are not gone through. */
const MOST_ROUNDS = 60;

export interface Loop {
  readonly path: NodePath;
  readonly body: NodePath;
  readonly rounds: readonly Env[];
  /** what begins the next round early, in the order of the text */
  readonly guards: readonly Guard[];
  /** a `var` that the loop itself sets, round by round */
  readonly counter: Binding | null;
}

/** `if (…) continue;`, right in the body of the loop; `if (…) return;` in that of a callback. */
type Guard = NodePath<ast.IfStatement>;

/** The loop around a step that the use stands behind; null where its rounds are not known. */
export function loopAround(step: NodePath, use: NodePath, env?: Env): Loop | null {
  const ancestors = new Set<NodePath>(use.getAncestry());
  const path = step.findParent((one) => isLoop(one) && !ancestors.has(one));
  if (!path || startOf(path.node) > startOf(use.node)) return null;
  // What stands around the loop must have run, and only it may be left before its end.
  const whole = path.isFunction() ? (path.parentPath as NodePath) : path;
  const guards = guardsOf(path);
  if (conditionOf(whole, use) !== null || !guards) return null;
  const rounds = roundsOf(path, env);
  return rounds && { path, body: path.get('body') as NodePath, rounds, guards, counter: counterOf(path) };
}

/** The loop that a step stands in and whose variables are made anew in each round; null where these are not known. */
export function loopOf(step: NodePath): Pick<Loop, 'path' | 'body' | 'rounds'> | null {
  const path = step.findParent(isLoop);
  const own = path?.isForInStatement() || path?.isForOfStatement() ? path.node.left : null;
  if (
    !path ||
    guardsOf(path)?.length !== 0 ||
    !(path.isFunction() || (own?.type === 'VariableDeclaration' && own.kind !== 'var'))
  )
    return null;
  const rounds = roundsOf(path);
  return rounds && { path, body: path.get('body') as NodePath, rounds };
}

/** Reads as the text of the loop does. */
export function inLoop<T>({ counter }: Loop, read: () => T): T {
  return counter ? settling(counter, read) : read();
}

function counterOf(loop: NodePath): Binding | null {
  if (loop.isForStatement()) return countedBy(loop)?.counter ?? null;
  const declared = loop.isForInStatement() || loop.isForOfStatement() ? (loop.get('left') as NodePath) : null;
  const id = declared?.isVariableDeclaration() ? declared.node.declarations[0]?.id : null;
  const binding = id?.type === 'Identifier' ? loop.scope.getBinding(id.name) : undefined;
  const own = binding && binding.constantViolations.length > 0;
  const setsIt = (step: NodePath) => step.node === loop.node || step.parent === declared?.node;
  return own && binding.constantViolations.every(setsIt) ? binding : null;
}

/** Does the step run in that round? null: not known. */
export function runsIn(step: NodePath, { body, guards }: Loop, round: Env): boolean | null {
  for (const guard of guards) {
    if (startOf(guard.node) > startOf(step.node)) break;
    const leaves = decided(guard.get('test'), (path) => evaluate(path, round));
    if (leaves === null && !asksForMissing(guard.get('test'), /^===?$/)) return null;
    if (leaves) return false;
  }
  const condition = conditionOf(step, body);
  if (condition === 'loop') return null;
  if (condition === null) return true;
  const holds = decided(condition.path, (path) => evaluate(path, round));
  if (holds === null) return asksForMissing(condition.path, /^!==?$/) && !condition.negated ? true : null;
  return holds !== condition.negated;
}

/** `value !== undefined`: what is not there is not sent, and is no more there for v4. */
function asksForMissing(test: NodePath, operator: RegExp): boolean {
  if (!test.isBinaryExpression() || !operator.test(test.node.operator)) return false;
  const right = test.get('right');
  return isNothing(right) || right.isStringLiteral({ value: 'undefined' });
}

/** Evaluates as the text sees it in that round, with the variable holding what it holds by then. */
export function inRound<T>(binding: Binding, value: Value, round: Env, read: (env: Env) => T): T {
  return settling(binding, () => read(new Map(round).set(binding, value)));
}

function isLoop(path: NodePath): boolean {
  return path.isLoop() || path.isFunction();
}

/** Null where the loop is left otherwise: by `break`, or from the depth of its body. */
function guardsOf(loop: NodePath): readonly Guard[] | null {
  const body = loop.get('body') as NodePath;
  const statements = body.isBlockStatement() ? body.get<NodePath[]>('body') : [];
  const guards = statements.filter((one) => isGuard(one, loop)) as Guard[];
  let left = false;
  body.traverse({
    enter(inner) {
      const ends = inner.isBreakStatement() || inner.isContinueStatement() || inner.isReturnStatement();
      if (inner.isFunction()) inner.skip();
      else if (ends && !guards.some((guard) => inner.isDescendant(guard))) left = true;
    },
  });
  return left ? null : guards;
}

function isGuard(statement: NodePath, loop: NodePath): boolean {
  if (!statement.isIfStatement() || statement.node.alternate) return false;
  const { consequent } = statement.node;
  const leaves = only(consequent.type === 'BlockStatement' ? consequent.body : [consequent]);
  return loop.isFunction() ? leaves?.type === 'ReturnStatement' : leaves?.type === 'ContinueStatement' && !leaves.label;
}

/** What the variables of the loop are, round by round; null where they are not known. */
export function roundsOf(loop: NodePath, env?: Env): Env[] | null {
  if (loop.isFunction()) return forEachRounds(loop, env);
  if (loop.isForStatement()) return countedRounds(loop, env);
  if (!loop.isForInStatement() && !loop.isForOfStatement()) return null;
  const items = loop.isForInStatement()
    ? keysOf(evaluate(loop.get('right'), env))
    : itemsOf(evaluate(loop.get('right') as NodePath, env));
  const left = loop.get('left') as NodePath;
  const target = left.isVariableDeclaration() ? left.get<NodePath>('declarations.0.id') : null;
  if (!items || !target) return null;
  return items.map((item) => given(target, item, new Map(env ?? [])));
}

interface Counting {
  readonly counter: Binding;
  readonly from: NodePath;
}

/** `for (var i = 0; …; i++)`, where nothing else sets the counter. */
function countedBy(loop: NodePath<ast.ForStatement>): Counting | null {
  const init = loop.get<NodePath>('init');
  const update = loop.node.update;
  const declared = init.isVariableDeclaration() ? init.get('declarations')[0] : undefined;
  const id = declared?.node.id;
  const counter = id?.type === 'Identifier' ? loop.scope.getBinding(id.name) : undefined;
  const counts = update?.type === 'UpdateExpression' && update.operator === '++' ? update.argument : null;
  if (!counter || !declared?.node.init || counts?.type !== 'Identifier' || counts.name !== counter.identifier.name)
    return null;
  const alone = counter.constantViolations.every(
    (step) => step.node === update || step.node === declared.node || step.node === init.node,
  );
  return alone ? { counter, from: declared.get('init') as NodePath } : null;
}

function countedRounds(loop: NodePath<ast.ForStatement>, env?: Env): Env[] | null {
  const counting = countedBy(loop);
  const test = loop.get<NodePath>('test');
  const start = counting && evaluate(counting.from, env);
  if (!counting || !test.node || start?.kind !== 'literal' || typeof start.value !== 'number') return null;
  const rounds: Env[] = [];
  for (let index = start.value; rounds.length <= MOST_ROUNDS; index++) {
    const round = new Map(env ?? []).set(counting.counter, numbered(index, loop));
    const holds = settling(counting.counter, () => decided(test, (path) => evaluate(path, round)));
    if (holds === null) return null;
    if (!holds) return rounds;
    rounds.push(round);
  }
  return null;
}

/** `Object.keys(form).forEach(function (key, index) { … })` */
function forEachRounds(fn: NodePath, env?: Env): Env[] | null {
  const call = fn.parentPath;
  if (!call?.isCallExpression() || fn.listKey !== 'arguments' || !call.parentPath.isExpressionStatement()) return null;
  const callee = call.get('callee');
  if (!callee.isMemberExpression() || memberName(callee, env) !== 'forEach') return null;
  const items = itemsOf(evaluate(callee.get('object'), env));
  return items && items.map((item, index) => called(fn, [item, numbered(index, fn)], env));
}

/** The parameters of a callback with what it is called with. */
export function called(fn: NodePath, values: readonly (Value | null)[], env?: Env): Env {
  const inner = new Map(env ?? []);
  (fn.get('params') as NodePath[]).forEach((parameter, index) => {
    const value = values[index];
    if (value) given(parameter, value, inner);
  });
  return inner;
}

export function numbered(index: number, path: NodePath): Value {
  return { kind: 'literal', value: index, path };
}

function given(target: NodePath, value: Value, env: Map<Binding, Value>): Env {
  if (target.isArrayPattern() && value.kind === 'array') {
    (target.get('elements') as NodePath[]).forEach((element, index) => {
      const item = value.items[index];
      if (element.node && item) given(element, item, env);
    });
  } else if (target.isIdentifier()) {
    const binding = target.scope.getBinding(target.node.name);
    if (binding) env.set(binding, value);
  }
  return env;
}

/** The items of a list that is known. */
export function itemsOf(value: Value): readonly Value[] | null {
  return value.kind === 'array' && !value.open && value.items.length <= MOST_ROUNDS ? value.items : null;
}

function keysOf(value: Value): readonly Value[] | null {
  if (value.kind !== 'object' || value.open || value.entries.some(({ when }) => when)) return null;
  const keys = [...new Set(value.entries.map(({ key }) => key))];
  return keys.length <= MOST_ROUNDS ? keys.map((key) => ({ kind: 'literal', value: key, path: value.path })) : null;
}
