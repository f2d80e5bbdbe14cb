/** Calls that what stands beside them decides on: `quick || (await request).result === 'success'`. */
import type { Action } from '../catalogue/types.js';
import type { Answer } from '../find/answers/answer.js';
import { locate } from '../find/answers/locate.js';
import type { Shape } from '../find/request.js';
import type { V1Call } from '../find/v1-call.js';
import type { Scene } from '../plan/outcome.js';
import { throwsIn } from '../plan/throws.js';
import type { NodePath } from '../syntax/index.js';

export function isMadeMaybe(anchor: NodePath): boolean {
  for (let path = anchor; path.parentPath; path = path.parentPath) {
    const { parentPath: parent, key } = path;
    // each round asks again
    if (parent.isStatement()) return parent.isLoop() && (key === 'test' || key === 'update');
    if (parent.isFunction()) return false;
    if (parent.isLogicalExpression() && key === 'right') return true;
    if (parent.isConditionalExpression() && key !== 'test') return true;
  }
  return false;
}

/**
 * What becomes of an error of the API at such a call, where it needs no code of its own: that would stand in front of
 * the statement, and the call with it. `ignored`: nobody reads the answer; `thrown`: reading it throws.
 */
export function refusedMaybe(
  anchor: NodePath,
  { call, action, answer }: { readonly call: V1Call; readonly action: Action; readonly answer: Answer },
): 'ignored' | 'thrown' | null {
  const tells = (shape: Shape) =>
    shape.is === 'v1' ? locate(action, shape.path).at === 'status' : shape.is === 'known' && 'api' in shape;
  if ([...answer.shapes.values()].some(tells)) return null;
  if (isUnread(answer)) return 'ignored';
  if (call.rejects) return 'thrown';
  const scene: Scene = { call, action, answer, outcome: 'api' };
  const at = (node: object) => (answer.shapes.has(node as never) ? scene : undefined);
  return throwsIn(readAround(anchor), { at, touched: new WeakMap() }) ? 'thrown' : null;
}

/** Who waits for the answer looks at nothing of it. */
export function isUnread(answer: Answer): boolean {
  if (answer.borders.size + answer.decided.size + answer.named.length + answer.shared.length > 0) return false;
  return [...answer.shapes.values()].every((shape) => shape.is !== 'v1' || shape.path.length === 0);
}

/** `(await list()).response.recs`: the call with what is read of it. */
function readAround(anchor: NodePath): NodePath {
  let path = anchor;
  while (path.parentPath && (path.parentPath.isAwaitExpression() || path.key === 'object')) path = path.parentPath;
  return path;
}
