/** Copies of an object with some of its properties set anew: `{ ...rec, content }`, `Object.assign({}, rec, { content })`. */
import { type ast, type NodePath, nameOfKey } from '../syntax/index.js';
import { evaluate } from './evaluate.js';
import { isClone, isExtend, isMerge } from './libraries.js';
import { isExternal, type Value } from './value.js';

export interface Copy {
  /** what is copied */
  readonly of: NodePath;
  /** what is set anew, by name */
  readonly put: readonly NodePath<ast.ObjectProperty>[];
}

/** What the expression copies; null where it makes something else, or properties are set that are not written out. */
export function copyAt(path: NodePath): Copy | null {
  if (path.isObjectExpression()) {
    const [first, ...others] = path.get('properties');
    return first?.isSpreadElement() ? withPut(first.get('argument'), others) : null;
  }
  if (!path.isCallExpression()) return null;
  const args = path.get('arguments') as NodePath[];
  const from = copiedFrom(evaluate(path.get('callee') as NodePath), args);
  const of = from === null ? undefined : args[from];
  if (!of || of.isSpreadElement()) return null;
  const objects = args.slice((from as number) + 1);
  if (!objects.every((one) => one.isObjectExpression())) return null;
  return withPut(
    of,
    objects.flatMap((one) => one.get('properties') as NodePath[]),
  );
}

/** Which of the arguments is copied, with those behind it put into the copy. */
function copiedFrom(callee: Value, args: readonly NodePath[]): number | null {
  if (isClone(callee)) return 0;
  // Given one argument, `R.merge` waits for another.
  if ((isMerge(callee) && args.length > 1) || isExternal(callee, ['ramda'], 'clone')) return 0;
  const [target] = args;
  return isExtend(callee) && target?.isObjectExpression() && target.node.properties.length === 0 ? 1 : null;
}

function withPut(of: NodePath, properties: readonly NodePath[]): Copy | null {
  const put = properties.filter((one): one is NodePath<ast.ObjectProperty> => one.isObjectProperty());
  return put.length === properties.length && put.every(({ node }) => nameOf(node) !== null) ? { of, put } : null;
}

/** The name of a property that is written out. */
export function nameOf({ key, computed }: ast.ObjectProperty): string | null {
  if (computed) return null;
  return nameOfKey(key);
}
