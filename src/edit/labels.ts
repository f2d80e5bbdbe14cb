/**
 * v1's records had their name without the zone, `display_name`; v4's do not say which zone they are of. Where the zone is
 * within reach of a read the name is made there, else where the records are listed.
 */
import type { Action, Field } from '../catalogue/types.js';
import type { Value } from '../evaluate/value.js';
import type { Answer } from '../find/answers/answer.js';
import { locate } from '../find/answers/locate.js';
import type { NodePath } from '../syntax/index.js';
import { fieldName } from './named-reads.js';
import { reachable } from './reachable.js';

/** What v1's records said of the zone must be within reach where it is read. */
export function lacksZone({ convert }: Field, zone: Value | null, path: NodePath): boolean {
  return (convert.as === 'label' || convert.as === 'zone-name') && zone !== null && !reachable(zone, path);
}

/** The action whose records get a `display_name` when they are listed, where that is read without the zone at hand. */
export function withLabels(action: Action, answer: Answer, zone: Value | null): Action {
  if (action.answer.kind !== 'list' || action.answer.shape !== 'record') return action;
  const lacks = (path: NodePath | undefined, names: readonly string[]) => {
    const place = locate(action, names);
    return path && place.at === 'field' && place.field.convert.as === 'label' && lacksZone(place.field, zone, path);
  };
  const isRead =
    [...answer.shapes].some(([node, shape]) => shape.is === 'v1' && lacks(answer.paths.get(node), shape.path)) ||
    answer.named.some(({ path, base }) => lacks(path, [...base.path, ...fieldName(path).split('.')]));
  return isRead ? { ...action, answer: { ...action.answer, labelled: true } } : action;
}
