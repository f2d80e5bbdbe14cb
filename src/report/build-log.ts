/** Build logs of GitHub: the runner obeys lines that begin with `::name::`, and `##[name]` anywhere in a line. */

type Environment = Readonly<Record<string, string | undefined>>;

/** Text for such a log: what would be a command there is shown, and does nothing. */
export function quietCommands(text: string): string {
  return text.replace(/^([^\S\r\n\u2028\u2029]*):(?=:)/gm, '$1\\u003a').replaceAll('##[', '#\\u0023[');
}

/** Text for people, as it may go to where a build log may be. */
export function forLog(text: string, { GITHUB_ACTIONS }: Environment): string {
  return GITHUB_ACTIONS ? quietCommands(text) : text;
}
