/** Prototypes of constructor functions: `Name.prototype`, under whatever name, and what is put on it. */
import { type ast, is, type NodePath, nameOfKey, referencesTo } from '../syntax/index.js';
import { evaluate } from './evaluate.js';
import { isExtend } from './libraries.js';

export interface PrototypeValue {
  readonly key: string;
  readonly value: NodePath;
}

/** The function that a declaration declares. */
export function functionOf(declared: NodePath): NodePath | null {
  if (declared.isFunctionDeclaration()) return declared;
  const init = declared.isVariableDeclarator() ? declared.get<NodePath>('init') : null;
  return init?.node && init.isFunction() ? init : null;
}

/** `Name.prototype.method` → the function Name. */
export function prototypeOwner(left: NodePath): NodePath | null {
  return left.isMemberExpression() ? prototypeOf(left.get('object')) : null;
}

/** `Name.prototype = { … }`, `Object.assign(Name.prototype, { … })`: the function Name, of the object literal. */
export function ofPrototype(object: NodePath): NodePath | null {
  const around = object.parentPath;
  if (around?.isAssignmentExpression() && object.key === 'right') return prototypeOf(around.get('left'));
  return around?.isCallExpression() && object.listKey === 'arguments' ? extendedPrototype(around) : null;
}

/** `_.extend(Name.prototype, …)`: the function Name. */
function extendedPrototype(call: NodePath<ast.CallExpression>): NodePath | null {
  const [target] = call.get('arguments');
  const maker = target && prototypeOf(target as NodePath);
  return maker && isExtend(evaluate(call.get('callee') as NodePath)) ? maker : null;
}

/** `Name.prototype`, or `proto` where `var proto = Name.prototype` → the function Name. */
export function prototypeOf(path: NodePath): NodePath | null {
  if (path.isIdentifier()) {
    const binding = path.scope.getBinding(path.node.name);
    if (!binding?.path.isVariableDeclarator() || binding.constantViolations.length > 0) return null;
    const init = binding.path.get<NodePath>('init');
    if (!is.isIdentifier(binding.path.node.id) || !init.node) return null;
    return init.isMemberExpression() ? prototypeOf(init) : ofAssigned(init);
  }
  if (!path.isMemberExpression() || !is.isIdentifier(path.node.property, { name: 'prototype' })) return null;
  const maker = path.get<NodePath>('object');
  const declared = maker.isIdentifier() ? maker.scope.getBinding(maker.node.name)?.path : undefined;
  return declared ? functionOf(declared) : null;
}

/** `var proto = Name.prototype = { … }` */
function ofAssigned(init: NodePath): NodePath | null {
  if (!init.isAssignmentExpression({ operator: '=' })) return null;
  const left = init.get('left') as NodePath;
  return left.isMemberExpression() ? prototypeOf(left) : null;
}

const ON_PROTOTYPE = new WeakMap<ast.Node, readonly PrototypeValue[]>();

/** What stands on the prototype of the function, by name. */
export function prototypeValues(maker: NodePath): readonly PrototypeValue[] {
  const known = ON_PROTOTYPE.get(maker.node);
  if (known) return known;
  const found = findPrototypeValues(maker);
  ON_PROTOTYPE.set(maker.node, found);
  return found;
}

function findPrototypeValues(maker: NodePath): PrototypeValue[] {
  const holder = maker.isFunctionDeclaration() ? maker : maker.parentPath;
  const id = holder?.isFunctionDeclaration() || holder?.isVariableDeclarator() ? holder.node.id : null;
  const binding = is.isIdentifier(id) ? holder?.parentPath?.scope.getBinding(id.name) : undefined;
  return referencesTo(binding).flatMap((use) => {
    const prototype = use.parentPath;
    if (!prototype?.isMemberExpression() || !prototypeOf(prototype)) return [];
    return [prototype, ...aliasesOf(prototype)].flatMap(putOn);
  });
}

/** The other names of a prototype, where they are read. */
function aliasesOf(prototype: NodePath): NodePath[] {
  const assigned = prototype.parentPath?.isAssignmentExpression() && prototype.key === 'left';
  const init = assigned ? (prototype.parentPath as NodePath) : prototype;
  const declarator = init.parentPath;
  if (!declarator?.isVariableDeclarator() || init.key !== 'init' || !is.isIdentifier(declarator.node.id)) return [];
  const binding = declarator.scope.getBinding(declarator.node.id.name);
  return binding && binding.constantViolations.length === 0 ? binding.referencePaths : [];
}

/** What this use of a prototype puts on it. */
function putOn(prototype: NodePath): PrototypeValue[] {
  const outer = prototype.parentPath;
  if (outer?.isAssignmentExpression() && prototype.key === 'left') {
    const object = assignedValue(outer);
    return object.isObjectExpression() ? [...membersOf(object)] : [];
  }
  if (outer?.isCallExpression() && prototype.key === 0 && extendedPrototype(outer)) {
    const sources = outer.get('arguments').slice(1) as NodePath[];
    return sources.flatMap((source) => (source.isObjectExpression() ? membersOf(source) : []));
  }
  const assignment = outer?.parentPath;
  if (!outer?.isMemberExpression() || !assignment?.isAssignmentExpression() || outer.key !== 'left') return [];
  const { property, computed } = outer.node;
  if (computed || !is.isIdentifier(property)) return [];
  const value = assignedValue(assignment);
  // `proto.name = proto.name` changes nothing.
  const same = value.isMemberExpression() && is.isIdentifier(value.node.property, { name: property.name });
  return same && prototypeOwner(value) ? [] : [{ key: property.name, value }];
}

/** `a = b = value`: the value. */
function assignedValue(assignment: NodePath<ast.AssignmentExpression>): NodePath {
  const right = assignment.get('right') as NodePath;
  return right.isAssignmentExpression({ operator: '=' }) ? assignedValue(right) : right;
}

const MEMBERS = new WeakMap<ast.Node, readonly PrototypeValue[]>();

/** The properties and methods of an object literal whose names are written out. */
export function membersOf(object: NodePath<ast.ObjectExpression>): readonly PrototypeValue[] {
  const known = MEMBERS.get(object.node);
  if (known) return known;
  const members = namedMembers(object);
  MEMBERS.set(object.node, members);
  return members;
}

function namedMembers(object: NodePath<ast.ObjectExpression>): PrototypeValue[] {
  return object.get('properties').flatMap((property) => {
    const { node } = property;
    if (!is.isObjectProperty(node) && !is.isObjectMethod(node)) return [];
    const key = nameOfKey(node.key);
    return key === null ? [] : [{ key, value: is.isObjectMethod(node) ? property : property.get<NodePath>('value') }];
  });
}
