/**
 * Places that an answer comes to beside something else of the program: `cached || await load()`, a function that
 * returns one or the other. Where something of v1's is kept in the program, it may be that.
 */
import { bare, evaluate } from '../../evaluate/evaluate.js';
import { isExternal } from '../../evaluate/value.js';
import type { ast, Binding, NodePath } from '../../syntax/index.js';
import { functionAt } from './function-at.js';
import { rejectedWith } from './rejections.js';

type IsFollowed = (path: NodePath) => boolean;

/** Expressions that may be something that was kept of an answer. */
export function unfollowed(paths: readonly NodePath[], isFollowed: IsFollowed): NodePath | undefined {
  return paths.find((path) => mayBeKept(path, isFollowed, 0));
}

/** What a function gives back at other places than this. */
export function returnedBeside(fn: NodePath<ast.Function>, path: NodePath): NodePath[] {
  return returnedBy(fn).filter((other) => other !== path && !path.isDescendant(other));
}

/** What a function gives back. */
export function returnedBy(fn: NodePath<ast.Function>): NodePath[] {
  const body = fn.get('body') as NodePath;
  if (!body.isBlockStatement()) return [body];
  const found: NodePath[] = [];
  fn.traverse({
    Function: (inner) => inner.skip(),
    ReturnStatement: (path) => void found.push(path.get('argument') as NodePath),
  });
  return found.filter(({ node }) => node);
}

/** What a variable is set to, if it is one that takes whole values. */
export function givenTo({ path, constantViolations }: Binding): NodePath[] {
  if (!path.isVariableDeclarator() || !path.get<NodePath>('id').isIdentifier()) return [];
  const set = constantViolations.flatMap((step) =>
    step.isAssignmentExpression({ operator: '=' }) && step.get('left').isIdentifier() ? [step.get('right')] : [],
  );
  return [path.get<NodePath>('init'), ...set].filter(({ node }) => node);
}

function mayBeKept(written: NodePath, isFollowed: IsFollowed, depth: number): boolean {
  const path = bare(written);
  const ask = (inner: NodePath) => mayBeKept(inner, isFollowed, depth + 1);
  if (isFollowed(path) || depth > 6) return false;
  if (path.isAwaitExpression()) return ask(path.get('argument'));
  if (path.isConditionalExpression()) return ask(path.get('consequent')) || ask(path.get('alternate'));
  if (path.isLogicalExpression()) return ask(path.get('left') as NodePath) || ask(path.get('right'));
  if (path.isAssignmentExpression()) return ask(path.get('right'));
  if (path.isMemberExpression() || path.isOptionalMemberExpression()) return evaluate(path).kind !== 'literal';
  if (path.isCallExpression()) return inCall(path, ask);
  return path.isIdentifier() && named(path, ask);
}

function named(path: NodePath<ast.Identifier>, ask: (path: NodePath) => boolean): boolean {
  const binding = path.scope.getBinding(path.node.name);
  if (!binding || binding.path.isFunctionDeclaration()) return false;
  const isPlain = binding.path.isVariableDeclarator() && binding.path.get<NodePath>('id').isIdentifier();
  return !isPlain || givenTo(binding).some(ask);
}

/** `Promise.resolve(cached)`, `cache.get(zone)`, `JSON.parse(text)`, a function of the file; an error is none. */
function inCall(call: NodePath<ast.CallExpression>, ask: (path: NodePath) => boolean): boolean {
  if (rejectedWith(call)) return false;
  const fn = functionAt(call.get('callee') as NodePath);
  if (fn) return returnedBy(fn).some(ask);
  const callee = evaluate(call.get('callee') as NodePath);
  const wraps = isExternal(callee, [null], 'Promise', 'resolve') || isExternal(callee, ['q']);
  if (wraps || isExternal(callee, ['bluebird', 'q'], 'resolve')) return (call.get('arguments') as NodePath[]).some(ask);
  if (callee.kind === 'external' && callee.module === null) return callee.members[0] === 'JSON';
  return (call.get('callee') as NodePath).isMemberExpression();
}
