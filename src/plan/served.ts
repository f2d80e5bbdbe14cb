/** Which actions a bridge can serve. */
import type { Action } from '../catalogue/types.js';
import type { MigrationOptions } from '../options.js';

/** Has v4 something for the action, and may it be asked? A token may not touch the rules of a user. */
export function isServed(action: Action, { auth, accessRules }: MigrationOptions): boolean {
  const ofUser = action.operations.some((id) => id.startsWith('user.')) && accessRules.scope === 'user';
  return action.rewrite !== null && !(ofUser && auth === 'token');
}
