/** What `--only`, `--skip` and `--action` leave of the findings. */
import type { Finding } from '../finding.js';
import type { MigrationOptions } from '../options.js';

/** An unreadable file is told whatever action is asked for: it may hold a call of it. */
export function isWanted(
  { rule, action }: Pick<Finding, 'rule' | 'action'>,
  { only, skip, actions }: MigrationOptions,
): boolean {
  if ((only.length > 0 && !only.includes(rule)) || skip.includes(rule)) return false;
  return actions.length === 0 || rule === 'parse-error' || (action !== undefined && actions.includes(action));
}

/** Are comments that hide nothing to be taken out? */
export function isTidy(options: MigrationOptions): boolean {
  return options.tidy && isWanted({ rule: 'unused-suppression' }, options);
}
