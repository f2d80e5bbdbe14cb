/**
 * Members that something else may set than the code that an object is made by: heirs of a class in other files,
 * `api.call = logged`, `Api.prototype.call = …`, `{ ...api, call }`. What `this.call` is, is not told by the class then.
 */
import { type ast, type Binding, is, type NodePath, wordOf } from '../syntax/index.js';
import { bare, evaluate } from './evaluate.js';
import { giveUp } from './known-values.js';
import { isDefaults, isExtend, isSetter } from './libraries.js';
import { filesAround } from './modules/importers.js';
import { isHandedOut } from './modules/made-uses.js';
import { homeOf, type ModuleIndex } from './modules/module-index.js';
import { isInherited, isUnrelated, type Owned } from './owners.js';
import { membersOf } from './prototypes.js';
import { hasOwn } from './this-member.js';
import { type Entry, elsewhereOf, type Value } from './value.js';

/** Without one of these a file sets a member only by `api.name = …`. */
const FILLERS = /\bextends\b|\b(?:assign|extend|merge|create|defineProperty|defineProperties)\s*\(|\.\.\./;

interface Known {
  /** the files around; null: the file is looked at alone */
  readonly index: ModuleIndex | null;
  /** null: it is being asked for */
  readonly names: Map<string, boolean | null>;
}

const KNOWN = new WeakMap<ast.Node, Known>();

/** May other code set it than what `owner` — a class's body, an object literal, a function that makes objects — says? */
export function isSetElsewhere(owner: NodePath, name: string): boolean {
  const index = homeOf(owner.scope.getProgramParent().path.node as ast.Node)?.index ?? null;
  const before = KNOWN.get(owner.node);
  const { names } = before?.index === index ? before : { names: new Map<string, boolean | null>() };
  KNOWN.set(owner.node, { index, names });
  const known = names.get(name);
  if (known === null) giveUp();
  if (known !== undefined) return known !== false;
  names.set(name, null);
  const found = !isKept(owner, name) && someFileSets(owner, name);
  names.set(name, found);
  return found;
}

/** What a variable of the file's top level holds, without what other files may set of an object that is handed out. */
export function withoutSetElsewhere(value: Value, binding: Binding, use: NodePath): Value {
  if (value.kind !== 'object') return value;
  const literal = handedOutLiteral(binding);
  if (!literal || !value.entries.some(({ key }) => isSetElsewhere(literal, key))) return value;
  const entries = value.entries.map((entry): Entry => {
    if (!isSetElsewhere(literal, entry.key)) return entry;
    const member: Value = { kind: 'member', object: { kind: 'unknown', path: use }, property: entry.key, path: use };
    return { ...entry, value: member };
  });
  return { ...value, entries };
}

/** `const api = { … }`, where `api` is what the file hands out, or a part of that. */
function handedOutLiteral({ path, scope, referencePaths }: Binding): NodePath | null {
  if (!scope.path.isProgram() || !path.isVariableDeclarator() || homeOf(scope.path.node) === null) return null;
  const literal = assigned(path.get('init') as NodePath);
  if (!literal.isObjectExpression()) return null;
  const isOut =
    literal.parentPath.isAssignmentExpression() ||
    path.parentPath.parentPath?.isExportDeclaration() === true ||
    referencePaths.some((use) => isHandedOut(use) || (use.parentPath?.isObjectProperty() && isInExports(use)));
  return isOut ? literal : null;
}

/** `module.exports = { api }` */
function isInExports(use: NodePath): boolean {
  const object = use.parentPath?.parentPath;
  return object?.isObjectExpression() === true && isHandedOut(object);
}

/** `a = b = value`: the value. */
function assigned(path: NodePath): NodePath {
  return path.isAssignmentExpression({ operator: '=' }) ? assigned(path.get('right')) : bare(path);
}

/** What the language, or the compiler, keeps to the class. */
function isKept(owner: NodePath, name: string): boolean {
  if (name.startsWith('#')) return true;
  const members = is.isClassBody(owner.node) ? owner.node.body : [];
  return members.some(
    (one) =>
      'accessibility' in one && one.accessibility === 'private' && 'key' in one && is.isIdentifier(one.key, { name }),
  );
}

function someFileSets(owner: NodePath, name: string): boolean {
  const program = owner.scope.getProgramParent().path;
  const home = homeOf(program.node as ast.Node);
  if (setsIn(program, { owner, inherited: isInherited(owner, program) }, name)) return true;
  if (!home) return false;
  const { index, module } = home;
  const word = wordOf(name);
  const sets = new RegExp(`\\.${name.replaceAll('$', '\\$')}\\s*=(?![=>])`);
  return [...filesAround(index, module.file)].some((file) => {
    const text = file === module.file ? '' : (index.textOf(file) ?? '');
    if (!word.test(text) || !(sets.test(text) || FILLERS.test(text))) return false;
    const other = index.module(file)?.program;
    return other !== undefined && setsIn(other, { owner, inherited: isInherited(owner, other) }, name);
  });
}

function setsIn(program: NodePath, owned: Owned, name: string): boolean {
  const { owner } = owned;
  let found = false;
  program.traverse({
    Class(path) {
      const own = path.node.superClass && hasOwn(path.get('body') as NodePath<ast.ClassBody>, name);
      if (own && mayBeHeir(path, owner)) found = true;
    },
    AssignmentExpression(path) {
      const { left } = path.node;
      if (!is.isMemberExpression(left, { computed: false }) || !is.isIdentifier(left.property, { name })) return;
      if (!isUnrelated(path.get('left.object') as NodePath, owned, 'set')) found = true;
    },
    ObjectExpression(path) {
      const member = membersOf(path).find((one) => one.key === name);
      if (!member || path.node === owner.node) return;
      if (owner.isObjectExpression() ? isMixed(path, member.value, owner) : isFilledIn(path, owned)) found = true;
    },
    StringLiteral(path) {
      if (path.node.value === name && isFilledIn(path, owned)) found = true;
    },
  });
  return found;
}

/** `Object.assign(api, { call })`, `Object.defineProperty(api, 'call', …)` */
function isFilledIn({ listKey, key, parentPath: call }: NodePath, owned: Owned): boolean {
  const [target] = listKey === 'arguments' && call?.isCallExpression() ? (call.get('arguments') as NodePath[]) : [];
  if (!target || key === 0 || !call?.isCallExpression() || isUnrelated(target, owned, 'filled')) return false;
  const callee = evaluate(call.get('callee') as NodePath);
  return isExtend(callee) || isDefaults(callee) || isSetter(callee);
}

/** `{ ...api, call() {} }`: a function beside what the owner has. */
function isMixed(object: NodePath<ast.ObjectExpression>, member: NodePath, owner: NodePath): boolean {
  if (!member.isFunction() && !member.isIdentifier() && !member.isCallExpression()) return false;
  const { parentPath: call, listKey, key } = object;
  if (call.isCallExpression() && listKey === 'arguments' && key !== 0) {
    const others = (call.get('arguments') as NodePath[]).filter((one) => one.node !== object.node);
    return others.some((one) => mayHold(one, owner)) && isExtend(evaluate(call.get('callee') as NodePath));
  }
  return object.get('properties').some((one) => one.isSpreadElement() && mayHold(one.get('argument'), owner));
}

/** May it have the owner's functions? */
function mayHold(path: NodePath, owner: NodePath): boolean {
  const value = evaluate(path);
  if (value.kind !== 'object') return value.kind !== 'external' && value.kind !== 'literal';
  return value.entries.some((one) => {
    const fn = one.value.kind === 'function' ? one.value.fn : elsewhereOf(one.value)?.fn;
    return fn !== undefined && (fn.parent === owner.node || fn.parentPath?.parent === owner.node);
  });
}

/** Does the class extend the one, through others or a function that is not entered? */
function mayBeHeir(heir: NodePath<ast.Class>, owner: NodePath): boolean {
  const made = owner.isClassBody() ? owner.parentPath : owner;
  const seen = new Set<ast.Node>();
  for (let path: NodePath = heir; path.isClass() && path.node.superClass && !seen.has(path.node); ) {
    seen.add(path.node);
    const value = evaluate(path.get('superClass') as NodePath);
    if (value.kind === 'external') return false;
    const next: NodePath | undefined = value.kind === 'function' ? value.fn : elsewhereOf(value)?.fn;
    if (!next || next.node === made.node) return true;
    path = next;
  }
  return false;
}
