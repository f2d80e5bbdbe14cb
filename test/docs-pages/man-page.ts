/** man/cfv1.1, from the tables that the command line itself is made from. */
import { COMMANDS, OPTIONS, type OptionRow } from '../../src/cli/options-table.js';
import { COMMAND_ROWS } from '../../src/cli/parse-arguments.js';

const GROUPS = ['Migration', 'Selection', 'Writing', 'Report', 'General'] as const;

export function manPage(): string {
  return `${[
    '.\\" made from the table of options: npm run docs',
    '.TH CFV1 1 "" "cloudflare-v1-codemod" "User Commands"',
    '.SH NAME',
    'cfv1, cloudflare\\-v1\\-codemod \\- take code off the Cloudflare Client API v1 and onto API v4',
    '.SH SYNOPSIS',
    ...COMMANDS.flatMap((name, index) => [
      ...(index === 0 ? [] : ['.br']),
      `.B cfv1 ${plain(COMMAND_ROWS[name].usage)}`,
    ]),
    '.SH DESCRIPTION',
    text(
      'Finds calls of the retired Cloudflare Client API v1 in JavaScript, TypeScript, shell scripts and other files, and rewrites them into calls of API v4, through the official SDK or fetch. What it cannot rewrite it reports, with the reason.',
    ),
    '.SH COMMANDS',
    ...COMMANDS.flatMap((name) => [
      '.TP',
      `.B ${plain(COMMAND_ROWS[name].usage)}`,
      text(sentence(COMMAND_ROWS[name].help)),
    ]),
    '.SH OPTIONS',
    ...GROUPS.flatMap((group) => [`.SS ${group}`, ...OPTIONS.filter((row) => row.group === group).flatMap(option)]),
    '.SH EXIT STATUS',
    ...status('0', 'nothing left to say'),
    ...status('1', 'something would change, or is left to do'),
    ...status('2', 'wrong usage, a path that does not exist, configuration, or the run is incomplete'),
    ...status('130, 143', 'interrupted'),
    '.SH FILES',
    ...status(
      'cfv1.jsonc',
      'configuration, or the key cfv1 of package.json, from here up to the root of the repository',
    ),
    ...status('.cfv1ignore', 'files that are left out, with the syntax of .gitignore'),
    '.SH ENVIRONMENT',
    ...status('NO_COLOR, FORCE_COLOR', 'colour'),
    ...status('GITHUB_ACTIONS, GITHUB_STEP_SUMMARY', 'ci annotates, and writes the summary of the step'),
    '.SH EXAMPLES',
    ...COMMANDS.flatMap((name) => COMMAND_ROWS[name].examples).flatMap(([command, what]) =>
      status(command.replace('$0', 'cfv1'), what),
    ),
    '.SH SEE ALSO',
    text('The folder docs of the package.'),
  ].join('\n')}\n`;
}

function option({ name, alias, value, choices, help, defaultText, commands }: OptionRow): string[] {
  const given = choices ? choices.join('|') : value;
  const names = [...(alias ? [`-${alias}`] : []), `--${name}`].map(plain).join(', ');
  const only = commands.length === COMMANDS.length ? '' : ` (${commands.join(', ')})`;
  const otherwise = defaultText ? ` Default: ${defaultText}.` : '';
  return ['.TP', `.B ${names}${given ? ` ${plain(given)}` : ''}`, text(`${sentence(help)}${otherwise}${only}`)];
}

function status(name: string, what: string): string[] {
  return ['.TP', `.B ${plain(name)}`, text(sentence(what))];
}

function sentence(what: string): string {
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}.`;
}

function plain(line: string): string {
  return line.replaceAll('\\', '\\e').replaceAll('-', '\\-');
}

/** A dot or an apostrophe at the start of a line is a request. */
function text(line: string): string {
  return plain(line).replace(/^(?=[.'])/, '\\&');
}
