/** Which requests go through the bridge: those that v4 can serve, and that no v4 call can be written for. */
import { actionByName } from '../../catalogue/index.js';
import { programOf } from '../../evaluate/modules/localised.js';
import { homeOf } from '../../evaluate/modules/module-index.js';
import type { V1Call } from '../../find/v1-call.js';
import { callSitesOf } from '../../find/wrappers/call-sites.js';
import { usesOf } from '../../find/wrappers/uses.js';
import type { MigrationOptions } from '../../options.js';
import { REASONS, reasonText } from '../../plan/reasons.js';
import { isServed } from '../../plan/served.js';
import { isCallWanted } from '../../plan/wanted-call.js';
import type { ast, NodePath, SourceModule } from '../../syntax/index.js';
import type { PlanReason } from '../call-plan.js';
import type { Planned } from '../plan-calls.js';
import { isAnswered, isInAnswer, isLacking } from './answered.js';
import { placeOf } from './place-of.js';
import { possibleActions } from './possible-actions.js';
import type { BridgeActions } from './spec.js';

/** The calls with those that go through the bridge marked as such, and the callers of functions that do. */
export function withBridges(
  planned: readonly Planned[],
  module: SourceModule,
  options: MigrationOptions,
  checkOf: (module: SourceModule) => (one: Planned) => boolean,
): Planned[] {
  if (!options.bridge || options.safeOnly) return planned.map((one) => refusedCall(one, planned, options) ?? one);
  const canBeWritten = checkOf(module);
  const can = planned.map((one) => canBridge(one, options) && canBeWritten(one));
  // An id of v1's own is none of v4: where a list stays with v1, so do the calls that take its ids.
  const stays = planned.some(
    (one, index) => !one.plan && !one.onClient && !can[index] && LISTS.has(one.action?.name ?? ''),
  );
  const bridged = planned.map((one, index) =>
    can[index] && !(stays && one.reasons.some(({ id }) => id === 'id-of-v1'))
      ? ifWanted(bridgedCall(one, planned, options), one, module, options)
      : one,
  );
  const sites = new Set<ast.Node>(
    bridged.flatMap(({ bridge, onClient, call }) => (bridge || onClient ? [call.site.node] : [])),
  );
  return bridged.map((one) => (isCarried(one, sites, checkOf) ? carried(one) : lackingFirst(one)));
}

/** A function's request that v4 serves no caller of: what its callers are told is said of it, too. */
function refusedCall(one: Planned, planned: readonly Planned[], options: MigrationOptions): Planned | null {
  if (one.plan || !one.reasons.some(({ id }) => id === 'unknown-action')) return null;
  const refused = whyRefused(actionsOf(one.call, planned), planned, options);
  return refused && { ...one, reasons: [refused] };
}

/** For all that is asked of the function v4 has nothing: a bridge could only refuse it. Why, as its caller is told. */
function whyRefused(actions: BridgeActions, planned: readonly Planned[], options: MigrationOptions): PlanReason | null {
  if (!actions || actions.size === 0) return null;
  const served = [...actions].some((name) => {
    const action = actionByName(name);
    return action && isServed(action, options);
  });
  const reasons = planned.flatMap((one) => (one.action && actions.has(one.action.name) ? one.reasons : []));
  return served ? null : (reasons.find(({ id }) => REASONS[id].applicability === 'manual') ?? null);
}

/** They answer ids of records. */
const LISTS = new Set(['rec_load_all', 'rec_new']);

function ifWanted(bridged: Planned, before: Planned, module: SourceModule, options: MigrationOptions): Planned {
  return isCallWanted(bridged, module, options) ? bridged : before;
}

/** Is there nothing in the way it is made that a bridge cannot keep? */
function isSendable(call: V1Call): boolean {
  if (call.packageClient || call.unless || call.task || call.browser || call.synchronous || call.escapes) return false;
  return placeOf(call) !== null;
}

function canBridge({ call, plan, action, reasons }: Planned, options: MigrationOptions): boolean {
  if (plan || (call.through && !call.through.shared.open) || !isSendable(call)) return false;
  if (action ? !isServed(action, options) : call.action !== null) return false;
  const manual = reasons.some(({ id }) => REASONS[id].applicability === 'manual');
  return manual && reasons.every((reason) => isAnswered(reason) || isInAnswer(reason, action));
}

function bridgedCall(one: Planned, planned: readonly Planned[], options: MigrationOptions): Planned {
  const { call } = one;
  const refused = refusedCall(one, planned, options);
  const because = whyLeft(one);
  if (refused || !because) return refused ?? one;
  const transport = call.transport.map(({ path, name }) => ({ id: 'transport-option' as const, path, field: name }));
  const actions = actionsOf(call, planned);
  return {
    ...one,
    bridge: { actions, because: because.id, place: placeOf(call) ?? call.site },
    reasons: [{ id: 'bridge', path: because.path, field: saying(because, one) }, ...transport],
  };
}

/** The call's own action, or those that its callers in this file ask for, if there are no others. */
function actionsOf(call: V1Call, planned: readonly Planned[]): BridgeActions {
  if (call.action !== null) return new Set([call.action]);
  const callers = planned.filter((one) => one.call.through?.shared.site.node === call.site.node);
  const chain = callers.flatMap((one) => entered(one.call));
  const sites = new Set<ast.Node>(chain.map(({ site }) => site));
  const functions = [...new Map(chain.map(({ fn }) => [fn.node, fn])).values()];
  const known = functions.every((fn) => {
    const uses = usesOf(fn);
    const calls = new Set<ast.Node>(callSitesOf(fn).map(({ node }) => node));
    return uses?.every((use) => use.key === 'callee' && calls.has(use.parent) && sites.has(use.parent)) ?? false;
  });
  if (callers.length === 0 || !known) {
    const served = new Set<ast.Node>(
      planned.flatMap((one) => (one.plan ? [(one.call.asked ?? one.call.site).node] : [])),
    );
    const possible = possibleActions(call.actionValue, served);
    return possible && new Set([...possible].filter((name) => actionByName(name)));
  }
  const asked = callers.flatMap(({ plan, call: { action } }) => (plan || action === null ? [] : [action]));
  return new Set(asked.filter((name) => actionByName(name)));
}

/** The functions of the author's that the call enters one after the other, and where each is called. */
function entered(call: V1Call): { fn: NodePath<ast.Function>; site: ast.Node }[] {
  const { through, asked, site } = call;
  return through ? [{ fn: through.fn, site: (asked ?? site).node }, ...entered(through.request)] : [];
}

/** Is it left to a function whose request goes through the bridge? What v4 does not have is told all the same. */
function isCarried(
  { call, plan, action, reasons }: Planned,
  sites: ReadonlySet<ast.Node>,
  checkOf: (module: SourceModule) => (one: Planned) => boolean,
): boolean {
  if (plan || !call.through || !action?.rewrite) return false;
  if (reasons.some((reason) => isLacking(reason) && !isAnswered(reason))) return false;
  const { shared } = call.through;
  if (shared.open) return false;
  // In another file the request is sent on as it is here, where it can be.
  if (sites.has(shared.site.node)) return true;
  const home = programOf(shared.site) === programOf(call.site) ? null : homeOf(programOf(shared.site));
  return (
    home !== null && isSendable(shared) && checkOf(home.module)({ call: shared, action: null, plan: null, reasons: [] })
  );
}

/** What no bridge can make good is why the call stays, whatever else stands against writing it. */
function lackingFirst(one: Planned): Planned {
  if (one.plan || one.bridge || !one.call.through || !one.reasons.some(isLacking)) return one;
  const others = one.reasons.filter((reason) => !isLacking(reason));
  return { ...one, reasons: [...one.reasons.filter(isLacking), ...others] };
}

function carried(one: Planned): Planned {
  const because = whyLeft(one);
  const field = because && saying(because, one);
  return { ...one, reasons: [{ id: 'bridged-wrapper', path: because?.path ?? one.call.site, field }] };
}

/** What stands against writing the call for v4. */
function whyLeft({ reasons }: Planned): PlanReason | undefined {
  return reasons.find(({ id }) => REASONS[id].applicability === 'manual');
}

function saying({ id, field }: PlanReason, { call }: Planned): string {
  return reasonText(id, { action: call.action ?? undefined, field });
}
