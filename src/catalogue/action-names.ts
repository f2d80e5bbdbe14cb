/** The names of the actions alone: who checks a name need not load what is known of them. A test holds both together. */
export const ACTION_NAMES: readonly string[] = (
  'stats zone_load_multi rec_load_all zone_check zone_ips ip_lkup zone_settings sec_lvl cache_lvl devmode fpurge_ts ' +
  'zone_file_purge zone_grab wl ban nul ipv46 async minify mirage2 rec_new rec_edit rec_delete zone_load ob rec_proxy ' +
  'rec_set rec_del DIUP pre_purge'
).split(' ');

const QUOTED = quoted(ACTION_NAMES);
/** `async`, `ban`, `stats` may mean anything. */
const PLAIN = quoted(ACTION_NAMES.filter((name) => /[_\d]/.test(name)));

function quoted(names: readonly string[]): RegExp {
  return new RegExp(`(['"\`])(?:${names.join('|')})\\1`);
}

/** Does the text call something of that name with the name of an action, first or as `a`? */
export function asksByName(callee: string, text: string): boolean {
  const name = callee.replace(/\$/g, '\\$&');
  return new RegExp(`(?<![\\w$])${name}(?:<[^()]*>)?\\(\\s*(?:\\{[^{}]*?\\ba['"]?\\s*:\\s*)?${QUOTED.source}`).test(
    text,
  );
}

/** Does the text hold the name of an action as a string? */
export function namesAction(text: string): boolean {
  return QUOTED.test(text);
}

/** The same of those that are no words of other programs. */
export function namesActionPlainly(text: string): boolean {
  return PLAIN.test(text);
}
