/** Every option, once: the command line, its help and the configuration file are made from this table. */
import { FORMATS } from '../report/format-names.js';

export const COMMANDS = ['migrate', 'lint', 'ci', 'explain', 'actions', 'merge-reports', 'init', 'completion'] as const;
export type CommandName = (typeof COMMANDS)[number];

export interface OptionRow {
  /** as written on the command line, without `--` */
  readonly name: string;
  readonly alias?: string;
  /** `list`: may be repeated, and takes several values with commas between */
  readonly type: 'flag' | 'string' | 'number' | 'list';
  /** what stands for the value in the help */
  readonly value?: string;
  /** the only values there are */
  readonly choices?: readonly string[];
  /** the default in words, for the help */
  readonly defaultText?: string;
  /** one sentence without the full stop */
  readonly help: string;
  readonly group: 'Migration' | 'Selection' | 'Writing' | 'Report' | 'General';
  readonly commands: readonly CommandName[];
  /** key in the configuration file, where it may stand there; `--no-…` options set theirs to false */
  readonly config?: string;
}

const ANALYSING: readonly CommandName[] = ['migrate', 'lint', 'ci', 'explain'];
const REPORTING: readonly CommandName[] = ['migrate', 'lint', 'ci'];

export const OPTIONS: readonly OptionRow[] = [
  {
    name: 'target',
    type: 'string',
    choices: ['sdk', 'fetch'],
    defaultText: 'sdk',
    help: 'write calls of the official cloudflare package, or plain fetch',
    group: 'Migration',
    commands: ANALYSING,
    config: 'target',
  },
  {
    name: 'auth',
    type: 'string',
    choices: ['key', 'token'],
    defaultText: 'key',
    help: 'credentials of the v4 calls: the Global API Key that v1 used, or CLOUDFLARE_API_TOKEN',
    group: 'Migration',
    commands: ANALYSING,
    config: 'auth',
  },
  {
    name: 'access-rules',
    type: 'string',
    value: 'user|account:ID|zone:NAME',
    defaultText: 'user',
    help: 'where the rules of wl, ban and nul go',
    group: 'Migration',
    commands: ANALYSING,
    config: 'accessRules',
  },
  {
    name: 'zones',
    type: 'string',
    value: 'FILE',
    help: 'JSON file { "example.com": "zone id" }: zones whose id need not be looked up',
    group: 'Migration',
    commands: ANALYSING,
    config: 'zones',
  },
  {
    name: 'helpers',
    type: 'string',
    value: 'PATH',
    help: 'put helper functions into this module instead of each file',
    group: 'Migration',
    commands: ANALYSING,
    config: 'helpers',
  },
  {
    name: 'safe-only',
    type: 'flag',
    help: 'leave out what needs review',
    group: 'Migration',
    commands: ['migrate'],
    config: 'safeOnly',
  },
  {
    name: 'docs',
    type: 'flag',
    help: 'rewrite the examples of Markdown files too',
    group: 'Migration',
    commands: ANALYSING,
    config: 'docs',
  },
  {
    name: 'no-bridge',
    type: 'flag',
    help: 'write no bridge, the module that takes v1 forms at run time: leave out what only that could serve',
    group: 'Migration',
    commands: ['migrate'],
  },
  {
    name: 'no-todo',
    type: 'flag',
    help: 'write no TODO comments',
    group: 'Migration',
    commands: ['migrate'],
    config: 'todo',
  },
  {
    name: 'secrets',
    type: 'flag',
    help: 'look for keys in every file, of Cloudflare or not; --write and --fix have scripts read them from the environment',
    group: 'Migration',
    commands: ANALYSING,
    config: 'secrets',
  },
  {
    name: 'verify-types',
    type: 'flag',
    help: 'check the types of rewritten TypeScript',
    group: 'Migration',
    commands: ANALYSING,
    config: 'verifyTypes',
  },
  {
    name: 'only',
    type: 'list',
    value: 'RULES',
    help: 'look for these rules alone',
    group: 'Selection',
    commands: REPORTING,
    config: 'only',
  },
  {
    name: 'skip',
    type: 'list',
    value: 'RULES',
    help: 'leave these rules out',
    group: 'Selection',
    commands: REPORTING,
    config: 'skip',
  },
  {
    name: 'action',
    type: 'list',
    value: 'NAMES',
    help: 'look at calls of these v1 actions alone',
    group: 'Selection',
    commands: REPORTING,
    config: 'actions',
  },
  {
    name: 'no-inline-config',
    type: 'flag',
    help: 'report what comments in the code hide, too',
    group: 'Selection',
    commands: REPORTING,
  },
  {
    name: 'no-ignore',
    type: 'flag',
    help: 'look into ignored files too',
    group: 'Selection',
    commands: ANALYSING,
    config: 'ignore',
  },
  {
    name: 'staged',
    type: 'flag',
    help: 'look at what is staged in git, as it is staged',
    group: 'Selection',
    commands: REPORTING,
  },
  {
    name: 'since',
    type: 'string',
    value: 'REF',
    help: 'look at files changed since the branch left REF, committed or not',
    group: 'Selection',
    commands: REPORTING,
  },
  {
    name: 'shard',
    type: 'string',
    value: 'I/N',
    help: 'report one part of the files, the I-th of N with about as much to analyse; merge-reports puts them together',
    group: 'Selection',
    commands: ['lint', 'ci'],
  },
  {
    name: 'new-only',
    type: 'flag',
    help: 'report what stands on added lines alone; with --staged or --since',
    group: 'Selection',
    commands: ['lint', 'ci'],
  },
  {
    name: 'stdin-filename',
    type: 'string',
    value: 'FILE',
    help: 'look at the text from standard input as if it were in this file; what would be written goes to stdout',
    group: 'Selection',
    commands: REPORTING,
  },
  { name: 'write', type: 'flag', help: 'change the files', group: 'Writing', commands: ['migrate'] },
  {
    name: 'fix',
    type: 'flag',
    help: 'change the files where that is safe: migrate --write --safe-only --no-todo',
    group: 'Writing',
    commands: ['lint'],
  },
  {
    name: 'dry-run',
    alias: 'n',
    type: 'flag',
    help: 'change nothing (the default)',
    group: 'Writing',
    commands: ['migrate'],
  },
  { name: 'interactive', type: 'flag', help: 'ask for each file', group: 'Writing', commands: ['migrate'] },
  {
    name: 'allow-dirty',
    type: 'flag',
    help: 'change files that have uncommitted changes or are outside git too',
    group: 'Writing',
    commands: ['migrate', 'lint'],
  },
  { name: 'diff', type: 'flag', help: 'print the changes as a patch', group: 'Writing', commands: ['migrate'] },
  {
    name: 'patch-file',
    type: 'string',
    value: 'FILE',
    help: 'write the changes as a patch, complete with the credentials that changed lines hold',
    group: 'Writing',
    commands: ['migrate'],
  },
  {
    name: 'format',
    alias: 'f',
    type: 'list',
    value: 'NAME[=FILE]',
    defaultText: 'pretty',
    help: `form of the report, to stdout or into a file, may be repeated; ${FORMATS.join(', ')}`,
    group: 'Report',
    commands: [...REPORTING, 'merge-reports'],
  },
  {
    name: 'format',
    alias: 'f',
    type: 'string',
    choices: ['table', 'json'],
    defaultText: 'table',
    help: 'form of the table',
    group: 'Report',
    commands: ['actions'],
  },
  { name: 'quiet', alias: 'q', type: 'flag', help: 'report errors alone', group: 'Report', commands: REPORTING },
  {
    name: 'max-warnings',
    type: 'number',
    value: 'N',
    defaultText: 'no limit',
    help: 'exit with 1 if there are more warnings',
    group: 'Report',
    commands: ['lint', 'ci', 'merge-reports'],
    config: 'maxWarnings',
  },
  {
    name: 'baseline',
    type: 'string',
    value: 'FILE',
    help: 'report what this file does not hold: findings that were accepted for now',
    group: 'Report',
    commands: REPORTING,
    config: 'baseline',
  },
  {
    name: 'update-baseline',
    type: 'flag',
    help: 'write what is found into the baseline',
    group: 'Report',
    commands: ['lint'],
  },
  {
    name: 'prune-baseline',
    type: 'flag',
    help: 'take out of the baseline what is found no more',
    group: 'Report',
    commands: ['lint'],
  },
  {
    name: 'color',
    type: 'flag',
    defaultText: 'on terminals',
    help: 'use colour; --no-color for none',
    group: 'Report',
    commands: COMMANDS,
  },
  { name: 'no-color', type: 'flag', help: 'use no colour', group: 'Report', commands: COMMANDS },
  {
    name: 'jobs',
    alias: 'j',
    type: 'number',
    value: 'N',
    defaultText: 'one less than there are processors, where that is faster',
    help: 'threads that analyse files',
    group: 'General',
    commands: ANALYSING,
    config: 'jobs',
  },
  {
    name: 'config',
    alias: 'c',
    type: 'string',
    value: 'FILE',
    defaultText: 'cfv1.jsonc or package.json#cfv1, from here up to the repository root',
    help: 'configuration file',
    group: 'General',
    commands: ANALYSING,
  },
];

export function optionsOf(command: CommandName): readonly OptionRow[] {
  return OPTIONS.filter((row) => row.commands.includes(command));
}
