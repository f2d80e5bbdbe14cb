/** Requests whose action a condition decides, inside of functions whose callers decide that condition. */
import type { ast, NodePath } from '../../syntax/index.js';
import type { V1Call } from '../v1-call.js';
import { usesOf } from './uses.js';

/** Where the calls enter the function around the request, and which function that is. */
interface Entered {
  readonly fn: NodePath<ast.Function>;
  readonly site: ast.Node;
}

/** Is every call of the functions around the request one of `further`, which are known to ask for one action each? */
export function isSettledAbove(request: V1Call, further: readonly V1Call[]): boolean {
  const entered = further.flatMap((one) => enteredAt(one, request) ?? []);
  const sites = new Set(entered.map(({ site }) => site));
  return (
    entered.length > 0 &&
    entered.every(({ fn }) => usesOf(fn)?.every((use) => use.key === 'callee' && sites.has(use.parent)) === true)
  );
}

/** Where the call comes to the request; null where it makes another one. */
export function enteredAt(call: V1Call, request: V1Call): Entered | null {
  let site: ast.Node = (call.asked ?? call.site).node;
  for (let { through } = call; through; through = through.request.through) {
    if (through.request.site.node === request.site.node) return { fn: through.fn, site };
    site = through.request.site.node;
  }
  return null;
}
