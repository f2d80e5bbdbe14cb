/**
 * Functions of the author's that make a v1 request whose action their callers decide. Every call of such a function
 * whose action is known is a v1 call of its own.
 */
import { within } from '../../evaluate/evaluate.js';
import { entering } from '../../evaluate/parameters.js';
import type { Env } from '../../evaluate/value.js';
import type { ast, NodePath } from '../../syntax/index.js';
import type { V1Call } from '../v1-call.js';
import { type Call, callSitesOf } from './call-sites.js';

/** Reads a request once more, as the functions that were entered see it. */
type Read = (env: Env) => V1Call | null;

const MAX_LEVELS = 4;

/** The v1 calls that the file makes through functions around `request`, whose own action is not known. */
export function wrapperCalls(request: V1Call, again: () => V1Call | null): V1Call[] {
  return callsThrough(request, request.site, (env) => within(env, again), new Set());
}

function callsThrough(shared: V1Call, inner: NodePath, read: Read, seen: ReadonlySet<ast.Node>): V1Call[] {
  for (let fn = inner.getFunctionParent(); fn; fn = fn.getFunctionParent()) {
    if (seen.has(fn.node) || seen.size >= MAX_LEVELS) return [];
    const sites = callSitesOf(fn as NodePath<ast.Function>).filter((site) => !isWithin(site, fn as NodePath));
    const calls = sites.flatMap((site) => throughOne(shared, fn as NodePath<ast.Function>, site, read, seen));
    if (calls.length > 0) return calls;
  }
  return [];
}

/** What one call of the function asks v1 for: itself, or through the function around it. */
function throughOne(
  shared: V1Call,
  fn: NodePath<ast.Function>,
  site: Call,
  read: Read,
  seen: ReadonlySet<ast.Node>,
): V1Call[] {
  const readHere = (outer?: Env): V1Call | null => {
    const args = site.get('arguments');
    const env = entering(fn, args, outer, outer);
    const request = env && read(env);
    return request && atSite(request, { fn, args, shared, env }, site);
  };
  const call = readHere();
  if (!call) return [];
  if (call.action !== null) return [call];
  return callsThrough(shared, site, readHere, new Set([...seen, fn.node]));
}

function atSite(
  request: V1Call,
  wrapper: { fn: NodePath<ast.Function>; args: readonly NodePath[]; shared: V1Call; env: Env },
  site: Call,
): V1Call {
  return {
    ...request,
    site,
    delivery: { by: 'nothing' },
    parts: [],
    escapes: null,
    through: { ...wrapper, request },
  };
}

function isWithin(path: NodePath, fn: NodePath): boolean {
  return path.findParent((parent) => parent.node === fn.node) !== null;
}
