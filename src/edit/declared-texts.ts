/** The texts that a variable's TypeScript annotation allows: `type: 'A' | 'CNAME'`. */
import { type ast, declaredType, is, type NodePath } from '../syntax/index.js';

/** Null where it has no annotation, or one that allows other texts. */
export function declaredTexts(path: NodePath): readonly string[] | null {
  if (!path.isIdentifier()) return null;
  const annotation = path.scope.getBinding(path.node.name)?.identifier.typeAnnotation;
  return is.isTSTypeAnnotation(annotation) ? textsOf(annotation.typeAnnotation, path, 0) : null;
}

function textsOf(type: ast.TSType, path: NodePath, depth: number): readonly string[] | null {
  if (is.isTSLiteralType(type)) return is.isStringLiteral(type.literal) ? [type.literal.value] : null;
  if (is.isTSUnionType(type)) {
    const parts = type.types.map((one) => textsOf(one, path, depth));
    return parts.every((part) => part !== null) ? parts.flat() : null;
  }
  if (!is.isTSTypeReference(type) || !is.isIdentifier(type.typeName) || depth > 4) return null;
  const declared = declaredType(type.typeName.name, path.scope.getProgramParent().block as ast.Program);
  return is.isTSTypeAliasDeclaration(declared) && !declared.typeParameters
    ? textsOf(declared.typeAnnotation, path, depth + 1)
    : null;
}
