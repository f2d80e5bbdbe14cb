/** `var ok = body.result === 'success'`: uses of constants that something of the answer decides. */
import { type ast, childKeys, is, type NodePath } from '../../syntax/index.js';

/** Node of a constant's initial value → the places that name the constant. */
type Uses = ReadonlyMap<ast.Node, readonly ast.Node[]>;

const USES = new WeakMap<ast.Node, Uses>();

/** Every place in the program that names a constant whose initial value holds one of the nodes, or such a name. */
export function usesDecidedBy(nodes: ReadonlyMap<ast.Node, unknown>, program: NodePath): Set<ast.Node> {
  let uses = USES.get(program.node);
  if (!uses) {
    uses = usesOfConstants(program);
    USES.set(program.node, uses);
  }
  const decided = new Set<ast.Node>();
  const add = (node: ast.Node) => {
    for (const use of uses.get(node) ?? []) {
      if (nodes.has(use) || decided.has(use)) continue;
      decided.add(use);
      add(use);
    }
  };
  for (const node of nodes.keys()) add(node);
  return decided;
}

function usesOfConstants(program: NodePath): Uses {
  const found = new Map<ast.Node, readonly ast.Node[]>();
  program.traverse({
    VariableDeclarator({ node: { id, init }, scope }) {
      const binding = is.isIdentifier(id) && init ? scope.getBinding(id.name) : undefined;
      if (!init || binding?.constantViolations.length !== 0) return;
      const uses = binding.referencePaths.map((path) => path.node);
      // what a function or a class in it does is not decided by then
      const enter = (node: ast.Node) => {
        if (is.isFunction(node) || is.isClass(node)) return;
        found.set(node, uses);
        childNodes(node).forEach(enter);
      };
      enter(init);
    },
  });
  return found;
}

/** The nodes right below one. */
export function childNodes(node: ast.Node): ast.Node[] {
  return childKeys(node.type)
    .flatMap((key) => (node as unknown as Record<string, ast.Node | (ast.Node | null)[] | null | undefined>)[key] ?? [])
    .filter((child): child is ast.Node => Boolean(child));
}
