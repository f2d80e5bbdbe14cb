/** The arguments of `http.request` and `http.get`: address and options in all their forms. */
import { conditionOf, sameFunction } from '../../evaluate/control.js';
import { bare, evaluate, memberName, unknown } from '../../evaluate/evaluate.js';
import { isExtend } from '../../evaluate/libraries.js';
import type { Entry, ObjectValue, Value } from '../../evaluate/value.js';
import { type ast, type NodePath, startOf } from '../../syntax/index.js';
import { combined } from './options.js';
import { address, fromParts, isUrlObject, joinUrl } from './url.js';

export interface NodeOptions {
  readonly url: Value;
  readonly options: ObjectValue | null;
  readonly callback: NodePath | null;
  /** what may hold more than is known */
  readonly hidden: readonly Value[];
}

/** Reads `(url | options, options?, callback?)`. */
export function nodeOptions(args: readonly Value[], scheme: string, get: boolean): NodeOptions {
  const [first] = args as readonly [Value, ...Value[]];
  const apart = first.kind === 'object';
  const rest = args.slice(1);
  const callback = callbackIn(rest, apart || get);
  const more = callback === null ? rest[0] : rest.length > 1 ? rest[0] : undefined;
  const assigned = assignedTo(first.path);
  const under = urlUnder(first.path);
  const own = combined(apart ? first : null, assigned, more);
  const hidden = more && more.kind !== 'object' && more.kind !== 'literal' ? [unknown(more.path)] : [];
  const url = apart ? urlOf(first, under, scheme) : address(first);
  // An open object whose unknown part is a URL object is known after all.
  const open = own?.open && !under ? [unknown(first.path)] : [];
  return { url, options: own, callback, hidden: [...hidden, ...open] };
}

function urlOf(options: ObjectValue, under: Value | null, scheme: string): Value {
  const hasHost = options.entries.some((entry) => entry.key === 'host' || entry.key === 'hostname');
  if (hasHost || !under) return fromParts(options, scheme);
  const path = options.entries.findLast((entry) => entry.key === 'path')?.value;
  return path ? joinUrl(originOf(address(under)), path) : address(under);
}

function originOf(url: Value): Value {
  return url.kind === 'literal' && typeof url.value === 'string'
    ? { ...url, value: url.value.replace(/^(\w+:\/\/[^/]*).*$/s, '$1') }
    : url;
}

/** The callback: a function, or the last argument where nothing else can stand. */
function callbackIn(rest: readonly Value[], surely: boolean): NodePath | null {
  const last = rest.at(-1);
  if (!last || last.kind === 'object' || last.kind === 'literal') return null;
  if (last.kind === 'function' || rest.length > 1 || surely) return last.path;
  // `https.request(url, x)`: only the name tells.
  const node = bare(last.path).node;
  const name = node.type === 'Identifier' ? node.name : '';
  return /opt|conf|param|setting/i.test(name) ? null : last.path;
}

/** `uri.method = 'POST'` on a URL object that a variable holds, up to the use. */
function assignedTo(use: NodePath): ObjectValue | null {
  const path = bare(use);
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  const init = binding?.path.isVariableDeclarator() ? (binding.path.get('init') as NodePath) : null;
  if (!binding || !init?.node || !isUrlObject(evaluate(init))) return null;
  const entries: Entry[] = [];
  let open = false;
  for (const reference of binding.referencePaths) {
    const member = reference.parentPath;
    const step = member?.parentPath;
    if (!member?.isMemberExpression() || !step?.isAssignmentExpression() || member.key !== 'left') continue;
    if (reference.key !== 'object' || startOf(reference.node) > startOf(path.node)) continue;
    const key = memberName(member as NodePath<ast.MemberExpression>);
    const condition = conditionOf(step, path);
    if (key === null || condition === 'loop' || !sameFunction(step, path)) open = true;
    else entries.push({ key, when: condition, value: evaluate(step.get('right') as NodePath) });
  }
  return { kind: 'object', entries, open, path: use };
}

/** The URL object that options were copied from: `{ ...url.parse(x), method }`, `Object.assign(new URL(x), {…})`. */
function urlUnder(use: NodePath): Value | null {
  const path = bare(use);
  if (path.isIdentifier()) {
    const declared = path.scope.getBinding(path.node.name)?.path;
    const init = declared?.isVariableDeclarator() ? (declared.get('init') as NodePath) : null;
    return init?.node && !init.isIdentifier() ? urlUnder(init) : null;
  }
  const sources = path.isObjectExpression()
    ? path
        .get('properties')
        .flatMap((property) => (property.isSpreadElement() ? [property.get('argument') as NodePath] : []))
    : path.isCallExpression() && isExtend(evaluate(path.get('callee') as NodePath))
      ? (path.get('arguments') as NodePath[])
      : [];
  return sources.map((source) => evaluate(source)).find(isUrlObject) ?? null;
}
