/** The contract of a wrapper that gives a promise back: its own, one around a callback, a deferred's, or a chain's. */
import { bare } from '../../evaluate/evaluate.js';
import type { Link } from '../../find/answers/answer.js';
import type { ast, NodePath } from '../../syntax/index.js';
import { type Ended, type Ending, isCalled, OUTCOMES, saidBy } from './called-back.js';
import { asReturn, inChain, type Settled } from './chain-endings.js';
import type { Contract } from './contract.js';
import { promiseGivenBack, settlerAt } from './deferred.js';
import { exitOf, type Scenery, type Step } from './exits.js';
import { asError, type Given, OTHER_ERROR, resultShape } from './given.js';
import { spoken, wordsOf } from './last-words.js';
import { madeErrors } from './made-errors.js';
import type { Reading } from './reading.js';

/** A deferred of the function's, whose promise it gives back. */
export function deferred(reading: Reading): Contract | null {
  const given = promiseGivenBack(reading.fn);
  if (!given) return null;
  const hand = (path: NodePath) => {
    const settler = settlerAt(path);
    return settler?.of === given ? settler.does : null;
  };
  return settledBy(reading, hand);
}

/** `new Promise(executor)` around the request. */
export function settled(reading: Reading, executor: NodePath<ast.Function>): Contract | null {
  const names = executor.get('params');
  const hand = (path: NodePath) => {
    const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
    const index = names.findIndex((one) => binding !== undefined && one.node === binding.identifier);
    return index === 0 ? 'resolve' : index === 1 ? 'reject' : null;
  };
  return settledBy(reading, hand, executor);
}

/** `hand`: which of the functions that settle the promise the name is; `around`: the function that does. */
function settledBy(reading: Reading, hand: Scenery['hand'], around?: NodePath<ast.Function>): Contract | null {
  if (reading.inner.delivery.by === 'value') {
    const endings = inChain(reading, hand, around);
    return endings && promised(reading, (outcome) => asEnded(endings[outcome]));
  }
  const exits = reading.exits(hand);
  const contract = exits && promised(reading, (outcome) => asSettled(reading, exits[outcome], outcome));
  return contract && withBroken(reading, contract, reading.brokenExit(hand));
}

/** How the first function of a chain that gets an answer ends where its status says that the server failed. */
function brokenIn(reading: Reading, links: readonly Link[]): Step | null {
  const first = reading.looksAtStatus ? links.find(({ ok }) => ok !== null)?.ok : null;
  const scenery = reading.scenery('broken', () => null);
  return first ? exitOf(first.get('body'), scenery) : null;
}

/** How the promise of a chain is settled, where that of its beginning is settled so. */
function throughLinks(reading: Reading, links: readonly Link[], settled: Settled, outcome: Ended): Settled {
  let state = settled;
  for (const { call, method, ok, failed } of links) {
    const handler: NodePath<ast.Function> | null = state?.resolves ? ok : failed;
    if (!state || state.words) return state;
    if (!handler) {
      // `.then(JSON.parse)`
      const shape = state.resolves && method === 'then' ? reading.answer.shapes.get(call.node) : undefined;
      if (shape?.is === 'promise') state = { resolves: true, given: { is: 'shape', shape: shape.of } };
      continue;
    }
    const step = exitOf(
      handler.get('body'),
      reading.scenery(outcome, () => null),
    );
    state = asReturn(reading, step, outcome, { fn: handler, given: state.given });
  }
  return state;
}

function asSettled(reading: Reading, step: Step, outcome: Ended): Settled {
  if (step !== 'falls' && step !== 'unclear' && step.does === 'ends') return asReturn(reading, step, outcome);
  if (step === 'falls' || step === 'unclear' || step.does !== 'calls') return null;
  const [value] = step.args;
  const given: Given =
    value === undefined
      ? step.hand === 'reject'
        ? { is: 'error', text: 'other' }
        : { is: 'nothing' }
      : reading.given(value, outcome);
  return { resolves: step.hand === 'resolve', given };
}

/** An `async` function: what it returns, what it throws. */
export function returned(reading: Reading): Contract | null {
  const run = (outcome: Ended | 'broken'): Step =>
    exitOf(
      reading.fn.get('body'),
      reading.scenery(outcome, () => null),
    );
  const contract = promised(reading, (outcome) => asReturn(reading, run(outcome), outcome));
  return contract && (reading.looksAtStatus ? withBroken(reading, contract, run('broken')) : contract);
}

/** A function that gives back the promise of the request, or what `.then` makes of it. */
export function chained(reading: Reading): Contract | null {
  const body = reading.fn.get('body') as NodePath;
  const ends = exitOf(
    body,
    reading.scenery('success', () => null),
  );
  const value = ends !== 'falls' && ends !== 'unclear' && ends.does === 'returns' ? ends.value : null;
  const shape = value && reading.answer.shapes.get(bare(value).node);
  if (!value || shape?.is !== 'promise') return null;
  const { links } = reading.answer;
  const contract = promised(reading, (outcome) => {
    const given = asGiven(reading, outcome);
    const state = throughLinks(reading, links, given, outcome);
    // No function of the chain gets it.
    const isPassed = state?.resolves && state.given.is === 'unknown' && !state.given.path;
    return isPassed ? { resolves: true, given: { is: 'shape', shape: shape.of } } : state;
  });
  const step = brokenIn(reading, links);
  return contract && (step ? withBroken(reading, contract, step) : contract);
}

/** With what becomes of an answer whose status says that the server failed. */
function withBroken(reading: Reading, contract: Contract, step: Step): Contract | null {
  const ends = step !== 'falls' && step !== 'unclear' && step.does === 'ends';
  if (!ends) return { ...contract, ...reading.failedWith(step) };
  const words = contract.rejects ? wordsOf(reading, step, 'broken') : null;
  const lastWords = words && spoken(reading, { broken: words, goesOn: true });
  return lastWords ? { ...contract, lastWords: { ...contract.lastWords, ...lastWords } } : null;
}

/** How the promise of the request itself is settled. */
function asGiven(reading: Reading, outcome: Ended): NonNullable<Settled> {
  if (outcome === 'transport') return { resolves: false, given: OTHER_ERROR };
  if (outcome === 'api' && reading.inner.rejects) return { resolves: false, given: { is: 'error', text: 'msg' } };
  return { resolves: true, given: { is: 'unknown' } };
}

function promised(reading: Reading, settled: (outcome: Ended) => Settled): Contract | null {
  const [success, api, transport] = OUTCOMES.map(settled);
  const cause = transport && asError(transport.given);
  if (!success?.resolves || !api || !transport || transport.resolves || cause?.is !== 'error') return null;
  if (transport.words && api.resolves) return null;
  const lastWords = spoken(reading, { api: api.words, transport: transport.words, goesOn: true });
  const made = madeErrors(reading, api.resolves ? null : asError(api.given), cause);
  if (!made) return null;
  if (api.resolves) {
    const shape = resultShape(success.given, api.given);
    return shape && { callback: null, params: [], shape: { is: 'promise', of: shape } };
  }
  const shape = resultShape(success.given, { is: 'nothing' });
  const refusal = asError(api.given);
  if (!shape || refusal.is !== 'error' || refusal.text === 'other') return null;
  return {
    callback: null,
    params: [],
    shape: { is: 'promise', of: shape },
    rejects: true,
    ...(lastWords && { lastWords }),
    ...made,
  };
}

function asEnded(ending: Ending): Settled {
  const words = saidBy(ending);
  if (words) return { resolves: false, given: OTHER_ERROR, words };
  if (!isCalled(ending)) return null;
  const [given = { is: 'nothing' } as const] = ending.given;
  return { resolves: ending.hand === 'resolve', given };
}
