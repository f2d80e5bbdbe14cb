/**
 * What the callers of a wrapper get: under each outcome of the request the wrapper's code is followed to where it
 * calls its callback, settles its promise or returns, and what it hands over there.
 */
import type { Action } from '../../catalogue/types.js';
import { evaluate, within } from '../../evaluate/evaluate.js';
import { isOfCallback } from '../../evaluate/this-member.js';
import type { Delivery } from '../../find/request.js';
import type { V1Call } from '../../find/v1-call.js';
import { type ast, isNothing, type NodePath } from '../../syntax/index.js';
import { calling, emitting } from './callback-contract.js';
import { changesArguments } from './changed-arguments.js';
import type { Contract } from './contract.js';
import { isPrinted } from './exits.js';
import { isDemanded, isSame } from './handed-in.js';
import { chained, deferred, returned, settled } from './promise-contract.js';
import { asPromise } from './promised-callback.js';
import { Reading } from './reading.js';
import { handedOn, wordsHandedOn } from './rejection.js';

interface Asked {
  /** the function around, which hands on what this one gives */
  readonly outer?: NodePath<ast.Function>;
  /** what else the function does needs not be understood, since that is kept */
  readonly stays?: boolean;
  /** told of what is not understood, where that can be pointed at */
  readonly gaveUp?: (path: NodePath) => void;
}

/** The call with what it gives to the code at its own site; null where the wrapper does what is not understood. */
export function throughWrapper(call: V1Call, action: Action, asked: Asked = {}): Through | null {
  const { outer = null, stays = false, gaveUp } = asked;
  const { through } = call;
  if (!through) return { call, prints: [], rewords: [] };
  if (through.request.unless || through.request.task) return null;
  const inner = throughWrapper(through.request, action, { outer: through.fn, ...(gaveUp && { gaveUp }) });
  if (!inner || readsOtherThis(through.fn) || changesArguments(through, outer)) return null;
  const reading = new Reading(inner.call, action, through, call.site, stays);
  const written = contractOf(reading);
  if (!written && reading.unclear) gaveUp?.(reading.unclear);
  const contract = written && asPromise(written, through);
  const handed = wordsHandedOn(inner.call.lastWords, through, call.site);
  if (!contract || handed === null || lacksCallback(call, contract)) return null;
  // What is printed may be left out; how the process ends, or what is said to somebody, may not.
  if (reading.printed.some((said) => !isPrinted(said))) return null;
  const lastWords = handed || contract.lastWords ? { ...contract.lastWords, ...handed } : undefined;
  return {
    call: {
      ...call,
      ...(contract.site && { site: contract.site, asked: call.site, parts: contract.parts ?? [] }),
      delivery: deliveryAt(call, contract),
      rejects: contract.rejects ?? false,
      rejection: contract.rejection ?? handedOn(inner.call.rejection, through, call.site),
      failure: contract.failure ?? handedOn(inner.call.failure, through, call.site),
      refusal: contract.refusal,
      lost: contract.lost ?? handedOn(inner.call.lost, through, call.site),
      lastWords,
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

function contractOf(reading: Reading): Contract | null {
  if (!reading.isPlain()) return null;
  const { by } = reading.inner.delivery;
  if (by === 'callback' || by === 'events' || by === 'nothing') {
    if (reading.emitter) return emitting(reading);
    return reading.executor ? behindPromise(reading, reading.executor) : (deferred(reading) ?? calling(reading));
  }
  const { executor, fn } = reading;
  if (executor) return behindPromise(reading, executor);
  return fn.node.async ? returned(reading) : (chained(reading) ?? deferred(reading) ?? calling(reading));
}

/** `const body = await new Promise((resolve, reject) => …)`: what the function makes of what the promise is settled with. */
function behindPromise(reading: Reading, executor: NodePath<ast.Function>): Contract | null {
  const made = settled(reading, executor);
  const promise = executor.parentPath as NodePath;
  if (!made || isGivenBack(promise, reading.fn)) return made;
  const { shape, rejects = false, rejection, failure, lost, lastWords } = made;
  if (!shape || lastWords) return null;
  const { action, wrapper, site, stays } = reading;
  const call = { ...reading.inner, site: promise, delivery: { by: 'value', shape } as const, parts: [] };
  const behind = new Reading({ ...call, rejects, rejection, failure, lost }, action, wrapper, site, stays);
  const contract = contractOf(behind);
  reading.unclear ??= behind.unclear;
  reading.printed.push(...behind.printed);
  reading.reworded.push(...behind.reworded);
  const tells = contract?.rejects || contract?.params.some((one) => one.is === 'error' && one.api);
  return contract && { ...(tells && { rejection, failure, lost }), ...contract };
}

function isGivenBack(promise: NodePath, fn: NodePath<ast.Function>): boolean {
  const parent = promise.parentPath;
  if (parent?.isReturnStatement()) return parent.getFunctionParent()?.node === fn.node;
  return promise.node === fn.node.body;
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

/** Is nothing given that the function throws without? */
function lacksCallback({ through }: V1Call, { callback }: Contract): boolean {
  if (!through || callback === null || callback < 0 || through.args[callback]) return false;
  return isDemanded(through.fn.get('params')[callback]);
}

function deliveryAt(call: V1Call, contract: Contract): Delivery {
  if (contract.pair) return contract.pair;
  if (contract.callback === null)
    return contract.shape ? { by: 'value', shape: contract.shape } : { by: 'nothing', swallows: contract.swallows };
  const callback = callbackAt(call, contract);
  if (!callback || isNothing(callback)) return { by: 'nothing', swallows: true };
  return {
    by: 'callback',
    callback,
    params: contract.params,
    optional: contract.optional,
    ...(contract.silent && { silent: contract.silent }),
  };
}
