/** Where a class, or a function that is called by its name, is used: in its own file and in all others. */
import { type ast, type Binding, is, type NodePath, referencesTo } from '../../syntax/index.js';
import { exportsOf } from './exports-of.js';
import type { Home } from './module-index.js';
import { usesElsewhere } from './uses-elsewhere.js';

/** Every use but where it is handed out, asked for a member or only named as a type; null where one may not be seen. */
export function usesOfMade(made: NodePath, { index, module }: Home): NodePath[] | null {
  const binding = bindingOf(made);
  if (binding && binding.constantViolations.length > 0) return null;
  const handedOut = exportsOf(module, true).filter(({ value }) => {
    const named = value.isIdentifier() ? value.scope.getBinding(value.node.name) : undefined;
    return value.node === made.node || (named !== undefined && named === binding);
  });
  const exported = new Set<ast.Node>(handedOut.map(({ value }) => value.node));
  const isOwn = (use: NodePath) =>
    exported.has(use.node) || isHandedOut(use) || isAsked(use) || use.isExportDeclaration();
  const inside = referencesTo(binding).filter((use) => !isOwn(use));
  const outside = handedOut.map(({ chain }) => usesElsewhere(index, module.file, chain));
  if (!outside.every((uses) => uses !== null)) return null;
  return [...inside, ...outside.flat()].filter((use) => !isTypeOnly(use));
}

/** What is named where a function is entered: its class, where it is a constructor. */
export function enteredBy(fn: NodePath): NodePath | null {
  return fn.isClassMethod({ kind: 'constructor' }) ? fn.findParent((path) => path.isClass()) : fn;
}

/** `api: Api` */
function isTypeOnly({ parentPath }: NodePath): boolean {
  return parentPath?.isTSTypeReference() === true;
}

/** The name that it has in its file. */
export function bindingOf(made: NodePath): Binding | null {
  const id = made.isFunctionDeclaration() || made.isClassDeclaration() ? made.node.id : null;
  if (id) return made.parentPath?.scope.getBinding(id.name) ?? null;
  const holder = made.parentPath;
  const held = holder?.isVariableDeclarator() ? holder.node.id : null;
  return (is.isIdentifier(held) && holder?.scope.getBinding(held.name)) || null;
}

/** `module.exports = api`, `export default api`, `export { api }` */
export function isHandedOut({ parentPath }: NodePath): boolean {
  if (parentPath?.isAssignmentExpression()) return /^(?:module\.)?exports\b/.test(String(parentPath.get('left')));
  return parentPath?.isExportDefaultDeclaration() === true || parentPath?.isExportSpecifier() === true;
}

/** `api.records`, `this instanceof Api` */
export function isAsked({ parentPath: parent, key }: NodePath): boolean {
  if (parent?.isBinaryExpression({ operator: 'instanceof' })) return key === 'right';
  return key === 'object' && parent?.isMemberExpression({ computed: false }) === true;
}
