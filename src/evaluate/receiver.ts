/** What a method reads of `this`, as the code says it that calls the method. */
import { type ast, is, type NodePath } from '../syntax/index.js';
import { aliasesOf } from './aliases.js';
import { bare, memberName } from './evaluate.js';
import { ownerOf, selfOf, thisScope } from './this-member.js';
import type { Value } from './value.js';

/** `api` in `api.send(…)`: what `this` is inside. */
export function receiverOf(call: NodePath): NodePath | null {
  const callee = bare(call.get('callee') as NodePath);
  return callee.isMemberExpression() ? (callee.get('object') as NodePath) : null;
}

/**
 * `this.options.token` inside the method, as its caller writes it; what the caller gave stays as it is, and what those
 * gave that called the caller.
 */
export function onReceiver(
  value: Value,
  receiver: NodePath,
  method: NodePath,
  callers: readonly NodePath[] = [],
): Value {
  const away: Value = { kind: 'unknown', path: receiver, text: null };
  const isFar = !receiver.isThisExpression();
  const names = namesOf(value);
  if (isFar && names.some(isPrivate)) return away;
  const { names: more, self } = ofSelf(value);
  if (isFar && more.some(isPrivate)) return value;
  names.unshift(...more);
  if (names.length === 0 || !self || value.kind === 'literal') return value;
  if ([receiver, ...callers].some((caller) => isOfCaller(self, caller, method))) return value;
  return isHidden(value.path, names[0] ?? '', receiver) ? away : memberAt(receiver, names);
}

/** What a variable of a method holds, as `this` has it: `const { token } = this.options`. */
export function bySelf(value: Value): Value {
  const { names, self } = ofSelf(value);
  return self && value.kind !== 'literal' ? memberAt(self, [...names, ...namesOf(value)]) : value;
}

function memberAt(path: NodePath, names: readonly string[]): Value {
  let seen: Value = { kind: 'unknown', path };
  for (const property of names) seen = { kind: 'member', object: seen, property, path };
  return seen;
}

/** The members of a value that is no expression of the file. */
function namesOf(value: Value): string[] {
  return isPutTogether(value) ? [...namesOf(value.object), value.property] : [];
}

/** Which member of which `this` the expression is, that the value starts with; without `this` where it is none. */
function ofSelf(value: Value): { readonly names: readonly string[]; readonly self: NodePath | null } {
  let held = value;
  while (isPutTogether(held)) held = held.object;
  const names: string[] = [];
  let base = bare(held.path);
  for (;;) {
    if (base.isMemberExpression()) {
      const name = memberName(base as NodePath<ast.MemberExpression>);
      if (name === null) return { names: [], self: null };
      names.unshift(name);
      base = bare(base.get('object') as NodePath);
      continue;
    }
    const self = selfOf(base);
    const source = self ? null : sourceOf(base);
    if (!source) return { names, self };
    if (source.name !== null) names.unshift(source.name);
    base = bare(source.init);
  }
}

/** `const options = this.options`, `const { token } = this.options`: what a variable was given. */
function sourceOf(path: NodePath): { readonly init: NodePath; readonly name: string | null } | null {
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  const declarator = binding?.path;
  const init = declarator?.isVariableDeclarator() ? (declarator.get('init') as NodePath) : null;
  const alias = init?.node ? aliasesOf(init).find((one) => one.binding === binding) : undefined;
  return init && alias ? { init, name: alias.place?.name ?? null } : null;
}

function isPrivate(name: string): boolean {
  return name.startsWith('#');
}

/** Is it what the caller itself calls `this`, there or in another method of the same object? It gave the value then. */
function isOfCaller(self: NodePath, caller: NodePath, method: NodePath): boolean {
  const scope = thisScope(self);
  if (!scope || caller.isDescendant(scope)) return true;
  const owner = ownerOf(self)?.node;
  return owner === ownerOf(caller)?.node && owner !== ownerOf(method.get('body') as NodePath)?.node;
}

/** A member that is no expression of the file. */
function isPutTogether(value: Value): value is Value & { kind: 'member'; property: string } {
  return value.kind === 'member' && value.path === value.object.path && value.property !== null;
}

/**
 * `this.auth`, which another function set to an object of what it was given: elsewhere in the class its entries are
 * said as members of it.
 */
export function ofInstance(value: Value & { kind: 'object' }, set: NodePath, self: NodePath, name: string): Value {
  const maker = set.getFunctionParent();
  if (!maker || self.isDescendant(maker)) return value;
  const object: Value = { kind: 'member', object: { kind: 'unknown', path: self }, property: name, path: self };
  return asMembers(value, object, maker);
}

function asMembers(value: Value & { kind: 'object' }, object: Value, maker: NodePath): Value & { kind: 'object' } {
  const entries = value.entries.map((entry) => {
    const { key, value: held } = entry;
    if (!held.path.isDescendant(maker)) return entry;
    const member: Value = { kind: 'member', object, property: key, path: object.path };
    if (held.kind === 'object') return { ...entry, value: asMembers(held, member, maker) };
    return ['param', 'member', 'unknown', 'call'].includes(held.kind) ? { ...entry, value: member } : entry;
  });
  return { ...value, entries };
}

/** All that a method of the same object gives back, as the method that calls it says it. */
export function givenBySelf(value: Value, method: NodePath, receiver: NodePath): Value {
  const inner = (one: Value): Value => givenBySelf(one, method, receiver);
  switch (value.kind) {
    case 'object':
      return { ...value, entries: value.entries.map((entry) => ({ ...entry, value: inner(entry.value) })) };
    case 'array':
      return { ...value, items: value.items.map(inner) };
    case 'concat':
      return { ...value, parts: value.parts.map(inner) };
    case 'encoded':
      return { ...value, content: inner(value.content) };
    case 'choice':
      return { ...value, then: inner(value.then), otherwise: inner(value.otherwise) };
    default:
      return value.path.isDescendant(method) ? onReceiver(value, receiver, method) : value;
  }
}

/** Does the class around the place keep the member to itself? Code outside that names it is no TypeScript then. */
function isHidden(path: NodePath, name: string, receiver: NodePath): boolean {
  const body = path.findParent((parent) => parent.isClassBody());
  if (!body || receiver.isDescendant(body)) return false;
  // what is left to those that extend the class
  const kept = receiver.isThisExpression() ? /^private$/ : /^(?:private|protected)$/;
  const hides = (node: { accessibility?: string | null }) => kept.test(node.accessibility ?? '');
  return body.get<NodePath[]>('body').some((member) => {
    if (member.isClassProperty() || member.isClassMethod()) {
      if (is.isIdentifier(member.node.key, { name }) && hides(member.node)) return true;
    }
    if (!member.isClassMethod()) return false;
    return member.node.params.some((one) => {
      if (!is.isTSParameterProperty(one) || !hides(one)) return false;
      const { parameter } = one;
      return is.isIdentifier(is.isAssignmentPattern(parameter) ? parameter.left : parameter, { name });
    });
  });
}
