/**
 * Clients of the old package that go where their calls are not seen, or whose calls cannot be written for v4: one with the
 * same methods takes their place, which stands in the bridge.
 */
import { V1_PACKAGE, v1Method } from '../../catalogue/v1-package.js';
import { memberName } from '../../evaluate/evaluate.js';
import { isBridgeModule } from '../../find/bridge-mark.js';
import { oldLoads, type PackageUse } from '../../find/marks/v1-package.js';
import { sharedGroups } from '../../find/packages/client-groups.js';
import { oldNames } from '../../find/packages/cloudflare.js';
import type { FileFacts } from '../../find/packages/facts.js';
import { isHidden } from '../../find/suppressions/of-module.js';
import type { V1Call } from '../../find/v1-call.js';
import type { TextEdit } from '../../finding.js';
import type { MigrationOptions } from '../../options.js';
import { REASONS, reasonText } from '../../plan/reasons.js';
import { isWanted } from '../../plan/select.js';
import { isServed } from '../../plan/served.js';
import { type ast, endOf, is, type NodePath, type SourceModule, spanOf, startOf } from '../../syntax/index.js';
import { loadsSdk } from '../old-package.js';
import type { Planned } from '../plan-calls.js';
import { isAnswered, isInAnswer, isLacking } from './answered.js';
import { clientUses } from './client-uses.js';
import { possibleActions } from './possible-actions.js';
import { type BridgeActions, type BridgeSpec, clientSpec, isAction, joinedActions, joinedMethods } from './spec.js';

export interface ReplacedClient {
  /** where the package is loaded */
  readonly loads: readonly PackageUse[];
  /** what the bridge must have for it */
  readonly spec: BridgeSpec;
  /** where a client goes that is not followed; null: all its calls are seen */
  readonly leak: NodePath | null;
  /** the program changes the client: all its calls stay on it */
  readonly patched: boolean;
}

/** May the file load another module in the place of the old package? */
export function canBeReplaced(module: SourceModule, facts: FileFacts, options: MigrationOptions): boolean {
  if (options.bridge !== 'module' || options.safeOnly || options.actions.length > 0) return false;
  if (!oldNames(facts).some((name) => module.text.includes(name))) return false;
  if (!isWanted({ rule: 'v1-package' }, options) || loadsSdk(module) || isBridgeModule(module)) return false;
  const loads = oldLoads(module, facts);
  return loads.length > 0 && loads.every((one) => placeOf(one) !== null && !isHiddenHere(one, module, options));
}

/** null where the old package can go, or has to stay. `stays`: something else than v4 calls uses its clients. */
export function replacedClient(
  module: SourceModule,
  facts: FileFacts,
  planned: readonly Planned[],
  options: MigrationOptions,
  stays: boolean,
): ReplacedClient | null {
  const inherits = /\bprototype\b/.test(module.text);
  const moves = !stays && planned.some(({ call }) => call.packageClient);
  if (moves && !inherits) return null;
  const left = planned.filter(({ call, plan }) => call.packageClient && !plan);
  if (sharedGroups(module).length > 0 || !left.every((one) => isKept(one, options))) return null;
  const moving = new Set<ast.Node>(planned.flatMap(({ call, plan }) => (plan ? [call.site.node] : [])));
  const uses = clientUses(module, facts, moving);
  if (!uses || (moves && !uses.patched) || (left.length === 0 && uses.leak === null)) return null;
  const staying = uses.patched ? planned.filter(({ call }) => call.packageClient) : left;
  const kept = staying.filter(({ call }) => !call.through);
  const called = kept.flatMap(({ call }) => methodCalled(call.site) ?? []).filter((name) => v1Method(name));
  const spec = clientSpec(joinedMethods(uses.methods, new Set(called)));
  const actions = kept.map(({ call }) => actionsOf(call)).reduce(joinedActions, spec.actions);
  return { loads: oldLoads(module, facts), spec: { ...spec, actions }, leak: uses.leak, patched: uses.patched };
}

/** `_request(action, form)` may be any. */
function actionsOf({ action, actionValue }: V1Call): BridgeActions {
  if (action !== null) return new Set([action]);
  const possible = possibleActions(actionValue, new Set());
  return possible && new Set([...possible].filter(isAction));
}

function methodCalled(site: NodePath): string | null {
  const callee = site.get('callee') as NodePath;
  return callee.isMemberExpression() || callee.isOptionalMemberExpression()
    ? memberName(callee as Parameters<typeof memberName>[0])
    : null;
}

/** Can the call stay as it is, on a client that asks v4? */
function isKept({ call, action, reasons }: Planned, options: MigrationOptions): boolean {
  // The request itself is another call.
  if (call.through) return !reasons.some((reason) => isLacking(reason) && !isAnswered(reason));
  if (call.browser || call.synchronous || call.transport.length > 0) return false;
  if (action ? !isServed(action, options) : call.action !== null) return false;
  return reasons.every((reason) => isAnswered(reason) || isInAnswer(reason, action));
}

/** The calls, with those that stay as they are on the client that takes the old one's place. */
export function onReplacedClient(planned: readonly Planned[], patched = false): Planned[] {
  return planned.map((one) => {
    if (patched && one.plan && one.call.packageClient && !one.call.through)
      return { ...one, plan: null, onClient: true, reasons: [{ id: 'replaced-client', path: one.call.site }] };
    const because = one.reasons.find(({ id }) => REASONS[id].applicability === 'manual');
    if (one.plan || one.call.through || !one.call.packageClient || !because) return one;
    const field = reasonText(because.id, { action: one.call.action ?? undefined, field: because.field });
    return { ...one, onClient: true, reasons: [{ id: 'bridge', path: because.path, field }] };
  });
}

/** The module's name in the places where the package's stood. */
export function replacingEdits({ loads }: ReplacedClient, specifier: string): TextEdit[] {
  return loads.flatMap((use) => {
    const { name, spread } = placeOf(use) ?? { name: null, spread: null };
    if (!name) return [];
    const whole = { start: startOf(name) + 1, end: endOf(name) - 1, text: specifier };
    // the module has no default
    const local = spread && { ...spanOf(spread), text: `* as ${spread.local.name}` };
    return [...(local ? [local] : []), whole];
  });
}

/** The literal that names the package, and what imports it as a default; null where something else would change. */
function placeOf({ path, name, spec }: PackageUse) {
  if (spec !== name) return null;
  const { node } = path;
  if (is.isImportDeclaration(node)) {
    const spread = node.specifiers.find((one) => is.isImportDefaultSpecifier(one)) ?? null;
    const known = node.specifiers.every(
      (one) => !is.isImportSpecifier(one) || isMaker(is.isIdentifier(one.imported) ? one.imported.name : ''),
    );
    return known && !(spread && node.specifiers.length > 1) ? { name: node.source, spread } : null;
  }
  if (is.isTSImportEqualsDeclaration(node)) {
    const { moduleReference } = node;
    return is.isTSExternalModuleReference(moduleReference) ? { name: moduleReference.expression, spread: null } : null;
  }
  const [argument] = is.isCallExpression(node) && !is.isImport(node.callee) ? node.arguments : [];
  return is.isStringLiteral(argument) ? { name: argument, spread: null } : null;
}

function isMaker(name: string): boolean {
  return name === V1_PACKAGE.factory || name === V1_PACKAGE.class;
}

function isHiddenHere({ path }: PackageUse, module: SourceModule, { comments }: MigrationOptions): boolean {
  return comments && isHidden(module, 'v1-package', startOf(path.node));
}
