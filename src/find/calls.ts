/** Walks a file and collects its v1 calls, and the requests to legacy neighbours. */

import { actionByName } from '../catalogue/index.js';
import { V1_PACKAGE, v1Method } from '../catalogue/v1-package.js';
import { withinEffort } from '../evaluate/effort.js';
import { evaluate, merge } from '../evaluate/evaluate.js';
import { asFormEntries } from '../evaluate/form.js';
import { entryOf, literalText, type ObjectValue, type Value } from '../evaluate/value.js';
import { type ast, is, type NodePath, type SourceModule, startOf } from '../syntax/index.js';
import { concernedIn } from './concerned.js';
import { classifyUrl } from './endpoint.js';
import { calledByLibrary } from './http/callee.js';
import { matchRequest } from './http/index.js';
import { transport } from './http/options.js';
import { followedClient } from './packages/client-groups.js';
import { matchPackageCall, type PackageFacts } from './packages/cloudflare.js';
import type { CallSite, HttpRequest } from './request.js';
import { isOfStranger } from './strangers.js';
import type { Credentials, V1Call } from './v1-call.js';
import { homesOfApplied } from './wrappers/applied.js';
import { programPath, programsBehind } from './wrappers/call-sites.js';
import { isSettledAbove } from './wrappers/settled-above.js';
import { callsBeyond, wrapperCalls } from './wrappers/wrapper-calls.js';

export interface NeighbourCall {
  readonly site: NodePath;
  readonly name: string;
}

export interface FoundCalls {
  readonly calls: readonly V1Call[];
  readonly neighbours: readonly NeighbourCall[];
}

/** A call that is there in the text, and how it is read once more. */
interface Request {
  readonly call: V1Call;
  readonly again: () => V1Call | null;
}

interface Requests {
  readonly requests: readonly Request[];
  /** requests of functions like `post(url, form)`, which may send anything anywhere */
  readonly helpers: readonly Request[];
  readonly neighbours: readonly NeighbourCall[];
}

/** All requests of the file that go to v1, in the order of the text; those through functions of other files too. */
export function findCalls({ program }: SourceModule, facts: PackageFacts): FoundCalls {
  const here = requestsIn(program, facts);
  const behind = filesBehind(program);
  const wrapped: V1Call[] = [];
  const settled = new Set<V1Call>();
  for (const one of shared(here)) {
    const further = through(one, [program]);
    if (isSettledAbove(one.call, further)) settled.add(one.call);
    wrapped.push(...further);
  }
  const calls = here.requests.map(({ call }) => (settled.has(call) ? { ...call, settledAbove: true } : call));
  for (const other of behind)
    for (const one of shared(requestsIn(other, facts)))
      wrapped.push(...through(one, [program, ...behind]).filter(isHere(program)));
  return { calls: [...calls, ...onePerSite(wrapped)].sort(byPlace), neighbours: here.neighbours };
}

/** The other files that a call here may enter. */
function filesBehind(program: NodePath): NodePath[] {
  return programsBehind(program, homesOfApplied);
}

/** The calls in the file of functions, its own or those of others, that make a v1 call of a known action. */
export function findCallsBeyond({ program }: SourceModule, facts: PackageFacts): readonly V1Call[] {
  const known = BEYOND.get(program.node);
  if (known) return known;
  const programs = [program, ...filesBehind(program)];
  const found = programs.flatMap((one) => {
    const { requests, helpers } = requestsIn(one, facts);
    return [...requests, ...helpers].flatMap(({ call, again }) =>
      call.open
        ? (withinEffort(MOST_FOR_HELPER, () => callsBeyond(call, again, programs)) ?? [])
        : callsBeyond(call, again, programs),
    );
  });
  const here = onePerSite(found.filter(isHere(program)));
  BEYOND.set(program.node, here);
  return here;
}

const BEYOND = new WeakMap<ast.Node, readonly V1Call[]>();

/** What is asked, or with what, is decided by those who call the function around the request. */
function shared({ requests, helpers }: Requests): readonly Request[] {
  return [...requests.filter(({ call }) => call.action === null || call.form.open), ...helpers];
}

/** Evaluations that are spent on who calls a function for any request: most have nothing to do with v1. */
const MOST_FOR_HELPER = 20_000;

function through({ call, again }: Request, programs: NodePath[]): V1Call[] {
  if (!call.open) return wrapperCalls(call, again, programs);
  return withinEffort(MOST_FOR_HELPER, () => wrapperCalls(call, again, programs)) ?? [];
}

function isHere(program: NodePath): (call: V1Call) => boolean {
  return ({ site }) => programPath(site).node === program.node;
}

const REQUESTS = new WeakMap<ast.Node, Requests>();

function requestsIn(program: NodePath, facts: PackageFacts): Requests {
  const known = REQUESTS.get(program.node);
  if (known) return known;
  const requests: Request[] = [];
  const helpers: Request[] = [];
  const neighbours: NeighbourCall[] = [];
  const seen = new Set<NodePath>();
  const isConcerned = concernedIn(program);
  const visit = (
    path: NodePath<ast.CallExpression> | NodePath<ast.NewExpression> | NodePath<ast.OptionalCallExpression>,
  ) => {
    if (!isConcerned(path.node) && !isPackageMethod(path)) return;
    const found = callAt(path, facts);
    if (!found || seen.has(found.site)) return;
    seen.add(found.site);
    if ('name' in found) neighbours.push(found);
    else (found.open ? helpers : requests).push({ call: found, again: () => asCall(callAt(path, facts)) });
  };
  program.traverse({ CallExpression: visit, OptionalCallExpression: visit, NewExpression: visit });
  const result = { requests, helpers, neighbours };
  REQUESTS.set(program.node, result);
  return result;
}

function callAt(
  path: NodePath<ast.CallExpression> | NodePath<ast.NewExpression> | NodePath<ast.OptionalCallExpression>,
  facts: PackageFacts,
): V1Call | NeighbourCall | null {
  if (isOfStranger(path.get('callee') as NodePath) && !isPackageMethod(path)) return null;
  const site = callSite(path);
  const request = matchRequest(site);
  return request ? fromRequest(request) : matchPackageCall(site, facts, followedClient);
}

/** A client of the old package may have been put into anything. */
function isPackageMethod(path: NodePath): boolean {
  const { callee } = path.node as ast.CallExpression;
  if (!is.isMemberExpression(callee) && !is.isOptionalMemberExpression(callee)) return false;
  const name = is.isIdentifier(callee.property)
    ? callee.property.name
    : is.isStringLiteral(callee.property)
      ? callee.property.value
      : '';
  return callee.computed || name === V1_PACKAGE.request || v1Method(name) !== undefined;
}

function asCall(found: V1Call | NeighbourCall | null): V1Call | null {
  return found && !('name' in found) ? found : null;
}

/** A call that makes several requests is none that one v4 call could take the place of. */
function onePerSite(calls: readonly V1Call[]): V1Call[] {
  return calls.filter((call) => calls.every((other) => other === call || other.site.node !== call.site.node));
}

function byPlace(a: V1Call, b: V1Call): number {
  return startOf(a.site.node) - startOf(b.site.node);
}

function callSite(
  path: NodePath<ast.CallExpression> | NodePath<ast.NewExpression> | NodePath<ast.OptionalCallExpression>,
): CallSite {
  let args: readonly Value[] | null = null;
  const given = () => {
    args ??= (path.get('arguments') as NodePath[]).map((argument) => evaluate(argument));
    return args;
  };
  const callee = evaluate(path.get('callee') as NodePath);
  const handed = calledByLibrary(callee, given);
  if (handed) return { path, ...handed };
  // Most calls are no requests: their arguments are not looked at.
  return {
    path,
    callee,
    get args() {
      return given();
    },
  };
}

function fromRequest(request: HttpRequest): V1Call | NeighbourCall | null {
  const endpoint = classifyUrl(request.url);
  if (endpoint.kind === 'neighbour') return { site: request.site, name: endpoint.name };
  if (endpoint.kind === 'other') return null;
  const sources = [...(endpoint.query ? [endpoint.query] : []), ...request.query, ...request.body];
  const form = wholeForm(request, sources);
  const open = endpoint.kind === 'unknown' && !looksLikeV1(form);
  if (open && !isGiven(request.url)) return null;
  const action = entryOf(form, 'a')?.value ?? null;
  const host = endpoint.kind === 'v1' ? endpoint.host : undefined;
  return {
    site: request.site,
    client: request.client,
    action: action && literalText(action),
    actionValue: action,
    form,
    sources,
    credentials: credentialsOf(form),
    json: request.body.some((body) => body.kind === 'encoded' && body.as === 'json' && holdsAction(body)),
    delivery: request.delivery,
    transport: host ? [...request.transport, transport('host', host)] : request.transport,
    parts: request.parts ?? [],
    ...(request.unread && { unread: request.unread }),
    escapes: request.escapes ?? null,
    ...(request.handedIn && { handedIn: request.handedIn }),
    ...(request.neverWorked && { neverWorked: request.neverWorked }),
    browser: request.browser ?? false,
    synchronous: request.synchronous ?? false,
    packageClient: null,
    through: null,
    ...(open && { open }),
    ...(request.failsOnStatus && { failsOnStatus: true }),
    ...(request.rejects && { rejects: true }),
    ...(request.unless && { unless: request.unless }),
    ...(request.task && { task: request.task }),
  };
}

/** Does whoever calls the function around the request say where it goes, or a part of that? */
function isGiven(url: Value): boolean {
  if (url.kind === 'member') return isGiven(url.object);
  if (url.kind === 'choice') return isGiven(url.then) || isGiven(url.otherwise);
  if (url.kind === 'concat') return url.parts.some(isGiven);
  // `this.base + path`: a sum of two that are not known
  if (url.kind === 'unknown' && url.path.isBinaryExpression({ operator: '+' }))
    return (['left', 'right'] as const).some((side) => isGiven(evaluate(url.path.get(side) as NodePath)));
  // `url.parse(address).host`
  if (url.kind === 'call') return url.args.some(isGiven);
  return url.kind === 'param';
}

function holdsAction(body: Value): boolean {
  const form = asFormEntries(body);
  return form !== null && entryOf(form, 'a') !== null;
}

/** Query of the URL, query option and body as one form: v1 took fields from anywhere. */
function wholeForm(request: HttpRequest, sources: readonly Value[]): ObjectValue {
  let form: ObjectValue = { kind: 'object', entries: [], open: false, path: request.site };
  for (const source of sources) {
    const entries = asFormEntries(source);
    form = { ...form, ...merge(form, entries ?? source) };
  }
  return form;
}

/** Without a known URL only a form that names an action and carries `tkn` is v1. */
function looksLikeV1(form: ObjectValue): boolean {
  const action = literalText(entryOf(form, 'a')?.value);
  return action !== null && actionByName(action) !== undefined && entryOf(form, 'tkn') !== null;
}

export function credentialsOf(form: ObjectValue): Credentials | null {
  const key = entryOf(form, 'tkn')?.value;
  const email = (entryOf(form, 'email') ?? entryOf(form, 'u'))?.value;
  return key && email ? { key, email } : null;
}
