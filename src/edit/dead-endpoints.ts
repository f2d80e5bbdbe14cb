/** Properties that hold v1's address for calls that are gone: `{ endpoint: 'https://…/api_json.html' }`. */
import { evaluate } from '../evaluate/evaluate.js';
import { isExtend } from '../evaluate/libraries.js';
import { isExports } from '../evaluate/modules/own-exports.js';
import { endpointStrings } from '../find/marks/endpoint-strings.js';
import { isNamedOtherwise, namedMembers } from '../find/wrappers/uses.js';
import type { TextEdit } from '../finding.js';
import { type ast, endOf, is, type NodePath, type SourceModule, startOf } from '../syntax/index.js';
import { isPure } from './purity.js';
import { lineStart, removalRange } from './text.js';

/**
 * In: the file as it is now, and as it was; `isTaken`: may other files ask the module for the name? Only what was read
 * then and is not now, of objects that do not leave.
 */
export function deadEndpoints(
  module: SourceModule,
  before: SourceModule,
  isTaken: (name: string) => boolean,
): TextEdit[] {
  const held = endpointStrings(module).flatMap(({ path, neighbour }) => (neighbour ? [] : [path, ...readsOf(path)]));
  return held.flatMap((path) => {
    const holder = getterOf(path) ?? chosenIn(path).parentPath;
    const name = holder ? nameOf(holder) : null;
    if (!holder || name === null) return [];
    // `this.endpoint = options.endpoint || …` names it twice.
    const own = mentionsIn(holder, name);
    if (mentions(module, name) > own) return [];
    const wasAsked = mentions(before, name) > own;
    if (holder.isObjectProperty() || holder.isObjectMethod())
      return (wasAsked || wasHandedOver(holder, before)) && staysInside(holder, isTaken)
        ? [withComma(module.text, holder)]
        : [];
    if (!wasAsked || (isExported(holder) && isTaken(name))) return [];
    const whole = holder.isAssignmentExpression() ? (holder.parentPath as NodePath) : holder;
    return [{ ...removalRange(module.text, startOf(whole.node), endOf(whole.node)), text: '' }];
  });
}

/** `endpoint`, where a variable of that name is the address. */
function readsOf(path: NodePath): NodePath[] {
  const { parentPath: declarator } = path;
  if (!declarator?.isVariableDeclarator() || !is.isIdentifier(declarator.node.id)) return [];
  const binding = declarator.scope.getBinding(declarator.node.id.name);
  return binding && binding.constantViolations.length === 0 ? binding.referencePaths : [];
}

/** `options.endpoint || '…'`: the whole of it, where the other side is only read. */
function chosenIn(path: NodePath): NodePath {
  const choice = path.parentPath;
  if (path.key !== 'right' || !choice?.isLogicalExpression() || choice.node.operator === '&&') return path;
  return isPure(choice.get('left') as NodePath) ? choice : path;
}

/** `get url() { return '…'; }` */
function getterOf(path: NodePath): NodePath | null {
  const body = path.parentPath?.isReturnStatement() ? path.parentPath.parentPath : null;
  const getter = body?.isBlockStatement() && body.node.body.length === 1 ? body.parentPath : null;
  return getter && isGetter(getter) ? getter : null;
}

function isGetter(path: NodePath): path is NodePath<ast.ClassMethod | ast.ObjectMethod> {
  return path.isClassMethod({ kind: 'get' }) || path.isObjectMethod({ kind: 'get' });
}

/** What the address is called: a property of an object, of a class, of a prototype, or of `this` in its constructor. */
function nameOf(holder: NodePath): string | null {
  if (holder.isObjectProperty() || holder.isClassProperty() || isGetter(holder))
    return !holder.node.computed && is.isIdentifier(holder.node.key) ? holder.node.key.name : null;
  if (holder.isClassPrivateProperty()) return holder.node.key.id.name;
  if (!holder.isAssignmentExpression({ operator: '=' }) || !holder.parentPath.isExpressionStatement()) return null;
  const { left } = holder.node;
  const object = is.isMemberExpression(left) && !left.computed ? left.object : null;
  const own =
    object && (is.isThisExpression(object) || isPrototype(object) || isMade(object, holder) || isExported(holder));
  return own && is.isMemberExpression(left) && is.isIdentifier(left.property) ? left.property.name : null;
}

/** `exports.url = '…'` */
function isExported(holder: NodePath): boolean {
  const left = holder.isAssignmentExpression() ? (holder.get('left') as NodePath) : null;
  return left?.isMemberExpression() === true && !left.get('object').isThisExpression() && isExports(left.get('object'));
}

/** `Updater`, a class or a function of the file. */
function isMade(object: ast.Node, { scope }: NodePath): boolean {
  const made = is.isIdentifier(object) ? scope.getBinding(object.name)?.path : undefined;
  return made?.isClassDeclaration() === true || made?.isFunctionDeclaration() === true;
}

/** `Updater.prototype` */
function isPrototype(node: ast.Node): boolean {
  return is.isMemberExpression(node) && !node.computed && is.isIdentifier(node.property, { name: 'prototype' });
}

/** How often the file has the name as that of a property, or in a text. */
function mentions({ program }: SourceModule, name: string): number {
  return mentionsIn(program, name);
}

function mentionsIn(part: NodePath, name: string): number {
  let count = 0;
  const see = ({ node, parent }: NodePath<ast.Identifier>) => {
    if (node.name !== name) return;
    const member = is.isMemberExpression(parent) || is.isOptionalMemberExpression(parent);
    const key =
      is.isObjectMember(parent) || is.isClassProperty(parent) || is.isClassMethod(parent) || is.isPrivateName(parent);
    if (member ? parent.property === node : key) count++;
  };
  part.traverse({
    Identifier: see,
    StringLiteral({ node }) {
      if (node.value === name) count++;
    },
  });
  return count;
}

/** Was the object, a variable's or an instance's, handed to a call as it was? Whoever got it may have asked for anything. */
function wasHandedOver(property: NodePath, before: SourceModule): boolean {
  const declarator = property.parentPath?.parentPath;
  const left = declarator?.isAssignmentExpression() ? declarator.node.left : null;
  if (is.isMemberExpression(left) && is.isThisExpression(left.object) && is.isIdentifier(left.property))
    return namedMembers(left.property.name, before.program).some(({ listKey }) => listKey === 'arguments');
  const id = declarator?.isVariableDeclarator() ? declarator.node.id : null;
  let handed = false;
  before.program.traverse({
    VariableDeclarator({ node, scope }) {
      if (!is.isIdentifier(id) || !is.isIdentifier(node.id, { name: id.name })) return;
      if (scope.getBinding(id.name)?.referencePaths.some(({ listKey }) => listKey === 'arguments')) handed = true;
    },
  });
  return handed;
}

/** Is the object only ever asked for its properties, by names that are written out? */
function staysInside(
  property: NodePath<ast.ObjectProperty | ast.ObjectMethod>,
  isTaken: (name: string) => boolean,
): boolean {
  const names = [(property.node.key as ast.Identifier).name];
  let object = property.parentPath as NodePath;
  while (object.parentPath?.isObjectProperty() && is.isIdentifier(object.parentPath.node.key)) {
    names.unshift(object.parentPath.node.key.name);
    object = object.parentPath.parentPath as NodePath;
  }
  if (isOfInstance(object)) return true;
  const handed = handedOut(object);
  if (handed && isTaken(names.join('.'))) return false;
  if (handed?.isExpressionStatement()) return true;
  const declarator = handed ?? object.parentPath;
  if (!declarator?.isVariableDeclarator() || declarator.parentPath.parentPath?.isExportDeclaration()) return false;
  return is.isIdentifier(declarator.node.id) && onlyAsked(declarator, declarator.node.id.name, names);
}

/** `module.exports = { … };`, `var self = module.exports = { … }`: the statement, or the variable. */
function handedOut(object: NodePath): NodePath | null {
  const set = object.parentPath?.isAssignmentExpression({ operator: '=' }) ? object.parentPath : null;
  return set && isExports(set.get('left') as NodePath) ? set.parentPath : null;
}

/** `this.options = { … }`, `this.options = Object.assign({ … }, options)`, asked for its properties alone. */
function isOfInstance(object: NodePath): boolean {
  const call = object.listKey === 'arguments' ? object.parentPath : null;
  const extended = call?.isCallExpression() && isExtend(evaluate(call.get('callee') as NodePath)) ? call : null;
  const value = extended ?? object;
  const set = value.parentPath;
  if (!set?.isAssignmentExpression({ operator: '=' }) || value.key !== 'right') return false;
  const { left } = set.node;
  if (!is.isMemberExpression(left) || !is.isThisExpression(left.object) || left.computed) return false;
  const name = is.isIdentifier(left.property) ? left.property.name : null;
  const program = object.scope.getProgramParent().path;
  if (name === null || isNamedOtherwise(name, program)) return false;
  return namedMembers(name, program).every(
    ({ key, parentPath }) => key === 'object' && parentPath?.isMemberExpression({ computed: false }) === true,
  );
}

function onlyAsked(declarator: NodePath, variable: string, names: readonly string[]): boolean {
  const binding = declarator.scope.getBinding(variable);
  if (!binding || binding.constantViolations.length > 0) return false;
  return binding.referencePaths.every((use) => {
    let path = use;
    for (const [index, name] of names.entries()) {
      const { parentPath: parent } = path;
      if (parent?.isVariableDeclarator() && path.key === 'init' && is.isIdentifier(parent.node.id))
        return onlyAsked(parent, parent.node.id.name, names.slice(index));
      if (!parent?.isMemberExpression() || path.key !== 'object' || parent.node.computed) return false;
      if (!is.isIdentifier(parent.node.property, { name })) return true;
      path = parent;
    }
    return true;
  });
}

/** The property with the comma that parts it from its neighbour. */
function withComma(text: string, property: NodePath<ast.ObjectProperty | ast.ObjectMethod>): TextEdit {
  const { properties } = property.parent as ast.ObjectExpression;
  const [start, end] = [startOf(property.node), endOf(property.node)];
  const next = properties[Number(property.key) + 1];
  const previous = properties[Number(property.key) - 1];
  if (!next && previous && !/^\s*,/.test(text.slice(end))) return { start: previous.end ?? start, end, text: '' };
  const behind = end + (/^\s*,/.exec(text.slice(end))?.[0].length ?? 0);
  if (text.slice(lineStart(text, start), start).trim() === '')
    return { ...removalRange(text, start, behind), text: '' };
  return { start, end: next?.start ?? behind, text: '' };
}
