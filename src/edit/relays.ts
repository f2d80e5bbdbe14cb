/**
 * Functions that hand v1's whole answer on to readers elsewhere: there they hand on what v4 answers, and give its errors
 * as those of the connection. Each call of such a function is planned like one of v1 whose request is made already.
 */
import { actionByName } from '../catalogue/index.js';
import type { Action } from '../catalogue/types.js';
import { bare } from '../evaluate/evaluate.js';
import { programOf } from '../evaluate/modules/localised.js';
import { homeOf } from '../evaluate/modules/module-index.js';
import type { Answer } from '../find/answers/answer.js';
import { allCallersOf } from '../find/answers/callers.js';
import { Follower } from '../find/answers/follow.js';
import { functionAt } from '../find/answers/function-at.js';
import { resolvesPromise } from '../find/answers/settled.js';
import { findCallsBeyond } from '../find/calls.js';
import { offeredActions } from '../find/offered-actions.js';
import type { PackageFacts } from '../find/packages/cloudflare.js';
import type { Shape } from '../find/request.js';
import type { V1Call } from '../find/v1-call.js';
import type { Call } from '../find/wrappers/call-sites.js';
import { settlerAt } from '../plan/wrappers/deferred.js';
import { isRelay, relayedCall } from '../plan/wrappers/relayed.js';
import { type ast, is, type NodePath, type SourceModule } from '../syntax/index.js';
import type { CallPlan } from './call-plan.js';
import { onlyUnwraps } from './styles/unwrapping.js';

/** Every call in the file of a function that hands v1's whole answer on. */
export function relayedCalls(module: SourceModule, facts: PackageFacts): V1Call[] {
  return findCallsBeyond(module, facts).flatMap((call) => {
    const [name] = call.action === null ? offeredActions(call) : [call.action];
    const action = name === undefined ? undefined : actionByName(name);
    const relayed = action && relayedCall(call, action);
    return relayed ? [relayed] : [];
  });
}

/** How a function hands the answer on. */
export interface Relay {
  readonly fn: NodePath<ast.Function>;
  /** the calls of the function, in whatever file */
  readonly readers: readonly CallPlan[];
  /** where it calls its caller back with the answer, or settles its promise */
  readonly passes: readonly Pass[];
}

export interface Pass {
  readonly call: Call;
  /** what rejects the promise that the call settles; null: it calls back */
  readonly reject: string | null;
}

/** Plans a call of another file, or says that it cannot be written. */
export type PlanReader = (call: V1Call, module: SourceModule) => CallPlan | null;

/** The answer as far as the function that hands it on, and the relay; null where somebody may read it otherwise. */
export function relayOf(
  call: V1Call,
  action: Action,
  facts: PackageFacts,
  plan: PlanReader,
): { readonly answer: Answer; readonly relay: Relay } | null {
  const around = handingOn(call);
  if (!around || isPromised(around.fn)) return null;
  if (call.delivery.by === 'callback' && sortsArguments(around.fn)) return null;
  const answer = new Follower(call, action, around.fn.node, false, (callee) => settlerAt(callee) !== null).run();
  const passes = passesIn(around.fn, answer);
  if (answer.problems.length > 0 || !passes || !handsOn(call, answer, around.fn)) return null;
  const readers: CallPlan[] = [];
  for (const site of around.callers) {
    if (isAgain(site, around.fn)) continue;
    const module = homeOf(programOf(site))?.module;
    const found = module && findCallsBeyond(module, facts).find((one) => isOf(one, site, call));
    const relayed = found && relayedCall(found, action);
    if (!module || !relayed) return null;
    // Nobody waits for it there.
    if (relayed.delivery.by === 'nothing') continue;
    const reader = plan(relayed, module);
    if (!reader) return null;
    readers.push(reader);
  }
  if (call.delivery.by === 'callback' && !functionAt(call.delivery.callback))
    answer.forwards = {
      callback: bare(call.delivery.callback),
      mayBeMissing: call.delivery.optional === true,
      leaves: null,
    };
  return { answer, relay: { fn: around.fn, readers, passes } };
}

/** The function around the call that others call, and all of its calls. */
function handingOn({ site }: V1Call): { readonly fn: NodePath<ast.Function>; readonly callers: Call[] } | null {
  for (let fn = site.getFunctionParent(); fn; fn = fn.getFunctionParent()) {
    const callers = allCallersOf(fn as NodePath<ast.Function>);
    if (callers) return { fn: fn as NodePath<ast.Function>, callers };
  }
  return null;
}

/** `if (typeof type === 'function') cb = type`, `arguments`: which argument is called back is not seen. */
function sortsArguments(fn: NodePath<ast.Function>): boolean {
  const own = Object.values(fn.scope.bindings).filter(({ kind }) => kind === 'param');
  let sorts = own.some(({ constantViolations }) => constantViolations.length > 0);
  fn.traverse({
    Identifier({ node }) {
      if (node.name === 'arguments') sorts = true;
    },
  });
  return sorts || fn.node.params.some((one) => is.isRestElement(one));
}

/** `return load(zone, tries - 1)` in `load`: what it gives is what it gives. */
function isAgain(site: Call, fn: NodePath<ast.Function>): boolean {
  if (site.getFunctionParent()?.node !== fn.node) return false;
  return site.parentPath.isReturnStatement() || site.node === fn.node.body;
}

/** `class Api implements Service`: what the function gives is said elsewhere, too. */
function isPromised(fn: NodePath<ast.Function>): boolean {
  const owner = fn.isClassMethod() ? fn.findParent((path) => path.isClass()) : null;
  return owner?.isClass() === true && (owner.node.implements?.length ?? 0) > 0;
}

function isOf({ site, through }: V1Call, caller: Call, call: V1Call): boolean {
  return site.node === caller.node && through?.request.site.node === call.site.node;
}

/** Does it do nothing with the answer on the way that it would not do with an error as well? */
function handsOn({ delivery, site }: V1Call, answer: Answer, fn: NodePath<ast.Function>): boolean {
  // Code that is called back is written for each outcome.
  if (delivery.by === 'callback') return functionAt(delivery.callback) !== null || isRelay(delivery);
  if (delivery.by !== 'value') return false;
  if (![...answer.shapes.values()].every(isUnread)) return false;
  if (answer.links.some(({ ok, failed, method }) => failed !== null || method === 'tap' || (ok && !onlyUnwraps(ok))))
    return false;
  const body = fn.get('body') as NodePath;
  const statement = site.getStatementParent();
  if (!body.isBlockStatement() || !statement) return !body.isBlockStatement();
  if (statement.parent !== body.node) return false;
  const behind = body.get<NodePath[]>('body').slice(Number(statement.key));
  return behind.every((one) => one.isReturnStatement() || (one.isVariableDeclaration() && unwraps(one, answer)));
}

function unwraps(declaration: NodePath<ast.VariableDeclaration>, { shapes }: Answer): boolean {
  return declaration.node.declarations.every(({ init }) => init != null && shapes.has(init));
}

/** The answer as a whole, or what it is unwrapped from. */
function isUnread(shape: Shape): boolean {
  switch (shape.is) {
    case 'v1':
      return shape.path.length === 0;
    case 'promise':
      return isUnread(shape.of);
    case 'tuple':
      return shape.items.every((item) => item === null || isUnread(item));
    default:
      return shape.is === 'text' || shape.is === 'object';
  }
}

/** Where the function's own callback is called with the answer; null where that is not done plainly. */
function passesIn(fn: NodePath<ast.Function>, { shapes }: Answer): readonly Pass[] | null {
  const passes: (Pass | null)[] = [];
  fn.traverse({
    CallExpression(path) {
      const at = path.node.arguments.findIndex((one) => isWhole(shapes.get(one)));
      if (at >= 0) passes.push(passAt(path, at, fn));
    },
  });
  return passes.every((one) => one !== null) ? passes : null;
}

function passAt(call: Call, at: number, fn: NodePath<ast.Function>): Pass | null {
  const callee = call.get('callee') as NodePath;
  if (call.node.arguments.length !== at + 1) return null;
  const binding = callee.isIdentifier() ? callee.scope.getBinding(callee.node.name) : undefined;
  if (binding?.scope.path.node === fn.node) return at === 1 ? { call, reject: null } : null;
  const reject = at === 0 ? rejectBeside(callee) : null;
  return reject === null ? null : { call, reject };
}

/** What rejects the promise that `resolve`, or `deferred.resolve`, settles. */
function rejectBeside(callee: NodePath): string | null {
  if (callee.isMemberExpression()) {
    const isResolve =
      settlerAt(callee)?.does === 'resolve' && is.isIdentifier(callee.node.property, { name: 'resolve' });
    return isResolve ? `${callee.get('object')}.reject` : null;
  }
  const construct = resolvesPromise(callee);
  const executor = construct?.isNewExpression() ? construct.get('arguments')[0] : null;
  const [, reject] = executor?.isFunction() ? executor.node.params : [];
  return is.isIdentifier(reject) ? reject.name : null;
}

function isWhole(shape: Shape | undefined): boolean {
  return shape?.is === 'v1' && shape.path.length === 0;
}
