/** Which module system a file speaks: decides how something is imported into it. */

import type { ast } from './babel.js';
import { is, type NodePath } from './babel.js';

export type ModuleKind = 'esm' | 'commonjs' | 'script';

export function moduleKind(file: string, program: NodePath<ast.Program>, esm: boolean): ModuleKind {
  if (/\.(mjs|mts)$/.test(file)) return 'esm';
  if (/\.(cjs|cts)$/.test(file)) return hasModuleSyntax(program) ? 'esm' : 'commonjs';
  if (hasModuleSyntax(program)) return 'esm';
  if (usesCommonJs(program)) return 'commonjs';
  return esm || /\.tsx?$/.test(file) ? 'esm' : 'script';
}

/** Does the file import or export anything the way of ES modules, or of TypeScript's `import x = require()`? */
export function hasModuleSyntax(program: NodePath<ast.Program>): boolean {
  return program.node.body.some(isModuleSyntax);
}

function isModuleSyntax(statement: ast.Statement): boolean {
  if (is.isExportNamedDeclaration(statement) || is.isExportDefaultDeclaration(statement)) return true;
  return (
    is.isImportDeclaration(statement) ||
    is.isExportAllDeclaration(statement) ||
    is.isTSImportEqualsDeclaration(statement) ||
    is.isTSExportAssignment(statement)
  );
}

/** `require(…)`, `module` or `exports` that no binding of the file explains, or Node's `process` beside no DOM. */
function usesCommonJs(program: NodePath<ast.Program>): boolean {
  const globals = (program.scope as unknown as { globals: Record<string, unknown> }).globals;
  const has = (name: string) => Object.hasOwn(globals, name);
  if (has('require') || has('module') || has('exports') || has('__dirname') || has('__filename')) return true;
  if (program.node.interpreter) return true;
  return has('process') && !has('window') && !has('document');
}
