/** Errors that a wrapper catches, in a `catch` or in a handler of a chain, as they are under each outcome. */
import type { ast, NodePath } from '../../syntax/index.js';
import type { Ended } from './called-back.js';
import { statement } from './exits.js';
import type { Given, Handled } from './given.js';
import type { Reading } from './reading.js';

/** How what broke the connection comes, where that is the outcome: see `Parting`. */
export function causeOf({ inner }: Reading, outcome: Ended | 'broken'): 'error' | 'cause' | undefined {
  // What a function further in made of it is another error.
  if (outcome !== 'transport' || inner.lost) return undefined;
  return inner.delivery.by === 'value' ? 'error' : 'cause';
}

/** What the variable of a `catch` is under the outcome: see `Parting`. */
export function caughtAs(
  error: NodePath<ast.Identifier>,
  reading: Reading,
  outcome: Ended | 'broken',
  handled: Handled | null,
): 'error' | 'msg' | null {
  const binding = error.scope.getBinding(error.node.name);
  if (handled && binding?.constant && binding.identifier === handled.fn.node.params[0]) return asCaught(handled.given);
  const clause = binding?.path.isCatchClause() ? binding.path.parentPath : null;
  if (!clause?.isTryStatement() || outcome === 'broken') return null;
  const step = statement(
    clause.get('block'),
    reading.scenery(outcome, () => null),
  );
  if (step === 'falls' || step === 'unclear' || step.does !== 'throws') return null;
  if (!step.value) return outcome === 'transport' ? 'error' : null;
  return asCaught(reading.given(step.value, outcome));
}

function asCaught(given: Given): 'error' | 'msg' | null {
  if (given.is !== 'error') return null;
  return given.text === 'msg' ? 'msg' : given.text === 'other' ? 'error' : null;
}
