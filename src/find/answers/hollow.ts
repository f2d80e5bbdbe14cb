/** Records in whose place may be `{}`: `records.find(f) || {}`. */
import type { NodePath } from '../../syntax/index.js';
import type { Place } from './locate.js';

/** Conversions of what is always there, so that a value that is not tells of `{}`. */
const TELLING = new Set(['label', 'record-content', 'digits', 'flag', 'flag-number']);

/** Can the read be written so that it gives nothing of `{}`? */
export function tellsHollow(place: Place, path: NodePath): boolean {
  if (place.at === 'absent') return true;
  if (place.at !== 'field') return false;
  const { convert, nullable } = place.field;
  if (convert.as === 'same' || convert.as === 'id') return true;
  if (!TELLING.has(convert.as) || nullable) return false;
  if (path.isObjectProperty()) return !(path.get('value') as NodePath).isAssignmentPattern();
  return path.isMemberExpression() && path.get('object').isIdentifier();
}
