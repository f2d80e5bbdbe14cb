/** Variables that hold one answer after the other: `let r = await add(); …; r = await edit(); …`, each read before the next is set. */
import { type Binding, endOf, type NodePath, startOf } from '../../syntax/index.js';

/** The uses that read what the variable is given at `target`; null where that cannot be told by where they stand. */
export function usesOf(binding: Binding, target: NodePath): readonly NodePath[] | null {
  const { path, constantViolations, referencePaths } = binding;
  if (constantViolations.length === 0 || !path.isVariableDeclarator() || !path.get<NodePath>('id').isIdentifier())
    return null;
  const declared = path.node.init ? [path as NodePath] : [];
  const sets = [...declared, ...constantViolations].sort((a, b) => startOf(a.node) - startOf(b.node));
  const [first] = sets;
  const block = first?.parentPath?.parentPath;
  if (sets.length < 2 || !block || !sets.every((one) => isAwaited(one) && isListedIn(one, block))) return null;
  const fn = first.getFunctionParent()?.node;
  // What lives longer is the author's variable still.
  if (path.getFunctionParent()?.node !== fn) return null;
  const isPlain = (use: NodePath) =>
    use.isDescendant(block) && use.getFunctionParent()?.node === fn && startOf(use.node) > endOf(first.node);
  if (!referencePaths.every(isPlain)) return null;
  const index = sets.findIndex((one) => one.node === target.parent);
  if (index < 0) return null;
  const [from, to] = [endOf((sets[index] as NodePath).node), endOf(sets[index + 1]?.node ?? block.node)];
  return referencePaths.filter(({ node }) => startOf(node) > from && startOf(node) < to);
}

/** Is what it is given waited for, in a statement of its own? */
function isAwaited(set: NodePath): boolean {
  const given = set.isAssignmentExpression({ operator: '=' })
    ? set.parentPath.isExpressionStatement() && set.get('right')
    : set.isVariableDeclarator() && set.get<NodePath>('init');
  return given !== false && given.isAwaitExpression();
}

function isListedIn(set: NodePath, block: NodePath): boolean {
  return set.parentPath?.parentPath === block && (block.isBlockStatement() || block.isProgram());
}
