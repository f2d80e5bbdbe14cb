/** What runs when something is made with `new`. */
import type { ast, NodePath } from '../syntax/index.js';
import { bare, evaluate } from './evaluate.js';
import { elsewhereOf } from './value.js';

/** The constructor of a class, of this file or another, or the function that is called with `new`; null where it has none. */
export function constructorOf(callee: NodePath): NodePath<ast.Function> | null {
  const value = evaluate(bare(callee));
  const maker = value.kind === 'function' ? value.fn : (elsewhereOf(value)?.fn ?? null);
  const made = maker?.isClass()
    ? (maker.get('body.body') as NodePath[]).find((member) => member.isClassMethod({ kind: 'constructor' }))
    : maker;
  return (made as NodePath<ast.Function> | null | undefined) ?? null;
}
