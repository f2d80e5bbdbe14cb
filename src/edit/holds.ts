/** Is a node in some code? Code of other files has the same places in its text. */
import { childNodes } from '../find/answers/decided.js';
import type { ast } from '../syntax/index.js';

const NODES = new WeakMap<ast.Node, ReadonlySet<ast.Node>>();

export function holds(code: ast.Node, node: ast.Node): boolean {
  let nodes = NODES.get(code);
  if (!nodes) {
    nodes = nodesOf(code);
    NODES.set(code, nodes);
  }
  return nodes.has(node);
}

function nodesOf(code: ast.Node): ReadonlySet<ast.Node> {
  const found = new Set<ast.Node>();
  const enter = (node: ast.Node) => {
    found.add(node);
    childNodes(node).forEach(enter);
  };
  enter(code);
  return found;
}
