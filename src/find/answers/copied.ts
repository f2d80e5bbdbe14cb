/** Copies of records, and what is set in them: `{ ...rec, content: ip }`. They are v4's, where v4 can hold what is set. */
import type { Action, Field } from '../../catalogue/types.js';
import { copyAt, nameOf } from '../../evaluate/copies.js';
import { bare, evaluate, memberName } from '../../evaluate/evaluate.js';
import type { ast, NodePath } from '../../syntax/index.js';
import type { Shape } from '../request.js';
import type { Follower } from './follow.js';
import { heldTests } from './held-tests.js';
import { locate } from './locate.js';
import { tells } from './tells.js';
import { isNeverOf } from './types-read.js';

type V1 = Shape & { is: 'v1' };

/** `whole`: the object, or the call, that may copy the record at `path`. */
export function copied(follower: Follower, whole: NodePath, path: NodePath, shape: Shape): boolean {
  const { action } = follower;
  const copy = copyAt(whole);
  if (copy?.of.node !== path.node || shape.is !== 'v1' || shape.optional || shape.hollow) return false;
  if (!follower.isRecord(shape)) return false;
  const fields = copy.put.map((one) =>
    fieldPut(action, shape, nameOf(one.node) ?? '', one.get('value') as NodePath, path),
  );
  if (!fields.every((field) => field !== null)) return false;
  copy.put.forEach((one, index) => put(follower, one, fields[index] as Field, shape));
  // Of nothing, an empty copy is made.
  const isSure = shape.path.at(-1) !== '*' || isThere(path);
  follower.follow(whole, isSure ? shape : { ...shape, hollow: true });
  return true;
}

/** `rec.content = ip;`: false where v4's record cannot hold that. */
export function changed(follower: Follower, member: NodePath<ast.MemberExpression>, shape: Shape): boolean {
  const { parentPath: step } = member;
  if (!step?.isAssignmentExpression({ operator: '=' }) || member.key !== 'left') return false;
  const isPlain = shape.is === 'v1' && !shape.optional && !shape.hollow && follower.isRecord(shape);
  const name = memberName(member);
  if (!isPlain || name === null || !step.parentPath.isExpressionStatement()) return false;
  const field = fieldPut(follower.action, shape, name, step.get('right'), member.get('object'));
  if (!field) return false;
  put(follower, step, field, shape);
  return true;
}

/** `const { rec_id, ...rest } = rec`: is the rest v4's record without what was taken? */
export function leavesRecord(follower: Follower, taken: readonly string[], shape: Shape): boolean {
  if (shape.is !== 'v1' || shape.optional || shape.hollow || !follower.isRecord(shape)) return false;
  // What v4 has under one name for several of v1's is still read of the rest.
  return taken.every((name) => name === 'rec_id' || name === 'prio');
}

function put(follower: Follower, path: NodePath, field: Field, base: V1): void {
  follower.answer.named.push({ path, kind: 'put', base });
  follower.checks.push(() => {
    if (isReadOtherwise(follower, field)) follower.problem('changed-answer', path, 'a record');
  });
}

/** The field that is set, if v4 can hold the value as it is read again. */
function fieldPut(action: Action, { path }: V1, name: string, value: NodePath, record: NodePath): Field | null {
  const place = locate(action, [...path, name]);
  // A name is taken for v4's complete one where it is written, and the type says how the content is.
  if (place.at !== 'field' || place.field.reason || name === 'name' || name === 'type') return null;
  const { field } = place;
  const known = evaluate(value);
  const text = known.kind === 'literal' && typeof known.value === 'string' ? known.value : null;
  switch (field.convert.as) {
    case 'same':
      return field;
    case 'record-content':
      return isNeverOf(record, 'TXT') ? field : null;
    case 'flag':
      return text === '0' || text === '1' ? field : null;
    case 'digits':
      return text !== null && String(Number(text)) === text ? field : null;
    default:
      return null;
  }
}

/** Is another field read that v4 has under the same name? v1 kept it apart from what was set. */
function isReadOtherwise({ answer, action }: Follower, { name, v4 }: Field): boolean {
  return [...answer.shapes.values()].some((shape) => {
    const place = shape.is === 'v1' ? locate(action, shape.path) : null;
    return place?.at === 'field' && place.field.name !== name && place.field.v4 === (v4 ?? name);
  });
}

/** Is there a record for sure: one that a loop goes through, or that was asked for before? */
function isThere(path: NodePath): boolean {
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  if (!binding) return false;
  // Nothing is taken apart without a record.
  if (binding.path.isVariableDeclarator() && binding.path.get<NodePath>('id').isObjectPattern()) return true;
  const loop = binding.path.parentPath?.parentPath;
  const isLooped = loop?.isForOfStatement() && isAnswered(loop.get('right') as NodePath);
  const fn = binding.kind === 'param' ? binding.scope.path : null;
  const isGiven = fn?.isFunction() === true && fn.listKey === 'arguments' && fn.node.params[0] === binding.identifier;
  if (binding.constant && (isLooped || (isGiven && fn.key === 0 && isListMethod(fn)))) return true;
  return heldTests(path).some(
    ({ test, holds, values }) => !values && binding.constant && tells(test, String(path), holds),
  );
}

const LOOPS = /^(?:forEach|map|flatMap|filter|find|findIndex|some|every)$/;
const KEPT = /^(?:filter|slice|sort|reverse|concat)$/;

function isListMethod({ parentPath: call }: NodePath): boolean {
  const callee = call?.isCallExpression() ? (call.get('callee') as NodePath) : null;
  if (!callee?.isMemberExpression() || !LOOPS.test(memberName(callee) ?? '')) return false;
  return isAnswered(callee.get('object'));
}

/** Is it a list as it was answered? One that was made of it may have places with nothing. */
function isAnswered(list: NodePath): boolean {
  const path = bare(list);
  if (path.isIdentifier()) {
    const binding = path.scope.getBinding(path.node.name);
    if (!binding?.constant) return false;
    const init = binding.path.isVariableDeclarator() ? binding.path.get<NodePath>('init') : null;
    return init === null || !init.node || isAnswered(init);
  }
  if (path.isAwaitExpression()) return isAnswered(path.get('argument'));
  if (path.isMemberExpression()) return !path.node.computed;
  const callee = path.isCallExpression() ? (path.get('callee') as NodePath) : null;
  if (!callee?.isMemberExpression() || !KEPT.test(memberName(callee) ?? '')) return false;
  return isAnswered(callee.get('object'));
}
