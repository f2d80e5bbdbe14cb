/** Where `this.x` gets its value: class fields, constructors, prototypes, object literals. */

import { type ast, type Binding, endOf, is, type NodePath, referencesTo, startOf } from '../syntax/index.js';
import { isSetElsewhere } from './members-elsewhere.js';
import { only } from './only.js';
import { functionOf, membersOf, ofPrototype, prototypeOf, prototypeOwner, prototypeValues } from './prototypes.js';

/** The one expression that `this.name` is set to, seen from a `this` expression; null when there is none or several. */
export function thisMember(self: NodePath, name: string): NodePath | null {
  const owner = ownerOf(self);
  if (!owner) return null;
  if (owner.isClassBody()) return classMember(owner, name);
  if (owner.isObjectExpression()) return fromObject(owner, name);
  return makerMember(owner, name);
}

/** The `this` that an expression is: itself, or `self` where `var self = this`. */
export function selfOf(path: NodePath): NodePath | null {
  if (path.isThisExpression()) return isOfCallback(path) ? null : path;
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  if (!binding?.path.isVariableDeclarator() || binding.constantViolations.length > 0) return null;
  const init = binding.path.get<NodePath>('init');
  return is.isIdentifier(binding.path.node.id) && init.node && init.isThisExpression() ? init : null;
}

/** The function, or the class field, that decides what `this` is at the place. */
export function thisScope(path: NodePath): NodePath | null {
  return path.findParent(
    (parent) => (parent.isFunction() && !parent.isArrowFunctionExpression()) || parent.isClassProperty(),
  );
}

/** `list.forEach(function () { this… })`: whoever calls a function that is passed on decides what `this` is in it. */
export function isOfCallback(self: NodePath): boolean {
  const fn = thisScope(self);
  if (!fn?.isFunctionExpression() || fn.listKey !== 'arguments') return false;
  return !(fn.parentPath?.get<NodePath[]>('arguments') ?? []).some((argument) => argument.isThisExpression());
}

/** What instances of a class or of a constructor function have under the name; null where `maker` is neither. */
export function instanceMember(maker: NodePath, name: string): NodePath | null {
  const binding = maker.isIdentifier() ? maker.scope.getBinding(maker.node.name) : undefined;
  if (!binding || binding.constantViolations.length > 0) return null;
  if (binding.path.isClassDeclaration()) return classMember(binding.path.get('body'), name);
  const made = functionOf(binding.path);
  return made && makerMember(made, name);
}

/** What `Name.prototype.name` is, the prototype under whatever name; null where `holder` is none. */
export function prototypeMember(holder: NodePath, name: string): NodePath | null {
  const maker = prototypeOf(holder);
  return maker && makerMember(maker, name);
}

/** The same for a class or function itself. */
export function memberOfMade(maker: NodePath, name: string): NodePath | null {
  if (maker.isClass()) return classMember(maker.get('body') as NodePath<ast.ClassBody>, name);
  return maker.isFunction() ? makerMember(maker, name) : null;
}

/** The one expression that `Name.name` is set to, in the class `Name` or behind it; `Name` may be a function as well. */
export function staticMember(self: NodePath<ast.Identifier>, name: string): NodePath | null {
  const binding = self.scope.getBinding(self.node.name);
  if (!binding || binding.constantViolations.length > 0) return null;
  const declared = binding.path.isClassDeclaration() ? binding.path : null;
  if (!declared && !functionOf(binding.path)) return null;
  const sets = binding.referencePaths.flatMap((use) => {
    const member = use.parentPath;
    const isSet = member?.isMemberExpression() && member.key === 'left' && nameOfMember(member.node.property) === name;
    return isSet && member.parentPath.isAssignmentExpression() ? [member.parentPath] : [];
  });
  const own = declared?.get('body.body').find((member) => isStatic(member, name));
  if (sets.length > 0) return own ? null : setOnce(sets, self);
  if (!own?.isClassProperty() && !own?.isClassPrivateProperty()) return own ?? null;
  const value = own.get('value') as NodePath;
  return value.node ? value : null;
}

/** `Name.API = 'https://…'`, a statement of the file itself that has run where the member is read. */
function setOnce([set, ...others]: readonly NodePath<ast.AssignmentExpression>[], use: NodePath): NodePath | null {
  if (!set || others.length > 0 || set.node.operator !== '=') return null;
  const isOfFile = set.parentPath?.isExpressionStatement() && set.parentPath.parentPath?.isProgram();
  const hasRun = use.getFunctionParent() !== null || endOf(set.node) <= startOf(use.node);
  return isOfFile && hasRun ? set.get('right') : null;
}

/** A static field, getter or method of that name. */
function isStatic(member: NodePath, name: string): boolean {
  const isMethod = (member.isClassMethod() || member.isClassPrivateMethod()) && isRead(member.node.kind);
  if (!isMethod && !member.isClassProperty() && !member.isClassPrivateProperty()) return false;
  return member.node.static === true && nameOfMember(member.node.key) === name;
}

function nameOfMember(key: ast.Node): string | null {
  return is.isPrivateName(key) ? `#${key.id.name}` : is.isIdentifier(key) ? key.name : null;
}

/** The class body, object literal or constructor function whose instance `this` is. */
export function ownerOf(self: NodePath): NodePath | null {
  const method = thisScope(self);
  if (!method) return null;
  if (method.isClassMethod() || method.isClassPrivateMethod() || method.isClassProperty()) return method.parentPath;
  if (method.isObjectMethod()) return ofPrototype(method.parentPath) ?? method.parentPath;
  const holder = method.parentPath;
  if (holder?.isObjectProperty()) return ofPrototype(holder.parentPath as NodePath) ?? holder.parentPath;
  if (!holder?.isAssignmentExpression()) return method;
  const left = holder.get('left') as NodePath;
  return prototypeOwner(left) ?? classOf(left) ?? method;
}

/** `Name.prototype.method`, where `Name` is a class: its body. */
function classOf(left: NodePath): NodePath | null {
  const prototype = left.isMemberExpression() ? left.get('object') : null;
  if (!prototype?.isMemberExpression() || !is.isIdentifier(prototype.node.property, { name: 'prototype' })) return null;
  const maker = prototype.get('object');
  const declared = maker.isIdentifier() ? maker.scope.getBinding(maker.node.name)?.path : undefined;
  return declared?.isClassDeclaration() ? declared.get('body') : null;
}

/** What the class gives the name: a field's value, a method, what its methods set. */
export function classMember(body: NodePath<ast.ClassBody>, name: string): NodePath | null {
  const values: NodePath[] = [];
  for (const member of body.get<NodePath[]>('body')) {
    if (member.isClassProperty() || member.isClassPrivateProperty()) {
      const value = member.get('value') as NodePath;
      if (nameOfMember(member.node.key) === name && value.node) values.push(value);
    } else if ((member.isClassMethod() || member.isClassPrivateMethod()) && isRead(member.node.kind)) {
      if (nameOfMember(member.node.key) === name && !member.node.computed) values.push(member);
    }
  }
  values.push(...assignedToThis(body, name), ...asParameter(body, name));
  values.push(...assignedByName(instancesOf(body.parentPath), name));
  return unlessSetElsewhere(only(values), body, name);
}

function unlessSetElsewhere(value: NodePath | null, owner: NodePath, name: string): NodePath | null {
  return value && isSetElsewhere(owner, name) ? null : value;
}

/** `constructor(private readonly api: Api)` */
function asParameter(body: NodePath<ast.ClassBody>, name: string): NodePath[] {
  return body.get<NodePath[]>('body').flatMap((member) => {
    if (!member.isClassMethod({ kind: 'constructor' })) return [];
    return member.get<NodePath[]>('params').flatMap((one) => {
      const given = one.isTSParameterProperty() ? (one.get('parameter') as NodePath) : null;
      return given?.isIdentifier({ name }) ? [given] : [];
    });
  });
}

/** Does the class itself give the name something, whatever its base class has? */
export function hasOwn(body: NodePath<ast.ClassBody>, name: string): boolean {
  const declared = body.node.body.some((member) => 'key' in member && is.isIdentifier(member.key, { name }));
  return declared || assignedToThis(body, name).length > 0;
}

/** `get name() { … }` says what a read gives, as a method does. */
function isRead(kind: string): boolean {
  return kind === 'method' || kind === 'get';
}

function fromObject(object: NodePath<ast.ObjectExpression>, name: string): NodePath | null {
  const values = [...assignedToThis(object, name), ...assignedByName(holdersOf(object), name)];
  for (const { key, value } of membersOf(object)) if (key === name) values.push(value);
  return unlessSetElsewhere(only(values), object, name);
}

/** What a constructor function gives the name: what it sets on `this`, and what stands on its prototype. */
function makerMember(maker: NodePath, name: string): NodePath | null {
  const values = [...assignedToThis(maker, name), ...assignedByName(instancesOf(maker), name)];
  for (const value of prototypeValues(maker)) {
    if (value.key === name) values.push(value.value);
    if (value.value.isFunction()) values.push(...assignedToThis(value.value, name));
  }
  return unlessSetElsewhere(only(values), maker, name);
}

/** The variable that an object literal is declared with. */
function holdersOf(object: NodePath): Binding[] {
  const { parentPath: declarator } = object;
  if (!declarator?.isVariableDeclarator() || !is.isIdentifier(declarator.node.id)) return [];
  const binding = declarator.scope.getBinding(declarator.node.id.name);
  return binding ? [binding] : [];
}

/** The variables that are declared with `new Name(…)`. */
function instancesOf(maker: NodePath): Binding[] {
  const { id } = maker.node as { id?: ast.Node | null };
  const holder = maker.parentPath?.isVariableDeclarator() ? maker.parentPath.node.id : id;
  const binding = is.isIdentifier(holder) ? maker.parentPath?.scope.getBinding(holder.name) : undefined;
  return referencesTo(binding).flatMap(({ key, parentPath: made }) => {
    const declarator = key === 'callee' && made?.isNewExpression() ? made.parentPath : null;
    const name = declarator?.isVariableDeclarator() ? declarator.node.id : null;
    return (is.isIdentifier(name) && declarator?.scope.getBinding(name.name)) || [];
  });
}

/** What `api.name = …` sets, where `api` is one of the variables. */
function assignedByName(variables: readonly Binding[], name: string): NodePath[] {
  return variables.flatMap(({ referencePaths }) =>
    referencePaths.flatMap(({ key, parentPath: member }) => {
      const set = key === 'object' && member?.isMemberExpression() && member.key === 'left' ? member.parentPath : null;
      if (!set?.isAssignmentExpression() || !member?.isMemberExpression()) return [];
      const { property, computed } = member.node;
      return computed || nameOfMember(property) === name ? [set.get('right') as NodePath] : [];
    }),
  );
}

/** Whatever holds `this` → name → what is set; asked for every `this.x` of a file. */
const ASSIGNED = new WeakMap<ast.Node, ReadonlyMap<string, readonly NodePath[]>>();

function assignedToThis(root: NodePath, name: string): NodePath[] {
  let assigned = ASSIGNED.get(root.node);
  if (!assigned) {
    assigned = allAssigned(root);
    ASSIGNED.set(root.node, assigned);
  }
  return [...(assigned.get(name) ?? [])];
}

function allAssigned(root: NodePath): ReadonlyMap<string, readonly NodePath[]> {
  const found = new Map<string, NodePath[]>();
  root.traverse({
    AssignmentExpression(path) {
      const left = path.get('left') as NodePath;
      if (!left.isMemberExpression() || !selfOf(left.get('object'))) return;
      const { property } = left.node;
      const key = is.isPrivateName(property)
        ? `#${property.id.name}`
        : is.isIdentifier(property) && !left.node.computed
          ? property.name
          : null;
      if (key !== null) found.set(key, [...(found.get(key) ?? []), path.get('right') as NodePath]);
    },
  });
  return found;
}
