/** Which module system a file speaks: decides how something is imported into it. */

import type { ast } from './babel.js';
import { is, type NodePath } from './babel.js';

export type ModuleKind = 'esm' | 'commonjs' | 'script';

export function moduleKind(file: string, program: NodePath<ast.Program>, esm: boolean): ModuleKind {
  if (/\.(mjs|mts)$/.test(file)) return 'esm';
  if (/\.(cjs|cts)$/.test(file)) return hasModuleSyntax(program) ? 'esm' : 'commonjs';
  if (hasModuleSyntax(program)) return 'esm';
  if (usesRequire(program)) return 'commonjs';
  // `process` alone is there in modules, too.
  if (esm || awaitsAtTop(program)) return 'esm';
  // What is required has no types.
  if (/\.tsx?$/.test(file)) return 'esm';
  return usesProcess(program) ? 'commonjs' : 'script';
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

/** `require(…)`, `module` or `exports` that no binding of the file explains. */
function usesRequire(program: NodePath<ast.Program>): boolean {
  return ['require', 'module', 'exports', '__dirname', '__filename'].some((name) => isGlobal(program, name));
}

/** Is it run by Node: a script with `#!`, or `process` beside no DOM? */
function usesProcess(program: NodePath<ast.Program>): boolean {
  if (program.node.interpreter) return true;
  return isGlobal(program, 'process') && !isGlobal(program, 'window') && !isGlobal(program, 'document');
}

function isGlobal({ scope }: NodePath<ast.Program>, name: string): boolean {
  return Object.hasOwn((scope as unknown as { globals: Record<string, unknown> }).globals, name);
}

/** `await` outside of functions is for modules alone. */
function awaitsAtTop(program: NodePath<ast.Program>): boolean {
  let awaits = false;
  program.traverse({
    enter(path) {
      if (path.isFunction()) path.skip();
      if (path.isAwaitExpression() || (path.isForOfStatement() && path.node.await)) awaits = true;
    },
  });
  return awaits;
}
