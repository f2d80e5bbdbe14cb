/** What a function of the author's gives that only the call of it can say: `zoneOf(domain)`. */
import type { NodePath } from '../syntax/index.js';
import type { Env, Value } from './value.js';

/**
 * The value, said by the call where its own text hangs on names of the function: `host.split('.')[1]` means nothing
 * outside of it.
 */
export function saidByCall(value: Value, fn: NodePath, call: NodePath, env?: Env): Value {
  const isPlain = ['call', 'member', 'unknown', 'param'].includes(value.kind) && isOwn(value);
  return isPlain && value.text === undefined && isWithin(value.path, fn) && namesOwn(value.path, fn)
    ? { kind: 'unknown', path: call, env }
    : value;
}

/** Is it nothing of a package, and nothing that is followed further? */
function isOwn(value: Value): boolean {
  if (value.kind === 'call') return !value.construct && isOwn(value.callee);
  if (value.kind === 'member') return isOwn(value.object);
  if (value.kind === 'unknown') return value.elsewhere === undefined;
  return ['param', 'literal', 'concat', 'array'].includes(value.kind);
}

/** Does the expression name a parameter or a variable of the function? */
function namesOwn(path: NodePath, fn: NodePath): boolean {
  let found = false;
  const see = (one: NodePath) => {
    if (found || !one.isIdentifier() || !one.isReferencedIdentifier()) return;
    const scope = one.scope.getBinding(one.node.name)?.scope.path;
    // What the expression itself declares goes with it.
    found = scope !== undefined && isWithin(scope, fn) && !(scope.node !== fn.node && isWithin(scope, path));
  };
  see(path);
  path.traverse({ enter: see });
  return found;
}

function isWithin(inner: NodePath, outer: NodePath): boolean {
  return inner.find(({ node }) => node === outer.node) !== null;
}
