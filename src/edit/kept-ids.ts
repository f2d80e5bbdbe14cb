/** Ids of one API mean nothing to the other: a call that gives one and a call that sends it move together, or stay. */
import { entryOf } from '../evaluate/value.js';
import { locate } from '../find/answers/locate.js';
import { type ast, endOf, is, type NodePath, startOf } from '../syntax/index.js';
import type { CallPlan } from './call-plan.js';
import type { Planned } from './plan-calls.js';

/**
 * Leaves out the calls whose record ids come, as far as is seen, from a call that is left out itself. `leaks`: a client of
 * the old package goes where its calls are not seen, any of which may give records. `marked`: the calls with those told
 * that are left on a client which gives the ids of v4.
 */
export function withoutKeptIds(
  planned: readonly Planned[],
  leaks: boolean,
  marked: (planned: readonly Planned[]) => readonly Planned[],
): Planned[] {
  let current = [...planned];
  for (let size = -1; size !== planCount(current); ) {
    size = planCount(current);
    const plans = current.flatMap(({ plan }) => (plan ? [plan] : []));
    if (!leaks && !marked(current).some(givesRecords)) return current;
    current = current.map((one) => {
      const id = one.plan && idOf(one.plan);
      if (!id || plans.some(({ answer }) => answer.shapes.has(id.path.node) || answer.shapes.has(writtenAs(id.path))))
        return one;
      return { ...one, plan: null, reasons: [...one.reasons, { id: 'id-of-v1', path: id.path, field: 'id' }] };
    });
  }
  return current;
}

/**
 * The same calls without those that give ids to calls that stay v1's; the list itself where there is none. `bridged`: the
 * calls with those marked that go through the bridge, which takes the ids of v4.
 */
export function withoutSentIds(planned: readonly Planned[], bridged: readonly Planned[]): readonly Planned[] {
  const stays = bridged.filter(
    ({ plan, bridge, onClient, reasons }) =>
      !plan && !bridge && !onClient && !reasons.some(({ id }) => id === 'bridged-wrapper'),
  );
  if (stays.length === 0) return planned;
  let left = false;
  const kept = planned.map((one) => {
    const path = one.plan && sentToV1(one.plan, stays, planned);
    if (!path) return one;
    left = true;
    return { ...one, plan: null, reasons: [...one.reasons, { id: 'id-for-v1' as const, path, field: 'id' }] };
  });
  return left ? kept : planned;
}

/** The same without the calls on clients that stay the old ones elsewhere, where the code reads ids of their answers. */
export function withoutSharedIds(planned: readonly Planned[], staying: readonly string[]): readonly Planned[] {
  return planned.map((one) => {
    const { shared } = one.call;
    const stays = shared !== undefined && staying.includes(shared);
    if (!one.plan || !stays || idsIn(one.plan).length === 0) return one;
    const reason = { id: 'id-for-v1' as const, path: one.call.site, field: 'id' };
    return { ...one, plan: null, reasons: [...one.reasons, reason] };
  });
}

/** What is read of ids of records. */
function idsIn({ answer, action }: CallPlan): ast.Node[] {
  return [...answer.shapes].flatMap(([node, shape]) => {
    const place = shape.is === 'v1' ? locate(action, shape.path) : null;
    return place?.at === 'key' || (place?.at === 'field' && place.field.convert.as === 'id') ? [node as ast.Node] : [];
  });
}

/** Where an id of the answer goes into a call that stays v1's; null where none does. */
function sentToV1(plan: CallPlan, stays: readonly Planned[], all: readonly Planned[]): NodePath | null {
  const ids = idsIn(plan);
  if (ids.length === 0) return null;
  const migrated = all.flatMap(({ plan }) => (plan ? [plan.call.form] : []));
  for (const { call } of stays) {
    const own = entryOf(call.form, 'id')?.value.path;
    if (ids.some((id) => isWithin(id, call.site.node) || id === own?.node)) return call.site;
    // What is not known of the form may be set anywhere.
    if (call.action !== null || call.form.entries.length > 0 || migrated.length === 0) continue;
    const isTaken = (id: ast.Node) => migrated.some((form) => entryOf(form, 'id')?.value.path.node === id);
    const loose = ids.find((id) => !isTaken(id) && setsId(id, call.site));
    if (loose) return call.site;
  }
  return null;
}

function isWithin(node: ast.Node, outer: ast.Node): boolean {
  return startOf(outer) <= startOf(node) && endOf(outer) >= endOf(node);
}

/** `form.id = record.rec_id` */
function setsId(id: ast.Node, site: NodePath): boolean {
  let sets = false;
  site.scope.getProgramParent().path.traverse({
    AssignmentExpression({ node: { left, right } }) {
      if (right === id && is.isMemberExpression(left) && is.isIdentifier(left.property, { name: 'id' })) sets = true;
    },
  });
  return sets;
}

function planCount(planned: readonly Planned[]): number {
  return planned.filter(({ plan }) => plan).length;
}

/** What a name stands for, where it is set once. */
function writtenAs(path: NodePath): ast.Node {
  let { node } = path;
  let scope = path.scope;
  for (let depth = 0; depth < 8 && is.isIdentifier(node); depth++) {
    const binding = scope.getBinding(node.name);
    const declared = binding?.constant ? binding.path.node : null;
    if (!binding || !is.isVariableDeclarator(declared) || !is.isIdentifier(declared.id) || !declared.init) break;
    node = declared.init;
    scope = binding.scope;
  }
  return node;
}

/** Does a call that stays answer records? */
function givesRecords({ plan, onClient, action }: Planned): boolean {
  return !plan && !onClient && action?.answer.shape === 'record';
}

/** The id that the call sends, unless another reason speaks of it already. */
function idOf(plan: CallPlan) {
  if (!plan.action.params.some(({ convert }) => convert.as === 'record-id')) return null;
  if (plan.reasons.some(({ field }) => field === 'id')) return null;
  return entryOf(plan.call.form, 'id')?.value ?? null;
}
