/** Other names for what an expression gives: `const form = options.form`. */
import { type ast, type Binding, is, type NodePath, nameOfKey } from '../syntax/index.js';

export interface Place {
  readonly name: string | null;
  readonly path: NodePath;
}

export interface Alias {
  readonly binding: Binding;
  /** the property that it is, where it is not the whole */
  readonly place: Place | null;
}

/** `const form = options.form`, `const { form } = options` */
export function aliasesOf(path: NodePath): Alias[] {
  const { parentPath: declarator } = path;
  if (declarator?.isAssignmentExpression({ operator: '=' }) && path.key === 'right') return setTo(declarator);
  if (!declarator?.isVariableDeclarator() || path.key !== 'init') return [];
  const id = declarator.get('id') as NodePath;
  const named = (target: ast.Node, place: Place | null): Alias[] => {
    const binding = is.isIdentifier(target) ? declarator.scope.getBinding(target.name) : undefined;
    return binding && binding.constantViolations.length === 0 ? [{ binding, place }] : [];
  };
  if (!id.isObjectPattern()) return named(id.node, null);
  return id.get('properties').flatMap((property) => {
    const { node } = property;
    if (!is.isObjectProperty(node)) return [];
    return named(node.value, { name: nameIn(node), path: property.get('value') as NodePath });
  });
}

/** `same = form`: what the variable holds besides, or when, is not followed; `form = form || {}` is the same name. */
function setTo(set: NodePath<ast.AssignmentExpression>): Alias[] {
  const { left, right } = set.node;
  const binding = is.isIdentifier(left) ? set.scope.getBinding(left.name) : undefined;
  const parts = is.isLogicalExpression(right)
    ? [right.left, right.right]
    : is.isConditionalExpression(right)
      ? [right.consequent, right.alternate]
      : [];
  const isItself = parts.some((one) => is.isIdentifier(one, { name: binding?.identifier.name }));
  return binding && !isItself ? [{ binding, place: { name: null, path: set } }] : [];
}

/** The name of a property; null where it is made at run time. */
export function nameIn({ key, computed }: ast.ObjectProperty): string | null {
  return computed && is.isIdentifier(key) ? null : nameOfKey(key);
}
