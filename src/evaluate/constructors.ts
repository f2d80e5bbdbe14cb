/** What runs when something is made with `new`. */
import { type ast, is, type NodePath } from '../syntax/index.js';
import { bare, evaluate } from './evaluate.js';
import { elsewhereOf, type Value } from './value.js';

/** The constructor of a class, of this file or another, or the function that is called with `new`; null where it has none. */
export function constructorOf(callee: NodePath): NodePath<ast.Function> | null {
  const value = evaluate(bare(callee));
  const maker = value.kind === 'function' ? value.fn : (elsewhereOf(value)?.fn ?? null);
  return maker && ownConstructor(maker);
}

/** Of a class the constructor that is written in it; a function is its own. */
export function ownConstructor(maker: NodePath): NodePath<ast.Function> | null {
  if (!maker.isClass()) return maker as NodePath<ast.Function>;
  const members = maker.get('body.body') as NodePath[];
  const found = members.find((member) => member.isClassMethod({ kind: 'constructor' }));
  return (found as NodePath<ast.Function> | undefined) ?? null;
}

/** `records.remove`, where `records` was made of a class of another file: the method; null where it has none of its own. */
export function methodElsewhere(member: Value): NodePath<ast.Function> | null {
  const made =
    member.kind === 'member' && member.object.kind === 'call' && member.object.construct ? member.object : null;
  const maker = made && elsewhereOf(made.callee)?.fn;
  if (!maker?.isClass() || member.kind !== 'member' || member.property === null) return null;
  const key = member.property;
  const found = (maker.get('body.body') as NodePath[]).find(
    (one) =>
      one.isClassMethod({ kind: 'method', static: false, computed: false }) &&
      is.isIdentifier(one.node.key, { name: key }),
  );
  return (found as NodePath<ast.Function> | undefined) ?? null;
}
