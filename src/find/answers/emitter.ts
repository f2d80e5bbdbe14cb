/** Events of an emitter that stays in its file: what is emitted arrives at the listeners. */
import { evaluate, memberName } from '../../evaluate/evaluate.js';
import { literalText } from '../../evaluate/value.js';
import type { ast, Binding, NodePath } from '../../syntax/index.js';

const LISTENS = new Set(['on', 'once', 'addListener', 'prependListener', 'prependOnceListener']);
const OTHERS = new Set([
  'removeListener',
  'off',
  'removeAllListeners',
  'setMaxListeners',
  'listenerCount',
  'listeners',
]);

/**
 * What a listener is given as that parameter, once per `emit` of its event; null where the function is no listener, or
 * the emitter is known elsewhere.
 */
export function emittedTo(fn: NodePath<ast.Function>, index: number): (NodePath | undefined)[] | null {
  const call = fn.parentPath;
  if (!call?.isCallExpression() || fn.listKey !== 'arguments') return null;
  const { name, emitter, event } = methodOf(call);
  if (!name || !LISTENS.has(name) || !emitter || event === null) return null;
  const given: (NodePath | undefined)[] = [];
  for (const use of emitter.referencePaths) {
    const other = use.parentPath?.parentPath;
    if (!other?.isCallExpression() || use.parentPath?.key !== 'callee') return null;
    const method = methodOf(other);
    if (method.name === 'emit') {
      if (method.event === null) return null;
      if (method.event === event) given.push((other.get('arguments') as NodePath[])[index + 1]);
    } else if (!method.name || (!LISTENS.has(method.name) && !OTHERS.has(method.name))) return null;
  }
  return given;
}

interface Method {
  readonly name: string | null;
  readonly emitter: Binding | null;
  readonly event: string | null;
}

/** `watcher.on('changed', …)` */
function methodOf(call: NodePath<ast.CallExpression>): Method {
  const callee = call.get('callee') as NodePath;
  if (!callee.isMemberExpression()) return { name: null, emitter: null, event: null };
  const object = callee.get('object') as NodePath;
  const binding = object.isIdentifier() ? object.scope.getBinding(object.node.name) : undefined;
  const [first] = call.get('arguments') as NodePath[];
  return {
    name: memberName(callee as NodePath<ast.MemberExpression>),
    emitter: binding?.constant ? binding : null,
    event: first ? literalText(evaluate(first)) : null,
  };
}
