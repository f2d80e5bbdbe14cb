/**
 * Can a client be made when the file is loaded? Only where its credentials are then what they were at each call:
 * constants, the environment once it is set up, objects of the file that nobody changes later.
 */

import { isAmbient, isRequire } from '../evaluate/ambient.js';
import { evaluate } from '../evaluate/evaluate.js';
import { isExtend } from '../evaluate/libraries.js';
import type { ForeignText, Value } from '../evaluate/value.js';
import { isSetElsewhere } from '../find/environment-elsewhere.js';
import { isEnvironmentLoader } from '../find/packages/facts.js';
import { mayFillEnvironment } from '../find/strangers.js';
import { type ast, type Binding, is, type NodePath } from '../syntax/index.js';
import { rootName } from './text.js';

/** What other files may do to what this one reads. */
export interface Outside {
  /** the program sets up `process.env` itself, which may come after this file is loaded */
  readonly lateEnvironment: boolean;
  /** what another file gives is filled in by it later */
  readonly lateModules: boolean;
}

/** Top-level statements that must have run before the value is read; null where it may change after them. */
export function settledAfter(value: Value, outside: Outside): NodePath[] | null {
  const { path } = value;
  if (value.text) return ofOtherFile(value.text, path, outside);
  if (!path.isExpression()) return value.kind === 'literal' ? [] : null;
  const found: NodePath[] = [];
  let settled = true;
  const check = (inner: NodePath) => {
    const statements = before(inner, outside);
    if (statements) found.push(...statements);
    else settled = false;
  };
  check(path);
  path.traverse({ enter: check });
  // a literal that was found through a function is written as such
  return settled || (value.kind === 'literal' && value.env) ? found : null;
}

/** The variable that the text of a value of another file begins with. */
export function rootOf({ code }: ForeignText, path: NodePath): Binding | undefined {
  return path.scope.getBinding(rootName(code));
}

function ofOtherFile(text: ForeignText, path: NodePath, { lateEnvironment, lateModules }: Outside): NodePath[] | null {
  const root = rootOf(text, path);
  if (!root && rootName(text.code) === 'process') return environmentChanges(path, text.code, lateEnvironment);
  if (lateModules && !text.atLoad) return null;
  if (!root) return [];
  return root.scope.path.isProgram() && root.constantViolations.length === 0 ? declarationOf(root) : null;
}

/** What one part of the expression waits for; null: it is not the same at load as at the call. */
function before(inner: NodePath, outside: Outside): NodePath[] | null {
  if (inner.isThisExpression() || inner.isAwaitExpression() || inner.isFunction()) return null;
  if (inner.isCallExpression()) {
    const { callee } = inner.node;
    return is.isIdentifier(callee, { name: 'require' }) || is.isIdentifier(callee, { name: 'String' }) ? [] : null;
  }
  if (!inner.isIdentifier() || !inner.isReferencedIdentifier()) return [];
  const binding = inner.scope.getBinding(inner.node.name);
  if (!binding || isAmbient(binding)) return ofGlobal(inner, outside);
  if (binding.scope.path.type !== 'Program' || binding.constantViolations.length > 0 || binding.kind === 'param')
    return null;
  if (binding.path.isVariableDeclarator() && !binding.path.node.init) return null;
  if (inner.key !== 'object' || !is.isMemberExpression(inner.parent)) return declarationOf(binding);
  const changes = changesOf(binding, { ...outside, lateModules: outside.lateModules && !isKnown(inner) });
  return changes && [...declarationOf(binding), ...changes];
}

function ofGlobal(name: NodePath, { lateEnvironment, lateModules }: Outside): NodePath[] | null {
  const { name: text } = name.node as { name: string };
  if (text === 'process') return environmentChanges(name, String(wholeMember(name)), lateEnvironment);
  const declared = declaredByTypeScript(name.scope.getProgramParent().path, text);
  if (declared.length > 0) return declared.some(givesVariables) ? null : declared;
  return lateModules && (text === 'global' || text === 'globalThis' || text === 'window') ? null : [];
}

/** Enums and namespaces, which are code and yet no names to Babel's scopes; a namespace may stand in several pieces. */
function declaredByTypeScript(program: NodePath, name: string): NodePath[] {
  return program.get<NodePath[]>('body').filter(({ node }) => {
    const declared = is.isExportNamedDeclaration(node) ? node.declaration : node;
    return (
      (is.isTSEnumDeclaration(declared) || is.isTSModuleDeclaration(declared)) &&
      is.isIdentifier(declared.id, { name }) &&
      declared.declare !== true
    );
  });
}

/** `export let key`: who has the namespace may set it at any time. */
function givesVariables(statement: NodePath): boolean {
  let found = false;
  statement.traverse({
    VariableDeclarator({ parentPath: list }) {
      if (list?.parentPath?.isExportNamedDeclaration() && (list.node as ast.VariableDeclaration).kind !== 'const')
        found = true;
    },
  });
  return found;
}

function declarationOf(binding: Binding): NodePath[] {
  const statement = topLevel(binding.path);
  return statement ? [statement] : [];
}

/** The statement of the file that holds the path; null where that is in a function. */
function topLevel(path: NodePath): NodePath | null {
  if (path.getFunctionParent()) return null;
  const { parentPath } = path;
  return !parentPath || parentPath.isProgram() ? path : topLevel(parentPath);
}

/** Statements that change properties of the object; null where others may change it at any time. */
function changesOf(binding: Binding, { lateModules }: Outside): NodePath[] | null {
  const source = sourceOf(binding);
  if (lateModules && source !== null && /^\.{0,2}\//.test(source) && !source.endsWith('.json')) return null;
  const changes: NodePath[] = [];
  for (const use of binding.referencePaths) {
    const change = changeBy(use);
    if (change === 'none' || (change === 'escapes' && source !== null)) continue;
    const statement = change === 'escapes' ? null : topLevel(use);
    if (!statement) return null;
    changes.push(statement);
  }
  return changes;
}

/** Is the property, as the other file gives it, one that nothing changes later? */
function isKnown(object: NodePath): boolean {
  const { kind } = evaluate(wholeMember(object));
  return kind === 'literal' || kind === 'external' || kind === 'concat';
}

/** The module that the binding is loaded from, if that is all there is to it. */
function sourceOf({ path, kind }: Binding): string | null {
  if (kind === 'module') {
    const { parent } = path;
    return is.isImportDeclaration(parent) ? parent.source.value : null;
  }
  let init = path.isVariableDeclarator() ? path.node.init : null;
  while (is.isMemberExpression(init)) init = init.object;
  if (!is.isCallExpression(init) || !is.isIdentifier(init.callee, { name: 'require' })) return null;
  const [source] = init.arguments;
  return is.isStringLiteral(source) ? source.value : null;
}

/** What a use does to the object: sets something in it, hands it to somebody who may, or neither. */
function changeBy(use: NodePath): 'sets' | 'escapes' | 'none' {
  let top = use;
  while (top.key === 'object' && (top.parentPath?.isMemberExpression() || top.parentPath?.isOptionalMemberExpression()))
    top = top.parentPath;
  const user = top.parentPath;
  if (!user) return 'none';
  if (top.key === 'left' && user.isAssignmentExpression()) return 'sets';
  if (user.isUpdateExpression() || user.isUnaryExpression({ operator: 'delete' })) return 'sets';
  if (top !== use) return 'none';
  if (user.isCallExpression() && use.listKey === 'arguments') {
    const extended = isExtend(evaluate(user.get('callee')));
    return extended ? (use.key === 0 ? 'sets' : 'none') : isReader(user) ? 'none' : 'escapes';
  }
  if (user.isSpreadElement() || user.isExpressionStatement() || isTested(use)) return 'none';
  return user.isVariableDeclarator() && is.isObjectPattern(user.node.id) ? 'none' : 'escapes';
}

/** `if (!config) …`, `typeof config` */
function isTested({ parentPath, key }: NodePath): boolean {
  return (
    parentPath?.isUnaryExpression() === true ||
    parentPath?.isBinaryExpression() === true ||
    (key === 'test' && (parentPath?.isIfStatement() === true || parentPath?.isConditionalExpression() === true))
  );
}

/** Functions that look at what they are given and change nothing. */
function isReader(call: NodePath): boolean {
  const callee = evaluate(call.get('callee'));
  if (callee.kind !== 'external' || callee.module !== null) return false;
  const name = callee.members.join('.');
  return /^(?:console\.\w+|JSON\.stringify|Object\.(?:keys|values|entries|freeze)|String|Boolean)$/.test(name);
}

/** `process.env.NAME` of `process` */
function wholeMember(name: NodePath): NodePath {
  let top = name;
  while (top.key === 'object' && top.parentPath?.isMemberExpression()) top = top.parentPath;
  return top;
}

/** Statements that set up what is read of `process.env`; null where that may happen later. */
function environmentChanges(at: NodePath, read: string, late: boolean): NodePath[] | null {
  const program = at.scope.getProgramParent().path;
  const variable = /^process\.env(?:\.|\[['"])(\w+)/.exec(read)?.[1];
  const changes: NodePath[] = [];
  let settled = true;
  let loaded = !late && (variable === undefined || !isSetElsewhere(variable, at));
  const add = (path: NodePath) => {
    const statement = topLevel(path);
    if (statement) changes.push(statement);
    else settled = false;
  };
  program.traverse({
    AssignmentExpression(path) {
      const left = path.get('left') as NodePath;
      const other = /^process\.env\.(\w+)$/.exec(String(left))?.[1];
      if (isEnvironment(left) && (other === undefined || variable === undefined || other === variable)) add(path);
    },
    CallExpression(path) {
      if (setsEnvironment(path)) {
        loaded = true;
        add(path);
      }
    },
    ImportDeclaration({ node }) {
      if (node.specifiers.length === 0 && isEnvironmentLoader(node.source.value)) loaded = true;
    },
  });
  return settled && loaded ? changes : null;
}

/** `require('dotenv').config()`, `dotenvExpand(…)`, `Object.assign(process.env, …)` */
function setsEnvironment(call: NodePath): boolean {
  const [first] = call.get<NodePath[]>('arguments');
  const sets = first !== undefined && isEnvironment(first);
  if (!sets && !mayFillEnvironment(call)) return false;
  const callee = evaluate(call.get('callee'));
  if (callee.kind === 'external' && callee.module !== null) return isEnvironmentLoader(callee.module);
  const loads = isRequire(call.get('callee')) && is.isStringLiteral(first?.node) ? first.node.value : null;
  if (loads !== null) return loads.includes('/') && isEnvironmentLoader(loads);
  return sets && isExtend(callee);
}

/** `process.env`, or what is in it. */
function isEnvironment(path: NodePath): boolean {
  let root = path.node;
  while (is.isMemberExpression(root)) root = root.object;
  return is.isIdentifier(root, { name: 'process' }) && /^process\.env\b/.test(String(path));
}
