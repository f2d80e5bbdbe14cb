/** An action to follow an answer with where none is known: what is asked of it is the same for all. */
import { actionByName } from '../../catalogue/index.js';
import type { Action } from '../../catalogue/types.js';

export function anyAction(): Action {
  const action = actionByName('rec_load_all');
  if (!action) throw new Error('no action');
  return action;
}
