/** The contract of a wrapper that calls functions of its caller: one callback, one for success and one for errors, listeners. */
import { seesAllArguments } from '../../evaluate/arguments.js';
import { bare, evaluate, within } from '../../evaluate/evaluate.js';
import { functionAt } from '../../find/answers/function-at.js';
import type { Shape } from '../../find/request.js';
import type { NodePath } from '../../syntax/index.js';
import { type Called, calledBack, type Ended, type Ending, isCalled, OUTCOMES, saidBy } from './called-back.js';
import { inChain } from './chain-endings.js';
import type { Contract } from './contract.js';
import { listenersOf } from './emitted.js';
import type { Exit, Scenery, Step } from './exits.js';
import { asError, type Given, OTHER_ERROR, parameterShape, resultShape } from './given.js';
import { givenAt, handedFunction, isCalledBack, isSame, isTested, nameOf } from './handed-in.js';
import { spoken, wordsOf } from './last-words.js';
import { madeErrors } from './made-errors.js';
import type { Reading } from './reading.js';

/** The wrapper's own parameter is called back. */
export function calling(reading: Reading): Contract | null {
  const { delivery } = reading.inner;
  const params = reading.fn.get('params');
  const positionOf = (path: NodePath): number => {
    const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
    const own = params.findIndex((one) => binding !== undefined && binding.identifier === nameOf(one));
    return own >= 0 ? own : givenAt(path, reading.wrapper);
  };
  const passed = delivery.by === 'callback' ? bare(delivery.callback) : null;
  if (delivery.by === 'callback' && passed && (!functionAt(passed) || !passed.isDescendant(reading.fn))) {
    // What the caller wrote may be seen through the parameter.
    const argument = reading.wrapper.args.findIndex((one) => bare(one).node === passed.node);
    const position = argument >= 0 ? argument : positionOf(passed);
    if (position < 0) return null;
    // Where nothing is handed in, its default is called.
    const isDefault = params[position]?.isAssignmentPattern() === true && !reading.wrapper.args[position];
    const handed = isDefault ? { handed: passed } : {};
    return { callback: position, params: delivery.params, silent: delivery.silent, ...handed };
  }
  const hand = (path: NodePath) => {
    const position = positionOf(path);
    if (position < 0) return handedFunction(path, reading.wrapper);
    return isFunctionGiven(path, position, reading) ? String(position) : null;
  };
  const endings = delivery.by === 'value' ? inChain(reading, hand) : endingsAround(reading, hand);
  const found = endings && calledBack(endings);
  if (!endings) return null;
  if (!found) return parted(reading, endings);
  const made = isPlain(found.params) ? {} : madeErrors(reading, errorOf(endings.api), errorOf(endings.transport));
  if (!made) return null;
  const told = OUTCOMES.some((outcome) => outcome !== 'success' && isCalled(endings[outcome]));
  const broken = reading.brokenExit(hand);
  const lastWords = spoken(reading, {
    api: saidBy(endings.api),
    transport: saidBy(endings.transport),
    broken: wordsOf(reading, broken, 'broken'),
    goesOn: told,
  });
  if (found.hand === null || !found.callee) {
    if (reading.printed.length > 0 || delivery.by === 'value') return null;
    return { callback: null, params: [], ...(lastWords ? { lastWords } : { swallows: true }) };
  }
  return {
    callback: /^\d+$/.test(found.hand) ? Number(found.hand) : -1,
    handed: found.callee,
    params: found.params,
    optional: isTested(params[Number(found.hand)]),
    ...made,
    ...reading.failedWith(broken),
    ...(lastWords && { lastWords }),
    ...(found.silent && { silent: found.silent }),
  };
}

/** `if (quiet) return`: what else is handed in is a test like others. */
function isFunctionGiven(path: NodePath, position: number, { fn, wrapper: { args, env } }: Reading): boolean {
  const argument = args[position];
  const given = argument && within(env, () => evaluate(argument)).kind;
  if (!given || given === 'function') return true;
  return !['literal', 'object', 'array', 'concat'].includes(given) && isCalledBack(path, fn);
}

/** `emitter.emit('done', answer)`: the caller's listeners are called. */
export function emitting(reading: Reading): Contract | null {
  const exits = reading.exits(() => null);
  const listeners = exits && listenersOf(reading.site);
  const endings = exits && endingsOf(reading, exits);
  if (!endings || !listeners) return null;
  const contract = parted(reading, endings, ({ hand }) => listeners.of.get(hand.replace(/^on /, '')) ?? null);
  // A listener of another event waits for what never comes, or for what is not seen here.
  if (!contract || listeners.of.size !== 2) return null;
  return {
    ...contract,
    ...reading.failedWith(reading.brokenExit(() => null)),
    site: listeners.site,
    parts: listeners.parts,
  };
}

/** `exits.success(…)`, `exits.error(…)`: two functions of the caller's. */
function parted(
  reading: Reading,
  { success, api, transport }: Record<Ended, Ending>,
  handed: (ending: Called) => NodePath | null = ({ callee }) => givenBy(reading, callee),
): Contract | null {
  if (!isCalled(success) || !isCalled(api) || !isCalled(transport)) return null;
  const [response, error] = [handed(success), handed(api)];
  if (api.hand !== transport.hand || api.hand === success.hand || !response || !error) return null;
  const [value = { is: 'nothing' } as const, ...others] = success.given;
  const [, ...more] = api.given;
  const [, ...further] = transport.given;
  const [refusal, cause] = [errorOf(api), errorOf(transport)];
  if (!refusal || !cause || others.length + more.length + further.length > 0 || !bare(response).isFunction())
    return null;
  const shape = resultShape(value, { is: 'nothing' });
  const refused = parameterShape({ is: 'nothing' }, refusal, cause);
  if (!shape || refused?.is !== 'error' || !refused.api) return null;
  const made = isPlain([refused]) ? {} : madeErrors(reading, refusal, cause);
  if (!made) return null;
  return {
    callback: null,
    params: [],
    pair: { by: 'events', response, error, shape, refused },
    ...made,
    ...reading.failedWith(
      reading.brokenExit((path) => (givenBy(reading, path)?.node === error.node ? api.hand : null)),
    ),
  };
}

/** The function that the caller gave under that name, where the caller's text says it. */
function givenBy(reading: Reading, callee: NodePath): NodePath | null {
  const value = within(reading.wrapper.env, () => evaluate(callee));
  if (value.kind !== 'function') return null;
  const argument = reading.wrapper.args.find((one) => isSame(one, value, reading.wrapper));
  const path = argument ?? value.path;
  return path.node === reading.site.node || path.isDescendant(reading.site) ? path : null;
}

/** What is given as the error. */
function errorOf(ending: Ending): Given | null {
  const [error] = isCalled(ending) ? ending.given : [];
  return asError(error ?? null);
}

/** Is what the API answers given as its text alone, and what breaks as itself? */
function isPlain(params: readonly Shape[]): boolean {
  return params.some((shape) => shape.is === 'error' && shape.plain);
}

/** Where the code that waits ends, and what it says where nobody is called. */
function endingsAround(reading: Reading, hand: Scenery['hand']): Record<Ended, Ending> | null {
  const exits = reading.exits(hand);
  return exits && endingsOf(reading, exits);
}

/** `ok(answer.response, msg)`: without what the function takes that is no part of the answer, and the caller's does not. */
function takenOf({ hand, args }: Exit & { does: 'calls' }, { wrapper, answer }: Reading): readonly NodePath[] {
  const given = /^\d+$/.test(hand) ? wrapper.args[Number(hand)] : undefined;
  const fn = given ? functionAt(given) : null;
  if (!fn || seesAllArguments(fn)) return args;
  return args.filter(
    (one, index) => index < fn.node.params.length || !one.isIdentifier() || answer.shapes.has(one.node),
  );
}

/** Null where it ends the process in words that callers cannot say. */
function endingsOf(reading: Reading, exits: Record<Ended, Step>): Record<Ended, Ending> | null {
  const { delivery } = reading.inner;
  const ending = (outcome: Ended): Ending | null => {
    const exit = exits[outcome];
    if (exit === 'falls' || exit === 'unclear' || exit.does === 'returns' || exit.does === 'ends') {
      const words = outcome === 'success' ? null : wordsOf(reading, exit, outcome);
      const ends = typeof exit !== 'string' && exit.does === 'ends';
      return words ? { does: 'speaks', words } : ends ? null : 'nothing';
    }
    if (exit.does === 'throws') return 'throws';
    const passed =
      exit.args.length === 0 && outcome === 'transport' && delivery.by === 'events' && delivery.error !== null;
    const given: Given[] = passed
      ? [OTHER_ERROR]
      : takenOf(exit, reading).map((argument) => reading.given(argument, outcome));
    return { does: 'calls', hand: exit.hand, callee: exit.callee, given };
  };
  const [success, api, transport] = [ending('success'), ending('api'), ending('transport')];
  return success && api && transport ? { success, api, transport } : null;
}
