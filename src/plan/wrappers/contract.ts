/**
 * What the callers of a wrapper get: under each outcome of the request the wrapper's code is followed to where it
 * calls its callback, settles its promise or returns, and what it hands over there.
 */
import type { Action } from '../../catalogue/types.js';
import { bare, evaluate, within } from '../../evaluate/evaluate.js';
import { isExtend } from '../../evaluate/libraries.js';
import { isOfCallback } from '../../evaluate/this-member.js';
import { type FunctionValue, isExternal } from '../../evaluate/value.js';
import type { Answer, Link } from '../../find/answers/answer.js';
import { Follower, functionAt } from '../../find/answers/follow.js';
import { locate } from '../../find/answers/locate.js';
import type { Delivery, Primitive, Shape } from '../../find/request.js';
import type { Rejection, V1Call, Wrapper } from '../../find/v1-call.js';
import { programPath } from '../../find/wrappers/call-sites.js';
import { type ast, type Binding, is, type NodePath } from '../../syntax/index.js';
import { knownIn, type Stage, truth } from '../outcome.js';
import { looksAtStatus } from '../status-gate.js';
import { calledBack, type Ended, type Ending, OUTCOMES } from './called-back.js';
import { changesArguments } from './changed-arguments.js';
import { promiseGivenBack, settlerAt } from './deferred.js';
import { emits, emittedBy, emitterGivenBack, listenersOf } from './emitted.js';
import { isMadeOfAnswer, madeAs } from './error-class.js';
import { type Exit, exitOf, type Scenery, type Step } from './exits.js';
import { type Given, parameterShape, resultShape } from './given.js';
import { handedOn, rejectionOf } from './rejection.js';

const OTHER_ERROR: Given = { is: 'error', text: 'other' };

/** The call with what it gives to the code at its own site; null where the wrapper does what is not understood. */
export function throughWrapper(
  call: V1Call,
  action: Action,
  outer: NodePath<ast.Function> | null = null,
): Through | null {
  const { through } = call;
  if (!through) return { call, prints: [], rewords: [] };
  if (through.request.unless || through.request.task) return null;
  const inner = throughWrapper(through.request, action, through.fn);
  if (!inner || readsOtherThis(through.fn) || changesArguments(through, outer)) return null;
  const reading = new Reading(inner.call, action, through, call.site);
  const contract = reading.contract();
  if (!contract) return null;
  return {
    call: {
      ...call,
      ...(contract.site && { site: contract.site, asked: call.site, parts: contract.parts ?? [] }),
      delivery: deliveryAt(call, contract),
      rejects: contract.rejects ?? false,
      rejection: contract.rejection ?? handedOn(inner.call.rejection, through, call.site),
      failure: contract.failure ?? handedOn(inner.call.failure, through, call.site),
      failsOnStatus: inner.call.failsOnStatus || reading.looksAtStatus,
    },
    prints: [...inner.prints, ...reading.printed],
    rewords: [...inner.rewords, ...reading.reworded],
  };
}

/** `new Promise(function () { …this.key… })`: not the object that the function is called on. */
function readsOtherThis(fn: NodePath<ast.Function>): boolean {
  let found = false;
  fn.traverse({
    ThisExpression(path) {
      if (isOfCallback(path)) found = true;
    },
  });
  return found;
}

export interface Through {
  readonly call: V1Call;
  /** where the functions on the way print something */
  readonly prints: readonly NodePath[];
  /** where they put an error of the API into words of their own */
  readonly rewords: readonly NodePath[];
}

interface Contract {
  /** which parameter is the callback; null: the function gives a promise */
  readonly callback: number | null;
  /** a place where the function names its callback */
  readonly handed?: NodePath;
  readonly params: readonly Shape[];
  readonly silent?: (Delivery & { by: 'callback' })['silent'];
  /** errors of the connection end in the function */
  readonly swallows?: boolean;
  /** callers may leave the callback out */
  readonly optional?: boolean;
  readonly shape?: Shape;
  readonly rejects?: boolean;
  readonly rejection?: Rejection;
  readonly failure?: Rejection;
  /** one function for success, another for all errors */
  readonly pair?: Delivery & { by: 'events' };
  /** the call with what is chained on it, and the statements that listen to it */
  readonly site?: NodePath;
  readonly parts?: readonly NodePath[];
}

/** What the caller handed in as the callback; functions that sort their arguments first are followed. */
function callbackAt({ through }: V1Call, contract: Contract): NodePath | null {
  const given = through?.args[contract.callback ?? -1];
  if (!through || !contract.handed) return given ?? null;
  const { handed } = contract;
  const value = within(through.env, () => evaluate(handed));
  // As the call names it: inside another wrapper it is that one's parameter.
  if (value.kind === 'function') return through.args.find((one) => isSame(one, value, through)) ?? value.path;
  if (value.kind === 'literal') return null;
  return value.kind === 'param' && value.path.isIdentifier() ? value.path : (given ?? null);
}

function isSame(argument: NodePath, callback: FunctionValue, { env }: Wrapper): boolean {
  const value = within(env, () => evaluate(argument));
  return value.kind === 'function' && value.fn.node === callback.fn.node;
}

/** `var done = arguments[arguments.length - 1]`: which argument of the call that is; -1: none that is a function. */
function givenAt(path: NodePath, { args, env }: Wrapper): number {
  if (!path.isIdentifier() && !path.isMemberExpression()) return -1;
  const value = within(env, () => evaluate(path));
  if (value.kind !== 'function' && value.kind !== 'param') return -1;
  return args.findIndex((argument) => {
    const given = within(env, () => evaluate(argument));
    if (value.kind === 'function') return given.kind === 'function' && given.fn.node === value.fn.node;
    return given.kind === 'param' && given.binding === value.binding;
  });
}

function deliveryAt(call: V1Call, contract: Contract): Delivery {
  if (contract.pair) return contract.pair;
  if (contract.callback === null)
    return contract.shape ? { by: 'value', shape: contract.shape } : { by: 'nothing', swallows: contract.swallows };
  const callback = callbackAt(call, contract);
  if (!callback || callback.isNullLiteral() || is.isIdentifier(callback.node, { name: 'undefined' }))
    return { by: 'nothing', swallows: true };
  return {
    by: 'callback',
    callback,
    params: contract.params,
    optional: contract.optional,
    ...(contract.silent && { silent: contract.silent }),
  };
}

/** `exits.success`: a function that stands in what the caller handed in; a name of its own for it. */
function handedFunction(path: NodePath, { fn, env }: Wrapper): string | null {
  if (!path.isIdentifier() && !path.isMemberExpression()) return null;
  const value = within(env, () => evaluate(path));
  if (value.kind !== 'function' || value.fn.isDescendant(fn)) return null;
  const root = bare(path.isMemberExpression() ? rootOf(path) : path);
  const binding = root.isIdentifier() ? root.scope.getBinding(root.node.name) : undefined;
  const isOwn = binding?.scope.path.node === fn.node || binding?.scope.path.isDescendant(fn) === true;
  return isOwn ? `${programPath(value.fn).node.start}:${value.fn.node.start}` : null;
}

function rootOf(path: NodePath): NodePath {
  const inner = bare(path);
  return inner.isMemberExpression() ? rootOf(inner.get('object') as NodePath) : inner;
}

class Reading {
  readonly printed: NodePath[] = [];
  readonly reworded: NodePath[] = [];
  private readonly answer: Answer;
  private readonly fn: NodePath<ast.Function>;
  private readonly emitter: Binding | null;

  constructor(
    private readonly inner: V1Call,
    private readonly action: Action,
    private readonly wrapper: Wrapper,
    private readonly site: NodePath,
  ) {
    this.fn = wrapper.fn;
    this.emitter = emitterGivenBack(this.fn);
    const isGiven = (callee: NodePath) =>
      givenAt(callee, wrapper) >= 0 ||
      handedFunction(callee, wrapper) !== null ||
      settlerAt(callee) !== null ||
      emits(callee, this.emitter);
    this.answer = new Follower(inner, action, this.fn.node, false, isGiven).run();
  }

  get looksAtStatus(): boolean {
    return looksAtStatus(this.answer);
  }

  contract(): Contract | null {
    const { delivery } = this.inner;
    if (!this.isPlain()) return null;
    if (delivery.by === 'callback' || delivery.by === 'events' || delivery.by === 'nothing') {
      const executor = this.executor();
      if (this.emitter) return this.emitting();
      return executor ? this.settled(executor) : (this.deferred() ?? this.calledBack());
    }
    return this.fn.node.async ? this.returned() : (this.chained() ?? this.deferred() ?? this.calledBack());
  }

  /** Nothing beside the request happens in the function. */
  private isPlain(): boolean {
    const seen = this.answer.problems.filter(
      ({ reason, path }) => reason !== 'unknown-callback' && !(reason === 'answer-leaves' && isMadeOfAnswer(path)),
    );
    if (seen.length > 0) return false;
    if (this.fn.node.async || this.inner.delivery.by === 'value') return true;
    const body = this.fn.get('body') as NodePath;
    const site = this.executor()?.get('body') as NodePath | undefined;
    return [body, ...(site ? [site] : [])].every((one) => {
      const step = exitOf(
        one,
        this.scenery('success', () => null),
      );
      return step === 'falls' || (step !== 'unclear' && step.does === 'returns');
    });
  }

  private stage(outcome: Ended | 'broken'): Stage {
    const { inner, action, answer } = this;
    const scene = { call: inner, action, answer, outcome };
    return {
      at: (node) => (answer.shapes.has(node) || answer.decided.has(node) ? scene : undefined),
      touched: new WeakMap(),
    };
  }

  /** `chain`: the last call of a chain that makes the request, where its promise goes nowhere. */
  private scenery(outcome: Ended | 'broken', hand: Scenery['hand'], chain: NodePath | null = null): Scenery {
    const { inner } = this;
    const holds = (path: NodePath, one: NodePath) => path.node === one.node || one.isDescendant(path);
    return {
      stage: this.stage(outcome),
      hand,
      isRequest: (statement) =>
        !statement.isIfStatement() &&
        !statement.isTryStatement() &&
        !statement.isBlockStatement() &&
        ((inner.delivery.by !== 'value' && holds(statement, inner.site)) ||
          (chain !== null && holds(statement, chain)) ||
          inner.parts.some((part) => holds(statement, part)) ||
          (statement.isExpressionStatement() && this.answer.gathering.has(statement.node.expression))),
      emits: (call) => {
        const emitted = emittedBy(call, this.emitter, this.wrapper.env);
        return emitted && { hand: `on ${emitted.event}`, args: emitted.args };
      },
      isLocal: ({ scope }) => scope.path.node === this.fn.node || scope.path.isDescendant(this.fn),
      // What stands in a function that it calls back is no part of it.
      isPart: (call) =>
        holds(call, inner.site) ||
        (holds(inner.site, call) && call.getFunctionParent()?.node === inner.site.getFunctionParent()?.node),
      rejects: (statement) =>
        outcome === 'transport' &&
        inner.delivery.by === 'value' &&
        !statement.isTryStatement() &&
        !statement.isBlockStatement() &&
        !statement.isIfStatement() &&
        holds(statement, inner.site),
      prints: (call) => {
        if (!this.printed.includes(call)) this.printed.push(call);
      },
    };
  }

  /** The function that is called with the answer. */
  private waiting(): NodePath<ast.Function> | null {
    const { delivery } = this.inner;
    const [inlined] = this.answer.inlined.values();
    if (delivery.by === 'callback') return functionAt(delivery.callback);
    if (delivery.by !== 'events') return null;
    return inlined ?? (delivery.response && functionAt(delivery.response));
  }

  /** What the function makes of an answer whose status says that the server failed, where that is an error of its own. */
  private failure(step: Step): Rejection | null {
    if (step === 'falls' || step === 'unclear') return null;
    const value = step.does === 'calls' ? step.args[0] : step.does === 'throws' ? step.value : null;
    const path = value && madeAs(reduced(bare(value), this.stage('broken')));
    const made = path && (rejection(path) ?? path);
    if (!made?.isNewExpression() && !(made?.isCallExpression() && makesError(made))) return null;
    return this.rejectionOf(made, true);
  }

  private rejectionOf(path: NodePath, broken = false): Rejection | null {
    const { wrapper, site, action, answer } = this;
    return rejectionOf(path, { wrapper, site, action, answer, broken });
  }

  /** Where the code that waits ends, once per outcome. */
  private exits(hand: Scenery['hand']): Record<Ended, Step> | null {
    const { delivery } = this.inner;
    const waiting = this.waiting();
    const failed = delivery.by === 'events' && delivery.error ? functionAt(delivery.error) : null;
    const run = (fn: NodePath<ast.Function> | null, outcome: Ended): Step =>
      fn ? exitOf(fn.get('body'), this.scenery(outcome, hand)) : 'falls';
    const silent = delivery.by === 'callback' ? delivery.silent : undefined;
    const steps = {
      success: run(waiting, 'success'),
      api: silent?.api ? quiet(silent.api) : run(waiting, 'api'),
      transport:
        delivery.by === 'events'
          ? delivery.error
            ? failed
              ? run(failed, 'transport')
              : this.passedError(delivery.error, hand)
            : quiet('throws')
          : silent?.transport
            ? quiet(silent.transport)
            : run(waiting, 'transport'),
    };
    return OUTCOMES.some((outcome) => steps[outcome] === 'unclear') ? null : steps;
  }

  /** `.on('error', cb)` */
  private passedError(path: NodePath, hand: Scenery['hand']): Step {
    const name = hand(bare(path));
    return name === null ? 'unclear' : { does: 'calls', hand: name, callee: path, args: [] };
  }

  /** The wrapper's own parameter is called back. */
  private calledBack(): Contract | null {
    const { delivery } = this.inner;
    const params = this.fn.get('params');
    const positionOf = (path: NodePath): number => {
      const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
      const own = params.findIndex((one) => binding !== undefined && binding.identifier === nameOf(one));
      return own >= 0 ? own : givenAt(path, this.wrapper);
    };
    const passed = delivery.by === 'callback' ? bare(delivery.callback) : null;
    if (delivery.by === 'callback' && passed && (!functionAt(passed) || !passed.isDescendant(this.fn))) {
      // What the caller wrote may be seen through the parameter.
      const argument = this.wrapper.args.findIndex((one) => bare(one).node === passed.node);
      const position = argument >= 0 ? argument : positionOf(passed);
      return position < 0 ? null : { callback: position, params: delivery.params, silent: delivery.silent };
    }
    const hand = (path: NodePath) => {
      const position = positionOf(path);
      return position < 0 ? handedFunction(path, this.wrapper) : String(position);
    };
    const exits = delivery.by === 'value' ? null : this.exits(hand);
    const endings = exits ? this.endings(exits) : delivery.by === 'value' ? this.inChain(hand) : null;
    const found = endings && calledBack(endings);
    if (!endings) return null;
    if (!found) return this.parted(endings);
    const rejection = this.madeError(endings.api);
    for (const outcome of OUTCOMES) {
      const ending = endings[outcome];
      for (const given of typeof ending === 'string' ? [] : ending.given) {
        if (given.is === 'error' && given.text === 'made' && !rejection) return null;
        if (outcome !== 'api' || !rejection) this.reword(given);
      }
    }
    if (found.hand === null || !found.callee)
      return this.printed.length > 0 || delivery.by === 'value' ? null : { callback: null, params: [], swallows: true };
    return {
      callback: /^\d+$/.test(found.hand) ? Number(found.hand) : -1,
      handed: found.callee,
      params: found.params,
      optional: isTested(params[Number(found.hand)]),
      ...(rejection && { rejection }),
      ...this.failedWith(this.brokenExit(hand)),
      ...(found.silent && { silent: found.silent }),
    };
  }

  /** `emitter.emit('done', answer)`: the caller's listeners are called. */
  private emitting(): Contract | null {
    const exits = this.exits(() => null);
    const listeners = exits && listenersOf(this.site);
    if (!exits || !listeners) return null;
    const contract = this.parted(this.endings(exits), ({ hand }) => listeners.of.get(hand.replace(/^on /, '')) ?? null);
    // A listener of another event waits for what never comes, or for what is not seen here.
    if (!contract || listeners.of.size !== 2) return null;
    return {
      ...contract,
      ...this.failedWith(this.brokenExit(() => null)),
      site: listeners.site,
      parts: listeners.parts,
    };
  }

  /** `exits.success(…)`, `exits.error(…)`: two functions of the caller's. */
  private parted(
    { success, api, transport }: Record<Ended, Ending>,
    handed: (ending: Exclude<Ending, string>) => NodePath | null = ({ callee }) => this.handed(callee),
  ): Contract | null {
    if (typeof success === 'string' || typeof api === 'string' || typeof transport === 'string') return null;
    const [response, error] = [handed(success), handed(api)];
    if (api.hand !== transport.hand || api.hand === success.hand || !response || !error) return null;
    const [value = { is: 'nothing' } as const, ...others] = success.given;
    const [refusal, ...more] = api.given;
    const [cause, ...further] = transport.given;
    if (!refusal || !cause || others.length + more.length + further.length > 0 || !bare(response).isFunction())
      return null;
    const shape = resultShape(value, { is: 'nothing' });
    const refused = parameterShape({ is: 'nothing' }, refusal, cause);
    const rejection = this.madeError(api);
    if (!shape || refused?.is !== 'error' || !refused.api) return null;
    if (refusal.is === 'error' && refusal.text === 'made' && !rejection) return null;
    if (!rejection) this.reword(refusal);
    this.reword(cause);
    return {
      callback: null,
      params: [],
      pair: { by: 'events', response, error, shape, refused },
      ...(rejection && { rejection }),
      ...this.failedWith(this.brokenExit((path) => (this.handed(path)?.node === error.node ? api.hand : null))),
    };
  }

  /** The function that the caller gave under that name, where the caller's text says it. */
  private handed(callee: NodePath): NodePath | null {
    const value = within(this.wrapper.env, () => evaluate(callee));
    if (value.kind !== 'function') return null;
    const argument = this.wrapper.args.find((one) => isSame(one, value, this.wrapper));
    const path = argument ?? value.path;
    return path.node === this.site.node || path.isDescendant(this.site) ? path : null;
  }

  /** The error that a callback is given where the API answered one, if it is no plain one of v1's message. */
  private madeError(ending: Ending): Rejection | null {
    const [error] = typeof ending === 'string' ? [] : ending.given;
    if (error?.is !== 'error' || (error.text !== 'own' && error.text !== 'made')) return null;
    return this.rejectionOf(error.path);
  }

  private brokenExit(hand: Scenery['hand']): Step {
    const waiting = this.looksAtStatus ? this.waiting() : null;
    return waiting ? exitOf(waiting.get('body'), this.scenery('broken', hand)) : 'falls';
  }

  private failedWith(step: Step): { readonly failure?: Rejection } {
    const failure = this.failure(step);
    return failure ? { failure } : {};
  }

  private endings(exits: Record<Ended, Step>): Record<Ended, Ending> {
    const { delivery } = this.inner;
    const ending = (outcome: Ended): Ending => {
      const exit = exits[outcome];
      if (exit === 'falls' || exit === 'unclear' || exit.does === 'returns') return 'nothing';
      if (exit.does === 'throws') return 'throws';
      const passed =
        exit.args.length === 0 && outcome === 'transport' && delivery.by === 'events' && delivery.error !== null;
      const given: Given[] = passed ? [OTHER_ERROR] : exit.args.map((argument) => this.given(argument, outcome));
      return { does: 'calls', hand: exit.hand, callee: exit.callee, given };
    };
    return { success: ending('success'), api: ending('api'), transport: ending('transport') };
  }

  /** `fetch(…).then((res) => res.json()).then((body) => cb(null, body), cb)` */
  private inChain(hand: Scenery['hand']): Record<Ended, Ending> | null {
    const { links } = this.answer;
    const last = links.at(-1)?.call;
    const statement = last?.parentPath;
    if (!last || !statement) return null;
    const ends = statement.isExpressionStatement() || statement.isReturnStatement() || statement.node === this.fn.node;
    if (!ends || last.getFunctionParent()?.node !== this.fn.node) return null;
    const body = exitOf(
      this.fn.get('body') as NodePath,
      this.scenery('success', () => null, last),
    );
    if (body === 'unclear' || (body !== 'falls' && body.does !== 'returns')) return null;
    const run = (outcome: Ended) => this.chainEnding(links, outcome, hand);
    const [success, api, transport] = [run('success'), run('api'), run('transport')];
    return success && api && transport ? { success, api, transport } : null;
  }

  private chainEnding(links: readonly Link[], outcome: Ended, hand: Scenery['hand']): Ending | null {
    let state: Settled =
      outcome === 'transport' ? { resolves: false, given: OTHER_ERROR } : { resolves: true, given: { is: 'unknown' } };
    for (const [index, link] of links.entries()) {
      const [first, second] = link.call.get('arguments') as NodePath[];
      const handlers = link.method === 'then' ? [first, second] : link.method === 'catch' ? [undefined, first] : null;
      if (!handlers) return null;
      const written = handlers[state.resolves ? 0 : 1];
      if (!written || written.isNullLiteral()) continue;
      const direct = hand(bare(written));
      const before: Given = state.resolves ? { is: 'shape', shape: link.gives } : state.given;
      const isLast = index === links.length - 1;
      if (direct !== null) return isLast ? { does: 'calls', hand: direct, callee: written, given: [before] } : null;
      const handler: NodePath<ast.Function> | null = state.resolves ? link.ok : link.failed;
      const step = handler && exitOf(handler.get('body'), this.scenery(outcome, hand));
      if (!step || step === 'unclear') return null;
      if (step !== 'falls' && step.does === 'calls') {
        const isError = (path: NodePath) => !state?.resolves && isFirstParameter(bare(path), handler);
        const given = step.args.map((one) => (isError(one) ? before : this.given(one, outcome)));
        return isLast ? { does: 'calls', hand: step.hand, callee: step.callee, given } : null;
      }
      state = this.asReturn(step, outcome);
      if (!state) return null;
    }
    return state.resolves ? 'nothing' : 'throws';
  }

  private given(path: NodePath, outcome: Ended): Given {
    const stage = this.stage(outcome);
    const inner = madeAs(reduced(bare(path), stage));
    const known = knownIn(inner, stage);
    if (known && 'value' in known && known.value == null) return { is: 'nothing' };
    const shape = this.answer.shapes.get(inner.node);
    if (shape?.is === 'error') return { is: 'error', text: 'other' };
    if (shape?.is === 'v1' && locate(this.action, shape.path).at === 'status' && shape.path[0] === 'msg')
      return { is: 'error', text: 'plain' };
    // What the function picks out of the answer, or makes of it, would be lost.
    if (shape && !this.isWhole(inner, shape)) return { is: 'unknown' };
    if (shape?.is === 'promise') return { is: 'shape', shape: shape.of };
    if (shape) return { is: 'shape', shape };
    if (inner.isAwaitExpression()) return this.given(inner.get('argument'), outcome);
    if (inner.isNewExpression() || inner.isCallExpression()) {
      const callee = evaluate(inner.get('callee') as NodePath);
      const [message] = inner.get('arguments') as NodePath[];
      if (isExternal(callee, [null], 'Error')) {
        const text = message && this.given(message, outcome);
        const whole = text?.is === 'error' && text.text === 'plain';
        return whole ? { is: 'error', text: 'msg' } : { is: 'error', text: 'own', path: inner };
      }
      if (outcome === 'api' && makesError(inner)) return { is: 'error', text: 'made', path: inner };
    }
    if (known && 'value' in known && isPrimitive(known.value)) return { is: 'constant', value: known.value };
    return { is: 'unknown' };
  }

  /** An error in words of the author's own. */
  private reword(given: Given | null): void {
    if (given?.is === 'error' && given.text === 'own' && !this.reworded.includes(given.path))
      this.reworded.push(given.path);
  }

  /** The answer, or a part of it that is there under its name: nothing filtered, found or counted. */
  private isWhole(path: NodePath, shape: Shape): boolean {
    if (shape.is === 'v1' && (shape.derived || isPicked(shape.path, this.action))) return false;
    return this.isPlainRead(path, new Set());
  }

  private isPlainRead(written: NodePath, seen: Set<ast.Node>): boolean {
    const path = bare(written);
    const next = (inner: NodePath) => this.isPlainRead(inner, seen);
    if (path.node === this.inner.site.node) return true;
    if (path.isAwaitExpression()) return next(path.get('argument'));
    if (path.isMemberExpression() || path.isOptionalMemberExpression()) return next(path.get('object') as NodePath);
    if (path.isIdentifier()) {
      const binding = path.scope.getBinding(path.node.name);
      if (!binding) return false;
      // `body = JSON.parse(body)`
      if (seen.has(binding.identifier)) return true;
      seen.add(binding.identifier);
      const steps = binding.constantViolations.filter((step) => step !== binding.path);
      const set = steps.every(
        (step) => step.isAssignmentExpression() && (step.node.operator === '+=' || next(step.get('right'))),
      );
      if (!set) return false;
      if (!binding.path.isVariableDeclarator()) return true;
      const init = binding.path.get<NodePath>('init');
      return !init.node || init.isLiteral() || init.isArrayExpression() || next(init);
    }
    if (!path.isCallExpression()) return false;
    const callee = bare(path.get('callee') as NodePath);
    const [first] = path.get('arguments');
    const called = evaluate(callee);
    const unwraps = [['JSON', 'parse'], ['Buffer', 'concat'], ['String']];
    if (first && unwraps.some((names) => isExternal(called, [null], ...names))) return next(first);
    const named = callee.isMemberExpression() && is.isIdentifier(callee.node.property) ? callee.node.property.name : '';
    if (named === 'then') return true;
    return ['json', 'text', 'toString', 'join'].includes(named) && next(callee.get('object') as NodePath);
  }

  /** `new Promise((resolve, reject) => …)` around the request. */
  private executor(): NodePath<ast.Function> | null {
    for (
      let path = this.inner.site.getFunctionParent();
      path && path.node !== this.fn.node;
      path = path.getFunctionParent()
    ) {
      const construct = path.parentPath;
      if (construct?.isNewExpression() && path.listKey === 'arguments') {
        const callee = evaluate(construct.get('callee') as NodePath);
        if (isExternal(callee, [null], 'Promise') || isExternal(callee, ['bluebird']))
          return path as NodePath<ast.Function>;
      }
    }
    return null;
  }

  /** A deferred of the function's, whose promise it gives back. */
  private deferred(): Contract | null {
    const given = promiseGivenBack(this.fn);
    if (!given) return null;
    const hand = (path: NodePath) => {
      const settler = settlerAt(path);
      return settler?.of === given ? settler.does : null;
    };
    if (this.inner.delivery.by !== 'value') return this.settledBy(hand);
    const endings = this.inChain(hand);
    return endings && this.promised((outcome) => settledBy(endings[outcome]));
  }

  private settled(executor: NodePath<ast.Function>): Contract | null {
    const construct = executor.parentPath as NodePath;
    if (!isGivenBack(construct, this.fn)) return null;
    const names = executor.get('params');
    const hand = (path: NodePath) => {
      const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
      const index = names.findIndex((one) => binding !== undefined && one.node === binding.identifier);
      return index === 0 ? 'resolve' : index === 1 ? 'reject' : null;
    };
    return this.settledBy(hand);
  }

  private settledBy(hand: Scenery['hand']): Contract | null {
    const exits = this.exits(hand);
    const contract = exits && this.promised((outcome) => this.asSettled(exits[outcome], outcome));
    return contract && { ...contract, ...this.failedWith(this.brokenExit(hand)) };
  }

  private asSettled(step: Step, outcome: Ended): Settled {
    if (step === 'falls' || step === 'unclear' || step.does !== 'calls') return null;
    const [value] = step.args;
    const given: Given =
      value === undefined
        ? step.hand === 'reject'
          ? { is: 'error', text: 'other' }
          : { is: 'nothing' }
        : this.given(value, outcome);
    return { resolves: step.hand === 'resolve', given };
  }

  private asReturn(step: Step, outcome: Ended): Settled {
    if (step === 'unclear') return null;
    if (step === 'falls') return { resolves: true, given: { is: 'nothing' } };
    if (step.does === 'calls') return null;
    const failed = step.does === 'throws';
    if (!step.value) return { resolves: !failed, given: failed ? { is: 'error', text: 'other' } : { is: 'nothing' } };
    const value = madeAs(reduced(bare(step.value), this.stage(outcome)));
    const rejected = rejection(value);
    return { resolves: !failed && !rejected, given: this.given(rejected ?? value, outcome) };
  }

  /** An `async` function: what it returns, what it throws. */
  private returned(): Contract | null {
    const run = (outcome: Ended | 'broken'): Step =>
      exitOf(
        this.fn.get('body'),
        this.scenery(outcome, () => null),
      );
    const contract = this.promised((outcome) => this.asReturn(run(outcome), outcome));
    return contract && { ...contract, ...(this.looksAtStatus && this.failedWith(run('broken'))) };
  }

  /** A function that gives back the promise of the request, or what `.then` makes of it. */
  private chained(): Contract | null {
    const body = this.fn.get('body') as NodePath;
    const ends = exitOf(
      body,
      this.scenery('success', () => null),
    );
    const value = ends !== 'falls' && ends !== 'unclear' && ends.does === 'returns' ? ends.value : null;
    const shape = value && this.answer.shapes.get(bare(value).node);
    if (!value || shape?.is !== 'promise') return null;
    const settled = (outcome: Ended): Settled => {
      let state: Settled = this.asGiven(outcome);
      let handled = false;
      for (const { ok, failed } of this.answer.links) {
        const handler: NodePath<ast.Function> | null = state.resolves ? ok : failed;
        if (!handler) continue;
        handled = true;
        state = this.asReturn(
          exitOf(
            handler.get('body'),
            this.scenery(outcome, () => null),
          ),
          outcome,
        );
        if (!state) return null;
      }
      return handled || !state.resolves ? state : { resolves: true, given: { is: 'shape', shape: shape.of } };
    };
    const broken = this.looksAtStatus ? this.answer.links.find(({ ok }) => ok !== null)?.ok : null;
    const contract = this.promised(settled);
    const step =
      broken &&
      exitOf(
        broken.get('body'),
        this.scenery('broken', () => null),
      );
    return contract && { ...contract, ...(step && this.failedWith(step)) };
  }

  /** How the promise of the request itself is settled. */
  private asGiven(outcome: Ended): NonNullable<Settled> {
    if (outcome === 'transport') return { resolves: false, given: OTHER_ERROR };
    if (outcome === 'api' && this.inner.rejects) return { resolves: false, given: { is: 'error', text: 'msg' } };
    return { resolves: true, given: { is: 'unknown' } };
  }

  private promised(settled: (outcome: Ended) => Settled): Contract | null {
    const [success, api, transport] = OUTCOMES.map(settled);
    if (transport) this.reword(transport.given);
    if (!success?.resolves || !api || !transport || transport.resolves || transport.given.is !== 'error') return null;
    if (api.resolves) {
      const shape = resultShape(success.given, api.given);
      return shape && { callback: null, params: [], shape: { is: 'promise', of: shape } };
    }
    const shape = resultShape(success.given, { is: 'nothing' });
    if (!shape || api.given.is !== 'error') return null;
    const rejected = { callback: null, params: [], shape: { is: 'promise', of: shape }, rejects: true } as const;
    if (api.given.text === 'msg') return rejected;
    if (api.given.text !== 'own' && api.given.text !== 'made') return null;
    const rejection = this.rejectionOf(api.given.path);
    if (rejection) return { ...rejected, rejection };
    this.reword(api.given);
    return api.given.text === 'own' ? rejected : null;
  }
}

function settledBy(ending: Ending): Settled {
  if (typeof ending === 'string') return null;
  const [given = { is: 'nothing' } as const] = ending.given;
  return { resolves: ending.hand === 'resolve', given };
}

function isFirstParameter(path: NodePath, fn: NodePath<ast.Function>): boolean {
  const [first] = fn.get('params') as NodePath[];
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  return binding !== undefined && binding.identifier === first?.node && binding.constantViolations.length === 0;
}

/** How a promise is settled; null: not understood. */
type Settled = { readonly resolves: boolean; readonly given: Given } | null;

/** `new CloudflareError(body.msg)`, `Object.assign(new Error(body.msg), { … })` */
function makesError(path: NodePath): boolean {
  if (path.isNewExpression()) return true;
  const [first] = path.isCallExpression() ? path.get('arguments') : [];
  const callee = path.isCallExpression() ? evaluate(path.get('callee') as NodePath) : null;
  return first !== undefined && callee !== null && isExtend(callee) && first.isNewExpression();
}

function isPrimitive(value: unknown): value is Primitive {
  return value == null || ['string', 'number', 'boolean'].includes(typeof value);
}

/** `Promise.reject(error)` */
function rejection(path: NodePath): NodePath | null {
  const inner = bare(path);
  if (!inner.isCallExpression()) return null;
  const callee = evaluate(inner.get('callee') as NodePath);
  const rejects = isExternal(callee, [null], 'Promise', 'reject') || isExternal(callee, ['bluebird', 'q'], 'reject');
  return rejects ? ((inner.get('arguments') as NodePath[])[0] ?? null) : null;
}

function quiet(how: 'nothing' | 'throws'): Step {
  return how === 'throws' ? ({ does: 'throws', value: null } satisfies Exit) : 'falls';
}

/** `if (cb)`, `cb && cb(…)`, a default: the function does without it. */
function isTested(parameter: NodePath | undefined): boolean {
  if (!parameter?.isIdentifier()) return parameter?.isAssignmentPattern() ?? false;
  const uses = parameter.scope.getBinding(parameter.node.name)?.referencePaths ?? [];
  return uses.some(
    ({ parentPath, key }) =>
      (parentPath?.isIfStatement() && key === 'test') ||
      (parentPath?.isLogicalExpression() && key === 'left') ||
      parentPath?.isUnaryExpression(),
  );
}

function nameOf(parameter: NodePath): ast.Node {
  return parameter.isAssignmentPattern() ? parameter.node.left : parameter.node;
}

/** The side that is given where a test decides it: `err || new Error(body.msg)`. */
function reduced(path: NodePath, stage: Stage): NodePath {
  if (path.isLogicalExpression()) {
    const left = truth(knownIn(path.get('left'), stage));
    if (left === null || path.node.operator === '??') return path;
    return reduced(bare(path.get((path.node.operator === '&&') === left ? 'right' : 'left')), stage);
  }
  if (path.isConditionalExpression()) {
    const test = truth(knownIn(path.get('test'), stage));
    return test === null ? path : reduced(bare(path.get(test ? 'consequent' : 'alternate')), stage);
  }
  return path;
}

function isGivenBack(construct: NodePath, fn: NodePath<ast.Function>): boolean {
  const parent = construct.parentPath;
  if (parent?.isReturnStatement()) return parent.getFunctionParent()?.node === fn.node;
  return construct.node === fn.node.body;
}

/** Is it one item of a list, or a field of one? */
function isPicked(path: readonly string[], action: Action): boolean {
  const place = locate(action, path);
  return action.answer.kind === 'list' && ['element', 'field', 'partial', 'absent'].includes(place.at);
}
