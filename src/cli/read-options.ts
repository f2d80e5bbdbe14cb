/** Puts flags and configuration together into the options of a run. */
import { resolve } from 'node:path';
import { DEFAULT_MIGRATION, type MigrationOptions } from '../options.js';
import type { ConfigFile } from './config-file.js';
import {
  accessRules,
  actionNames,
  choice,
  helpersModule,
  jobCount,
  reportFormats,
  ruleNames,
  warningLimit,
  zones,
  zonesFile,
} from './option-values.js';
import { type CommandName, type OptionRow, optionsOf } from './options-table.js';
import type { RawValues } from './parse-arguments.js';
import type { RunOptions } from './run-options.js';
import { shard } from './shard.js';
import { UsageError } from './usage-error.js';

export interface OptionsContext {
  readonly command: CommandName;
  readonly cwd: string;
  readonly root: string;
}

/** @throws UsageError for the first value that will not do */
export function readOptions(context: OptionsContext, values: RawValues, config: ConfigFile | null): RunOptions {
  const given = new Given(context, values, config);
  const fix = given.flag('fix');
  const formats = reportFormats(given.list('format'), (path) => resolve(context.cwd, path));
  const options: RunOptions = {
    migration: migrationOptions(context, given, fix),
    noIgnore: given.flag('no-ignore'),
    staged: given.flag('staged'),
    since: given.map('since', (_where, value) => value) ?? null,
    shard: given.map('shard', shard) ?? null,
    stdinFilename: given.map('stdin-filename', (_where, value) => value) ?? null,
    newOnly: given.flag('new-only'),
    write: fix || given.flag('write'),
    interactive: given.flag('interactive'),
    allowDirty: given.flag('allow-dirty'),
    diff: given.flag('diff'),
    patchFile: given.path('patch-file'),
    formats,
    quiet: given.flag('quiet'),
    maxWarnings: given.map('max-warnings', warningLimit) ?? null,
    baseline: given.path('baseline'),
    updateBaseline: given.flag('update-baseline'),
    pruneBaseline: given.flag('prune-baseline'),
    jobs: given.map('jobs', jobCount) ?? null,
    colour: given.flag('no-color') ? false : given.flag('color') ? true : null,
  };
  checkTogether(options, given);
  return Object.freeze(options);
}

function migrationOptions({ root }: OptionsContext, given: Given, fix: boolean): MigrationOptions {
  // one file cannot be written together with modules beside it
  const alone = given.map('stdin-filename', () => true) ?? false;
  const helpers =
    given.map('helpers', (where, value) => helpersModule(where, value, given.absolute('helpers', value), root)) ?? null;
  return Object.freeze<MigrationOptions>({
    target:
      given.map('target', (where, value) => choice(where, value, ['sdk', 'fetch'] as const)) ??
      DEFAULT_MIGRATION.target,
    auth:
      given.map('auth', (where, value) => choice(where, value, ['key', 'token'] as const)) ?? DEFAULT_MIGRATION.auth,
    accessRules: given.map('access-rules', accessRules) ?? DEFAULT_MIGRATION.accessRules,
    zones: given.zones(),
    helpers: alone ? null : helpers,
    safeOnly: fix || given.flag('safe-only'),
    docs: given.flag('docs'),
    bridge: given.flag('no-bridge') ? false : alone ? 'inline' : 'module',
    todo: !(fix || given.flag('no-todo')),
    only: ruleNames(given.where('only'), given.list('only')),
    skip: ruleNames(given.where('skip'), given.list('skip')),
    actions: actionNames(given.where('action'), given.list('action')),
    verifyTypes: given.flag('verify-types'),
    tidy: fix,
    comments: !given.flag('no-inline-config'),
    secrets: given.flag('secrets') ? (given.flag('safe-only') ? 'find' : 'move') : false,
  });
}

/** Options that contradict each other. */
function checkTogether(options: RunOptions, given: Given): void {
  if (options.staged && options.since !== null)
    throw new UsageError('--staged and --since contradict each other; give one');
  if (options.newOnly && !options.staged && options.since === null)
    throw new UsageError('--new-only needs --staged or --since REF: new compared with what?');
  if (options.newOnly && options.write)
    throw new UsageError('--new-only is about lines, and --fix changes whole files; leave one out');
  checkShard(options);
  checkInput(options);
  checkBaseline(options);
  const dry = given.flag('dry-run');
  if (dry && options.write) throw new UsageError('--dry-run and --write contradict each other; give one');
  if (dry && options.interactive) throw new UsageError('--dry-run and --interactive contradict each other; give one');
  if (options.interactive && options.diff) {
    throw new UsageError('--interactive shows the changes already; leave out --diff');
  }
  const toStdout = options.formats.find(({ file }) => file === null);
  if (options.interactive && toStdout && toStdout.name !== 'pretty') {
    throw new UsageError('--interactive asks on stdout; give the report a file, as in --format json=report.json');
  }
  if (options.diff && toStdout) {
    throw new UsageError(
      `--diff and --format ${toStdout.name} both print to stdout; use --patch-file FILE or --format ${toStdout.name}=FILE`,
    );
  }
}

function checkShard({ shard, staged, since, stdinFilename, write, updateBaseline, pruneBaseline }: RunOptions): void {
  if (shard === null) return;
  const other = staged
    ? '--staged'
    : since !== null
      ? '--since'
      : stdinFilename !== null
        ? '--stdin-filename'
        : write
          ? '--fix'
          : updateBaseline
            ? '--update-baseline'
            : pruneBaseline
              ? '--prune-baseline'
              : null;
  if (other) throw new UsageError(`--shard and ${other} contradict each other; give one`);
}

function checkInput({ stdinFilename, staged, since, interactive, diff, write, formats }: RunOptions): void {
  if (stdinFilename === null) return;
  const other = staged ? '--staged' : since !== null ? '--since' : interactive ? '--interactive' : null;
  if (other) throw new UsageError(`--stdin-filename and ${other} contradict each other; give one`);
  const toStdout = formats.find(({ file }) => file === null);
  if (write && (diff || toStdout))
    throw new UsageError(
      `the new text goes to stdout; ${toStdout ? `give the report a file, as in --format ${toStdout.name}=FILE` : 'leave out --diff'}`,
    );
}

function checkBaseline({ baseline, updateBaseline, pruneBaseline, newOnly, migration }: RunOptions): void {
  if (!updateBaseline && !pruneBaseline) return;
  const option = updateBaseline ? '--update-baseline' : '--prune-baseline';
  if (updateBaseline && pruneBaseline) throw new UsageError('--update-baseline prunes too; leave out --prune-baseline');
  if (baseline === null) throw new UsageError(`${option} needs --baseline FILE, or "baseline" in the configuration`);
  if (newOnly || migration.actions.length > 0)
    throw new UsageError(
      `${option} looks at all findings of the files; leave out ${newOnly ? '--new-only' : '--action'}`,
    );
}

/** What was given for each option, by flag or configuration. */
class Given {
  readonly #rows: ReadonlyMap<string, OptionRow>;

  constructor(
    private readonly context: OptionsContext,
    private readonly values: RawValues,
    private readonly config: ConfigFile | null,
  ) {
    this.#rows = new Map(optionsOf(context.command).map((row) => [row.name, row]));
  }

  /** How errors name the option: the flag, or the key of the file it came from. */
  where(name: string): string {
    const key = this.#rows.get(name)?.config;
    return this.config && this.values[name] === undefined && key !== undefined && key in this.config.values
      ? `${this.config.name}: "${key}"`
      : `--${name}`;
  }

  flag(name: string): boolean {
    const value = this.values[name];
    if (value !== undefined) return value === true;
    const configured = this.configured(name);
    // `--no-todo` is `"todo": false`
    return name.startsWith('no-') ? configured === false : configured === true;
  }

  list(name: string): readonly string[] {
    const value = this.values[name];
    if (Array.isArray(value)) return value;
    return (this.configured(name) as readonly string[] | undefined) ?? [];
  }

  /** The value as text, checked by `read`; undefined where nothing is given. */
  map<T>(name: string, read: (where: string, value: string) => T): T | undefined {
    const value = this.values[name];
    const text = value ?? this.configured(name);
    if (text === undefined) return undefined;
    if (text === '') throw new UsageError(`${this.where(name)}: needs a value`);
    return read(this.where(name), String(text));
  }

  path(name: string): string | null {
    return this.map(name, (_where, value) => this.absolute(name, value)) ?? null;
  }

  /** Flags count from the current folder, the configuration from its own. */
  absolute(name: string, path: string): string {
    const from = this.values[name] === undefined && this.config ? this.config.folder : this.context.cwd;
    return resolve(from, path);
  }

  zones(): Readonly<Record<string, string>> {
    const configured = this.values.zones === undefined ? this.configured('zones') : undefined;
    if (typeof configured === 'object') return zones(this.where('zones'), configured);
    return (
      this.map('zones', (where, value) => zonesFile(where, value, this.absolute('zones', value))) ??
      DEFAULT_MIGRATION.zones
    );
  }

  /** Of the type that the table names: `findConfig` checked it. */
  private configured(name: string): unknown {
    const key = this.#rows.get(name)?.config;
    return key === undefined ? undefined : this.config?.values[key];
  }
}
