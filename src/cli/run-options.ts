/** Everything that was asked for, checked and frozen. Flags win over the configuration file, that over the defaults. */
import type { MigrationOptions } from '../options.js';
import type { FormatName } from '../report/format-names.js';
import type { Shard } from './shard.js';

export interface ReportFormat {
  readonly name: FormatName;
  /** absolute; null: stdout */
  readonly file: string | null;
}

export interface RunOptions {
  readonly migration: MigrationOptions;
  /** look into ignored files too */
  readonly noIgnore: boolean;
  /** look at what is staged, as it is staged */
  readonly staged: boolean;
  /** look at files changed since the branch left this one */
  readonly since: string | null;
  /** look at one part of the files */
  readonly shard: Shard | null;
  /** the text of this file comes from standard input */
  readonly stdinFilename: string | null;
  /** report what stands on added lines alone */
  readonly newOnly: boolean;
  /** lint --fix counts as write */
  readonly write: boolean;
  readonly interactive: boolean;
  readonly allowDirty: boolean;
  readonly diff: boolean;
  /** absolute */
  readonly patchFile: string | null;
  readonly formats: readonly ReportFormat[];
  readonly quiet: boolean;
  /** null: no limit */
  readonly maxWarnings: number | null;
  /** absolute */
  readonly baseline: string | null;
  readonly updateBaseline: boolean;
  readonly pruneBaseline: boolean;
  /** threads; null: as many as pay */
  readonly jobs: number | null;
  /** null: as the terminal has it */
  readonly colour: boolean | null;
}
