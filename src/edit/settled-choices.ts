/** `const ttl = first ? 300 : 1`: where the condition may turn out otherwise by then, the variable alone tells which it is. */
import { bare } from '../evaluate/evaluate.js';
import type { Value } from '../evaluate/value.js';
import type { V1Call } from '../find/v1-call.js';
import { isSteady } from './either-forms.js';

/** The call with the conditions left out of its values that cannot be asked once more where it is made. */
export function withSettledChoices(call: V1Call): V1Call {
  const entries = call.form.entries.map((entry) => {
    const value = settled(entry.value, call);
    return value === entry.value ? entry : { ...entry, value };
  });
  const isSame = entries.every((entry, index) => entry === call.form.entries[index]);
  return isSame ? call : { ...call, form: { ...call.form, entries } };
}

function settled(value: Value, call: V1Call): Value {
  if (value.kind !== 'choice' || value.operator !== '?:' || !value.test) return value;
  const named = bare(value.path);
  const isNamed = named.isIdentifier() || named.isMemberExpression();
  return isNamed && !isSteady(value.test, call.site) ? { ...value, test: null } : value;
}
