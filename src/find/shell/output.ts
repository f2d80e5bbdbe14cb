/** Who reads what a command of a shell script prints. */
import { type FoundCommand, piecesOf, plainText, type ShellNode, type ShellScript } from '../../syntax/index.js';
import type { Option } from './curl.js';

export type Output =
  /** nobody */
  | { readonly to: 'nobody' }
  /** people, or files that are not read here */
  | { readonly to: 'people' }
  /** code, in a way that is not followed */
  | { readonly to: 'code'; readonly what: string };

const NOBODY: Output = { to: 'nobody' };
const PEOPLE: Output = { to: 'people' };
/** what hands on a text as it is, or shows it */
const SHOWS = /^(?:cat|tee|less|more|logger|xmllint|pygmentize|json_pp|head|tail|nl|ts)$/;
const PRINTS = /^(?:echo|printf|logger|print)$/;

export function outputOf(found: FoundCommand, kept: readonly Option[], script: ShellScript): Output {
  const { command, above } = found;
  const file = kept.find(({ name }) => name === '-o' || name === '--output');
  const target = file?.value && plainText(file.value);
  const status = kept.some(({ name }) => name === '-w' || name === '--write-out');
  if (target === '/dev/null' && !status) return NOBODY;
  if (sinks(command) && !status) return NOBODY;
  let inner: ShellNode = command;
  for (const node of above) {
    if (node.type === 'Redirected' && sinks(node)) return status ? PEOPLE : NOBODY;
    if (node.type === 'Pipeline') {
      const behind = node.commands.slice(node.commands.indexOf(inner as never) + 1);
      for (const next of behind) {
        const told = reader(next);
        if (told) return told;
        if (next.type === 'Command' && sinks(next)) return NOBODY;
      }
    }
    if (node.type === 'CommandExpansion') return expanded(above.slice(above.indexOf(node) + 1), script);
    if (node.type === 'ProcessSubstitution' || node.type === 'Coproc') return { to: 'code', what: 'a substitution' };
    inner = node;
  }
  return PEOPLE;
}

/** Is standard output thrown away? */
function sinks(node: ShellNode): boolean {
  const redirects = node.type === 'Command' || node.type === 'Redirected' ? node.redirects : [];
  return redirects.some((one) => {
    if (one.type !== 'Redirect' || !one.target) return false;
    const isOutput =
      one.descriptor === undefined || (one.descriptor.type === 'FileDescriptor' && one.descriptor.value === 1);
    return isOutput && /^(?:>|>>|>\||&>|&>>)$/.test(one.operator) && plainText(piecesOf(one.target)) === '/dev/null';
  });
}

/** What a command behind a pipe makes of it; null where it hands it on. */
function reader(node: ShellNode): Output | null {
  if (node.type !== 'Command' || !node.name) return { to: 'code', what: 'a group of commands' };
  const name = node.name.value.replace(/^.*\//, '');
  const args = node.args.map((one) => (one.type === 'Word' ? one.value : one.text));
  if (SHOWS.test(name)) return null;
  if (name === 'jq' && args.every((one) => one.startsWith('-') || one === '.')) return null;
  if (/^python[\d.]*$/.test(name) && args.join(' ') === '-m json.tool') return null;
  return { to: 'code', what: name };
}

/** What becomes of `$(…)`: read where it is assigned to a variable that is only printed, or to none. */
function expanded(above: readonly ShellNode[], script: ShellScript): Output {
  const assignment = above.find((node) => node.type === 'Assignment');
  const holder = above.find((node) => node.type === 'Command');
  if (!assignment || assignment.type !== 'Assignment') {
    const name = holder?.type === 'Command' ? (holder.name?.value ?? '') : '';
    return PRINTS.test(name) ? PEOPLE : { to: 'code', what: name || 'a substitution' };
  }
  if (assignment.value.type !== 'Word' || assignment.value.parts?.length !== 1)
    return { to: 'code', what: assignment.name };
  const use = new RegExp(`\\$(?:${assignment.name}\\b|\\{[#!]?${assignment.name}\\b)`);
  const users = script.commands.filter(({ command }) => use.test(script.text.slice(command.pos, command.end)));
  const direct = users.filter((user) => !users.some((other) => other !== user && other.above.includes(user.command)));
  const isTested = script.text.split('\n').some((line) => use.test(line) && /\[\[|<<</.test(line));
  if (direct.length === 0 && !use.test(script.text)) return NOBODY;
  const printed = direct.every(
    ({ command, above: around }) =>
      PRINTS.test(command.name?.value ?? '') &&
      !around.some(({ type }) => type === 'CommandExpansion' || type === 'Pipeline'),
  );
  return direct.length > 0 && printed && !isTested ? PEOPLE : { to: 'code', what: `$${assignment.name}` };
}
