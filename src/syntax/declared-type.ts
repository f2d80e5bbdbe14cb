/** What a file says that a name stands for as a TypeScript type. */
import { type ast, is } from './babel.js';

/** The interface or the alias at the top of the file, exported or not; null where there is none of that name. */
export function declaredType(
  name: string,
  program: ast.Program,
): ast.TSInterfaceDeclaration | ast.TSTypeAliasDeclaration | null {
  for (const statement of program.body) {
    const declared = is.isExportNamedDeclaration(statement) ? statement.declaration : statement;
    const isType = is.isTSInterfaceDeclaration(declared) || is.isTSTypeAliasDeclaration(declared);
    if (isType && declared.id.name === name) return declared;
  }
  return null;
}
