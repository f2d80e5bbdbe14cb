/** Where the bridge is called: in the place of the request, or of the last of the statements that make it. */
import type { V1Call } from '../../find/v1-call.js';
import { callSitesOf } from '../../find/wrappers/call-sites.js';
import type { ast, NodePath } from '../../syntax/index.js';
import { anchorOf, isPartOfStatement, returnsNothing } from '../plan-calls.js';

/** The expression that the call of the bridge replaces; null where there is none. */
export function placeOf(call: V1Call): NodePath | null {
  const anchor = anchorOf(call) ?? (isUnusedReturn(call) || isLone(call) ? call.site : null);
  if (!anchor) return null;
  if (call.parts.length === 0) return isGivenBack(call) ? null : call.site;
  if (call.delivery.by === 'value') return call.parts.every((part) => part.isStatement()) ? call.site : null;
  const own = call.site.getStatementParent();
  const alone = own?.isExpressionStatement() || (own?.isVariableDeclaration() && own.node.declarations.length === 1);
  if (!alone || !call.parts.every((part) => part.isStatement())) return null;
  return anchor.isExpressionStatement() ? (anchor.get('expression') as NodePath) : null;
}

/** `(form) => request.post(url, { form })`: without a callback it can only be the request that is wanted. */
function isGivenBack({ site, delivery }: V1Call): boolean {
  return delivery.by === 'nothing' && site.parentPath?.isArrowFunctionExpression() === true && !returnsNothing(site);
}

/** `due && request.post(url, callback)`: the bridge is called in the place of the request. */
function isLone({ site, delivery, parts }: V1Call): boolean {
  return delivery.by !== 'value' && parts.length === 0 && isPartOfStatement(site);
}

/** `return request.post(url, callback)`: the answer comes by the callback, and no caller in sight takes the request. */
function isUnusedReturn({ site, delivery, parts }: V1Call): boolean {
  const fn = site.getFunctionParent() as NodePath<ast.Function> | null;
  if (delivery.by !== 'callback' || parts.length > 0 || !site.parentPath?.isReturnStatement() || !fn) return false;
  return callSitesOf(fn).every(
    ({ parentPath: parent }) => parent?.isExpressionStatement() || parent?.isReturnStatement(),
  );
}

/** The other statements of a request that is made by several: they go. */
export function partsOf(call: V1Call): readonly ast.Node[] {
  if (call.parts.length === 0) return [];
  if (call.delivery.by === 'value') return call.parts.map(({ node }) => node);
  const place = placeOf(call)?.parent;
  const own = call.site.getStatementParent()?.node;
  return [...(own ? [own] : []), ...call.parts.map(({ node }) => node)].filter((node) => node !== place);
}
