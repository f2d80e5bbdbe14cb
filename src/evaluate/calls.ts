/** Calls whose result is known: forms, copies, `require`, simple local functions. */
import type { ast, NodePath } from '../syntax/index.js';
import { isRequire } from './ambient.js';
import { bareModule } from './bindings.js';
import { evaluate, joined, memberName, merge, unknown } from './evaluate.js';
import { isClone, isDefaults, isEscape, isExtend, isFormEncoder } from './libraries.js';
import { isOwnFile, sourceOf, valueFrom } from './modules/imported.js';
import { localised } from './modules/localised.js';
import { bound, isChanged } from './mutations.js';
import { entering } from './parameters.js';
import { givenBySelf, receiverOf } from './receiver.js';
import { selfOf } from './this-member.js';
import {
  at,
  type Encoded,
  type Entry,
  type Env,
  elsewhereOf,
  isExternal,
  type ObjectValue,
  type Value,
} from './value.js';

export function callValue(path: NodePath<ast.CallExpression>, written: NodePath, env?: Env): Value {
  const calleePath = path.get('callee') as NodePath;
  const args = path.get('arguments') as NodePath[];
  if (isRequire(calleePath)) return required(args, written, env);
  const method = methodValue(path, written, env);
  if (method) return method;
  const callee = evaluate(calleePath, env);
  const known = libraryValue(callee, args, written, env);
  if (known) return known;
  const foreign = elsewhereOf(callee);
  if (foreign) {
    const result = foreign.fn.isFunction() ? enter(foreign.fn, args, foreign.env, env) : null;
    if (result) return localised(result, { path: written, access: null });
  }
  if (callee.kind === 'function') {
    const result = enter(callee.fn, args, callee.env ?? env, env);
    // A function that is made on the spot is known by the call that makes it.
    if (result) return result.kind === 'function' ? { ...result, path: written } : bySelf(result, callee.fn, path);
  }
  return {
    kind: 'call',
    construct: false,
    callee,
    args: args.map((argument) => evaluate(argument, env)),
    path: written,
    env,
  };
}

/** `this.form(…)`: `this` in the method is `this` here. */
function bySelf(result: Value, method: NodePath, call: NodePath): Value {
  const receiver = receiverOf(call);
  return receiver && selfOf(receiver) ? givenBySelf(result, method, receiver) : result;
}

function required(args: NodePath[], written: NodePath, env?: Env): Value {
  const [name] = args;
  const module = name && evaluate(name, env);
  if (module?.kind !== 'literal' || typeof module.value !== 'string') return unknown(written, env);
  if (isOwnFile(module.value, written)) {
    return valueFrom(module.value, null, { path: written, access: sourceOf(written) });
  }
  return { kind: 'external', module: bareModule(module.value), members: [], path: written };
}

function libraryValue(callee: Value, args: NodePath[], written: NodePath, env?: Env): Value | null {
  const [first] = args;
  if (isExtend(callee)) return extended(args, written, env);
  if (isDefaults(callee)) return extended([...args].reverse(), written, env);
  if (!first) return null;
  if (
    isClone(callee) ||
    isExternal(callee, [null], 'String') ||
    isEscape(callee) ||
    isExternal(callee, [null], 'Object', 'freeze')
  ) {
    return at(evaluate(first, env), written, env);
  }
  const listed = keysOrEntries(callee, first, written, env);
  if (listed) return listed;
  if (isFormEncoder(callee))
    return { kind: 'encoded', as: 'urlencoded', content: evaluate(first, env), path: written, env };
  if (isExternal(callee, [null], 'JSON', 'stringify'))
    return { kind: 'encoded', as: 'json', content: evaluate(first, env), path: written, env };
  return null;
}

/** `Object.keys(x)`, `Object.entries(x)` of an object whose fields are all known. */
function keysOrEntries(callee: Value, first: NodePath, written: NodePath, env?: Env): Value | null {
  const keys = isExternal(callee, [null], 'Object', 'keys');
  if (!keys && !isExternal(callee, [null], 'Object', 'entries')) return null;
  const object = evaluate(first, env);
  if (object.kind !== 'object' || object.open || object.entries.some(({ when }) => when)) return null;
  const last = new Map(object.entries.map((entry) => [entry.key, entry.value]));
  const items = [...last].map(([key, value]): Value => {
    const name: Value = { kind: 'literal', value: key, path: written, env };
    return keys ? name : { kind: 'array', items: [name, value], open: false, path: written, env };
  });
  return { kind: 'array', items, open: false, path: written, env };
}

/** `list.map(f)` of a known list, where f gives one plain value. */
function mapped(
  list: Value & { kind: 'array' },
  callback: NodePath | undefined,
  written: NodePath,
  env?: Env,
): Value | null {
  const fn = callback && evaluate(callback, env);
  if (list.open || fn?.kind !== 'function') return null;
  const items = list.items.map((item) => {
    const body = (fn.fn as NodePath<ast.Function>).get('body') as NodePath;
    const result = onlyReturn(body);
    return result ? evaluate(result, bound(fn.fn as NodePath<ast.Function>, item, fn.env ?? env)) : null;
  });
  if (items.some((item) => item === null)) return null;
  return { kind: 'array', items: items as Value[], open: false, path: written, env };
}

function extended(args: NodePath[], written: NodePath, env?: Env): Value | null {
  const sources = args.filter((argument) => !argument.isBooleanLiteral());
  let result: { entries: Entry[]; open: boolean } = { entries: [], open: false };
  for (const source of sources) {
    if (source.isSpreadElement()) return { kind: 'object', ...result, open: true, path: written, env };
    result = merge(result, evaluate(source, env));
  }
  return { kind: 'object', ...result, path: written, env } satisfies ObjectValue;
}

/** `x.toString()`, `list.join('&')`, `text.concat(…)`: methods of what is understood already. */
function methodValue(path: NodePath<ast.CallExpression>, written: NodePath, env?: Env): Value | null {
  const callee = path.get('callee') as NodePath;
  if (!callee.isMemberExpression() && !callee.isOptionalMemberExpression()) return null;
  const name = memberName(callee as NodePath<ast.MemberExpression>, env);
  if (name === null || !['toString', 'join', 'concat', 'trim', 'map'].includes(name)) return null;
  const object = evaluate(callee.get('object') as NodePath, env);
  const args = path.get('arguments') as NodePath[];
  if (name === 'toString' && ['encoded', 'concat', 'literal'].includes(object.kind)) return at(object, written, env);
  if (name === 'trim' && (object.kind === 'literal' || object.kind === 'concat')) return at(object, written, env);
  if (name === 'concat' && (object.kind === 'literal' || object.kind === 'concat')) {
    return joined([object, ...args.map((argument) => evaluate(argument, env))], written, env);
  }
  if (object.kind === 'array' && name === 'map') return mapped(object, args[0], written, env);
  if (object.kind === 'array' && name === 'concat') {
    const lists = args.map((argument): Value => evaluate(argument, env));
    const open = object.open || lists.some((list) => list.kind !== 'literal' && (list.kind !== 'array' || list.open));
    const more = lists.flatMap((list) => (list.kind === 'array' ? list.items : [list]));
    return { kind: 'array', items: [...object.items, ...more], open, path: written, env };
  }
  if (name !== 'join' || object.kind !== 'array' || object.open) return null;
  const separator: Value = args[0] ? evaluate(args[0], env) : { kind: 'literal', value: ',', path: written };
  return joined(
    object.items.flatMap((item, index) => (index ? [separator, item] : [item])),
    written,
    env,
  );
}

/** `new URLSearchParams(…)`, `new FormData()`, `new URL(…)`; other constructors stay calls. */
export function constructValue(path: NodePath<ast.NewExpression>, written: NodePath, env?: Env): Value {
  const callee = evaluate(path.get('callee') as NodePath, env);
  const args = path.get('arguments') as NodePath[];
  const [first] = args;
  const empty: ObjectValue = { kind: 'object', entries: [], open: false, path: written, env };
  if (isExternal(callee, [null, 'url'], 'URLSearchParams')) {
    return {
      kind: 'encoded',
      as: 'urlencoded',
      content: first ? evaluate(first, env) : empty,
      path: written,
      env,
    } satisfies Encoded;
  }
  if (
    isExternal(callee, [null], 'FormData') ||
    isExternal(callee, ['undici', 'formdata-node', 'node-fetch'], 'FormData') ||
    isExternal(callee, ['form-data'])
  ) {
    return { kind: 'encoded', as: 'multipart', content: empty, path: written, env };
  }
  if (isExternal(callee, [null], 'Object')) return empty;
  if (isExternal(callee, [null], 'Map'))
    return { kind: 'encoded', as: 'urlencoded', content: first ? evaluate(first, env) : empty, path: written, env };
  return {
    kind: 'call',
    construct: true,
    callee,
    args: args.map((argument) => evaluate(argument, env)),
    path: written,
    env,
  };
}

/** The value that a local function gives back for these arguments; null when it has no single plain one. */
function enter(path: NodePath, args: NodePath[], outer: Env | undefined, env?: Env): Value | null {
  const fn = path as NodePath<ast.Function>;
  if (fn.node.async || fn.node.generator) return null;
  const inner = entering(fn, args, outer, env);
  const result = inner && onlyReturn(fn.get('body'));
  const value = result && evaluate(result, inner);
  return value && isAsGiven(value, result) ? value : null;
}

/** What the function changes before it gives it back is known only where the value says what it holds. */
function isAsGiven({ kind }: Value, result: NodePath): boolean {
  if (kind === 'object' || kind === 'array' || kind === 'encoded' || !result.isIdentifier()) return true;
  const binding = result.scope.getBinding(result.node.name);
  return !binding || !isChanged(binding);
}

/** The one expression that a function gives back; null where it gives several or none. */
export function onlyReturn(body: NodePath): NodePath | null {
  if (!body.isBlockStatement()) return body;
  const returns: NodePath[] = [];
  body.traverse({
    Function: (nested) => nested.skip(),
    ReturnStatement: (statement) => {
      returns.push(statement);
    },
  });
  const [only] = returns;
  const argument = only?.get('argument') as NodePath | undefined;
  return returns.length === 1 && only?.parentPath === body && argument?.node ? argument : null;
}
