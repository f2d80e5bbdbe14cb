import { functionAt } from '../../find/answers/function-at.js';
import { chainedCall, outermost } from '../../find/http/handle.js';
import type { Shape } from '../../find/request.js';
import { type ast, type Binding, is, type NodePath } from '../../syntax/index.js';

/** The object with no more than what is read of it; null where something else is done to it. */
export function readOf(binding: Binding, shape: Shape & { is: 'object' }): Shape | null {
  const properties: Record<string, Shape> = {};
  for (const { parentPath: parent, key } of binding.referencePaths) {
    if (parent?.isLogicalExpression() || parent?.isUnaryExpression({ operator: '!' }) || parent?.isIfStatement())
      continue;
    if (key !== 'object' || !(parent?.isMemberExpression() || parent?.isOptionalMemberExpression())) return null;
    const { property, computed } = parent.node as ast.MemberExpression;
    const name = !computed && is.isIdentifier(property) ? property.name : '';
    const of = Object.hasOwn(shape.properties, name) ? shape.properties[name] : undefined;
    const set = parent.parentPath?.isAssignmentExpression() && parent.key === 'left';
    if (!of || set) return null;
    properties[name] = of;
  }
  return binding.constantViolations.length === 0 ? { ...shape, properties } : null;
}

/** What is given to the code that waits for the promise: a pattern or a name; null where that is not seen. */
export function receiverOf(site: NodePath): NodePath | null {
  const link = chainedCall(site);
  if (link) {
    const fn = link.name === 'then' && link.args[0] ? functionAt(link.args[0]) : null;
    const inline = fn && fn.node === link.args[0]?.node && link.args.length > 0;
    return inline ? ((fn.get('params')[0] as NodePath | undefined) ?? null) : null;
  }
  const awaited = outermost(site).parentPath;
  const holder = awaited?.isAwaitExpression() ? outermost(awaited).parentPath : null;
  return holder?.isVariableDeclarator() ? (holder.get('id') as NodePath) : null;
}

/** `{ data: body }`, where `data` is v1's envelope: the name or pattern that takes it. */
export function envelopeIn(receiver: NodePath, shape: Shape & { is: 'object' }): NodePath | null {
  if (!receiver.isObjectPattern() || receiver.node.typeAnnotation || receiver.node.properties.length !== 1) return null;
  const [only] = receiver.get('properties');
  if (!only?.isObjectProperty() || only.node.computed || !is.isIdentifier(only.node.key)) return null;
  const of = Object.hasOwn(shape.properties, only.node.key.name) ? shape.properties[only.node.key.name] : undefined;
  const value = only.get('value') as NodePath;
  return of?.is === 'v1' && of.path.length === 0 && (value.isIdentifier() || value.isObjectPattern()) ? value : null;
}

/** The response with no more than the code reads. */
export function narrowed(receiver: NodePath | null, shape: Shape & { is: 'object' }): Shape {
  if (receiver?.isObjectPattern()) {
    const names = receiver.node.properties.map((one) =>
      is.isObjectProperty(one) && !one.computed && is.isIdentifier(one.key) ? one.key.name : '',
    );
    if (names.every((name) => Object.hasOwn(shape.properties, name))) {
      const kept = Object.entries(shape.properties).filter(([name]) => names.includes(name));
      return { ...shape, properties: Object.fromEntries(kept) };
    }
  }
  const binding = receiver?.isIdentifier() ? receiver.scope.getBinding(receiver.node.name) : undefined;
  return (binding && readOf(binding, shape)) ?? shape;
}
