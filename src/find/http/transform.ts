/** `transformRequest` of axios: functions that make a body of the data. */
import { onlyReturn } from '../../evaluate/calls.js';
import { evaluate } from '../../evaluate/evaluate.js';
import { isFormEncoder } from '../../evaluate/libraries.js';
import type { Value } from '../../evaluate/value.js';
import { type ast, is, type NodePath } from '../../syntax/index.js';

/** What the functions make of the data, one after the other; null where one of them is not understood. */
export function transformed(transform: Value, data: Value): Value | null {
  if (transform.kind === 'array') {
    if (transform.open) return null;
    return transform.items.reduce<Value | null>((held, one) => held && transformed(one, held), data);
  }
  if (isFormEncoder(transform)) return { kind: 'encoded', as: 'urlencoded', content: data, path: data.path };
  if (transform.kind !== 'function') return null;
  const fn = transform.fn as NodePath<ast.Function>;
  const [parameter] = fn.node.params;
  const binding = is.isIdentifier(parameter) ? fn.scope.getBinding(parameter.name) : undefined;
  const result = binding && onlyReturn(fn.get('body'));
  if (!binding || !result) return null;
  const made = evaluate(result, new Map([...(transform.env ?? []), [binding, data]]));
  return made.kind === 'encoded' ? { ...made, path: data.path, env: data.env } : null;
}
