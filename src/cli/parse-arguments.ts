/** The command line, read by yargs from the option table: a command with its values, or a text to print. */
import yargs, { type Argv, type Options } from 'yargs';
import { TOOL } from '../report/version.js';
import { COMMANDS, type CommandName, OPTIONS, type OptionRow, optionsOf } from './options-table.js';
import { SHELLS } from './shells.js';
import { didYouMean } from './suggest.js';
import { UsageError } from './usage-error.js';

/** Values as given, by option name; what was not given is absent. Not validated beyond their type. */
export type RawValues = Readonly<Record<string, boolean | string | readonly string[] | undefined>>;

export type Invocation =
  | {
      readonly kind: 'run';
      readonly command: CommandName;
      readonly operands: readonly string[];
      readonly values: RawValues;
    }
  /** help or version */
  | { readonly kind: 'print'; readonly text: string };

export interface CommandRow {
  readonly usage: string;
  readonly help: string;
  readonly operand?: { readonly name: string; readonly help: string };
  readonly examples: readonly (readonly [string, string])[];
}

const PATHS = { name: 'paths', help: 'files and folders; none: the current folder' };

const REPORTS = { name: 'reports', help: 'files that --format json=FILE wrote' };

export const COMMAND_ROWS: Readonly<Record<CommandName, CommandRow>> = {
  migrate: {
    usage: 'migrate [paths..]',
    help: 'rewrite v1 calls into v4 calls; without --write it only shows what would change',
    operand: PATHS,
    examples: [
      ['$0 migrate', 'what would change below the current folder'],
      ['$0 migrate --diff | less', 'the same as a patch'],
      ['$0 migrate --write src', 'change the files below src'],
    ],
  },
  lint: {
    usage: 'lint [paths..]',
    help: 'report what is left of v1',
    operand: PATHS,
    examples: [
      ['$0 lint', 'report everything below the current folder'],
      ['$0 lint --staged', 'before a commit: what is staged'],
      ['$0 lint --format json=report.json', 'the report as JSON, in a file'],
    ],
  },
  ci: {
    usage: 'ci [paths..]',
    help: 'lint for continuous integration: never writes, never asks',
    operand: PATHS,
    examples: [['$0 ci --max-warnings 0', 'fail on warnings too']],
  },
  explain: {
    usage: 'explain [what]',
    help: 'tell about a rule, a reason, a v1 action, or a place FILE:LINE',
    operand: { name: 'what', help: 'rule, reason, action or FILE:LINE; without it they are listed' },
    examples: [
      ['$0 explain v1-call', 'a rule'],
      ['$0 explain rec_new', 'an action of API v1'],
      ['$0 explain src/dns.js:12', 'what was seen in that line'],
    ],
  },
  actions: {
    usage: 'actions',
    help: 'list what becomes of each v1 action',
    examples: [['$0 actions --format json', 'for programs']],
  },
  'merge-reports': {
    usage: 'merge-reports [reports..]',
    help: 'put the reports of the parts of a run, written with --shard and --format json=FILE, into one',
    operand: REPORTS,
    examples: [['$0 merge-reports reports/*.json --format sarif=cfv1.sarif', 'the parts as one SARIF file']],
  },
  init: {
    usage: 'init',
    help: 'add the program to the hooks and the CI that the repository uses',
    examples: [['$0 init', 'husky, lefthook, lint-staged, pre-commit, GitHub Actions, GitLab CI']],
  },
  completion: {
    usage: 'completion <shell>',
    help: 'print what makes a shell complete commands and options',
    operand: { name: 'shell', help: SHELLS.join(', ') },
    examples: [['$0 completion bash >> ~/.bashrc', 'for bash']],
  },
};

/** The help of the program shows examples of the others. */
const WITHOUT_EXAMPLES: readonly CommandName[] = ['explain', 'actions', 'merge-reports', 'init', 'completion'];

const EPILOGUE = `Exit codes:
  0    nothing left to say
  1    something would change, or is left to do
  2    wrong usage, a path that does not exist, configuration, or the run is incomplete
  130, 143  interrupted`;

/**
 * @param args what follows the program's name
 * @param width columns of the help
 * @throws UsageError with one line, for anything that is not in the table
 */
export function parseArguments(args: readonly string[], width: number): Invocation {
  let output = '';
  let found: { command: CommandName; argv: Readonly<Record<string, unknown>> } | null = null;
  const parser = yargs()
    .scriptName('cfv1')
    .usage('$0 <command> [options]\n\nTakes code off the Cloudflare Client API v1 and onto API v4.')
    .detectLocale(false)
    .exitProcess(false)
    .parserConfiguration({
      'boolean-negation': false,
      'camel-case-expansion': false,
      'dot-notation': false,
      'greedy-arrays': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
      'populate--': true,
      'strip-aliased': true,
    })
    .strict()
    .recommendCommands()
    .wrap(Math.min(width, 100))
    .version(TOOL.version)
    .help()
    .alias('help', 'h')
    .options(Object.fromEntries(OPTIONS.filter(isGlobal).map((row) => [row.name, yargsOption(row)])))
    .epilogue(EPILOGUE)
    .fail((message, error) => {
      throw usageError(args, message || (error ? error.message : 'wrong usage'));
    });
  for (const command of COMMANDS) {
    const row = COMMAND_ROWS[command];
    for (const [line, help] of WITHOUT_EXAMPLES.includes(command) ? [] : row.examples.slice(0, 2)) {
      parser.example(line, help);
    }
    parser.command(
      row.usage,
      row.help,
      (builder) => withOptions(builder, command),
      (argv) => {
        found = { command, argv };
      },
    );
  }
  checkFlags(args);
  parser.parse([...args], {}, (_error: unknown, _argv: unknown, text: string) => {
    output = text;
  });
  if (output !== '') return { kind: 'print', text: `${output}\n` };
  if (found === null) throw new UsageError(`name a command: ${COMMANDS.join(', ')}; cfv1 --help tells more`);
  return invocation(found);
}

function withOptions(builder: Argv, command: CommandName): Argv {
  const row = COMMAND_ROWS[command];
  builder.usage(`$0 ${row.usage}\n\n${row.help}`);
  if (row.operand) {
    builder.positional(row.operand.name, {
      type: 'string',
      array: row.operand === PATHS || row.operand === REPORTS,
      describe: row.operand.help,
    });
  }
  for (const option of optionsOf(command).filter((one) => !isGlobal(one)))
    builder.option(option.name, yargsOption(option));
  for (const [line, help] of row.examples) builder.example(line, help);
  return builder;
}

/** Options of every command may stand before its name. */
function isGlobal(row: OptionRow): boolean {
  return row.commands.length === COMMANDS.length;
}

function yargsOption(row: OptionRow): Options {
  const what = row.value ?? row.choices?.join('|');
  return {
    ...(row.alias ? { alias: row.alias } : {}),
    type: row.type === 'flag' ? 'boolean' : row.type === 'list' ? 'array' : 'string',
    ...(row.type === 'list' ? { string: true } : {}),
    ...(row.type === 'flag' ? {} : { requiresArg: true }),
    describe: what === undefined ? row.help : `${row.help}: ${what}`,
    ...(row.defaultText ? { defaultDescription: row.defaultText } : {}),
    group: `${row.group}:`,
  };
}

function invocation({ command, argv }: { command: CommandName; argv: Readonly<Record<string, unknown>> }): Invocation {
  const operand = COMMAND_ROWS[command].operand;
  const given = operand ? argv[operand.name] : undefined;
  const operands = given === undefined ? [] : Array.isArray(given) ? given.map(String) : [String(given)];
  if (Array.isArray(argv['--'])) operands.push(...argv['--'].map(String));
  const values: Record<string, boolean | string | readonly string[]> = {};
  for (const { name, type } of optionsOf(command)) {
    const value = argv[name];
    if (value === undefined) continue;
    if (type !== 'list' && Array.isArray(value) && type !== 'flag')
      throw new UsageError(`--${name} is given more than once`);
    values[name] =
      type === 'flag' ? lastOf(value) === true : type === 'list' ? [value].flat().map(String) : String(value);
  }
  return { kind: 'run', command, operands, values };
}

/** yargs takes `--write=yes` for `--write=false`. */
function checkFlags(args: readonly string[]): void {
  const end = args.indexOf('--');
  for (const arg of end < 0 ? args : args.slice(0, end)) {
    const [, name, value] = /^--([^=]+)=(.*)$/.exec(arg) ?? [];
    const isFlag = OPTIONS.some((row) => row.name === name && row.type === 'flag');
    if (isFlag && value !== 'true' && value !== 'false') throw new UsageError(`--${name} takes no value, got ${value}`);
  }
}

function lastOf(value: unknown): unknown {
  return Array.isArray(value) ? value.at(-1) : value;
}

/** One line from what yargs says, with a suggestion that knows the options of the command. */
function usageError(args: readonly string[], message: string): UsageError {
  const end = args.indexOf('--');
  const before = end < 0 ? args : args.slice(0, end);
  const words = before.filter((arg) => !arg.startsWith('-'));
  const command = COMMANDS.find((name) => words.includes(name));
  if (command === undefined) {
    const word = words[0];
    if (word === undefined) return new UsageError(`name a command: ${COMMANDS.join(', ')}; cfv1 --help tells more`);
    return new UsageError(
      `unknown command ${word}${didYouMean(word, COMMANDS) || `: there are ${COMMANDS.join(', ')}`}`,
    );
  }
  const options = optionsOf(command);
  const names = [...options.map(({ name }) => name), 'help', 'version'];
  const aliases = [...options.flatMap(({ alias }) => alias ?? []), 'h'];
  for (const arg of before) {
    const [, dashes, name] = /^(--?)([^=]+)/.exec(arg) ?? [];
    if (
      name === undefined ||
      (dashes === '--' ? names.includes(name) : [...name].every((one) => aliases.includes(one)))
    )
      continue;
    const near = dashes === '--' ? didYouMean(name, names).replace('mean ', 'mean --') : '';
    return new UsageError(
      `unknown option ${dashes}${name}${near || `; cfv1 ${command} --help lists those of ${command}`}`,
    );
  }
  const missing = /^Not enough arguments following: (.+)$/.exec(message);
  if (missing) return new UsageError(`--${missing[1]} needs a value; cfv1 ${command} --help tells which`);
  if (/^Not enough non-option arguments/.test(message)) {
    return new UsageError(`${command} needs to be told what: cfv1 ${COMMAND_ROWS[command].usage}; --help tells more`);
  }
  const extra = /^Unknown (?:argument|command)s?: (.+)$/.exec(message);
  if (extra) return new UsageError(`${command} takes no ${extra[1]}; cfv1 ${command} --help tells what it takes`);
  return new UsageError(message.replace(/\s+/g, ' '));
}
