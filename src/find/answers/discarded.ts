/** Values that nobody takes. */
import { is, type NodePath } from '../../syntax/index.js';

/** What a function gives back though its type says that it gives nothing: nobody reads that. */
export function isDiscarded(path: NodePath): boolean {
  const { parentPath: parent } = path;
  const isGiven = parent?.isReturnStatement() || (path.key === 'body' && parent?.isArrowFunctionExpression());
  const type = isGiven ? path.getFunctionParent()?.node.returnType : null;
  const declared = is.isTSTypeAnnotation(type) ? type.typeAnnotation : null;
  if (!is.isTSTypeReference(declared)) return is.isTSVoidKeyword(declared);
  const [of] = declared.typeParameters?.params ?? [];
  return is.isIdentifier(declared.typeName, { name: 'Promise' }) && is.isTSVoidKeyword(of);
}

/** Does nobody take the value? */
export function isDropped({ parentPath: parent }: NodePath): boolean {
  return (parent?.isAwaitExpression() ? parent.parentPath : parent)?.isExpressionStatement() === true;
}

/** `due && await purge()`, `due ? purge() : keep()` alone: the whole, of which nobody takes what it gives. */
export function isTakenByNobody(whole: NodePath): boolean {
  if (!whole.isLogicalExpression() && !whole.isConditionalExpression()) return false;
  const { parentPath: parent, key } = whole;
  if (parent?.isExpressionStatement()) return true;
  const isPart =
    (parent?.isLogicalExpression() && key === 'right') || (parent?.isConditionalExpression() && key !== 'test');
  return isPart === true && isTakenByNobody(parent as NodePath);
}
