/** How a file uses npm packages before and after, which decides what its package.json may become. */
import { V1_PACKAGE } from '../catalogue/v1-package.js';
import { packageUses } from '../find/marks/v1-package.js';
import type { FileFacts } from '../find/packages/facts.js';
import type { ReasonId } from '../plan/reasons.js';
import { isFailure, parseModule, type SourceModule } from '../syntax/index.js';
import { canBeRenamed, clientsStay, loadsSdk, movedMakings, type Staying } from './old-package.js';
import type { Planned } from './plan-calls.js';

export interface PackageUse {
  /** the SDK is called in the file's new text */
  readonly needsSdk: boolean;
  /** why the SDK must not come into this file's package, if so */
  readonly holds: ReasonId | null;
  /** calls could come off the package if its other uses did not need it */
  readonly waits: boolean;
  /** what stays loads the old package under its other name */
  readonly aliased: boolean;
  /** a client with the same methods takes the old one's place */
  readonly replaced: boolean;
  /** packages that only the old text loads */
  readonly dropped: readonly string[];
}

/**
 * `text`: what is written; null where nothing is. `replaced`: nothing is left that loads the old package. `given`: its
 * classes give clients to other files.
 */
export function packageUse(
  module: SourceModule,
  facts: FileFacts,
  planned: readonly Planned[],
  text: string | null,
  staying: Staying,
  replaced: boolean,
  given = false,
): PackageUse {
  const before = new Set(packageUses(module).map(({ name }) => name));
  const made = text === null ? [] : movedMakings(module, staying);
  const migrated =
    text !== null && (given || replaced || made.length > 0 || planned.some(({ plan, bridge }) => plan || bridge));
  const after = text === null ? before : loaded(module, text);
  const aliased = after.has(V1_PACKAGE.alias) && !before.has(V1_PACKAGE.alias);
  const stays = before.has(V1_PACKAGE.name) && !aliased && !(replaced && text !== null);
  const holds = stays ? holdReason(module, facts, migrated ? planned : [], staying) : null;
  // What a function of another file hands on is told from its errors by the SDK's class.
  const names = !stays && after.has(V1_PACKAGE.name) && !before.has(V1_PACKAGE.name);
  const waits = planned.some(({ reasons }) => reasons.some(({ id }) => id === 'package-needed'));
  return {
    needsSdk: migrated || names,
    holds,
    waits,
    aliased,
    replaced: replaced && text !== null,
    dropped: [...before].filter((name) => !after.has(name)),
  };
}

function loaded(module: SourceModule, text: string): ReadonlySet<string> {
  const after = parseModule(module.file, text, module.kind === 'esm');
  return new Set(isFailure(after) ? [] : packageUses(after).map(({ name }) => name));
}

/** The file keeps `cloudflare` as it is: v1 that is not migrated, or v4 that is older than the SDK that is written. */
function holdReason(
  module: SourceModule,
  facts: FileFacts,
  planned: readonly Planned[],
  staying: Staying,
): ReasonId | null {
  if (!facts.cloudflareIsV1) return 'older-sdk';
  const needed = canBeRenamed(module) ? 'package-alias' : 'package-needed';
  if (clientsStay(module, facts, planned, staying)) return needed;
  const moves =
    planned.some(({ plan, call }) => plan && call.packageClient) || movedMakings(module, staying).length > 0;
  return moves || loadsSdk(module) ? null : needed;
}
