/** The old npm package where it cannot go: its clients stay for some calls, and it is loaded under another name. */
import { V1_PACKAGE } from '../catalogue/v1-package.js';
import { evaluate } from '../evaluate/evaluate.js';
import { type PackageUse, packageUses } from '../find/marks/v1-package.js';
import { groupAt, isShared, sharedMakings } from '../find/packages/client-groups.js';
import { oldNames, type PackageFacts, packageClient } from '../find/packages/cloudflare.js';
import type { V1Call } from '../find/v1-call.js';
import type { TextEdit } from '../finding.js';
import type { MigrationOptions } from '../options.js';
import { type ast, is, type NodePath, type SourceModule, startOf } from '../syntax/index.js';
import type { Planned } from './plan-calls.js';

/** Does the v4 client take the place of the old package's, in the same variable? */
export function becomesClient(
  { packageClient, clientStays, shared }: V1Call,
  { target, auth }: MigrationOptions,
): boolean {
  if (packageClient === null || clientStays) return false;
  // The account is handed from file to file as the client was; the token is in the environment of all.
  return target === 'sdk' || (shared !== undefined && auth === 'key');
}

/** Groups of clients that files share and that stay as they are. */
export type Staying = readonly string[];

/** Does anything but the migrated calls use clients of the old package? */
export function clientsStay(
  module: SourceModule,
  facts: PackageFacts,
  planned: readonly Planned[],
  staying: Staying,
): boolean {
  const calls = planned.filter(({ call }) => call.packageClient);
  const done = new Set(calls.flatMap(({ plan, call }) => (plan ? [call.site.node] : [])));
  return done.size < calls.length || leaks(module, facts, done, staying);
}

/** The clients that the file makes for others as well, and that become those of v4. */
export function movedMakings(module: SourceModule, staying: Staying): NodePath[] {
  return sharedMakings(module).flatMap(({ path, group }) => (staying.includes(group.id) ? [] : [path]));
}

/** Would a client be made where the SDK, which the file loads further down, is not there yet? */
export function precedesSdk(module: SourceModule, facts: PackageFacts, importedAt: number): boolean {
  if (!namesPackage(module, facts)) return false;
  let found = false;
  const visit = (path: NodePath) => {
    if (startOf(path.node) < importedAt && !path.getFunctionParent() && packageClient(evaluate(path), facts))
      found = true;
  };
  module.program.traverse({ CallExpression: visit, NewExpression: visit });
  return found;
}

/** Does a client of the old package go where its calls are not seen? */
export function clientLeaks(
  module: SourceModule,
  facts: PackageFacts,
  planned: readonly Planned[],
  staying: Staying,
): boolean {
  const calls = planned.filter(({ call }) => call.packageClient);
  if (calls.some(({ call: { shared } }) => shared !== undefined && staying.includes(shared))) return true;
  return calls.length > 0 && leaks(module, facts, new Set(calls.map(({ call }) => call.site.node)), staying);
}

/** A client of the old package that anything but these calls uses. */
function leaks(module: SourceModule, facts: PackageFacts, done: ReadonlySet<ast.Node>, staying: Staying): boolean {
  if (!namesPackage(module, facts)) return false;
  let found = false;
  module.program.traverse({
    Expression(path) {
      if (found || !canBeClient(path) || !packageClient(evaluate(path), facts)) return;
      const group = groupAt(path);
      const seen = group && group.leak === null && !(isShared(group) && staying.includes(group.id));
      if (!seen && (isShared(group) || !isAccountedFor(path, done))) found = true;
    },
  });
  return found;
}

/** A file that does not name the package has none of its clients, but those that are shared. */
function namesPackage({ text }: SourceModule, facts: PackageFacts): boolean {
  return oldNames(facts).some((name) =>
    [`'${name}'`, `"${name}"`, `\`${name}\``].some((quoted) => text.includes(quoted)),
  );
}

function canBeClient(path: NodePath): boolean {
  if (path.isIdentifier()) return path.isReferencedIdentifier();
  if (path.isMemberExpression()) return !(path.parentPath.isAssignmentExpression() && path.key === 'left');
  return path.isCallExpression() || path.isNewExpression();
}

/** Used by a migrated call, or put where its further uses are seen. */
function isAccountedFor(path: NodePath, done: ReadonlySet<ast.Node>): boolean {
  const parent = path.parentPath;
  if (!parent) return false;
  if (parent.isMemberExpression() && path.key === 'object') {
    const call = parent.parentPath;
    return call?.isCallExpression() === true && parent.key === 'callee' && done.has(call.node);
  }
  if (parent.isVariableDeclarator())
    return is.isIdentifier(parent.node.id) && !parent.parentPath?.parentPath?.isExportNamedDeclaration();
  if (parent.isAssignmentExpression() && path.key === 'right') {
    const { left } = parent.node;
    return is.isIdentifier(left) || (is.isMemberExpression(left) && is.isThisExpression(left.object));
  }
  if (parent.isClassProperty()) return true;
  if (parent.isLogicalExpression() || parent.isTSAsExpression() || parent.isTSNonNullExpression())
    return isAccountedFor(parent, done);
  // `function client() { return createClient(…); }`: its calls are looked at as well
  if (parent.isReturnStatement()) return parent.getFunctionParent()?.isFunctionDeclaration() === true;
  return parent.isExpressionStatement();
}

/** Does the file call the SDK's class already? Then no v1 use stands behind its import. */
export function loadsSdk(module: SourceModule): boolean {
  return /\bnew\s+(?:\w+\.)?Cloudflare\s*\(/.test(module.text) && !/createClient|CloudFlare/.test(module.text);
}

/** Can every place that loads the package be made to load it under the other name? */
export function canBeRenamed(module: SourceModule): boolean {
  return oldUses(module).every((use) => nameNode(use) !== null);
}

/** `require('cloudflare')` → `require('cloudflare-v1')`, types too. */
export function renameEdits(module: SourceModule): TextEdit[] {
  if (loadsSdk(module)) return [];
  const types = (module.program.get('body') as NodePath[]).flatMap((path) =>
    path.isImportDeclaration() && path.node.importKind === 'type' && path.node.source.value === V1_PACKAGE.name
      ? [path.node.source]
      : [],
  );
  const nodes = [...oldUses(module).flatMap((use) => nameNode(use) ?? []), ...types];
  return nodes.flatMap(({ start, end }) =>
    start == null || end == null
      ? []
      : [{ start: end - 1, end: end - 1, text: V1_PACKAGE.alias.slice(V1_PACKAGE.name.length) }],
  );
}

function oldUses(module: SourceModule): PackageUse[] {
  return packageUses(module).filter(({ name }) => name === V1_PACKAGE.name);
}

/** The literal that names the package; null where it is no literal of its own, or names a file of the package. */
function nameNode({ path, spec }: PackageUse): ast.Node | null {
  if (spec !== V1_PACKAGE.name) return null;
  const { node } = path;
  if (is.isImportDeclaration(node)) return node.source;
  if (is.isTSImportEqualsDeclaration(node))
    return is.isTSExternalModuleReference(node.moduleReference) ? node.moduleReference.expression : null;
  const [argument] = is.isCallExpression(node) ? node.arguments : [];
  return is.isStringLiteral(argument) ? argument : null;
}
