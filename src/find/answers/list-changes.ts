/** What list methods put into the list of an answer: of the answer itself, or something that v4 does not answer. */
import { type ast, is, type NodePath, startOf } from '../../syntax/index.js';
import type { Shape } from '../request.js';
import type { Follower } from './follow.js';
import { isItem } from './steps.js';

type V1 = Shape & { is: 'v1' };

/** Method → the first of its arguments that is put in, and the first behind those. */
const PUTS: Readonly<Record<string, readonly [from: number, to?: number]>> = {
  push: [0],
  unshift: [0],
  concat: [0],
  splice: [2],
  toSpliced: [2],
  fill: [0, 1],
  with: [1, 2],
};

/** Methods that only look for an item. */
const SEEKS = new Set(['indexOf', 'lastIndexOf', 'includes']);
/** Methods after which there may be more items or fewer. */
const RESIZES = new Set(['push', 'unshift', 'splice', 'pop', 'shift']);

/** Where other records get among those of the answer, reads of them would not find what v1's had. */
export function lookAtPut(follower: Follower, call: NodePath<ast.CallExpression>, name: string, shape: V1): void {
  if (RESIZES.has(name) && !shape.derived) follower.resized.push(call);
  const [from, to] = (Object.hasOwn(PUTS, name) && PUTS[name]) || [Number.POSITIVE_INFINITY];
  const put = call.get('arguments').slice(from, to);
  if (put.length === 0) return;
  const isOwn = () => put.every((one) => isOfList(follower, one, shape, name === 'concat'));
  follower.atEnd(isOwn, call.get('callee.object') as NodePath);
}

function isOfList({ answer }: Follower, given: NodePath, { path }: V1, joins: boolean): boolean {
  if (joins && given.isArrayExpression() && given.node.elements.length === 0) return true;
  const value = given.isSpreadElement() ? (given.get('argument') as NodePath) : given;
  const held = answer.shapes.get(value.node);
  if (held?.is !== 'v1') return false;
  const isOne = held.path.length === path.length + 1 && isItem(held);
  const isList = held.path.length === path.length;
  return (
    (given.isSpreadElement() ? isList : isOne || (joins && isList)) && path.every((one, at) => held.path[at] === one)
  );
}

/** Is it put into a list that is of the same answer, which `lookAtPut` looks at? */
export function goesIntoAnswer(follower: Follower, list: NodePath, name: string | null, shape: V1): boolean {
  const held = follower.answer.shapes.get(list.node);
  const isKnown = name !== null && Object.hasOwn(PUTS, name) && held?.is === 'v1';
  return isKnown && held.path.every((one, at) => shape.path[at] === one);
}

/** Does the method take items, wherever its list is from? */
export function takesItems({ node: { callee } }: NodePath<ast.CallExpression>): boolean {
  if (!is.isMemberExpression(callee) || callee.computed || !is.isIdentifier(callee.property)) return false;
  const { name } = callee.property;
  return Object.hasOwn(PUTS, name) || SEEKS.has(name);
}

/** Is its list one of the answer? Told when the list was followed. */
export function isOfAnswer({ answer }: Follower, { node }: NodePath<ast.CallExpression>): boolean {
  const held = answer.shapes.get((node.callee as ast.MemberExpression).object);
  return held?.is === 'v1' && held.path.at(-1) !== '*';
}

/** v1 told how many there were apart from the list, and that stayed when the list was changed. */
export function checkCounts(follower: Follower): void {
  for (const count of follower.counts)
    if (follower.resized.some((change) => mayFollow(count, change)))
      follower.problem('changed-answer', count, 'a list');
}

/** Does the read stand behind the change, or in a loop with it? */
function mayFollow(read: NodePath, change: NodePath): boolean {
  const isBehind = startOf(read.node) > startOf(change.node);
  return isBehind || change.findParent((path) => path.isLoop() && read.isDescendant(path)) !== null;
}
