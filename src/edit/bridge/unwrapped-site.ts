import { only } from '../../evaluate/only.js';
import { functionAt } from '../../find/answers/function-at.js';
import { chainedCall, outermost } from '../../find/http/handle.js';
import type { Shape } from '../../find/request.js';
import { is, type NodePath } from '../../syntax/index.js';

export interface UnwrappedSite {
  /** a promise of `of` */
  readonly site: NodePath;
  readonly of: Shape;
}

export function unwrappedSite(site: NodePath, of: Shape): UnwrappedSite {
  let found: UnwrappedSite = { site, of };
  for (let next = linked(found); next; next = linked(found)) found = next;
  return found;
}

/** `.then((res) => res.json())` */
function linked({ site, of }: UnwrappedSite): UnwrappedSite | null {
  const link = chainedCall(site);
  const [handler, ...others] = link?.name === 'then' ? link.args : [];
  const fn = handler && others.length === 0 ? functionAt(handler) : null;
  if (!link || !fn || fn.node !== handler?.node || fn.node.async) return null;
  const [parameter, ...more] = fn.get('params') as NodePath[];
  const given = parameter?.isIdentifier() && more.length === 0 ? onlyValue(fn) : null;
  const shape = given && parameter?.isIdentifier() ? readShape(given, parameter.node.name, of) : null;
  if (!shape || (shape.is !== 'v1' && shape.is !== 'text')) return null;
  return { site: link.call, of: shape };
}

/** What a function of one `return` gives. */
function onlyValue(fn: NodePath): NodePath | null {
  const body = fn.get('body') as NodePath;
  if (!body.isBlockStatement()) return body;
  const returned = only(body.get<NodePath[]>('body'));
  return returned?.isReturnStatement() ? (returned.get('argument') as NodePath) : null;
}

/** The shape that an expression reads of the parameter; promises are waited for by `.then`. */
function readShape(path: NodePath, name: string, of: Shape): Shape | null {
  const inner = outermost(path) === path ? path : outermost(path);
  if (inner.isIdentifier({ name })) return of;
  if (inner.isMemberExpression() && !inner.node.computed && is.isIdentifier(inner.node.property)) {
    const object = readShape(inner.get('object'), name, of);
    return object?.is === 'object' ? (object.properties[inner.node.property.name] ?? null) : null;
  }
  if (!inner.isCallExpression()) return null;
  const callee = inner.get('callee') as NodePath;
  const args = inner.get('arguments') as NodePath[];
  if (isParse(callee) && args[0]) {
    const text = readShape(args[0], name, of);
    return text?.is === 'text' ? { is: 'v1', path: [] } : null;
  }
  if (!callee.isMemberExpression() || args.length > 0 || !is.isIdentifier(callee.node.property)) return null;
  const object = readShape(callee.get('object'), name, of);
  const given = object?.is === 'object' ? object.methods?.[callee.node.property.name] : undefined;
  return given?.is === 'promise' ? given.of : (given ?? null);
}

/** `JSON.parse` */
export function isParse(callee: NodePath): boolean {
  return (
    callee.isMemberExpression() &&
    is.isIdentifier(callee.node.object, { name: 'JSON' }) &&
    is.isIdentifier(callee.node.property, { name: 'parse' }) &&
    !callee.scope.hasBinding('JSON', true)
  );
}
