/** Who calls the functions of a file, whatever they are reached by: a name, an object, `this`, an instance. */
import { namesAction } from '../../catalogue/action-names.js';
import { bare, evaluate, memberName, propertyOf } from '../../evaluate/evaluate.js';
import { loopedMember } from '../../evaluate/looped-members.js';
import { homeOf } from '../../evaluate/modules/module-index.js';
import { functionOf } from '../../evaluate/prototypes.js';
import { hasOwn, instanceMember, memberOfMade, selfOf } from '../../evaluate/this-member.js';
import { elsewhereOf, type FunctionValue, type Value } from '../../evaluate/value.js';
import { type ast, is, type NodePath, startOf } from '../../syntax/index.js';
import { concernedIn } from '../concerned.js';
import { mentionsV1 } from '../handed-on.js';
import { isOfStranger } from '../strangers.js';
import { handedObject, isAsking } from './handed-objects.js';

export type Call = NodePath<ast.CallExpression>;

interface Sites {
  /** function → the calls that enter it */
  readonly calls: ReadonlyMap<ast.Node, readonly Call[]>;
  /** the files whose functions are entered */
  readonly files: ReadonlyMap<ast.Node, NodePath>;
}

const SITES = new WeakMap<ast.Node, Sites>();
/** those of methods of what the functions of the file are handed */
const HANDED = new WeakMap<ast.Node, Sites>();

/** Every call in these files that enters the function, in the order of the text; its own file alone where none is given. */
export function callSitesOf(fn: NodePath<ast.Function>, programs = [programPath(fn)]): readonly Call[] {
  return programs.flatMap((program) =>
    allSitesIn(program)
      .flatMap(({ calls }) => calls.get(fn.node) ?? [])
      .sort((one, other) => startOf(one.node) - startOf(other.node)),
  );
}

/** The other files whose functions the file calls, and those that these call; `more`: those that it calls otherwise. */
export function programsBehind(program: NodePath, more: (program: NodePath) => readonly NodePath[]): NodePath[] {
  const found = new Map<ast.Node, NodePath>([[program.node, program]]);
  for (const one of found.values()) {
    for (const { files } of allSitesIn(one)) for (const [node, path] of files) found.set(node, path);
    for (const path of more(one)) found.set(path.node, path);
  }
  return [...found.values()].slice(1);
}

export function programPath(path: NodePath): NodePath {
  return path.scope.getProgramParent().path;
}

/** Where the file may ask v1, also through objects that its functions are handed. */
function allSitesIn(program: NodePath): readonly Sites[] {
  const isConcerned = concernedIn(program);
  const plain = sitesIn(program, SITES, (call) =>
    isConcerned(call.node) && !isStrange(call) ? calledPlainly(call) : null,
  );
  if (isAsking() || !mayAsk(program)) return [plain];
  const mayBeHanded = concernedIn(program, true);
  const handed = (call: Call) => {
    if (!mayBeHanded(call.node) || isStrange(call)) return null;
    const plainly = calledPlainly(call);
    return plainly ? (isConcerned(call.node) ? null : plainly) : calledThroughHanded(call);
  };
  return [plain, sitesIn(program, HANDED, handed)];
}

/** No function of theirs asks v1, or is asked to. */
function isStrange(call: Call): boolean {
  return isOfStranger(call.get('callee') as NodePath);
}

function mayAsk(program: NodePath): boolean {
  const text = homeOf(program.node)?.module.text;
  return text !== undefined && (mentionsV1(text) || namesAction(text));
}

function sitesIn(program: NodePath, table: WeakMap<ast.Node, Sites>, calledValue: (call: Call) => Value | null): Sites {
  const known = table.get(program.node);
  if (known) return known;
  const calls = new Map<ast.Node, Call[]>();
  const files = new Map<ast.Node, NodePath>();
  const visit = (path: NodePath) => {
    const value = calledValue(path as Call);
    if (value?.kind !== 'function') return;
    const called = value.fn;
    calls.set(called.node, [...(calls.get(called.node) ?? []), path as Call]);
    const home = programPath(called);
    if (home.node !== program.node) files.set(home.node, home);
  };
  program.traverse({ CallExpression: visit, OptionalCallExpression: visit });
  const sites = { calls, files };
  table.set(program.node, sites);
  return sites;
}

/** The function that the call enters, as far as the text tells. */
function calledFunction(call: Call): NodePath | null {
  const value = calledValue(call);
  return value?.kind === 'function' ? value.fn : null;
}

/** Is the expression an argument that the function called never looks at? */
export function isUnread(path: NodePath): boolean {
  const call = path.parentPath;
  if (path.listKey !== 'arguments' || !call?.isCallExpression()) return false;
  const fn = calledFunction(call);
  if (!fn?.isFunction() || fn.node.params.slice(0, Number(path.key) + 1).some((one) => !is.isIdentifier(one)))
    return false;
  const param = fn.node.params[Number(path.key)];
  const binding = is.isIdentifier(param) ? fn.scope.getOwnBinding(param.name) : undefined;
  return !binding?.referenced && !/\barguments\b/.test(String(fn));
}

/** What a method is called on; `api.auth(email, key)` is `api` where that gives `this` back. */
function objectOf(path: NodePath): Value {
  const before = chainedOn(path);
  return before ? objectOf(before) : evaluate(path);
}

/** What the call before in the chain was made on, if it gives that back. */
export function chainedOn(path: NodePath): NodePath | null {
  if (!path.isCallExpression()) return null;
  const callee = bare(path.get('callee') as NodePath);
  const value = callee.isMemberExpression() ? calledValue(path) : null;
  const fn = value?.kind === 'function' ? value.fn : null;
  return fn && givesThis(fn) ? (callee.get('object') as NodePath) : null;
}

function givesThis(fn: NodePath): boolean {
  let gives = false;
  let other = false;
  fn.traverse({
    Function: (inner) => inner.skip(),
    ReturnStatement(path) {
      const value = path.get<NodePath>('argument');
      if (value.node && selfOf(value)) gives = true;
      else other = true;
    },
  });
  return gives && !other;
}

/** A function of this file or another one. */
export function entered(value: Value, callee: NodePath): FunctionValue | null {
  if (value.kind === 'function') return value;
  const other = elsewhereOf(value);
  return other?.fn.isFunction() ? { kind: 'function', fn: other.fn, env: other.env, path: callee } : null;
}

/** `this.post(…)`: a method of the class that the class around it extends, maybe in another file. */
function inheritedMethod(receiver: NodePath, name: string): NodePath<ast.Function> | null {
  const self = selfOf(receiver);
  const own = self?.findParent((path) => path.isClass());
  const superClass = own?.isClass() && own.node.superClass ? (own.get('superClass') as NodePath) : null;
  if (!superClass || (own?.isClass() && hasOwn(own.get('body'), name))) return null;
  const maker = elsewhereOf(evaluate(superClass));
  const found = maker ? memberOfMade(maker.fn, name) : instanceMember(superClass, name);
  return found?.isFunction() ? found : null;
}

/** The same with what the functions around it were given: `makeCall('rec_edit')(fields)`. */
export function calledValue(call: Call): Value | null {
  return calledPlainly(call) ?? (isAsking() ? null : calledThroughHanded(call));
}

/** `api.call(…)`, `api` being what callers hand over. */
function calledThroughHanded(call: Call): Value | null {
  const callee = bare(call.get('callee') as NodePath);
  if (!callee.isMemberExpression() && !callee.isOptionalMemberExpression()) return null;
  const name = memberName(callee as NodePath<ast.MemberExpression>);
  const object = name === null ? null : handedObject(evaluate(callee.get('object') as NodePath));
  return name !== null && object ? memberCalled(object, name, callee) : null;
}

function calledPlainly(call: Call): Value | null {
  const callee = bare(call.get('callee') as NodePath);
  const value = entered(evaluate(callee), callee);
  if (value) return value;
  if (!callee.isMemberExpression() && !callee.isOptionalMemberExpression()) return null;
  const name = memberName(callee as NodePath<ast.MemberExpression>);
  const object = name === null ? null : objectOf(callee.get('object') as NodePath);
  if (name === null || object === null) return null;
  const inherited = object.kind === 'object' ? null : inheritedMethod(callee.get('object') as NodePath, name);
  return inherited ? { kind: 'function', fn: inherited, path: callee } : memberCalled(object, name, callee);
}

/** The class, or the function, of that name. */
function madeWith(name: NodePath): NodePath | null {
  const declared = name.isIdentifier() ? name.scope.getBinding(name.node.name)?.path : undefined;
  return declared?.isClassDeclaration() ? declared : declared ? functionOf(declared) : null;
}

/** What the object, or the instance, has under the name. */
export function memberCalled(object: Value, name: string, callee: NodePath): FunctionValue | null {
  if (object.kind === 'object') {
    const member = propertyOf(object, name);
    return member && entered(member, callee);
  }
  if (object.kind !== 'call' || !object.construct) return null;
  const maker = elsewhereOf(object.callee);
  const found = maker ? memberOfMade(maker.fn, name) : instanceMember(object.callee.path, name);
  if (found?.isFunction()) return { kind: 'function', fn: found, path: callee };
  const made = maker?.fn ?? madeWith(object.callee.path);
  const looped = found || !made ? null : loopedMember(made, name);
  return looped && { kind: 'function', ...looped, path: callee };
}
