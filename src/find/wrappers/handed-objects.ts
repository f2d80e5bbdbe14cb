/** Objects that callers hand to a function: in `require('./zones')(api)`, `api.call(…)` is a call of what `api` has. */
import { propertyOf } from '../../evaluate/evaluate.js';
import { entering } from '../../evaluate/parameters.js';
import type { Value } from '../../evaluate/value.js';
import type { ast, Binding, NodePath } from '../../syntax/index.js';
import { enteringOf } from '../answers/callers.js';

/** Parameters that are being asked for: what leads back to one of them is not known. */
const asked = new Set<Binding>();

/** Is a caller being looked for? What it takes to know one is known without objects that are handed over. */
export function isAsking(): boolean {
  return asked.size > 0;
}

/**
 * What the parameter, or a property of it, is to all callers of its function; null where `value` is none, or where
 * callers are not seen or hand over different objects.
 */
export function handedObject(value: Value): Value | null {
  if (value.kind === 'member' && value.property !== null) {
    const object = handedObject(value.object);
    return object && propertyOf(object, value.property);
  }
  if (value.kind !== 'param' || asked.has(value.binding)) return null;
  asked.add(value.binding);
  try {
    return theSame(givenAs(value.binding));
  } finally {
    asked.delete(value.binding);
  }
}

/** What each caller gives; null for what is not known. */
function givenAs(binding: Binding): (Value | null)[] {
  const fn = binding.scope.path as NodePath<ast.Function>;
  if (!fn.isFunction() || binding.constantViolations.length > 0) return [];
  return (enteringOf(fn) ?? []).map((call) => {
    const given = entering(fn, call.get('arguments') as NodePath[])?.get(binding);
    return given ? (handedObject(given) ?? given) : null;
  });
}

/** The one value that all of them are. */
function theSame([first, ...others]: readonly (Value | null)[]): Value | null {
  return first && others.every((other) => other && isSame(first, other)) ? first : null;
}

/** Are both what one place of the text made? */
function isSame(one: Value, other: Value): boolean {
  if (one.kind === 'object' && other.kind === 'object')
    return (
      one.entries.length > 0 &&
      one.entries.length === other.entries.length &&
      one.madeBy?.node === other.madeBy?.node &&
      one.entries.every(({ key, value }, index) => {
        const entry = other.entries[index];
        return key === entry?.key && value.path.node === entry.value.path.node;
      })
    );
  if (one.kind !== 'call' || other.kind !== 'call' || one.args.length !== other.args.length) return false;
  return [one.callee, ...one.args].every(
    ({ path }, index) => path.node === [other.callee, ...other.args][index]?.path.node,
  );
}
