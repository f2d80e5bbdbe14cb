/** Where a chain of `.then` and `.catch` ends under each outcome. */
import { bare } from '../../evaluate/evaluate.js';
import type { Link } from '../../find/answers/answer.js';
import { functionAt } from '../../find/answers/function-at.js';
import { rejectedWith } from '../../find/answers/rejections.js';
import type { Words } from '../../find/v1-call.js';
import { type ast, is, type NodePath } from '../../syntax/index.js';
import type { Ended, Ending } from './called-back.js';
import { madeAs } from './error-class.js';
import { exitOf, type Scenery, type Step } from './exits.js';
import { type Given, type Handled, OTHER_ERROR } from './given.js';
import { wordsOf } from './last-words.js';
import type { Reading } from './reading.js';
import { reduced } from './reduced.js';

/**
 * `fetch(…).then((res) => res.json()).then((body) => cb(null, body), cb)`; `around`: the function that it stands in, the
 * wrapper's own or the executor of a promise.
 */
export function inChain(
  reading: Reading,
  hand: Scenery['hand'],
  around: NodePath<ast.Function> = reading.fn,
): Record<Ended, Ending> | null {
  // What settles a promise never throws; a callback may, and would be called again then.
  const settles = around !== reading.fn;
  const links = settles ? withCatch(reading.answer.links) : reading.answer.links;
  const last = links.at(-1)?.call;
  const statement = last?.parentPath;
  if (!last || !statement) return null;
  const ends = statement.isExpressionStatement() || statement.isReturnStatement() || statement.node === around.node;
  if (!ends || last.getFunctionParent()?.node !== around.node) return null;
  const body = exitOf(
    around.get('body') as NodePath,
    reading.scenery('success', () => null, last),
  );
  if (body === 'unclear' || (body !== 'falls' && body.does !== 'returns')) return null;
  const run = (outcome: Ended) => chainEnding(reading, links, outcome, hand, settles);
  const [success, api, transport] = [run('success'), run('api'), run('transport')];
  return success && api && transport ? { success, api, transport } : null;
}

/** With the `.catch` behind a function that gives nothing of the answer on. */
function withCatch(links: readonly Link[]): readonly Link[] {
  const last = links.at(-1);
  const member = last?.call.parentPath;
  const call =
    member?.isMemberExpression({ computed: false }) && last?.call.key === 'object' ? member.parentPath : null;
  if (
    !last ||
    !call?.isCallExpression() ||
    !is.isIdentifier((member?.node as ast.MemberExpression).property, { name: 'catch' })
  )
    return links;
  const [handler] = call.get('arguments') as NodePath[];
  return [
    ...links,
    { call, method: 'catch', ok: null, failed: handler ? functionAt(handler) : null, gives: last.gives },
  ];
}

function chainEnding(
  reading: Reading,
  links: readonly Link[],
  outcome: Ended,
  hand: Scenery['hand'],
  settles: boolean,
): Ending | null {
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
    const step = handler && exitOf(handler.get('body'), reading.scenery(outcome, hand));
    if (!step || step === 'unclear') return null;
    if (step !== 'falls' && step.does === 'calls') {
      const isError = (path: NodePath) => !state?.resolves && isFirstParameter(bare(path), handler);
      const handled = { fn: handler, given: before };
      const given = step.args.map((one) => (isError(one) ? before : reading.given(one, outcome, handled)));
      const isOver = isLast || (settles && links.slice(index + 1).every(({ method }) => method === 'catch'));
      return isOver ? { does: 'calls', hand: step.hand, callee: step.callee, given } : null;
    }
    state = asReturn(reading, step, outcome, { fn: handler, given: before });
    if (!state) return null;
    if (state.words) return { does: 'speaks', words: state.words };
  }
  return state.resolves ? 'nothing' : 'throws';
}

/** How the promise of a chain is settled by a handler that ends so. */
export function asReturn(reading: Reading, step: Step, outcome: Ended, handled?: Handled): Settled {
  if (step === 'unclear') return null;
  if (step === 'falls') return { resolves: true, given: { is: 'nothing' } };
  if (step.does === 'calls') return null;
  if (step.does === 'ends') {
    const words = outcome === 'success' ? null : wordsOf(reading, step, outcome, handled);
    return words && { resolves: false, given: { is: 'error', text: outcome === 'api' ? 'msg' : 'other' }, words };
  }
  const failed = step.does === 'throws';
  // What a function further in rejects with where the API answered an error is v1's.
  const text = outcome === 'api' && reading.inner.rejects ? 'msg' : 'other';
  if (!step.value) return { resolves: !failed, given: failed ? { is: 'error', text } : { is: 'nothing' } };
  const value = madeAs(reduced(bare(step.value), reading.stage(outcome)));
  const rejected = rejectedWith(value);
  return { resolves: !failed && !rejected, given: reading.given(rejected ?? value, outcome, handled) };
}

function isFirstParameter(path: NodePath, fn: NodePath<ast.Function>): boolean {
  const [first] = fn.get('params') as NodePath[];
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  return binding !== undefined && binding.identifier === first?.node && binding.constantViolations.length === 0;
}

/** How a promise is settled; null: not understood. */
export type Settled = {
  readonly resolves: boolean;
  readonly given: Given;
  /** it is not: the process ends before */
  readonly words?: Words;
} | null;
