/** Where the id of a record comes from: a list of this program, code that is not seen, or the days of v1. */

import type { Action } from '../catalogue/types.js';
import { evaluate } from '../evaluate/evaluate.js';
import { entryOf, literalText, type Value } from '../evaluate/value.js';
import { allCallersOf } from '../find/answers/callers.js';
import { emittedTo } from '../find/answers/emitter.js';
import type { V1Call } from '../find/v1-call.js';
import { type ast, is, type NodePath, nameOfKey } from '../syntax/index.js';
import type { PlanReason } from './call-plan.js';

type Origin = 'list' | 'stored' | 'unseen';

/** Is the expression, which reads `rec_id` of something, one of an answer? */
type IsListed = (path: NodePath) => boolean;

/** The reason that the id gives, if it gives one; `isListed`: what is known of other calls' answers. */
export function idReason(call: V1Call, action: Action, isListed: IsListed = () => true): PlanReason[] {
  const value = entryOf(call.form, 'id')?.value;
  if (!value || !action.params.some(({ convert }) => convert.as === 'record-id')) return [];
  const origin = originOf(value, 0, isListed);
  if (origin === 'list') return [];
  if (origin === 'unseen') return [{ id: 'unseen-record-id', path: value.path, field: 'id' }];
  const nameable = action.rewrite?.kind === 'edit-record' && entryOf(call.form, 'name') && entryOf(call.form, 'type');
  return [{ id: nameable ? 'looked-up-record' : 'stored-record-id', path: value.path, field: 'id' }];
}

function originOf(value: Value, depth: number, isListed: IsListed): Origin {
  if (literalText(value) !== null) return 'stored';
  if (value.kind === 'choice') {
    const origins = [originOf(value.then, depth + 1, isListed), originOf(value.otherwise, depth + 1, isListed)];
    return origins.includes('stored') ? 'stored' : origins.includes('unseen') ? 'unseen' : 'list';
  }
  if (value.kind === 'external' && value.module === null) return value.members[0] === 'process' ? 'stored' : 'unseen';
  if (value.kind === 'param') return fromCallers(value, depth, isListed);
  return fromExpression(value.path, depth, isListed);
}

function fromExpression(path: NodePath, depth: number, isListed: IsListed): Origin {
  if (depth > 8) return 'unseen';
  if (path.isMemberExpression() || path.isOptionalMemberExpression()) {
    const { property } = path.node;
    const name = nameOfKey(property) ?? '';
    if (name === 'rec_id') return isListed(path) ? 'list' : 'unseen';
    const object = evaluate(path.get('object') as NodePath);
    if (object.kind === 'external' && object.module === null && object.members[0] === 'process') return 'stored';
    return holdsListId(path, name) ? 'list' : 'unseen';
  }
  // `_.get(body, 'response.rec.obj.rec_id')`
  if (path.isCallExpression()) return /\brec_id['"]/.test(String(path)) && isListed(path) ? 'list' : 'unseen';
  if (!path.isIdentifier()) return 'unseen';
  const binding = path.scope.getBinding(path.node.name);
  const init = binding?.path.isVariableDeclarator() ? (binding.path.get('init') as NodePath) : null;
  const sources = [
    ...(init?.node && binding && is.isIdentifier((binding.path.node as ast.VariableDeclarator).id) ? [init] : []),
    ...(binding?.constantViolations ?? []).flatMap((step) =>
      step.isAssignmentExpression() ? [step.get('right') as NodePath] : [],
    ),
  ].filter(
    (source) =>
      !source.isNullLiteral() &&
      !source.isBooleanLiteral() &&
      !(source.isIdentifier() && source.node.name === 'undefined'),
  );
  if (binding?.path.isVariableDeclarator() && is.isObjectPattern(binding.path.node.id))
    return /rec_id/.test(String(binding.path.get('id'))) ? 'list' : 'unseen';
  if (sources.length === 0) return 'unseen';
  const origins = sources.map((source) => originOf(evaluate(source), depth + 1, isListed));
  return origins.includes('stored') ? 'stored' : origins.every((origin) => origin === 'list') ? 'list' : 'unseen';
}

/** What the callers of the function pass, where all are seen. */
function fromCallers(value: Value & { kind: 'param' }, depth: number, isListed: IsListed): Origin {
  const fn = value.binding.scope.path as NodePath<ast.Function>;
  const index = (fn.get('params') as NodePath[]).findIndex((parameter) => parameter.node === value.binding.identifier);
  if (!fn.isFunction() || index < 0 || depth > 8) return 'unseen';
  const given = (allCallersOf(fn) ?? []).map((caller) => (caller.get('arguments') as NodePath[])[index]);
  const passed = given.length > 0 ? given : (emittedTo(fn, index) ?? []);
  if (passed.length === 0) return 'unseen';
  const origins = passed.map((argument) => (argument ? originOf(evaluate(argument), depth + 1, isListed) : 'unseen'));
  return origins.includes('stored') ? 'stored' : origins.every((origin) => origin === 'list') ? 'list' : 'unseen';
}

/** `{ id: rec.rec_id }` somewhere in the file: properties of that name hold ids of a list. */
function holdsListId(path: NodePath, name: string): boolean {
  let found = false;
  path.scope.getProgramParent().path.traverse({
    ObjectProperty(property) {
      const { key, value } = property.node;
      if (
        is.isIdentifier(key, { name }) &&
        is.isMemberExpression(value) &&
        is.isIdentifier(value.property, { name: 'rec_id' })
      )
        found = true;
    },
    AssignmentExpression(assignment) {
      const { left, right } = assignment.node;
      if (
        is.isMemberExpression(left) &&
        is.isIdentifier(left.property, { name }) &&
        is.isMemberExpression(right) &&
        is.isIdentifier(right.property, { name: 'rec_id' })
      )
        found = true;
    },
  });
  return found;
}

const COUNTS = new Set(['-', '*', '/', '%', '**', '<', '>', '<=', '>=', '|', '&', '^', '<<', '>>', '>>>']);
const COUNTERS = new Set(['Number', 'parseInt', 'parseFloat', 'isNaN', 'isFinite', 'BigInt']);

/** Is the id used as a number, which those of v4 are not? */
export function isCounted(path: NodePath, depth = 0): boolean {
  const { parentPath: parent } = path;
  if (!parent) return false;
  if (parent.isTSAsExpression() || parent.isTSNonNullExpression()) return isCounted(parent, depth);
  if (parent.isVariableDeclarator() && path.key === 'init') {
    const { id } = parent.node;
    const held = is.isIdentifier(id) ? parent.scope.getBinding(id.name) : undefined;
    return depth < 3 && held?.referencePaths.some((use) => isCounted(use, depth + 1)) === true;
  }
  if (parent.isUnaryExpression()) return ['+', '-', '~'].includes(parent.node.operator);
  if (parent.isUpdateExpression()) return true;
  if (parent.isBinaryExpression()) {
    const other = path.key === 'left' ? parent.node.right : parent.node.left;
    // No zone of that name: v1's 0 is kept.
    if (is.isNumericLiteral(other, { value: 0 }) && /^[!=]==?$/.test(parent.node.operator)) return false;
    return COUNTS.has(parent.node.operator) || is.isNumericLiteral(other);
  }
  if (!parent.isCallExpression() || path.listKey !== 'arguments') return false;
  const { callee } = parent.node;
  if (is.isIdentifier(callee)) return COUNTERS.has(callee.name);
  return (
    is.isMemberExpression(callee) && is.isIdentifier(callee.object) && /^(?:Math|Number)$/.test(callee.object.name)
  );
}
