/** What a wrapper does where the request fails and its callers are not told: as one of them could do it as well. */
import type { LastWords, Part, Words } from '../../find/v1-call.js';
import { type ast, type Binding, is, type NodePath } from '../../syntax/index.js';
import type { Ended } from './called-back.js';
import { caughtAs, causeOf } from './caught.js';
import type { Scenery, Step } from './exits.js';
import type { Handled } from './given.js';
import type { Reading } from './reading.js';
import { type Parting, partOf } from './rejection.js';
import { saidIn } from './said.js';

interface Spoken {
  readonly api?: Words | null;
  readonly transport?: Words | null;
  readonly broken?: Words | null;
  /** other outcomes come to the caller, and so would what does not end the process */
  readonly goesOn: boolean;
}

/** What is said where the code that waits ends so; null: nothing, or what callers cannot say. */
export function wordsOf(
  reading: Reading,
  step: Step,
  outcome: Ended | 'broken',
  handled: Handled | null = null,
): Words | null {
  if (step !== 'falls' && step !== 'unclear' && step.does === 'ends') {
    const parts = partsOf(reading, [...step.passed, step.call], outcome, handled);
    return parts && { parts, ends: true };
  }
  const { delivery } = reading.inner;
  const silent = delivery.by === 'callback' && outcome !== 'broken' && outcome !== 'success' && delivery.silent;
  if (silent && silent[outcome]) return null;
  if (step !== 'falls' && (step === 'unclear' || step.does !== 'returns')) return null;
  const body = reading.waitingFor(outcome)?.get('body') as NodePath | undefined;
  const parts = body ? partsOf(reading, [body], outcome, handled) : null;
  return parts && parts.length > 0 ? { parts, ends: false } : null;
}

/** What of it the callers say from now on; undefined: nothing. */
export function spoken(reading: Reading, { goesOn, ...words }: Spoken): LastWords | undefined {
  const said = Object.entries(words).filter(([, one]) => one && (one.ends || !goesOn));
  const isKept = (call: NodePath) =>
    said.some(([, one]) => one?.parts.some(({ path }) => path.node === call.node || call.isDescendant(path)));
  // What is printed there is printed where the call is.
  const { printed } = reading;
  for (const call of printed.filter(isKept)) printed.splice(printed.indexOf(call), 1);
  return said.length > 0 ? (Object.fromEntries(said) as LastWords) : undefined;
}

function partsOf(
  reading: Reading,
  passed: readonly NodePath[],
  outcome: Ended | 'broken',
  handled: Handled | null,
): readonly Part[] | null {
  const scenery: Scenery = { ...reading.scenery(outcome, () => null), prints: () => {} };
  const last = passed.at(-1);
  const said = passed.flatMap((one) => (one === last && !one.isStatement() ? [one] : saidIn(one, scenery)));
  const kept: NodePath[] = [];
  const locals = new Set<Binding>();
  for (const one of [...said].reverse()) {
    // What it says whatever comes of the request is no last word.
    if (one.isVariableDeclaration() ? !declares(one, kept, reading, locals) : isAlwaysSaid(one, reading)) continue;
    kept.unshift(one);
  }
  const parts = kept.map((one) => partOf(one, partingOf(reading, outcome, locals, handled)));
  return parts.some((part) => part === null) ? null : (parts as Part[]);
}

/** Is one of the variables named in what is kept, as itself and not as a part of the answer? */
function declares(
  declaration: NodePath,
  kept: readonly NodePath[],
  { answer }: Reading,
  locals: Set<Binding>,
): boolean {
  const names = Object.keys(is.getBindingIdentifiers(declaration.node));
  const bindings = names.flatMap((name) => declaration.scope.getBinding(name) ?? []);
  const named = bindings.filter(
    ({ constant, referencePaths }) =>
      constant &&
      referencePaths.some(
        (use) => !answer.shapes.has(use.node) && kept.some((one) => one.node === use.node || use.isDescendant(one)),
      ),
  );
  for (const one of named) locals.add(one);
  return named.length > 0;
}

function isAlwaysSaid(path: NodePath, { alwaysPrinted }: Reading): boolean {
  return alwaysPrinted.some((call) => call.node === path.node || call.isDescendant(path));
}

function partingOf(
  reading: Reading,
  outcome: Ended | 'broken',
  locals: ReadonlySet<Binding>,
  handled: Handled | null,
): Parting {
  const { wrapper, site, action, answer } = reading;
  const cause = causeOf(reading, outcome);
  const caught = (error: NodePath<ast.Identifier>) => caughtAs(error, reading, outcome, handled);
  const stage = reading.stage(outcome);
  const broken = outcome === 'broken';
  return { wrapper, site, action, answer, stage, locals, broken, caught, ...(cause && { cause }) };
}
