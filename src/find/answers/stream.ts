/** A response that arrives in pieces: `res.on('data', …)`, `res.on('end', …)`. */
import { evaluate } from '../../evaluate/evaluate.js';
import type { ast, NodePath } from '../../syntax/index.js';
import { followCallback } from './called-back.js';
import type { Follower } from './follow.js';
import { functionAt } from './function-at.js';

const SILENT = new Set(['setEncoding', 'resume', 'pause', 'unref', 'destroy']);

/** Follows one method of a response stream; false where it is none that is known. */
export function followStream(follower: Follower, call: NodePath<ast.CallExpression>, name: string): boolean {
  const { answer } = follower;
  if (SILENT.has(name)) {
    answer.gathering.add(call.node);
    follower.follow(call, streamShape(follower, call));
    return true;
  }
  if (name !== 'on' && name !== 'once' && name !== 'addListener') return false;
  const [event, handler] = call.get('arguments') as NodePath[];
  const value = event && evaluate(event);
  const fn = handler ? functionAt(handler) : null;
  if (value?.kind !== 'literal' || !handler) return false;
  if (value.value === 'data') {
    answer.gathering.add(call.node);
    if (fn) followCallback(follower, handler, [{ is: 'chunks' }]);
    else follower.problem('unknown-callback', handler);
    if (fn && parsesInPlace(fn)) answer.inlined.set(call.node, fn);
  } else if (value.value === 'end' || value.value === 'close') {
    if (fn) {
      answer.functions.add(fn.node);
      answer.inlined.set(call.node, fn);
    } else follower.problem('unknown-callback', handler);
  } else if (value.value === 'error' || value.value === 'aborted') {
    answer.gathering.add(call.node);
    if (fn) followCallback(follower, handler, [{ is: 'error' }]);
  } else return false;
  follower.follow(call, streamShape(follower, call));
  return true;
}

/** `.on()` gives the stream back. */
function streamShape(follower: Follower, call: NodePath<ast.CallExpression>) {
  const object = call.get('callee.object') as NodePath;
  return follower.answer.shapes.get(object.node) ?? { is: 'chunks' as const };
}

/** A data handler that does more than gather: it parses each piece as if it were the whole. */
function parsesInPlace(fn: NodePath<ast.Function>): boolean {
  let parses = false;
  fn.traverse({
    CallExpression(path) {
      const callee = evaluate(path.get('callee') as NodePath);
      if (callee.kind === 'external' && callee.members.join('.') === 'JSON.parse') parses = true;
    },
  });
  return parses;
}
