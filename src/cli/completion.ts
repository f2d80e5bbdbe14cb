/** `cfv1 completion SHELL`: commands, options and their values, from the option table, as a script for the shell. */
import { ACTIONS } from '../catalogue/index.js';
import { FORMATS } from '../report/format-names.js';
import { RULE_IDS } from '../report/rules.js';
import type { ExitCode } from './exit-code.js';
import { choice } from './option-values.js';
import { COMMANDS, type CommandName, type OptionRow, optionsOf } from './options-table.js';
import { SHELLS, type Shell } from './shells.js';
import type { Streams } from './streams.js';

const PROGRAMS = ['cfv1', 'cloudflare-v1-codemod'];
/** Commands that take files. */
const TAKES_FILES: readonly CommandName[] = ['migrate', 'lint', 'ci', 'explain'];

/** @throws UsageError for a shell that is not known */
export function completion({ stdout }: Streams, [shell = '']: readonly string[]): ExitCode {
  stdout.write(SCRIPTS[choice('completion', shell, SHELLS)]());
  return 0;
}

const SCRIPTS: Readonly<Record<Shell, () => string>> = {
  bash,
  zsh: () => `autoload -U +X bashcompinit && bashcompinit\n${bash()}`,
  fish,
};

/** The values of an option, where they can be listed. */
function valuesOf({ name, choices }: OptionRow): readonly string[] | null {
  if (choices) return choices;
  if (name === 'format') return FORMATS;
  if (name === 'only' || name === 'skip') return RULE_IDS;
  return name === 'action' ? ACTIONS.map((action) => action.name) : null;
}

function flagsOf(command: CommandName): readonly string[] {
  return [...optionsOf(command).map(({ name }) => `--${name}`), '--help'];
}

function bash(): string {
  const values = COMMANDS.flatMap((command) =>
    optionsOf(command)
      .filter(({ type }) => type !== 'flag')
      .map((row) => {
        const { type } = row;
        const names = [`--${row.name}`, ...(row.alias ? [`-${row.alias}`] : [])];
        const pattern = names.map((name) => `'${command} ${name}'`).join(' | ');
        const words = valuesOf(row);
        const files = type === 'number' ? ':' : '_cfv1_files';
        return `    ${pattern}) ${words === null ? files : `_cfv1_words '${words.join(' ')}'`}; return ;;`;
      }),
  );
  const flags = COMMANDS.map((command) => `      ${command}) _cfv1_words '${flagsOf(command).join(' ')}' ;;`);
  return `_cfv1_words() { COMPREPLY=($(compgen -W "$1" -- "$_cfv1_current")); }
_cfv1_files() { COMPREPLY=($(compgen -f -- "$_cfv1_current")); }
_cfv1() {
  local _cfv1_current command at
  _cfv1_current=\${COMP_WORDS[COMP_CWORD]}
  command=
  COMPREPLY=()
  for ((at = 1; at < COMP_CWORD; at++)); do
    case "\${COMP_WORDS[at]}" in
    ${COMMANDS.join(' | ')}) command=\${COMP_WORDS[at]}; break ;;
    esac
  done
  if [ -z "$command" ]; then _cfv1_words '${[...COMMANDS, '--help', '--version'].join(' ')}'; return; fi
  case "$command \${COMP_WORDS[COMP_CWORD - 1]}" in
${values.join('\n')}
  esac
  case "$command $_cfv1_current" in
    'completion -'*) ;;
    'completion '*) _cfv1_words '${SHELLS.join(' ')}'; return ;;
  esac
  case "$_cfv1_current" in
  -*)
    case "$command" in
${flags.join('\n')}
    esac
    ;;
  *) case "$command" in ${TAKES_FILES.join(' | ')}) _cfv1_files ;; esac ;;
  esac
}
complete -o filenames -F _cfv1 ${PROGRAMS.join(' ')}
`;
}

function fish(): string {
  const lines = [
    `complete -c cfv1 -f -n __fish_use_subcommand -a '${COMMANDS.join(' ')}'`,
    `complete -c cfv1 -f -n '__fish_seen_subcommand_from completion' -a '${SHELLS.join(' ')}'`,
  ];
  for (const command of COMMANDS) {
    const seen = `-n '__fish_seen_subcommand_from ${command}'`;
    if (!TAKES_FILES.includes(command)) lines.push(`complete -c cfv1 -f ${seen}`);
    for (const row of optionsOf(command)) {
      const words = valuesOf(row);
      const value = row.type === 'flag' ? '' : words === null ? ' -r -F' : ` -x -a '${words.join(' ')}'`;
      const short = row.alias ? ` -s ${row.alias}` : '';
      lines.push(`complete -c cfv1 ${seen} -l ${row.name}${short}${value} -d '${quoted(row.help)}'`);
    }
  }
  return `${lines.join('\n')}\ncomplete -c cloudflare-v1-codemod -w cfv1\n`;
}

function quoted(text: string): string {
  return text.replace(/[\\']/g, '\\$&');
}
