/** Where `this.x` gets its value: class fields, constructors, prototypes, object literals. */
import { type ast, is, type NodePath } from '../syntax/index.js';

/** The one expression that `this.name` is set to, seen from a `this` expression; null when there is none or several. */
export function thisMember(self: NodePath, name: string): NodePath | null {
  const owner = ownerOf(self);
  if (!owner) return null;
  if (owner.isClassBody()) return classMember(owner, name);
  if (owner.isObjectExpression()) return fromObject(owner, name);
  return fromConstructor(owner, name);
}

/** The one expression that `Name.name` is set to in the class `Name`, if nothing sets it elsewhere. */
export function staticMember(self: NodePath<ast.Identifier>, name: string): NodePath | null {
  const binding = self.scope.getBinding(self.node.name);
  if (!binding?.path.isClassDeclaration() || binding.constantViolations.length > 0) return null;
  const changed = binding.referencePaths.some((use) => {
    const member = use.parentPath;
    return (
      member?.isMemberExpression() &&
      is.isIdentifier(member.node.property, { name }) &&
      member.key === 'left' &&
      member.parentPath.isAssignmentExpression()
    );
  });
  if (changed) return null;
  for (const member of binding.path.get('body.body')) {
    if (!member.isClassProperty() || !member.node.static || !is.isIdentifier(member.node.key, { name })) continue;
    const value = member.get('value') as NodePath;
    return value.node ? value : null;
  }
  return null;
}

/** The class body, object literal or constructor function whose instance `this` is. */
function ownerOf(self: NodePath): NodePath | null {
  const method = self.findParent(
    (path) => (path.isFunction() && !path.isArrowFunctionExpression()) || path.isClassProperty(),
  );
  if (!method) return null;
  if (method.isClassMethod() || method.isClassPrivateMethod() || method.isClassProperty()) return method.parentPath;
  if (method.isObjectMethod()) return method.parentPath;
  const holder = method.parentPath;
  if (holder?.isObjectProperty()) return holder.parentPath;
  if (holder?.isAssignmentExpression()) return prototypeOwner(holder.get('left') as NodePath) ?? method;
  return method;
}

/** `Name.prototype.method` → the function Name. */
function prototypeOwner(left: NodePath): NodePath | null {
  if (!left.isMemberExpression()) return null;
  const object = left.get('object');
  if (!object.isMemberExpression() || !is.isIdentifier(object.node.property, { name: 'prototype' })) return null;
  const maker = object.get('object');
  if (!maker.isIdentifier()) return null;
  const declared = maker.scope.getBinding(maker.node.name)?.path;
  if (declared?.isFunctionDeclaration()) return declared;
  const init = declared?.isVariableDeclarator() ? (declared.get('init') as NodePath) : null;
  return init?.isFunction() ? init : null;
}

/** What the class gives the name: a field's value, a method, what its methods set. */
export function classMember(body: NodePath<ast.ClassBody>, name: string): NodePath | null {
  const values: NodePath[] = [];
  for (const member of body.get<NodePath[]>('body')) {
    if (member.isClassProperty() || member.isClassPrivateProperty()) {
      const key = member.node.key;
      const keyName = is.isPrivateName(key) ? `#${key.id.name}` : is.isIdentifier(key) ? key.name : null;
      const value = member.get('value') as NodePath;
      if (keyName === name && value.node) values.push(value);
    } else if ((member.isClassMethod() || member.isClassPrivateMethod()) && member.node.kind === 'method') {
      const key = member.node.key;
      const keyName = is.isPrivateName(key) ? `#${key.id.name}` : is.isIdentifier(key) ? key.name : null;
      if (keyName === name && !member.node.computed) values.push(member);
    }
  }
  values.push(...assignedToThis(body, name));
  return values.length === 1 ? (values[0] ?? null) : null;
}

function fromObject(object: NodePath<ast.ObjectExpression>, name: string): NodePath | null {
  const values = assignedToThis(object, name);
  for (const property of object.get('properties')) {
    if (!property.isObjectProperty() || property.node.computed) continue;
    const { key } = property.node;
    if ((is.isIdentifier(key) && key.name === name) || (is.isStringLiteral(key) && key.value === name)) {
      values.push(property.get('value') as NodePath);
    }
  }
  return values.length === 1 ? (values[0] ?? null) : null;
}

function fromConstructor(maker: NodePath, name: string): NodePath | null {
  const values = assignedToThis(maker, name);
  return values.length === 1 ? (values[0] ?? null) : null;
}

function assignedToThis(root: NodePath, name: string): NodePath[] {
  const found: NodePath[] = [];
  root.traverse({
    AssignmentExpression(path) {
      const left = path.get('left') as NodePath;
      if (!left.isMemberExpression() || !left.get('object').isThisExpression()) return;
      const { property } = left.node;
      const key = is.isPrivateName(property)
        ? `#${property.id.name}`
        : is.isIdentifier(property) && !left.node.computed
          ? property.name
          : null;
      if (key === name) found.push(path.get('right') as NodePath);
    },
  });
  return found;
}
