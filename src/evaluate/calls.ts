/** Calls whose result is known: forms, copies, `require`, simple local functions. */
import { type ast, is, type NodePath } from '../syntax/index.js';
import { isRequire } from './ambient.js';
import { bareModule } from './bindings.js';
import { isChanged } from './changes.js';
import { decided } from './decide.js';
import { mergerOf } from './deep.js';
import { hasEffects, isHandedOver } from './effects.js';
import { bare, evaluate, isNotEmpty, memberName, merge, unknown } from './evaluate.js';
import { pieces } from './form.js';
import { isSeenLater } from './lasting-changes.js';
import { isClone, isDefaults, isEscape, isExtend, isFormEncoder, isMerge } from './libraries.js';
import { copiedList, joinedLists, sliced, takenOff } from './lists.js';
import { isOwnFile, sourceOf, valueFrom } from './modules/imported.js';
import { localised } from './modules/localised.js';
import { saidByCall } from './opaque-results.js';
import { entering } from './parameters.js';
import { givenBySelf, receiverOf } from './receiver.js';
import { isRecursive } from './recursion.js';
import { called, numbered } from './rounds.js';
import { joined } from './sums.js';
import { selfOf } from './this-member.js';
import {
  type ArrayValue,
  at,
  type Encoded,
  type Entry,
  type Env,
  elsewhereOf,
  entryOf,
  isExternal,
  type ObjectValue,
  type Value,
} from './value.js';
import { madeWithoutNew } from './without-new.js';

export function callValue(path: NodePath<ast.CallExpression>, written: NodePath, env?: Env): Value {
  const calleePath = path.get('callee') as NodePath;
  const args = path.get('arguments') as NodePath[];
  if (isRequire(calleePath)) return required(args, written, env);
  const method = methodValue(path, written, env);
  if (method) return method;
  const callee = evaluate(calleePath, env);
  const list = copiedList(callee, args, written, env);
  if (list) return list;
  const known = libraryValue(callee, args, written, env);
  if (known) return known;
  const foreign = elsewhereOf(callee);
  const fn = foreign?.fn ?? (callee.kind === 'function' ? callee.fn : null);
  // What it does besides is done as long as it is called.
  const isKept = fn?.isFunction() && isHandedOver(path) && hasEffects(fn, path);
  if (foreign && !isKept) {
    const result = foreign.fn.isFunction() ? enter(foreign.fn, args, foreign.env, env) : null;
    const said = result && saidByCall(result, foreign.fn, written, env);
    if (said) return madeBy(localised(said, { path: written, access: null }), written);
  }
  if (callee.kind === 'function' && !isKept) {
    const result = enter(callee.fn, args, callee.env ?? env, env);
    // A function that is made on the spot is known by the call that makes it.
    if (result)
      return result.kind === 'function'
        ? { ...result, path: written }
        : madeBy(saidByCall(bySelf(result, callee.fn, path), callee.fn, written, env), written);
  }
  return {
    kind: 'call',
    construct: false,
    callee,
    args: args.map((argument) => evaluate(argument, env)),
    path: written,
    env,
    origin: path,
  };
}

/** The call is how the place of the call says the object, or what is not known any further. */
function madeBy(value: Value, call: NodePath): Value {
  return value.kind === 'object' || value.kind === 'call' ? { ...value, madeBy: call } : value;
}

/** `this.form(…)`: `this` in the method is `this` here. */
function bySelf(result: Value, method: NodePath, call: NodePath): Value {
  const receiver = receiverOf(call);
  return receiver && selfOf(receiver) ? givenBySelf(result, method, receiver) : result;
}

/** `await import('node-fetch')` */
export function importedNow(path: NodePath<ast.AwaitExpression>, written: NodePath, env?: Env): Value {
  const call = bare(path.get('argument'));
  const isImport = call.isCallExpression() && is.isImport(call.node.callee);
  return isImport ? required(call.get('arguments') as NodePath[], written, env) : unknown(written, env);
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
  if (isExtend(callee) || (isMerge(callee) && args.length > 1))
    return extended(args, mergerOf(callee, args), written, env, isExtend(callee) && isSeenLater(written, args, env));
  if (isDefaults(callee)) return extended([...args].reverse(), merge, written, env, isSeenLater(written, args, env));
  if (!first) return null;
  if (
    isClone(callee) ||
    isExternal(callee, [null], 'String') ||
    isEscape(callee) ||
    isExternal(callee, [null], 'Object', 'freeze')
  ) {
    const value = evaluate(first, env);
    // `String(7) + 1` is a text.
    if (isExternal(callee, [null], 'String') && value.kind === 'literal' && typeof value.value === 'number')
      return { ...value, value: String(value.value), path: written, env };
    // In a query that is put together, what separates its fields must stay apart from those that do.
    if (isEscape(callee) && value.kind === 'literal' && /[&=%+#?]/.test(String(value.value))) return null;
    // `String(v)` in the round of a loop: what the caller gave is said by the caller.
    return isGivenName(first, env) && value.kind !== 'object' ? value : at(value, written, env);
  }
  const listed = keysOrEntries(callee, first, written, env);
  if (listed) return listed;
  if (isFormEncoder(callee))
    return { kind: 'encoded', as: 'urlencoded', content: evaluate(first, env), path: written, env };
  if (isExternal(callee, [null], 'JSON', 'stringify'))
    return { kind: 'encoded', as: 'json', content: evaluate(first, env), path: written, env };
  return null;
}

/** A parameter, or the variable of a loop, whose value is known here. */
function isGivenName(path: NodePath, env: Env | undefined): boolean {
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  return binding !== undefined && env?.has(binding) === true;
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
function mapped(list: ArrayValue, callback: NodePath | undefined, written: NodePath, env?: Env): Value | null {
  const fn = callback && evaluate(callback, env);
  if (list.open || !fn) return null;
  // v4 wants values as they are
  if (isEscape(fn) || isExternal(fn, [null], 'String')) return { ...list, path: written, env };
  const items = list.items.map((item, index) => givenBack(fn, [item, numbered(index, written)], env));
  if (items.some((item) => item === null)) return null;
  return { kind: 'array', items: items as Value[], open: false, path: written, env };
}

/** What a callback gives back for these arguments. */
function givenBack(fn: Value, args: readonly Value[], env?: Env): Value | null {
  const result = fn.kind === 'function' ? onlyReturn(fn.fn.get('body') as NodePath) : null;
  return result && fn.kind === 'function' ? evaluate(result, called(fn.fn, args, fn.env ?? env)) : null;
}

/** `list.filter(f)` where f is decided for every item. */
function filtered(list: ArrayValue, callback: NodePath | undefined, written: NodePath, env?: Env): Value | null {
  const fn = callback && evaluate(callback, env);
  if (list.open || !fn) return null;
  if (isExternal(fn, [null], 'Boolean'))
    return list.items.every((item) => item.kind === 'literal' || isNotEmpty(item))
      ? { ...list, items: list.items.filter((item) => item.kind !== 'literal' || item.value), path: written, env }
      : null;
  const result = fn.kind === 'function' ? onlyReturn(fn.fn.get('body') as NodePath) : null;
  if (!result || fn.kind !== 'function') return null;
  const kept = list.items.map((item, index) => {
    const inner = called(fn.fn, [item, numbered(index, written)], fn.env ?? env);
    return decided(result, (path) => asSet(evaluate(path, inner)));
  });
  if (kept.includes(null)) return null;
  return { ...list, items: list.items.filter((_, index) => kept[index]), path: written, env };
}

/** What the environment gives is taken to be there: without it v1 had no account, and neither has v4. */
function asSet(value: Value): Value {
  const isGiven =
    value.kind === 'external' && value.module === null && value.members.slice(0, 2).join('.') === 'process.env';
  if (!isGiven || value.members.length !== 3) return value;
  return { kind: 'concat', parts: [{ kind: 'literal', value: 'set', path: value.path }, value], path: value.path };
}

/** `list.reduce(f, start)` of a known list. */
function reduced(list: ArrayValue, args: readonly NodePath[], written: NodePath, env?: Env): Value | null {
  const fn = args[0] && evaluate(args[0], env);
  if (list.open || !fn) return null;
  const [first, ...others] = list.items;
  let value: Value | null = (args[1] ? evaluate(args[1], env) : first) ?? null;
  const items = args[1] ? list.items : others;
  for (const [index, item] of items.entries())
    value = value && givenBack(fn, [value, item, numbered(args[1] ? index : index + 1, written)], env);
  return value && at(value, written, env);
}

/** `text.slice(1, -1)`; `text.substr(0, text.length - 1)` is not known: only what is cut off the ends of the text itself. */
function cut(text: Value, args: readonly NodePath[], isSlice: boolean, written: NodePath, env?: Env): Value | null {
  const [from, to, ...more] = args.map((argument) => evaluate(argument, env));
  const start = from?.kind === 'literal' && typeof from.value === 'number' ? from.value : null;
  const end = to === undefined ? 0 : to.kind === 'literal' && typeof to.value === 'number' ? to.value : null;
  if (start === null || end === null || start < 0 || end > 0 || more.length > 0) return null;
  // to others than `slice`, a second number that is none above 0 is nothing, or the start
  if (to && (!isSlice || end === 0)) return null;
  const parts = [...pieces(text)];
  const [first, last] = [parts[0], parts.at(-1)];
  if (text.kind === 'literal')
    return { ...text, value: String(text.value).slice(start, to ? end : undefined), path: written, env };
  const head = first?.kind === 'literal' ? String(first.value) : '';
  const tail = last?.kind === 'literal' ? String(last.value) : '';
  if (head.length < start || tail.length < -end || !first || !last) return null;
  if (start > 0) parts[0] = { ...first, value: head.slice(start) } as Value;
  if (end < 0) parts[parts.length - 1] = { ...last, value: tail.slice(0, end) } as Value;
  return joined(
    parts.filter((part) => part.kind !== 'literal' || part.value !== ''),
    written,
    env,
  );
}

/** `open`: the object that is changed may hold more, or what is done to it is not this expression's affair alone. */
function extended(
  args: NodePath[],
  merger: typeof merge,
  written: NodePath,
  env: Env | undefined,
  open: boolean,
): Value | null {
  const sources = args.filter((argument) => !argument.isBooleanLiteral());
  let result: { entries: Entry[]; open: boolean } = { entries: [], open };
  for (const source of sources) {
    if (source.isSpreadElement()) return { kind: 'object', ...result, open: true, path: written, env };
    result = merger(result, evaluate(source, env));
  }
  return { kind: 'object', ...result, path: written, env } satisfies ObjectValue;
}

/** Certainly no list. */
function isAlone({ kind }: Value): boolean {
  return kind === 'literal' || kind === 'concat' || kind === 'object';
}

const CUTS = new Set(['slice', 'substr', 'substring']);
const METHODS = new Set([
  ...['toString', 'join', 'concat', 'trim', 'map', 'filter', 'reduce', 'hasOwnProperty'],
  ...CUTS,
  ...['pop', 'shift'],
]);

/** `form.hasOwnProperty(key)` of a form whose fields are all known. */
function ownership(object: Value, argument: NodePath | undefined, written: NodePath, env?: Env): Value | null {
  const key = argument && evaluate(argument, env);
  if (object.kind !== 'object' || object.open || key?.kind !== 'literal') return null;
  const entry = entryOf(object, String(key.value));
  return entry?.when ? null : { kind: 'literal', value: entry !== null, path: written, env };
}

/** `x.toString()`, `list.join('&')`, `text.concat(…)`: methods of what is understood already. */
function methodValue(path: NodePath<ast.CallExpression>, written: NodePath, env?: Env): Value | null {
  const callee = path.get('callee') as NodePath;
  if (!callee.isMemberExpression() && !callee.isOptionalMemberExpression()) return null;
  const name = memberName(callee as NodePath<ast.MemberExpression>, env);
  if (name === null || !METHODS.has(name)) return null;
  const object = evaluate(callee.get('object') as NodePath, env);
  const args = path.get('arguments') as NodePath[];
  if (name === 'pop' || name === 'shift') return takenOff(object, name, path);
  if (object.kind === 'array' && name === 'slice') return sliced(object, args, written, env);
  if (name === 'toString') return asText(object, args, written, env);
  if (name === 'trim') return trimmed(object, written, env);
  if (name === 'concat' && (object.kind === 'literal' || object.kind === 'concat')) {
    return joined([object, ...args.map((argument) => evaluate(argument, env))], written, env);
  }
  if (name === 'hasOwnProperty') return ownership(object, args[0], written, env);
  if (object.kind === 'array' && name === 'map') return mapped(object, args[0], written, env);
  if (object.kind === 'array' && name === 'filter') return filtered(object, args[0], written, env);
  if (object.kind === 'array' && name === 'reduce') return reduced(object, args, written, env);
  if ((object.kind === 'literal' || object.kind === 'concat') && CUTS.has(name))
    return cut(object, args, name === 'slice', written, env);
  if (object.kind === 'array' && name === 'concat') {
    const lists = args.map((argument): Value => evaluate(argument, env));
    const open = object.open || lists.some((list) => (list.kind === 'array' ? list.open : !isAlone(list)));
    const more = lists.flatMap((list) => (list.kind === 'array' ? list.items : [list]));
    return joinedLists(object.items, more, { open, path: written, ...(env && { env }) });
  }
  if (name !== 'join' || object.kind !== 'array' || object.open) return null;
  const separator: Value = args[0] ? evaluate(args[0], env) : { kind: 'literal', value: ',', path: written };
  // what is not there leaves no text
  const texts = object.items.map(
    (item): Value => (item.kind === 'literal' && item.value == null ? { ...item, value: '' } : item),
  );
  return joined(
    texts.flatMap((item, index) => (index ? [separator, item] : [item])),
    written,
    env,
  );
}

/** `x.toString()`; null where that is not known, or in another base. */
function asText(value: Value, args: readonly NodePath[], written: NodePath, env?: Env): Value | null {
  if (value.kind === 'encoded' || value.kind === 'concat') return at(value, written, env);
  if (value.kind !== 'literal' || value.value == null || args.length > 0) return null;
  return { ...value, value: String(value.value), path: written, env };
}

/** null where what stands at an end is not known. */
function trimmed(text: Value, written: NodePath, env?: Env): Value | null {
  if (text.kind === 'literal') return { ...text, value: String(text.value).trim(), path: written, env };
  if (text.kind !== 'concat') return null;
  const [first, last] = [text.parts[0], text.parts.at(-1)];
  if (first?.kind !== 'literal' || last?.kind !== 'literal') return null;
  const [head, tail] = [String(first.value).trimStart(), String(last.value).trimEnd()];
  const ends = [{ ...first, value: head }, ...text.parts.slice(1, -1), { ...last, value: tail }];
  return head && tail ? { ...text, parts: ends, path: written, env } : null;
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
  if (fn.node.async || fn.node.generator || isRecursive(fn)) return null;
  const inner = entering(fn, args, outer, env);
  const result = inner && (madeWithoutNew(fn) ?? onlyReturn(fn.get('body')));
  const value = result && evaluate(result, inner);
  return value && isAsGiven(value, result, args) ? value : null;
}

/**
 * What the function changes before it gives it back is known only where the value says what it holds; an object that
 * others have too, only where nobody else changes it.
 */
function isAsGiven({ kind }: Value, result: NodePath, args: readonly NodePath[]): boolean {
  const isHeld = kind === 'object' || kind === 'array' || kind === 'encoded';
  const held = bare(result);
  const isExtended = held.isCallExpression() && isExtend(evaluate(held.get('callee')));
  const given = isHeld && isExtended ? (held.get('arguments')[0] as NodePath) : held;
  const binding = given.isIdentifier() ? given.scope.getBinding(given.node.name) : undefined;
  if (!binding || !isHeld) return !binding || !isChanged(binding);
  const fn = result.getFunctionParent() as NodePath<ast.Function>;
  if (binding.kind === 'param') {
    const argument = args[(fn.node.params as ast.Node[]).indexOf(binding.identifier)];
    const other = argument?.isIdentifier() ? argument.scope.getBinding(argument.node.name) : undefined;
    return !other || !isChanged(other);
  }
  return binding.path.isDescendant(fn) || !isChanged(binding, isExtended ? undefined : fn);
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
