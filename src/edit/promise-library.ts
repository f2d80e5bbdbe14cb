/** Promises of bluebird, and what only they can do: v4's are those of the language. */
import { evaluate, memberName } from '../evaluate/evaluate.js';
import { isExternal } from '../evaluate/value.js';
import type { Answer } from '../find/answers/answer.js';
import type { ast, NodePath } from '../syntax/index.js';

/** What every promise has, and what is written otherwise. */
const NATIVE = new Set(['then', 'catch', 'finally', 'spread']);

/** The methods, behind a call and its handlers, that v4's promise does not have. */
export function foreignMethods(anchor: NodePath, answer: Answer): string[] {
  const found = new Set<string>();
  for (const start of [anchor, ...answer.links.map(({ call }) => call)]) {
    for (let path: NodePath | null = start; path; path = methodCall(path)) {
      const name = methodName(path);
      if (name !== null && (!NATIVE.has(name) || isFilteredCatch(methodCall(path), name))) found.add(name);
    }
  }
  return [...found];
}

/** `.catch(StatusCodeError, handler)`: for errors that v4's calls do not give. */
function isFilteredCatch(call: NodePath | null, name: string): boolean {
  return name === 'catch' && call?.isCallExpression() === true && call.node.arguments.length > 1;
}

/** The file's name for bluebird, where it means that at the call; null where the file does not load it. */
export function bluebirdName(anchor: NodePath): string | null {
  const program = anchor.scope.getProgramParent();
  for (const [name, binding] of Object.entries(program.bindings)) {
    if (!binding.constant || anchor.scope.getBinding(name) !== binding) continue;
    const { path } = binding;
    const init = path.isVariableDeclarator() ? (path.get('init') as NodePath) : null;
    if (init?.node && isExternal(evaluate(init), ['bluebird'])) return name;
    if (path.isImportDefaultSpecifier() && (path.parent as ast.ImportDeclaration).source.value === 'bluebird')
      return name;
  }
  return null;
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
