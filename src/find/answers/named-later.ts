/** Records whose fields are read by names that are variables: `FIELDS.map((field) => rec[field])`. */
import type { Action, Field } from '../../catalogue/types.js';
import { possibleTexts } from '../../evaluate/possible-texts.js';
import type { ast, NodePath } from '../../syntax/index.js';
import type { Shape } from '../request.js';
import type { Follower } from './follow.js';
import { locate } from './locate.js';

/**
 * What v4 calls otherwise, or gives in another type, is read of the record in v1's shape. False where it is no record,
 * or none whose shape of v1 can be made.
 */
export function readByName(follower: Follower, member: NodePath<ast.MemberExpression>, shape: Shape): boolean {
  const { action } = follower;
  if (!member.node.computed || shape.is !== 'v1' || shape.hollow || !follower.isItem(shape)) return false;
  if (action.answer.shape !== 'record' && action.answer.shape !== 'zone') return false;
  const names = possibleTexts(member.get('property') as NodePath);
  const fields = names?.map((name) => fieldOf(action, [...shape.path, name]));
  if (fields?.some((field) => field === null)) return false;
  if (
    !fields?.every((field) => field?.convert.as === 'same' && !field.reason && (field.v4 ?? field.name) === field.name)
  )
    follower.reshaped(member.get('object'), fields?.every((field) => !field?.reason) === true);
  return true;
}

/** Kinds of fields that v1's shape of a record does not have. */
const LEFT_OUT = new Set(['none', 'now', 'expiry']);

function fieldOf(action: Action, path: readonly string[]): Field | null {
  const place = locate(action, path);
  if (place.at !== 'field' || LEFT_OUT.has(place.field.convert.as)) return null;
  return place.field;
}
