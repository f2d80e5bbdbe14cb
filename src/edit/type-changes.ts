/** Edits that give a record another type, or may: v4 refuses that. */
import { bare, evaluate } from '../evaluate/evaluate.js';
import { entryOf, literalText, type Value } from '../evaluate/value.js';
import { locate } from '../find/answers/locate.js';
import { typesRead } from '../find/answers/types-read.js';
import { type ast, is, type NodePath } from '../syntax/index.js';
import type { CallPlan, PlanReason } from './call-plan.js';
import type { Planned } from './plan-calls.js';

/** Marks such edits; where the type is another one, the record is deleted and created in their place. */
export function withTypeChanges(planned: readonly Planned[]): Planned[] {
  const plans = planned.flatMap(({ plan }) => plan ?? []);
  return planned.map((one) => {
    const reason = one.plan && typeChange(one.plan, plans);
    if (!one.plan || !reason) return one;
    one.plan.reasons.push(reason);
    return { ...one, reasons: one.plan.reasons };
  });
}

export function changesType(plan: CallPlan): boolean {
  return plan.reasons.some(({ id }) => id === 'type-change');
}

/** Reasons that say where the record is from: it is looked at, or is of its type. */
const SAID = new Set(['type-change', 'looked-up-record', 'unseen-record-id']);

function typeChange(plan: CallPlan, plans: readonly CallPlan[]): PlanReason | null {
  if (plan.action.rewrite?.kind !== 'edit-record' || plan.reasons.some(({ id }) => SAID.has(id))) return null;
  const { form } = plan.call;
  const type = entryOf(form, 'type')?.value;
  const id = entryOf(form, 'id')?.value;
  if (!type || !id || plans.some((one) => typeField(one, bare(type.path))) || isOfSame(type, id)) return null;
  const name = literalText(type);
  const source = plans.find(({ answer }) => answer.shapes.has(id.path.node));
  const types = source && name !== null ? typesRead(id.path) : null;
  if (types && name !== null) {
    if (!types.has(name)) return { id: 'type-change', path: type.path, field: 'type' };
    if (types.size === 1) return null;
  }
  const sources = source ? [source] : plans;
  if (sources.some((one) => isMadeSo(one, type) || isCompared(one, type))) return null;
  return { id: 'type-may-change', path: type.path, field: 'type' };
}

/** `id: rec.rec_id, type: rec.type` */
function isOfSame(type: Value, id: Value): boolean {
  const [one, other] = [type, id].map(({ path }) => bare(path));
  if (!one?.isMemberExpression() || !other?.isMemberExpression()) return false;
  return (
    is.isIdentifier(one.node.property, { name: 'type' }) && String(one.get('object')) === String(other.get('object'))
  );
}

/** A record that the program made of that type. */
function isMadeSo({ action, call }: CallPlan, type: Value): boolean {
  const made = action.rewrite?.kind === 'create-record' && entryOf(call.form, 'type')?.value;
  return made ? isSame(made, type) : false;
}

/** Does the program ask the record for that type? */
function isCompared(plan: CallPlan, type: Value): boolean {
  const asked = (path: NodePath): boolean => {
    const value = evaluate(path);
    return value.kind === 'array' ? value.items.every((item) => isSame(item, type)) : isSame(value, type);
  };
  if (plan.answer.named.some((named) => named.kind === 'matcher' && isTypeMatcher(named.path, asked))) return true;
  let found = false;
  plan.call.site.scope.getProgramParent().path.traverse({
    enter(path) {
      found ||= asksFor(path, (one) => typeField(plan, one), asked);
    },
  });
  return found;
}

/** `rec.type === 'A'`, `switch (rec.type) { case 'A': … }`, `TYPES.includes(rec.type)` */
function asksFor(path: NodePath, isType: (one: NodePath) => boolean, asked: (one: NodePath) => boolean): boolean {
  if (path.isBinaryExpression() && /^[=!]==?$/.test(path.node.operator)) {
    const [left, right] = [path.get('left') as NodePath, path.get('right')];
    return isType(left) ? asked(right) : isType(right) && asked(left);
  }
  if (path.isSwitchStatement() && isType(path.get('discriminant')))
    return path.get<NodePath<ast.SwitchCase>[]>('cases').some((one) => {
      return one.node.test !== null && asked(one.get('test') as NodePath);
    });
  if (!path.isCallExpression()) return false;
  const [only] = path.get('arguments') as NodePath[];
  const callee = path.get('callee') as NodePath;
  const name = callee.isMemberExpression() && is.isIdentifier(callee.node.property) ? callee.node.property.name : '';
  if (!only || !/^(?:includes|indexOf)$/.test(name) || !isType(only)) return false;
  return asked(callee.get('object') as NodePath);
}

/** `_.find(records, { type: 'A' })` */
function isTypeMatcher(path: NodePath, asked: (path: NodePath) => boolean): boolean {
  if (!path.isObjectProperty() || !is.isIdentifier(path.node.key, { name: 'type' })) return false;
  return asked(path.get('value') as NodePath);
}

/** Is the expression the type of a record that the call answers? */
function typeField({ action, answer }: CallPlan, path: NodePath): boolean {
  const shape = answer.shapes.get(path.node as ast.Node);
  if (shape?.is !== 'v1' || action.answer.shape !== 'record') return false;
  const place = locate(action, shape.path);
  return place.at === 'field' && place.field.name === 'type';
}

function isSame(one: Value, other: Value): boolean {
  const text = literalText(one);
  return text === null ? String(one.path) === String(other.path) : text === literalText(other);
}
