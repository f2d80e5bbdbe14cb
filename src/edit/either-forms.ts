/** A request that asks for one action or another as two requests, one for where the condition holds and one for where not. */
import { actionByName } from '../catalogue/index.js';
import { bare } from '../evaluate/evaluate.js';
import { at, type Entry, entryOf, isComposed, literalText, type Value } from '../evaluate/value.js';
import { isWrittenChoice, offeredActions } from '../find/offered-actions.js';
import type { V1Call } from '../find/v1-call.js';
import type { NodePath } from '../syntax/index.js';
import { isPure } from './purity.js';
import { isTestKept } from './reachable.js';

export interface EitherCall {
  readonly test: NodePath;
  readonly then: V1Call;
  readonly otherwise: V1Call;
}

/** Null where it is no such request, or the condition cannot be asked once more where the request is made. */
export function eitherCall(call: V1Call): EitherCall | null {
  const { actionValue } = call;
  if (offeredActions(call).length === 0 || !actionValue || !isWrittenChoice(actionValue)) return null;
  const { test } = actionValue;
  if (!isSteady(test, call.site)) return null;
  return { test, then: where(call, { test, holds: true }), otherwise: where(call, { test, holds: false }) };
}

/** A condition, and how it turned out. */
interface Turn {
  readonly test: NodePath;
  readonly holds: boolean;
}

/** The request as it is made there. */
function where(call: V1Call, turn: Turn): V1Call {
  const entries = call.form.entries.flatMap((one) => entryWhere(one, turn, call));
  const actionValue = entryOf({ ...call.form, entries }, 'a')?.value ?? null;
  const action = actionValue && literalText(actionValue);
  const params = action === null ? undefined : actionByName(action)?.params;
  // A field that is there for the other action is not looked at.
  const isTaken = ({ key, value }: Entry) =>
    !params || ACCOUNT.has(key) || params.some(({ name }) => name === key) || !isPure(value.path);
  return { ...call, form: { ...call.form, entries: entries.filter(isTaken) }, actionValue, action };
}

const ACCOUNT: ReadonlySet<string> = new Set(['a', 'tkn', 'email', 'u', 'z']);

function entryWhere(entry: Entry, turn: Turn, { site }: V1Call): Entry[] {
  const value = valueWhere(entry.value, turn, site);
  const holds = entry.when && told(entry.when.path, turn, site);
  if (!entry.when || holds === null) return [{ ...entry, value }];
  return holds === entry.when.negated ? [] : [{ ...entry, value, when: null }];
}

function valueWhere(value: Value, turn: Turn, site: NodePath): Value {
  if (value.kind !== 'choice' || !value.test || value.operator === '??') return value;
  const holds = told(value.test, turn, site);
  const side = (one: Value) => valueWhere(one, turn, site);
  if (holds === null) return { ...value, then: side(value.then), otherwise: side(value.otherwise) };
  const given = side(holds === (value.operator === '&&') ? value.otherwise : value.then);
  // What has a name is said by that.
  const path = bare(value.path);
  const composed: boolean = isComposed(value);
  const isNamed = !composed && (path.isIdentifier() || path.isMemberExpression());
  return isNamed ? { ...at(given, value.path, value.env), text: value.text } : given;
}

/** What the condition makes of another one: null where that is not known. */
function told(test: NodePath, turn: Turn, site: NodePath): boolean | null {
  const asked = bare(test);
  if (asked.isUnaryExpression({ operator: '!' })) {
    const inner = told(asked.get('argument'), turn, site);
    return inner === null ? null : !inner;
  }
  const known = bare(turn.test);
  if (known.isUnaryExpression({ operator: '!' }))
    return told(asked, { test: known.get('argument'), holds: !turn.holds }, site);
  if (asked.node === known.node) return turn.holds;
  return String(asked) === String(known) && isSteady(asked, site) ? turn.holds : null;
}

/** Does the condition turn out the same wherever it is asked, from where it stands to the request? */
export function isSteady(test: NodePath, site: NodePath): boolean {
  let calls = false;
  const see = (path: NodePath) => {
    if (path.isCallExpression() || path.isOptionalCallExpression() || path.isNewExpression()) calls = true;
  };
  see(test);
  test.traverse({ enter: see });
  return !calls && isTestKept(test, site);
}
