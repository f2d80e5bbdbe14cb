/** What happens in a wrapper under each outcome of its request: where it ends, and what it hands over there. */
import type { Action } from '../../catalogue/types.js';
import { bare, evaluate, within } from '../../evaluate/evaluate.js';
import { isExtend } from '../../evaluate/libraries.js';
import { isExternal } from '../../evaluate/value.js';
import type { Answer } from '../../find/answers/answer.js';
import { Follower } from '../../find/answers/follow.js';
import { functionAt } from '../../find/answers/function-at.js';
import { locate } from '../../find/answers/locate.js';
import { rejectedWith } from '../../find/answers/rejections.js';
import type { Primitive } from '../../find/request.js';
import type { Rejection, V1Call, Wrapper } from '../../find/v1-call.js';
import { type ast, type Binding, is, type NodePath } from '../../syntax/index.js';
import { knownIn, type Stage } from '../outcome.js';
import { looksAtStatus } from '../status-gate.js';
import { type Ended, OUTCOMES } from './called-back.js';
import { caughtAs, causeOf } from './caught.js';
import { settlerAt } from './deferred.js';
import { emits, emittedBy, emitterGivenBack } from './emitted.js';
import { isMadeOfAnswer, madeAs, setOn } from './error-class.js';
import { checked, type Exit, exitOf, runOf, type Scenery, type Step } from './exits.js';
import type { Given, Handled } from './given.js';
import { givenAt, handedFunction, isCalledBack } from './handed-in.js';
import { hasOtherText, reduced } from './reduced.js';
import { rejectionOf } from './rejection.js';
import { enteredBy, isWhole } from './whole-answer.js';

/** A wrapper around a call of one action, and what happens in it under each outcome of the request. */
export class Reading {
  readonly printed: NodePath[] = [];
  readonly reworded: NodePath[] = [];
  /** what is printed where all goes well, and so in any case */
  readonly alwaysPrinted: NodePath[] = [];
  /** the first statement, or use of the answer, that is not understood */
  unclear: NodePath | null = null;
  readonly answer: Answer;
  readonly fn: NodePath<ast.Function>;
  /** what the function gives back where that is an emitter */
  readonly emitter: Binding | null;
  /** what is handed to the promise that is made around the request */
  readonly executor: NodePath<ast.Function> | null;

  constructor(
    readonly inner: V1Call,
    readonly action: Action,
    readonly wrapper: Wrapper,
    readonly site: NodePath,
    /** the function stays */
    readonly stays = false,
  ) {
    this.fn = wrapper.fn;
    this.emitter = emitterGivenBack(this.fn);
    this.executor = this.executorAround();
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

  /** Nothing beside the request happens in the function. */
  isPlain(): boolean {
    const seen = this.answer.problems.filter(
      ({ reason, path }) => reason !== 'unknown-callback' && !(reason === 'answer-leaves' && isMadeOfAnswer(path)),
    );
    this.unclear ??= seen[0]?.path ?? null;
    if (seen.length > 0) return false;
    if (this.inner.delivery.by === 'value' || (this.fn.node.async && !this.executor)) return true;
    const hand = (path: NodePath) => (isCalledBack(path, this.fn) ? 'callback' : null);
    return [...(this.fn.node.async ? [] : [this.fn]), ...(this.executor ? [this.executor] : [])].every((fn) => {
      const one = fn.get('body') as NodePath;
      const step = exitOf(one, this.scenery('success', hand));
      return step === 'falls' || (step !== 'unclear' && step.does === 'returns');
    });
  }

  stage(outcome: Ended | 'broken'): Stage {
    const { inner, action, answer } = this;
    const scene = { call: inner, action, answer, outcome };
    return {
      at: (node) => (answer.shapes.has(node) || answer.decided.has(node) ? scene : undefined),
      touched: new WeakMap(),
    };
  }

  /** `chain`: the last call of a chain that makes the request, where its promise goes nowhere. */
  scenery(outcome: Ended | 'broken', hand: Scenery['hand'], chain: NodePath | null = null): Scenery {
    const { inner } = this;
    const holds = (path: NodePath, one: NodePath) => path.node === one.node || one.isDescendant(path);
    return {
      stage: { ...this.stage(outcome), held: new Map() },
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
      steps: new Map(),
      entered: (call) => (enteredBy(call, this.answer)?.get('body') as NodePath | undefined) ?? null,
      // What stands in a function that it calls back is no part of it.
      isPart: (call) =>
        holds(call, inner.site) ||
        (holds(inner.site, call) && call.getFunctionParent()?.node === inner.site.getFunctionParent()?.node),
      rejects: (statement) =>
        (outcome === 'transport' || (outcome === 'api' && inner.rejects === true)) &&
        inner.delivery.by === 'value' &&
        !statement.isTryStatement() &&
        !statement.isBlockStatement() &&
        !statement.isIfStatement() &&
        holds(statement, inner.site),
      throwsForeign: outcome === 'transport' ? !inner.lost : !inner.rejects,
      foreign: new Set(),
      gaveUp: (path) => {
        this.unclear ??= path;
      },
      valueOf: (path) => within(this.wrapper.env, () => evaluate(path)),
      stays: this.stays,
      addresses: (call) => outcome !== 'success' && this.isAddressed(call),
      prints: (call) => {
        if (!this.printed.includes(call)) this.printed.push(call);
        if (outcome === 'success') this.alwaysPrinted.push(call);
      },
    };
  }

  /** A method of what the caller gave, which is called for what it does: `res.status(502).send(body.msg)`. */
  private isAddressed(call: NodePath): boolean {
    let base = call.get('callee') as NodePath;
    if (!base.isMemberExpression() || /\b(?:call|apply|bind)$/.test(String(base))) return false;
    while (base.isMemberExpression() || base.isCallExpression())
      base = bare(base.get(base.isMemberExpression() ? 'object' : 'callee') as NodePath);
    const binding = base.isIdentifier() ? base.scope.getBinding(base.node.name) : undefined;
    return binding?.kind === 'param' && binding.constant && binding.scope.path.node === this.fn.node;
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
    const made = path && (rejectedWith(path) ?? path);
    if (!made?.isNewExpression() && !(made?.isCallExpression() && makesError(made))) return null;
    return this.rejectionOf(made, 'broken');
  }

  rejectionOf(path: NodePath, outcome: Ended | 'broken', handled: Handled | null = null): Rejection | null {
    const { wrapper, site, action, answer } = this;
    const cause = causeOf(this, outcome);
    const caught = (error: NodePath<ast.Identifier>) => caughtAs(error, this, outcome, handled);
    const broken = outcome === 'broken';
    return rejectionOf(path, { wrapper, site, action, answer, broken, caught, ...(cause && { cause }) });
  }

  /** The error of the author's own that is given under the outcome; null where callers cannot make it. */
  madeError(given: Given | null | undefined, outcome: 'api' | 'transport'): Rejection | null {
    return given?.is === 'error' && given.path ? this.rejectionOf(given.path, outcome, given.handled) : null;
  }

  /** The function that runs where the request ends so. */
  waitingFor(outcome: Ended | 'broken'): NodePath<ast.Function> | null {
    const { delivery } = this.inner;
    if (outcome !== 'transport' || delivery.by !== 'events') return this.waiting();
    return delivery.error ? functionAt(delivery.error) : null;
  }

  /** Where the code that waits ends, once per outcome. */
  exits(hand: Scenery['hand']): Record<Ended, Step> | null {
    const { delivery } = this.inner;
    const waiting = this.waiting();
    const failed = delivery.by === 'events' ? this.waitingFor('transport') : null;
    const run = (fn: NodePath<ast.Function> | null, outcome: Ended): Step =>
      fn ? runOf(fn.get('body'), this.scenery(outcome, hand)) : 'falls';
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

  brokenExit(hand: Scenery['hand']): Step {
    const waiting = this.looksAtStatus ? this.waiting() : null;
    return waiting ? runOf(waiting.get('body'), this.scenery('broken', hand)) : 'falls';
  }

  failedWith(step: Step): { readonly failure?: Rejection } {
    const failure = this.failure(step);
    return failure ? { failure } : {};
  }

  given(path: NodePath, outcome: Ended, handled: Handled | null = null): Given {
    const stage = this.stage(outcome);
    const inner = madeAs(reduced(bare(path), stage));
    const known = knownIn(inner, stage);
    if (known && 'value' in known && known.value == null) return { is: 'nothing' };
    const written = { path: inner, ...(handled && { handled }) };
    if (hasOtherText(inner, stage)) return { is: 'error', text: 'made', ...written };
    const within = inner.isCallExpression()
      ? checked(
          inner,
          this.scenery(outcome, () => null),
        )
      : null;
    if (within && typeof within !== 'string' && within.does === 'returns')
      return within.value ? this.given(within.value, outcome, handled) : { is: 'nothing' };
    const shape = this.answer.shapes.get(inner.node);
    // The error of a function further in, which is v1's where the API answered one.
    if (shape?.is === 'error')
      return { is: 'error', text: outcome !== 'api' || !shape.api ? 'other' : shape.plain ? 'plain' : 'msg' };
    if (shape?.is === 'v1' && locate(this.action, shape.path).at === 'status' && shape.path[0] === 'msg')
      return { is: 'error', text: 'plain', ...written };
    if (this.isTextOfError(inner, outcome, handled)) return { is: 'error', text: 'plain', ...written };
    // What the function picks out of the answer, or makes of it, would be lost.
    if (shape && !isWhole(inner, shape, { site: this.inner.site, action: this.action, answer: this.answer }))
      return { is: 'unknown' };
    if (shape?.is === 'promise') return { is: 'shape', shape: shape.of };
    if (shape) return { is: 'shape', shape, ...written };
    if (inner.isAwaitExpression()) return this.given(inner.get('argument'), outcome, handled);
    if (inner.isNewExpression() || inner.isCallExpression()) {
      const callee = evaluate(inner.get('callee') as NodePath);
      const [message] = inner.get('arguments') as NodePath[];
      if (isExternal(callee, [null], 'Error')) {
        const text = message && this.given(message, outcome, handled);
        const whole = text?.is === 'error' && text.text === 'plain' && outcome === 'api';
        return { is: 'error', text: whole ? 'msg' : 'own', ...written };
      }
      if (outcome !== 'success' && makesError(inner)) return { is: 'error', text: 'made', ...written };
    }
    if (outcome !== 'success' && setOn(inner)) return { is: 'error', text: 'made', ...written };
    if (known && 'value' in known && isPrimitive(known.value))
      return { is: 'constant', value: known.value, ...written };
    return { is: 'unknown', ...written };
  }

  /** `err.message`, `String(err)`: of what broke the connection, or of an error of v1's message that is caught. */
  private isTextOfError(path: NodePath, outcome: Ended, handled: Handled | null): boolean {
    const error = errorSaid(path);
    if (!error?.isIdentifier() || outcome === 'success' || this.inner.lost || this.inner.rejection) return false;
    const shape = this.answer.shapes.get(error.node);
    const caught = caughtAs(error, this, outcome, handled);
    if (outcome === 'transport') return shape?.is === 'error' || caught === 'error';
    return caught === 'msg' && path.isMemberExpression();
  }

  /** An error in words of the author's own. */
  reword(given: Given | null): void {
    if (given?.is === 'error' && given.text === 'own' && !this.reworded.includes(given.path))
      this.reworded.push(given.path);
  }

  /** `new Promise((resolve, reject) => …)` around the request. */
  private executorAround(): NodePath<ast.Function> | null {
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
}

/** `err.message`, `err.toString()`, `String(err)`: the error whose text it is. */
function errorSaid(path: NodePath): NodePath | null {
  if (path.isMemberExpression({ computed: false }))
    return is.isIdentifier(path.node.property, { name: 'message' }) ? (path.get('object') as NodePath) : null;
  const callee = path.isCallExpression() ? (path.get('callee') as NodePath) : null;
  if (callee?.isMemberExpression({ computed: false }) && is.isIdentifier(callee.node.property, { name: 'toString' }))
    return callee.get('object') as NodePath;
  return callee && isExternal(evaluate(callee), [null], 'String') ? (path.get('arguments.0') as NodePath) : null;
}

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

function quiet(how: 'nothing' | 'throws'): Step {
  return how === 'throws' ? ({ does: 'throws', value: null } satisfies Exit) : 'falls';
}
