/**
 * Members that something else may set than the code that an object is made by: heirs of a class in other files,
 * `api.call = logged`, `Api.prototype.call = …`, `{ ...api, call }`. What `this.call` is, is not told by the class then.
 */
import { type ast, type Binding, is, type NodePath, nameOfKey, wordOf } from '../syntax/index.js';
import { bare, evaluate, evaluatedApart } from './evaluate.js';
import { giveUp } from './known-values.js';
import { isDefaults, isExtend, isSetter } from './libraries.js';
import { loopedBy } from './looped-members.js';
import { filesAround } from './modules/importers.js';
import { isHandedOut } from './modules/made-uses.js';
import { homeOf, type ModuleIndex } from './modules/module-index.js';
import { isInherited, isUnrelated, type Owned } from './owners.js';
import { membersOf } from './prototypes.js';
import { type Setting, settingIn } from './setting-places.js';
import { hasOwn } from './this-member.js';
import { type Entry, elsewhereOf, entryOf, type Value } from './value.js';

/** Without one of these a file sets a member only by `api.name = …`. */
const FILLERS = /\bextends\b|\b(?:assign|extend|merge|create|defineProperty|defineProperties)\s*\(|\.\.\.|__proto__/;
/** With one of these it may set members whose names are not in it: `api[name] = function …`, a mixin of another file. */
const NAMELESS =
  /\bnew\s+Proxy\b|\.prototype\s*,|\]\s*=\s*(?:async\b\s*)?(?:function\b|\([^()]*\)\s*=>|\w+\s*=>|[\w.]+\(\s*\w+\[)/;

interface Known {
  /** the files around; null: the file is looked at alone */
  readonly index: ModuleIndex | null;
  readonly names: Map<string, boolean>;
}

const KNOWN = new WeakMap<ast.Node, Known>();
/** Is a member looked for? What stands where it may be set is taken as the code says that it was made by. */
let isAsked = false;

/** May other code set it than what `owner` — a class's body, an object literal, a function that makes objects — says? */
export function isSetElsewhere(owner: NodePath, name: string): boolean {
  const index = homeOf(owner.scope.getProgramParent().path.node as ast.Node)?.index ?? null;
  const kept = KNOWN.get(owner.node);
  const { names } = kept?.index === index ? kept : { names: new Map<string, boolean>() };
  KNOWN.set(owner.node, { index, names });
  const known = names.get(name);
  if (isAsked && known !== false) giveUp();
  if (isAsked || known !== undefined) return !isAsked && known === true;
  isAsked = true;
  try {
    const found = !isKept(owner, name) && evaluatedApart(() => someFileSets(owner, name));
    names.set(name, found);
    return found;
  } finally {
    isAsked = false;
  }
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
    if (file === module.file) return false;
    const { text, isNameless, fills } = textIn(index, file);
    if (!isNameless && !(word.test(text) && (fills || sets.test(text)))) return false;
    const other = index.module(file)?.program;
    return other !== undefined && setsIn(other, { owner, inherited: isInherited(owner, other) }, name);
  });
}

interface Text {
  readonly text: string;
  readonly isNameless: boolean;
  readonly fills: boolean;
}

const TEXTS = new WeakMap<ModuleIndex, Map<string, Text>>();

function textIn(index: ModuleIndex, file: string): Text {
  const texts = TEXTS.get(index) ?? new Map<string, Text>();
  TEXTS.set(index, texts);
  const known = texts.get(file);
  const text = index.textOf(file) ?? '';
  if (known?.text === text) return known;
  const found = { text, isNameless: NAMELESS.test(text), fills: FILLERS.test(text) };
  texts.set(file, found);
  return found;
}

/** Of those places the ones where an object of the owner's may be meant, whatever the member is called. */
type Related = Pick<Setting, 'computed' | 'fillers'> & { readonly isProxied: boolean };

/** owner → program → those */
const RELATED = new WeakMap<ast.Node, WeakMap<ast.Node, Related>>();

function relatedIn(program: NodePath, owned: Owned): Related {
  const of = RELATED.get(owned.owner.node) ?? new WeakMap<ast.Node, Related>();
  RELATED.set(owned.owner.node, of);
  const known = of.get(program.node);
  if (known) return known;
  const { computed, fillers, proxied } = settingIn(program);
  const found = {
    computed: computed.filter((one) => isSetOf(one, owned)),
    fillers: fillers.filter((one) => mayFill(one, owned)),
    isProxied: proxied.some((target) => !isUnrelated(target, owned, 'filled')),
  };
  of.set(program.node, found);
  return found;
}

function setsIn(program: NodePath, owned: Owned, name: string): boolean {
  const { owner } = owned;
  const { heirs, sets, objects } = settingIn(program);
  const { computed, fillers, isProxied } = relatedIn(program, owned);
  return (
    isProxied ||
    heirs.some((one) => hasOwn(one.get('body') as NodePath<ast.ClassBody>, name) && mayBeHeir(one, owner)) ||
    sets.get(name)?.some((one) => isSetOf(one, owned)) ||
    computed.some((one) => mayBeNamed(one, name)) ||
    (owner.isObjectExpression() && objects.get(name)?.some((one) => mixes(one, owner, name))) ||
    fillers.some((one) => fillsIn(one, name))
  );
}

function isSetOf(set: NodePath<ast.AssignmentExpression>, owned: Owned): boolean {
  return !isUnrelated(set.get('left.object') as NodePath, owned, 'set');
}

function mixes(object: NodePath<ast.ObjectExpression>, owner: NodePath, name: string): boolean {
  const member = membersOf(object).find((one) => one.key === name);
  return object.node !== owner.node && member !== undefined && isMixed(object, member.value, owner);
}

/** `api[name] = function () { … }`, `api[name] = logged(api[name])` */
function mayBeNamed(set: NodePath<ast.AssignmentExpression>, name: string): boolean {
  const key = evaluate(set.get('left.property') as NodePath);
  if (key.kind === 'literal') return key.value === name;
  const right = set.get('right');
  const rounds = right.isFunction() ? loopedBy(right)?.rounds : undefined;
  if (rounds && rounds.size > 0) return rounds.has(name);
  return right.isFunction() || (right.isCallExpression() && String(right).includes(String(set.get('left'))));
}

function mayFill(call: NodePath<ast.CallExpression>, owned: Owned): boolean {
  const [target] = call.get('arguments') as NodePath[];
  if (!target || isUnrelated(target, owned, 'filled')) return false;
  const callee = evaluate(call.get('callee') as NodePath);
  return isExtend(callee) || isDefaults(callee) || isSetter(callee);
}

/** `Object.assign(api, { call })`, `Object.defineProperty(api, 'call', …)` */
function fillsIn(call: NodePath<ast.CallExpression>, name: string): boolean {
  const [target, ...sources] = call.get('arguments') as NodePath[];
  const isOpen = /\.prototype$/.test(String(target));
  return sources.some((source) => mayGive(source, name, isOpen));
}

/** Has what `Object.assign` is given a member of the name? `isOpen`: so it counts where that is not known. */
function mayGive(source: NodePath, name: string, isOpen: boolean): boolean {
  if (source.isObjectExpression()) {
    // what stands there is asked for its names alone
    return source.get('properties').some((one) => {
      if (one.isSpreadElement()) return mayGive(one.get('argument'), name, isOpen);
      const { key, computed } = one.node as ast.ObjectProperty | ast.ObjectMethod;
      return computed ? mayGive(one.get('key') as NodePath, name, isOpen) : nameOfKey(key) === name;
    });
  }
  const value = evaluate(source);
  if (value.kind === 'literal') return value.value === name;
  return value.kind === 'object' ? entryOf(value, name) !== null || (isOpen && value.open) : isOpen;
}

/** `{ ...api, call() {} }`, `{ __proto__: api, call() {} }`: a function beside what the owner has. */
function isMixed(object: NodePath<ast.ObjectExpression>, member: NodePath, owner: NodePath): boolean {
  if (!member.isFunction() && !member.isIdentifier() && !member.isCallExpression()) return false;
  const { parentPath: call, listKey, key } = object;
  if (call.isCallExpression() && listKey === 'arguments' && key !== 0) {
    const others = (call.get('arguments') as NodePath[]).filter((one) => one.node !== object.node);
    return others.some((one) => mayHold(one, owner)) && isExtend(evaluate(call.get('callee') as NodePath));
  }
  if (membersOf(object).some((one) => one.key === '__proto__' && mayHold(one.value, owner))) return true;
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
