/** How a file uses npm packages before and after, which decides what its package.json may become. */
import { evaluate } from '../evaluate/evaluate.js';
import { packageUses } from '../find/marks/v1-package.js';
import { packageClient } from '../find/packages/cloudflare.js';
import type { FileFacts } from '../find/packages/facts.js';
import type { ReasonId } from '../plan/reasons.js';
import { type ast, is, isFailure, type NodePath, parseModule, type SourceModule } from '../syntax/index.js';
import type { Planned } from './plan-calls.js';

export interface PackageUse {
  /** the SDK is called in the file's new text */
  readonly needsSdk: boolean;
  /** why the SDK must not come into this file's package, if so */
  readonly holds: ReasonId | null;
  /** packages that only the old text loads */
  readonly dropped: readonly string[];
}

/** `text`: what is written; null where nothing is. */
export function packageUse(
  module: SourceModule,
  facts: FileFacts,
  planned: readonly Planned[],
  text: string | null,
): PackageUse {
  const before = new Set(packageUses(module).map(({ name }) => name));
  const migrated = text !== null && planned.some(({ plan, bridge }) => plan || bridge);
  const dropped = text !== null ? [...before].filter((name) => !loaded(module, text).has(name)) : [];
  const holds = before.has('cloudflare') ? holdReason(module, facts, migrated ? planned : []) : null;
  return { needsSdk: migrated, holds, dropped };
}

function loaded(module: SourceModule, text: string): ReadonlySet<string> {
  const after = parseModule(module.file, text, module.kind === 'esm');
  return new Set(isFailure(after) ? [] : packageUses(after).map(({ name }) => name));
}

/** The file keeps `cloudflare` as it is: v1 that is not migrated, or v4 that is older than the SDK that is written. */
function holdReason(module: SourceModule, facts: FileFacts, planned: readonly Planned[]): ReasonId | null {
  if (!facts.cloudflareIsV1) return 'older-sdk';
  const calls = planned.filter(({ call }) => call.packageClient);
  const done = new Set(calls.flatMap(({ plan, call }) => (plan ? [call.site.node] : [])));
  if (done.size < calls.length || leaks(module, facts, done)) return 'package-needed';
  return done.size === 0 && !loadsSdk(module) ? 'package-needed' : null;
}

/** Does the file call the SDK's class already? Then no v1 use stands behind its import. */
function loadsSdk(module: SourceModule): boolean {
  return /\bnew\s+(?:\w+\.)?Cloudflare\s*\(/.test(module.text) && !/createClient|CloudFlare/.test(module.text);
}

/** A client of the old package that anything but the migrated calls uses. */
function leaks(module: SourceModule, facts: FileFacts, done: ReadonlySet<ast.Node>): boolean {
  let found = false;
  module.program.traverse({
    Expression(path) {
      if (found || !canBeClient(path) || !packageClient(evaluate(path), facts)) return;
      if (!isAccountedFor(path, done)) found = true;
    },
  });
  return found;
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
