/** The variable that a function gives back, wherever it leaves. */
import { bare } from '../../evaluate/evaluate.js';
import type { ast, Binding, NodePath } from '../../syntax/index.js';

/** `bindingOf`: the variable of what a `return` gives; null where it gives something else in one of them. */
export function givenBack(fn: NodePath<ast.Function>, bindingOf: (value: NodePath) => Binding | null): Binding | null {
  const given = new Set<Binding | null>();
  fn.traverse({
    Function: (inner) => inner.skip(),
    ReturnStatement(path) {
      given.add(bindingOf(bare(path.get('argument') as NodePath)));
    },
  });
  const [only] = given;
  return given.size === 1 ? (only ?? null) : null;
}

/** The variable that the expression names. */
export function bindingAt(path: NodePath): Binding | null {
  const inner = bare(path);
  return (inner.isIdentifier() && inner.scope.getBinding(inner.node.name)) || null;
}
