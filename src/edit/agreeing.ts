/** `found ? edit(record) : create(record)`: one place for the answers of several calls, of which v4 gives the same. */
import { literalText } from '../evaluate/value.js';
import { locate } from '../find/answers/locate.js';
import type { Shape } from '../find/request.js';
import type { ast, NodePath } from '../syntax/index.js';
import type { CallPlan } from './call-plan.js';

/** Is what is read there written the same for both calls? */
export function agreeOn(node: ast.Node, one: CallPlan, other: CallPlan): boolean {
  const shape = one.answer.shapes.get(node);
  const same = other.answer.shapes.get(node);
  if (!shape || !same || isAmong(node, one, other)) return false;
  return [one, other].every((plan) => isPlain(node, plan)) && areAlike(shape, same, one, other);
}

/** Does it stand in the code that waits for the one call, and not in that which the promises of both come to? */
function isAmong(node: ast.Node, one: CallPlan, other: CallPlan): boolean {
  const path = one.answer.paths.get(node);
  const owner = path && ownerOf(path);
  if (!owner) return true;
  if ([one, other].every(({ style, anchor }) => style === 'await' && ownerOf(anchor) === owner)) return false;
  const waiting = [one, other].filter(({ primary }) => primary.has(owner as ast.Node));
  const waits = ({ style, anchor }: CallPlan) =>
    style === 'callback' || (style === 'await' && ownerOf(anchor) === owner);
  return waiting.length === 1 || waiting.some(waits);
}

function ownerOf({ scope }: NodePath): unknown {
  return (scope.getFunctionParent() ?? scope.getProgramParent()).path.node;
}

/** Is nothing converted to v1's shape there, nor read by a name in a text? */
function isPlain(node: ast.Node, { answer }: CallPlan): boolean {
  return !answer.borders.has(node) && answer.named.every(({ kind }) => kind === 'pattern');
}

function areAlike(shape: Shape, same: Shape, one: CallPlan, other: CallPlan): boolean {
  if (shape.is === 'v1' && same.is === 'v1') return isSamePlace(shape, same, one, other);
  if (shape.is === 'promise' && same.is === 'promise') return areAlike(shape.of, same.of, one, other);
  if (shape.is !== 'tuple' || same.is !== 'tuple' || !shape.several || !same.several) return false;
  if (String(shape.keys) !== String(same.keys) || shape.items.length !== same.items.length) return false;
  return shape.items.every((item, index) => {
    const its = same.items[index];
    return item && its ? areAlike(item, its, one, other) : !item && !its;
  });
}

function isSamePlace(shape: Shape & { is: 'v1' }, same: Shape & { is: 'v1' }, one: CallPlan, other: CallPlan): boolean {
  if (shape.path.length === 0 || JSON.stringify({ ...shape, path: [] }) !== JSON.stringify({ ...same, path: [] }))
    return false;
  const place = placeOf(shape, one);
  if (one.action.answer.shape !== other.action.answer.shape || !place) return false;
  return JSON.stringify(place) === JSON.stringify(placeOf(same, other));
}

/** Where it is in what v4 gives; null where a zone tells it that is not known, or what was sent: that is of one call. */
function placeOf({ path }: Shape & { is: 'v1' }, { action, zone }: CallPlan): unknown {
  const place = locate(action, path);
  const { kind } = action.answer;
  if (place.at === 'field') {
    if (!['label', 'zone-name'].includes(place.field.convert.as)) return place;
    const name = zone && literalText(zone);
    return name && [place, name];
  }
  if (place.at === 'element') return 'item';
  if (place.at === 'root') return kind === 'one' ? 'item' : kind;
  return place.at === 'spine' ? [kind, path] : null;
}
