/** How a function that waits for a v1 answer goes on under one outcome: what it calls, gives back or throws. */

import { hasEffects } from '../../evaluate/effects.js';
import { endsProcess, setsExitCode } from '../../evaluate/ends-process.js';
import { bare, evaluate } from '../../evaluate/evaluate.js';
import { isDoing, isMaker } from '../../evaluate/idle-calls.js';
import { isExtend } from '../../evaluate/libraries.js';
import { isConsole, isExternal, type Value } from '../../evaluate/value.js';
import { rejectedWith } from '../../find/answers/rejections.js';
import { type ast, type Binding, is, type NodePath } from '../../syntax/index.js';
import { hold, holdAnything, isSetPlainly } from '../assigned.js';
import { knownIn, type Stage, touches, truth } from '../outcome.js';
import { throwsIn } from '../throws.js';
import { isSetOnError } from './error-class.js';
import { settled } from './reduced.js';

/** The process ends: with which call, and the statements that ran before. */
export interface End {
  readonly does: 'ends';
  readonly call: NodePath;
  readonly passed: readonly NodePath[];
}

export type Exit =
  | End
  /** a function that was handed in is called: `hand` says which; left: nothing runs behind it */
  | {
      readonly does: 'calls';
      readonly hand: string;
      readonly callee: NodePath;
      readonly args: readonly NodePath[];
      readonly left?: true;
    }
  | { readonly does: 'returns'; readonly value: NodePath | null }
  | { readonly does: 'throws'; readonly value: NodePath | null };

/** falls: its end is reached; unclear: what happens is not decided, or something else happens as well. */
export type Step = Exit | 'falls' | 'unclear';

export interface Scenery {
  readonly stage: Stage;
  /** which of the functions that were handed in the name is; null for others */
  hand(callee: NodePath): string | null;
  /** the listeners that a call of `emit` calls, and what they are given; null for others */
  emits(call: NodePath): { readonly hand: string; readonly args: readonly NodePath[] } | null;
  /** the statement that makes the request, or belongs to it */
  isRequest(statement: NodePath): boolean;
  /** the request itself, or an expression that it is part of */
  isPart(call: NodePath): boolean;
  /** is the variable one of the function, which ends with it? */
  isLocal(binding: Binding): boolean;
  /** does waiting for the answer here throw? */
  rejects(statement: NodePath): boolean;
  /** the body of a function of the file that is given the answer and nothing else: `check(body)`; null for others */
  entered(call: NodePath): NodePath | null;
  /** the bodies of those that are run, from the outermost */
  readonly within?: readonly ast.Node[];
  /** what came of those that were run: a statement's calls are asked for more than once */
  readonly steps: Map<ast.Node, Step>;
  /** is it said to what the caller gave: `msg.reply(…)`? */
  addresses(call: NodePath): boolean;
  /** something is printed on the way */
  prints(call: NodePath): void;
  /** what is thrown without an expression that says what is the client's own error, or the engine's */
  readonly throwsForeign: boolean;
  /** variables that such errors are caught in */
  readonly foreign: Set<Binding>;
  /** the statement is one that is not understood */
  gaveUp(statement: NodePath): void;
  /** what an expression holds, with what the caller gave */
  valueOf(path: NodePath): Value;
  /** set where the function stays, with all that it does beside handing on what it is answered */
  readonly stays?: boolean;
}

/** Where running the body of a function ends. */
export function exitOf(body: NodePath, scenery: Scenery): Step {
  if (!body.isBlockStatement()) {
    if (scenery.rejects(body)) return { does: 'throws', value: null };
    return (
      expression(body, scenery) ?? checked(body, scenery) ?? thrownIn(body, scenery) ?? { does: 'returns', value: body }
    );
  }
  return block(body.get<NodePath[]>('body'), scenery);
}

/** As `exitOf`, for a function whose value nobody takes: what its expression does must not be lost. */
export function runOf(body: NodePath, scenery: Scenery): Step {
  const exit = exitOf(body, scenery);
  const isValue = !body.isBlockStatement() && typeof exit !== 'string' && exit.does === 'returns';
  return isValue && !isDone(body, scenery) ? 'unclear' : exit;
}

/** Does the expression do nothing, or what is told of it? */
function isDone(path: NodePath, scenery: Scenery): boolean {
  const inner = bare(path);
  if (effect(inner, scenery) === 'falls' || isKept(inner, scenery)) return true;
  if (inner.isAssignmentExpression() || inner.isUpdateExpression() || isBuilding(inner)) return false;
  if (isHarmless(inner, scenery)) return true;
  if (inner.isLogicalExpression()) {
    const left = decided(inner.get('left'), scenery);
    if (left === null || inner.node.operator === '??') return false;
    return (inner.node.operator === '&&') !== left || isDone(inner.get('right'), scenery);
  }
  if (inner.isConditionalExpression()) {
    const test = decided(inner.get('test'), scenery);
    return test !== null && isDone(inner.get(test ? 'consequent' : 'alternate'), scenery);
  }
  return false;
}

/** `seen.push(body)` */
function isBuilding(path: NodePath): boolean {
  const target = path.isCallExpression() ? (path.get('callee') as NodePath) : null;
  return target?.isMemberExpression() === true && BUILDING.has(methodName(target));
}

/** `return check(body)`: what the function makes of the answer; null where it is not entered. */
export function checked(path: NodePath, scenery: Scenery): Step | null {
  const inner = bare(path);
  const call = inner.isAwaitExpression() ? bare(inner.get('argument')) : inner;
  const body = scenery.entered(call);
  if (!body) return null;
  const { within = [], steps } = scenery;
  const known = steps.get(call.node);
  if (known || within.includes(body.node)) return known ?? 'unclear';
  const ends = exitOf(body, { ...scenery, within: [...within, body.node] });
  const step: Step = ends === 'falls' ? { does: 'returns', value: null } : ends;
  steps.set(call.node, step);
  return step;
}

/** `return ensure(body).response`: what a function throws that is entered there; null where nothing is thrown. */
function thrownIn(path: NodePath, scenery: Scenery): Step | null {
  let found: Step | null = null;
  const see = (inner: NodePath) => {
    if (inner.isFunction()) return inner.skip();
    const step = inner.isCallExpression() ? checked(inner, scenery) : null;
    if (!step || step === 'falls' || (step !== 'unclear' && step.does === 'returns')) return;
    const runs = isRun(inner, path, scenery);
    if (runs !== false) found = runs && !found ? step : 'unclear';
  };
  see(path);
  path.traverse({ enter: see });
  return found;
}

/** Do the tests within `whole` lead to the part? null: they do not tell. */
function isRun(part: NodePath, whole: NodePath, scenery: Scenery): boolean | null {
  let runs: boolean | null = true;
  for (let path = part; path.node !== whole.node && path.parentPath; path = path.parentPath) {
    const { parentPath: parent, key } = path;
    let taken: boolean | null = true;
    if (parent.isConditionalExpression() && key !== 'test') {
      const test = decided(parent.get('test'), scenery);
      taken = test === null ? null : test === (key === 'consequent');
    } else if (parent.isLogicalExpression() && key === 'right') {
      const left = parent.node.operator === '??' ? null : decided(parent.get('left'), scenery);
      taken = left === null ? null : left === (parent.node.operator === '&&');
    }
    if (taken === false) return false;
    if (taken === null) runs = null;
  }
  return runs;
}

function block(statements: readonly NodePath[], scenery: Scenery): Step {
  for (const [index, one] of statements.entries()) {
    const step = statement(one, scenery);
    if (step === 'falls') continue;
    if (step !== 'unclear' && step.does === 'ends')
      return { ...step, passed: [...statements.slice(0, index), ...step.passed] };
    if (step === 'unclear' || step.does !== 'calls' || step.left) return step;
    // Called, and not left: nothing may be called again.
    const rest = block(statements.slice(index + 1), scenery);
    if (!isOver(rest)) return 'unclear';
    return rest === 'falls' ? step : { ...step, left: true };
  }
  return 'falls';
}

/** Nothing more happens: the end is reached, or left with nothing. */
function isOver(step: Step): boolean {
  return step === 'falls' || (step !== 'unclear' && step.does === 'returns' && step.value === null);
}

/** Statements whose expressions are run as they stand. */
const ENTERING = new Set(['VariableDeclaration', 'ReturnStatement', 'ExpressionStatement', 'ThrowStatement']);

/** Where running a statement ends. */
export function statement(path: NodePath, scenery: Scenery): Step {
  const step = ending(path, scenery);
  if (step === 'unclear') scenery.gaveUp(path);
  return step;
}

function ending(path: NodePath, scenery: Scenery): Step {
  const { stage } = scenery;
  if (scenery.rejects(path)) return { does: 'throws', value: null };
  if (scenery.isRequest(path)) return 'falls';
  if (path.isFunctionDeclaration() || path.isEmptyStatement()) return 'falls';
  if (path.isBlockStatement()) return block(path.get<NodePath[]>('body'), scenery);
  const thrown = path.isIfStatement()
    ? thrownIn(path.get('test'), scenery)
    : ENTERING.has(path.type)
      ? thrownIn(path, scenery)
      : null;
  if (thrown) return thrown;
  if (path.isVariableDeclaration()) {
    const inits = path.get('declarations').map((one) => one.get('init'));
    if (inits.some((init) => init.node && touches(init, stage) && throwsIn(init, stage)))
      return { does: 'throws', value: null };
    const made = path
      .get('declarations')
      .map((one) => (one.node.init ? checked(one.get('init') as NodePath, scenery) : null));
    const [first] = made;
    if (first && made.length === 1) return heldStep(path, first, scenery);
    if (!inits.every((init) => !init.node || isHarmless(init, scenery) || isKept(init, scenery))) return 'unclear';
    for (const one of path.get('declarations')) {
      const { id, init } = one.node;
      const binding = is.isIdentifier(id) ? one.scope.getBinding(id.name) : undefined;
      const value = (init ? one.get('init') : one) as NodePath;
      if (binding && !binding.constant) hold(one.get('id') as NodePath, value, stage);
    }
    return 'falls';
  }
  if (path.isReturnStatement()) {
    const value = path.get('argument');
    if (!value.node) return { does: 'returns', value: null };
    const exit = expression(value, scenery);
    if (exit !== null && exit !== 'falls' && exit !== 'unclear' && exit.does === 'calls')
      return { ...exit, left: true };
    if (exit !== null) return exit;
    if (isPrinting(value, scenery)) return { does: 'returns', value: null };
    const within = checked(value, scenery);
    if (within) return within;
    // What the request is made with may be set before.
    const asked = scenery.isPart(bare(value)) ? value : settled(value, stage);
    const given = isHarmless(value, scenery) ? asked : null;
    return given ? { does: 'returns', value: given } : 'unclear';
  }
  if (path.isThrowStatement()) {
    const value = settled(path.get('argument'), stage);
    return value ? { does: 'throws', value } : 'unclear';
  }
  if (path.isIfStatement()) return branch(path, scenery);
  if (path.isTryStatement()) {
    const { handler, finalizer } = path.node;
    if (finalizer && statement(path.get('finalizer') as NodePath, scenery) !== 'falls') return 'unclear';
    const tried = statement(path.get('block'), scenery);
    const isCaught = tried !== 'falls' && tried !== 'unclear' && tried.does === 'throws' && handler;
    if (!isCaught) return tried;
    if (tried.value && handler?.param) hold(path.get('handler.param') as NodePath, tried.value, stage);
    const caught = is.isIdentifier(handler?.param)
      ? path.get('handler.body').scope.getBinding(handler.param.name)
      : null;
    if (caught?.constant && !tried.value && scenery.throwsForeign) scenery.foreign.add(caught);
    return statement(path.get('handler.body'), scenery);
  }
  if (path.isBreakStatement() || path.isContinueStatement()) return 'falls';
  if (path.isSwitchStatement()) {
    const all = path.get('cases').flatMap((one) => one.get<NodePath[]>('consequent'));
    holdAnything(path, stage);
    const falls = all.every((one) => statement(one, scenery) === 'falls');
    holdAnything(path, stage);
    return falls ? 'falls' : 'unclear';
  }
  if (path.isLoop()) {
    holdAnything(path, stage);
    const falls = statement(path.get('body'), scenery) === 'falls';
    holdAnything(path, stage);
    return falls ? 'falls' : 'unclear';
  }
  if (path.isExpressionStatement()) {
    const within = checked(path.get('expression'), scenery);
    if (within) return typeof within === 'string' || within.does !== 'returns' ? within : 'falls';
    const step = expression(path.get('expression'), scenery) ?? effect(path.get('expression'), scenery);
    return step === 'unclear' && isKept(path.get('expression'), scenery) ? 'falls' : step;
  }
  return 'unclear';
}

/** `const response = check(body)` */
function heldStep(path: NodePath<ast.VariableDeclaration>, step: Step, { stage }: Scenery): Step {
  if (step === 'unclear' || (step !== 'falls' && step.does !== 'returns')) return step;
  const id = path.get('declarations.0.id') as NodePath;
  if (step === 'falls' || !step.value || !id.isIdentifier()) return 'unclear';
  hold(id, step.value, stage);
  return 'falls';
}

function branch(path: NodePath<ast.IfStatement>, scenery: Scenery): Step {
  const test = path.get<NodePath>('test');
  if (touches(test, scenery.stage) && throwsIn(test, scenery.stage)) return { does: 'throws', value: null };
  if (!isHarmless(test, scenery) && !isKept(test, scenery)) return 'unclear';
  const holds = decided(test, scenery);
  const alternate = path.get<NodePath>('alternate');
  if (holds === null) {
    const sides = [
      statement(path.get('consequent'), scenery),
      alternate.node ? statement(alternate, scenery) : 'falls',
    ];
    holdAnything(path, scenery.stage);
    return sides.every((side) => side === 'falls' || (scenery.stays && isOwnError(side))) ? 'falls' : 'unclear';
  }
  if (holds) return statement(path.get('consequent'), scenery);
  return alternate.node ? statement(alternate, scenery) : 'falls';
}

/** `return cb(new Error('no zone'))`, `throw new Error('no zone')`: an error, whatever the request would give. */
function isOwnError(step: Step): boolean {
  if (step === 'falls' || step === 'unclear') return false;
  if (step.does === 'throws') return true;
  if (step.does === 'returns') return step.value !== null && isMade(rejectedWith(step.value));
  if (step.does !== 'calls') return false;
  const [error, ...others] = step.args;
  return isMade(error ?? null) && others.length === 0;
}

function isMade(path: NodePath | null): boolean {
  const error = path && bare(path);
  return error?.isNewExpression() === true || error?.isTemplateLiteral() === true || isText(error?.node);
}

function isText(node: ast.Node | undefined): boolean {
  return is.isStringLiteral(node) && node.value !== '';
}

/** Does the function do it as before, without what it was handed, or is answered? */
function isKept(path: NodePath, scenery: Scenery): boolean {
  if (!scenery.stays || touches(path, scenery.stage)) return false;
  let kept = scenery.hand(bare(path)) === null;
  path.traverse({
    Identifier(inner) {
      if (scenery.hand(inner) !== null) kept = false;
    },
  });
  return kept;
}

/** A test that the outcome decides, or whether a callback was given at all. */
export function decided(test: NodePath, scenery: Scenery): boolean | null {
  const inner = bare(test);
  if (scenery.hand(inner) !== null) return true;
  if (inner.isBinaryExpression() && inner.get('left').isUnaryExpression({ operator: 'typeof' }))
    if (scenery.hand(inner.get('left.argument')) !== null)
      return /^===?$/.test(inner.node.operator) === is.isStringLiteral(inner.node.right, { value: 'function' });
  if (inner.isUnaryExpression({ operator: '!' })) {
    const value = decided(inner.get('argument'), scenery);
    return value === null ? null : !value;
  }
  if (inner.isBinaryExpression({ operator: 'instanceof' })) return isInstance(inner, scenery);
  const within = checked(inner, scenery);
  if (within && typeof within !== 'string' && within.does === 'returns' && within.value)
    return decided(within.value, scenery);
  return truth(knownIn(test, scenery.stage)) ?? truthOf(scenery.valueOf(inner));
}

/** `error instanceof CloudflareError`, of an error that is caught; null where that is not known. */
function isInstance(test: NodePath<ast.BinaryExpression>, { stage, foreign }: Scenery): boolean | null {
  const bindingOf = (path: NodePath) => (path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined);
  const [error, kind] = [bare(test.get('left') as NodePath), bare(test.get('right'))];
  const [held, of] = [bindingOf(error), bindingOf(kind)];
  const isOwn = of?.path.isClassDeclaration() === true || of?.path.isFunctionDeclaration() === true;
  const isError = isExternal(evaluate(kind), [null], 'Error');
  if (held && foreign.has(held)) return isOwn ? false : isError ? true : null;
  const made = settled(error, stage);
  const callee = made?.isNewExpression() ? bare(made.get('callee') as NodePath) : null;
  if (!callee || (!isOwn && !isError)) return null;
  if (isExternal(evaluate(callee), [null], 'Error')) return isError;
  return isOwn && bindingOf(callee) === of ? true : null;
}

function truthOf(value: Value): boolean | null {
  if (value.kind === 'literal') return Boolean(value.value);
  return ['function', 'object', 'array'].includes(value.kind) ? true : null;
}

/** The exit that an expression is: `cb(…)`, `cb && cb(…)`, `err ? cb(err) : cb(null, x)`; null where it is none. */
function expression(path: NodePath, scenery: Scenery): Step | null {
  const inner = bare(path);
  if (touches(inner, scenery.stage) && throwsIn(inner, scenery.stage)) return { does: 'throws', value: null };
  if (inner.isCallExpression() || inner.isOptionalCallExpression()) {
    const callee = bare(inner.get('callee') as NodePath);
    const args = inner.get('arguments') as NodePath[];
    const emitted = scenery.emits(inner);
    if (emitted) return handing(emitted.hand, callee, emitted.args, scenery);
    const hand = scenery.hand(callee);
    if (hand === null && endsProcess(inner)) return { does: 'ends', call: inner, passed: [] };
    if (hand !== null) return handing(hand, callee, args, scenery);
    // `cb.call(this, err, body)`
    if (callee.isMemberExpression() && is.isIdentifier(callee.node.property, { name: 'call' })) {
      const through = scenery.hand(callee.get('object'));
      if (through !== null) return handing(through, callee.get('object'), args.slice(1), scenery);
    }
    return null;
  }
  if (inner.isLogicalExpression()) {
    const left = decided(inner.get('left'), scenery);
    const right = expression(inner.get('right'), scenery);
    if (right === null) return null;
    if (left === null || inner.node.operator === '??') return 'unclear';
    return (inner.node.operator === '&&') === left ? right : 'falls';
  }
  if (inner.isConditionalExpression()) {
    const test = decided(inner.get('test'), scenery);
    const sides = [inner.get<NodePath>('consequent'), inner.get<NodePath>('alternate')] as const;
    if (sides.every((side) => expression(side, scenery) === null)) return null;
    return test === null ? 'unclear' : (expression(sides[test ? 0 : 1], scenery) ?? 'falls');
  }
  return null;
}

function handing(hand: string, callee: NodePath, args: readonly NodePath[], { stage }: Scenery): Step {
  if (args.some((one) => one.isSpreadElement())) return 'unclear';
  const given = args.map((one) => settled(one, stage));
  return given.every((one) => one !== null) ? { does: 'calls', hand, callee, args: given } : 'unclear';
}

/** Methods that add to a form, a list or a query. */
const BUILDING = new Set(['append', 'delete', 'push', 'set', 'unshift']);

/** Methods that only read what they are called on. */
const READING = new Set([
  ...['call', 'charAt', 'concat', 'entries', 'get', 'has', 'hasOwnProperty', 'includes', 'indexOf', 'join', 'json'],
  ...['keys', 'match', 'pop', 'replace', 'shift', 'slice', 'split', 'startsWith', 'substr', 'substring', 'text'],
  ...['toLowerCase', 'toString', 'toUpperCase', 'trim', 'values'],
]);

function methodName(callee: NodePath): string {
  const { node } = bare(callee);
  const member = is.isMemberExpression(node) || is.isOptionalMemberExpression(node) ? node : null;
  return member && !member.computed && is.isIdentifier(member.property) ? member.property.name : '';
}

/** `console.log(…)`, `msg.reply(…)` */
export function isPrinting(path: NodePath, scenery: Scenery): boolean {
  const call = bare(path);
  const prints = isPrinted(call) || (call.isCallExpression() && scenery.addresses(call));
  if (prints) scenery.prints(call);
  return prints;
}

/** `console.log(…)` */
export function isPrinted(call: NodePath): boolean {
  return call.isCallExpression() && isConsole(evaluate(call.get('callee') as NodePath));
}

/** Does evaluating it do nothing but prepare the request, or read its answer? */
function isHarmless(path: NodePath, scenery: Scenery): boolean {
  let harmless = true;
  const check = (call: NodePath) => {
    if (call.isFunction()) call.skip();
    const changed = changedBy(call);
    if (changed && !isOwn(changed, scenery)) harmless = false;
    if (!call.isCallExpression() && !call.isNewExpression() && !call.isOptionalCallExpression()) return;
    if (scenery.isPart(call)) return;
    const callee = evaluate(call.get('callee') as NodePath);
    const made = scenery.valueOf(call);
    if (isDoing(callee) || (callee.kind === 'function' && call.isCallExpression() && hasEffects(callee.fn, call)))
      harmless = false;
    const known = made.kind !== 'call' || isMaker(callee) || (callee.kind === 'external' && callee.module !== null);
    const method = methodName(call.get('callee') as NodePath);
    if (!known && !READING.has(method) && !BUILDING.has(method)) harmless = false;
  };
  check(path);
  if (!path.isFunction()) path.traverse({ enter: check });
  return harmless;
}

/** What an expression sets, counts or takes away. */
function changedBy(path: NodePath): NodePath | null {
  if (path.isAssignmentExpression()) return path.get('left') as NodePath;
  const isTaken = path.isUnaryExpression({ operator: 'delete' });
  return isTaken || path.isUpdateExpression() ? (path.get('argument') as NodePath) : null;
}

/** A statement's expression that only prepares, or prints; anything else would be lost with the function. */
function effect(path: NodePath, scenery: Scenery): Step {
  const inner = bare(path);
  if (inner.isLiteral() || inner.isIdentifier()) return 'falls';
  if (inner.isUnaryExpression({ operator: 'delete' }))
    return isOwn(inner.get('argument'), scenery) ? 'falls' : 'unclear';
  if (setsExitCode(inner)) {
    scenery.prints(inner);
    return 'falls';
  }
  if (inner.isAssignmentExpression()) {
    const left = inner.get('left') as NodePath;
    if (!isPreparing(inner, scenery)) return 'unclear';
    hold(left, inner.node.operator === '=' ? (inner.get('right') as NodePath) : null, scenery.stage);
    return 'falls';
  }
  if (isPrinting(inner, scenery)) return 'falls';
  if (inner.isCallExpression()) {
    const callee = evaluate(inner.get('callee') as NodePath);
    const [first] = inner.get('arguments') as NodePath[];
    if (isExtend(callee) && first && isOwn(first, scenery)) return 'falls';
    if (isCopying(inner, scenery)) return 'falls';
    const target = inner.get<NodePath>('callee');
    // `fields.append(…)`; `options.success(…)` is somebody else's function.
    if (target.isMemberExpression() && BUILDING.has(methodName(target)) && isOwn(target.get('object'), scenery))
      return 'falls';
  }
  return 'unclear';
}

/** `Object.keys(params).forEach(function (name) { form[name] = params[name]; })` */
function isCopying(call: NodePath<ast.CallExpression>, scenery: Scenery): boolean {
  const callee = call.get<NodePath>('callee');
  const [each] = call.get('arguments');
  const named = callee.isMemberExpression() && is.isIdentifier(callee.node.property, { name: 'forEach' });
  if (!named || !each?.isFunction()) return false;
  const body = each.get<NodePath>('body');
  if (body.isBlockStatement()) return statement(body, scenery) === 'falls';
  return body.isAssignmentExpression() && isPreparing(body, scenery);
}

/** A variable of the function is set, or a property of one; not, of what its callers hold, to anything of the answer. */
function isPreparing(path: NodePath<ast.AssignmentExpression>, scenery: Scenery): boolean {
  const left = path.get<NodePath>('left');
  const right = path.get<NodePath>('right');
  if (!isOwn(left, scenery) || !isHarmless(right, scenery) || isLostError(path, scenery)) return false;
  return left.isIdentifier() || isSetOnError(left) || !touches(right, scenery.stage);
}

/** `err = new Error(body.msg)` in a function inside: what is handed on as the error of the request is another then. */
function isLostError(
  { node: { left, operator }, scope }: NodePath<ast.AssignmentExpression>,
  { stage }: Scenery,
): boolean {
  const binding = is.isIdentifier(left) ? scope.getBinding(left.name) : undefined;
  if (!binding || (stage.held && operator === '=' && isSetPlainly(binding))) return false;
  const scenes = [binding.identifier, ...binding.referencePaths.map(({ node }) => node)].map((node) => stage.at(node));
  return scenes.some((scene) => scene?.answer.holders.get(binding)?.is === 'error');
}

/** Is it a variable of the function, or a property of one? */
function isOwn(path: NodePath, scenery: Scenery): boolean {
  let base = bare(path);
  while (base.isMemberExpression()) base = bare(base.get('object') as NodePath);
  const binding = base.isIdentifier() ? base.scope.getBinding(base.node.name) : undefined;
  return binding !== undefined && scenery.isLocal(binding);
}
