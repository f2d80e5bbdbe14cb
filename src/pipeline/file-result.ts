/** What the analysis of one file is given, and what it gives. */

import type { FileChange, SourceText } from '../analysis.js';
import type { Crossing } from '../edit/abroad.js';
import type { Accessor } from '../edit/accounts.js';
import type { BridgeUse } from '../edit/bridge/placement.js';
import type { Entered } from '../edit/foreign-uses.js';
import type { HelperUse } from '../edit/helper-module.js';
import type { Surroundings } from '../edit/migrate-file.js';
import type { FileUse } from '../edit/packages.js';
import type { SharedClients } from '../edit/sharers.js';
import type { Finding } from '../finding.js';

/** One file to analyse, and what other files say of it. `rejected`: why its new text was refused. */
export interface FileTask extends Surroundings {
  readonly source: SourceText;
  readonly rejected: string | null;
}

/** File → the type error for which a text that an earlier analysis gave was refused. */
export type Rejected = ReadonlyMap<string, string>;

/** Plain data: it goes from one thread to another. */
export interface FileResult {
  readonly findings: readonly Finding[];
  readonly hidden: readonly Finding[];
  readonly change: FileChange | null;
  readonly use: FileUse;
  readonly helpers: HelperUse | null;
  /** what it needs of a bridge */
  readonly bridge: BridgeUse | null;
  /** what the v4 calls need a token to be allowed */
  readonly permissions: readonly string[];
  /** functions of other files that its migrated calls went through */
  readonly entered: readonly Entered[];
  /** its calls whose answers are read in other files */
  readonly crossings: readonly Crossing[];
  readonly shared: SharedClients;
  /** what its calls ask classes of other files for, or of its own */
  readonly asked: readonly Accessor[];
  /** what its classes give */
  readonly given: readonly Accessor[];
  /** files whose answers it cannot be written for */
  readonly refused: readonly string[];
  /** parameters that its calls of v1 were made with, and nothing reads any more */
  readonly idle: readonly string[];
  /** what it holds of v1 reaches nobody who imports it */
  readonly closed?: boolean;
}
