/**
 * Functions of the author's that make a v1 request whose action their callers decide. Every call of such a function
 * whose action is known is a v1 call of its own.
 */

import { bare, within } from '../../evaluate/evaluate.js';
import { localised, programOf } from '../../evaluate/modules/localised.js';
import { entering } from '../../evaluate/parameters.js';
import { onReceiver, receiverOf } from '../../evaluate/receiver.js';
import type { Env, Value } from '../../evaluate/value.js';
import type { ast, NodePath } from '../../syntax/index.js';
import { choosesHere, tellsAction } from '../offered-actions.js';
import type { V1Call, Wrapper } from '../v1-call.js';
import { appliedSitesOf, type Promises } from './applied.js';
import { type Call, calledValue, callSitesOf, chainedOn } from './call-sites.js';
import { fileHolderOf } from './file-holder.js';
import { holderOf, holding } from './holder.js';
import { isSettledAbove } from './settled-above.js';
import { isSettledHost } from './settled-host.js';

/** A call that enters a function, and with what. */
interface Entry {
  readonly site: Call;
  readonly args: readonly NodePath[];
  readonly closure?: Env;
  readonly promises?: Promises;
}

/** Reads a request once more, as the functions that were entered see it; `callers`: where they are called, inside out. */
type Read = (env: Env, callers: readonly Call[]) => V1Call | null;

const MAX_LEVELS = 4;

/** The v1 calls that the files make through functions around `request`, whose own action, or address, is not known. */
export function wrapperCalls(request: V1Call, again: () => V1Call | null, programs: NodePath[]): V1Call[] {
  return callsThrough(request, request.site, (env) => within(env, again), new Set(), programs);
}

/** The calls of functions around a request, or around a call like those above, whose action is known there already. */
export function callsBeyond(request: V1Call, again: () => V1Call | null, programs: NodePath[]): V1Call[] {
  const isKnown = !request.open && tellsAction(request);
  return callsThrough(request, request.site, (env) => within(env, again), new Set(), programs, { isKnown });
}

/** Set where the calls beyond those that say the action are looked for. */
interface Beyond {
  /** is the action known already? */
  readonly isKnown: boolean;
}

function callsThrough(
  shared: V1Call,
  inner: NodePath,
  read: Read,
  seen: ReadonlySet<ast.Node>,
  programs: NodePath[],
  beyond?: Beyond,
): V1Call[] {
  for (let fn = inner.getFunctionParent(); fn; fn = fn.getFunctionParent()) {
    if (seen.has(fn.node) || seen.size >= MAX_LEVELS) return [];
    const entries = entriesOf(fn as NodePath<ast.Function>, programs).filter(
      ({ site }) => !isWithin(site, fn as NodePath),
    );
    const calls = entries.flatMap((entry) =>
      throughOne(shared, fn as NodePath<ast.Function>, entry, read, seen, programs, beyond),
    );
    if (calls.length > 0) return calls;
  }
  return [];
}

function entriesOf(fn: NodePath<ast.Function>, programs: NodePath[]): Entry[] {
  const plain = callSitesOf(fn, programs).map((site): Entry => {
    const closure = calledValue(site)?.env;
    return { site, args: site.get('arguments') as NodePath[], ...(closure && { closure }) };
  });
  const applied = appliedSitesOf(fn, programs).map(({ call, value, args, promises }): Entry => {
    return { site: call, args, ...(value.env && { closure: value.env }), ...(promises && { promises }) };
  });
  return [...plain, ...applied];
}

/** What one call of the function asks v1 for: itself, or through the function around it. */
function throughOne(
  shared: V1Call,
  fn: NodePath<ast.Function>,
  { site, args, closure, promises }: Entry,
  read: Read,
  seen: ReadonlySet<ast.Node>,
  programs: NodePath[],
  beyond?: Beyond,
): V1Call[] {
  const readHere = (outer?: Env, callers: readonly Call[] = []): V1Call | null => {
    const around = new Map([...(outer ?? []), ...(closure ?? []), ...chainedArguments(site)]);
    const env = entering(fn, args, around, outer, promises !== undefined);
    const request = env && read(env, [site, ...callers]);
    const wrapper = env && { fn, args, shared, env, ...(promises && { promises }) };
    return request && wrapper && atSite(request, wrapper, site, programs, callers);
  };
  const call = readHere();
  if (!call) return [];
  const isKnown = !call.open && (beyond ? tellsAction(call) : call.action !== null);
  if (beyond) {
    const next = { isKnown: beyond.isKnown || isKnown };
    const further = callsThrough(shared, site, readHere, new Set([...seen, fn.node]), programs, next);
    return beyond.isKnown && isKnown ? [call, ...further] : further;
  }
  if (isKnown && !call.form.open) return [call];
  // Where a function for any request is sent to v1, that is the request which further functions share.
  const isFirst = shared.open === true && !call.open;
  const further = callsThrough(isFirst ? call : shared, site, readHere, new Set([...seen, fn.node]), programs);
  if (isFirst || (isKnown && shared.action === null)) return [call, ...further];
  if (!tellsAction(call) || !choosesHere(call)) return further;
  return [{ ...call, settledAbove: isSettledAbove(call, further) }, ...further];
}

/** `callers`: where the functions around the site are called from, where such a call is being read. */
function atSite(
  request: V1Call,
  wrapper: Omit<Wrapper, 'request'>,
  site: Call,
  programs: NodePath[],
  callers: readonly Call[],
): V1Call {
  const receiver = receiverOf(site);
  const seen = (value: Value) => (receiver ? onReceiver(value, receiver, wrapper.fn, callers) : value);
  // What callers further up gave is said where they stand.
  const here = <V extends Value>(value: V) =>
    callers.length > 0 ? value : (localised(value, { path: site, access: null }) as V);
  const { form, credentials } = request;
  const inner = credentials?.holder;
  const holder = inner?.of
    ? { ...inner, of: here(inner.of.path.isThisExpression() && receiver ? holding(receiver) : seen(inner.of)) }
    : (inner ??
      (credentials && (holderOf(credentials, receiver, wrapper.fn) ?? fileHolderOf(credentials, site, programs))));
  const entries = form.entries.map((entry) => ({ ...entry, value: seen(entry.value) }));
  return {
    ...request,
    actionValue: request.actionValue && here(request.actionValue),
    form: here({ ...form, entries }),
    credentials: credentials && {
      email: here(seen(credentials.email)),
      key: here(seen(credentials.key)),
      ...(holder && { holder }),
    },
    transport: request.transport
      .filter((option) => !isSettledHost(option))
      .map((option) =>
        programOf(option.path) === programOf(site) ? option : { ...option, path: site, value: here(option.value) },
      ),
    site,
    delivery: { by: 'nothing' },
    parts: [],
    escapes: null,
    // The old client is not at hand where the function is called.
    ...(request.packageClient && { clientStays: true, shared: undefined }),
    through: { ...wrapper, request },
  };
}

/** `api.auth(email, key).send(…)`: what the calls before in the chain were given. */
function chainedArguments(site: Call): Env {
  const callee = bare(site.get('callee') as NodePath);
  const before = callee.isMemberExpression() ? (callee.get('object') as NodePath) : null;
  const value = before && chainedOn(before) ? calledValue(before as Call) : null;
  if (value?.kind !== 'function') return new Map();
  const inner = entering(value.fn as NodePath<ast.Function>, (before as Call).get('arguments'));
  return new Map([...chainedArguments(before as Call), ...(inner ?? [])]);
}

function isWithin(path: NodePath, fn: NodePath): boolean {
  return path.findParent((parent) => parent.node === fn.node) !== null;
}
