/** `var ok = body.result === 'success'`: uses of constants that something of the answer decides. */
import { type ast, is, type NodePath } from '../../syntax/index.js';

interface Constant {
  readonly init: ast.Node;
  readonly uses: readonly ast.Node[];
}

const CONSTANTS = new WeakMap<ast.Node, readonly Constant[]>();

/** Every place in the program that names a constant whose initial value holds one of the nodes, or such a name. */
export function usesDecidedBy(nodes: { has(node: ast.Node): boolean }, program: NodePath): Set<ast.Node> {
  let constants = CONSTANTS.get(program.node);
  if (!constants) {
    constants = constantsOf(program);
    CONSTANTS.set(program.node, constants);
  }
  const decided = new Set<ast.Node>();
  const holds = (node: ast.Node): boolean =>
    !is.isFunction(node) && (nodes.has(node) || decided.has(node) || childNodes(node).some(holds));
  // in the order of the text: a constant is made before it is used for another
  for (const { init, uses } of constants)
    if (holds(init)) for (const use of uses) if (!nodes.has(use)) decided.add(use);
  return decided;
}

function constantsOf(program: NodePath): Constant[] {
  const found: Constant[] = [];
  program.traverse({
    VariableDeclarator({ node, scope }) {
      const { id, init } = node;
      if (!is.isIdentifier(id) || !init || is.isFunction(init) || is.isClass(init)) return;
      const binding = scope.getBinding(id.name);
      if (binding?.constantViolations.length !== 0) return;
      found.push({ init, uses: binding.referencePaths.map((path) => path.node) });
    },
  });
  return found;
}

/** The nodes right below one. */
export function childNodes(node: ast.Node): ast.Node[] {
  return (is.VISITOR_KEYS[node.type] ?? [])
    .flatMap((key) => (node as unknown as Record<string, ast.Node | (ast.Node | null)[] | null | undefined>)[key] ?? [])
    .filter((child): child is ast.Node => Boolean(child));
}
