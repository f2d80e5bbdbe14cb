/** Fields that the SDK's types know of some kinds of records alone: MX, SRV and URI have a priority. */
import type { Field } from '../catalogue/types.js';
import { type ast, is, type NodePath, nameOfKey } from '../syntax/index.js';
import { asOwner } from './parentheses.js';
import type { ReadSite } from './reads.js';

/** v4's field → its type there; of a union of all kinds TypeScript lets nobody ask for it. */
const OF_SOME: Readonly<Record<string, string>> = { priority: 'number' };

/** The text of what the field is read of, said to have it where the author has no type that does. */
export function asKind(owner: string, object: NodePath, field: Field, { plan, rewriter }: ReadSite): string {
  const text = asOwner(owner, object);
  const type = field.v4 === null ? undefined : OF_SOME[field.v4];
  const isUnion = type !== undefined && rewriter.target === 'sdk' && plan.action.answer.shape === 'record';
  if (!isUnion || !rewriter.module.typescript || isTyped(object) || declares(rewriter.module.program, field.name))
    return text;
  return `(${text} as { ${field.v4}?: ${type} })`;
}

/** `(rec: any) => …` */
function isTyped(object: NodePath): boolean {
  const binding = object.isIdentifier() ? object.scope.getBinding(object.node.name) : undefined;
  return is.isIdentifier(binding?.identifier) && is.isTSTypeAnnotation(binding.identifier.typeAnnotation);
}

const DECLARED = new WeakMap<ast.Node, ReadonlySet<string>>();

/** Has a type of the file a member of v1's name? It is written for v4's. */
function declares(program: NodePath, name: string): boolean {
  const known = DECLARED.get(program.node);
  if (known) return known.has(name);
  const found = new Set<string>();
  program.traverse({
    enter({ node }) {
      const key = is.isTSPropertySignature(node) ? nameOfKey(node.key) : null;
      if (key !== null) found.add(key);
    },
  });
  DECLARED.set(program.node, found);
  return found.has(name);
}
