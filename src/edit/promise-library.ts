/** Promises of bluebird, Q and when, and what only they can do: v4's are those of the language. */
import { evaluate, memberName } from '../evaluate/evaluate.js';
import { isExternal } from '../evaluate/value.js';
import type { Answer } from '../find/answers/answer.js';
import { callersOf } from '../find/answers/callers.js';
import type { ast, NodePath } from '../syntax/index.js';

/** What every promise has, and what is written otherwise. */
const NATIVE = new Set(['then', 'catch', 'finally', 'spread']);

/** The methods, behind a call and its handlers, that v4's promise does not have. */
export function foreignMethods(anchor: NodePath, answer: Answer): string[] {
  return [...new Set([anchor, ...answer.links.map(({ call }) => call)].flatMap((start) => foreignBehind(start)))];
}

const MAX_DEPTH = 4;

/** The same of a promise, and of the functions that give it back to callers in the file. */
export function foreignBehind(start: NodePath, depth = 0): string[] {
  const found: string[] = [];
  let top = start;
  for (let path: NodePath | null = start; path; path = methodCall(path)) {
    top = path;
    const name = methodName(path);
    if (name !== null && (!NATIVE.has(name) || isFilteredCatch(methodCall(path), name))) found.push(name);
  }
  const given =
    top.parentPath?.isReturnStatement() || (top.key === 'body' && top.parentPath?.isArrowFunctionExpression());
  const fn = given && depth < MAX_DEPTH ? (top.getFunctionParent() as NodePath<ast.Function> | null) : null;
  // What a handler gives back becomes of the library again.
  if (!fn || fn.listKey === 'arguments' || fn.node.async) return found;
  return [...found, ...(callersOf(fn) ?? []).flatMap((caller) => foreignBehind(caller, depth + 1))];
}

/** `.catch(StatusCodeError, handler)`: for errors that v4's calls do not give. */
function isFilteredCatch(call: NodePath | null, name: string): boolean {
  return name === 'catch' && call?.isCallExpression() === true && call.node.arguments.length > 1;
}

const LIBRARIES = ['bluebird', 'q', 'when'];

/** What makes a promise of a library in this file, by the name that it has at the call; null where none is loaded. */
export function libraryMaker(anchor: NodePath): string | null {
  const program = anchor.scope.getProgramParent();
  for (const [name, binding] of Object.entries(program.bindings)) {
    if (!binding.constant || anchor.scope.getBinding(name) !== binding) continue;
    const { path } = binding;
    const init = path.isVariableDeclarator() ? (path.get('init') as NodePath) : null;
    if (init?.node && isExternal(evaluate(init), LIBRARIES))
      return makerOf(name, isExternal(evaluate(init), ['q']) ? 'q' : '');
    const module = path.isImportDefaultSpecifier() ? (path.parent as ast.ImportDeclaration).source.value : '';
    if (LIBRARIES.includes(module)) return makerOf(name, module);
  }
  return null;
}

/** Q itself makes its promises, whatever its version. */
function makerOf(name: string, module: string): string {
  return module === 'q' ? name : `${name}.resolve`;
}

/** The call of a method of what the path gives: `path.then(…)`. */
function methodCall(path: NodePath): NodePath | null {
  const member = path.parentPath;
  const call = member?.parentPath;
  if (!member?.isMemberExpression() || path.key !== 'object') return null;
  return call?.isCallExpression() && member.key === 'callee' ? call : null;
}

/** The method that the next call in the chain is of. */
function methodName(path: NodePath): string | null {
  const call = methodCall(path);
  return call?.isCallExpression() ? memberName(call.get('callee') as NodePath<ast.MemberExpression>) : null;
}
