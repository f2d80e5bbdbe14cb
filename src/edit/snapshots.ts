/**
 * Values that must be read before the chain starts: v1 read them at the call, the v4 call is made later. What cannot
 * change in between stays where it is.
 */
import { functionOf } from '../evaluate/control.js';
import { type Condition, entryOf } from '../evaluate/value.js';
import { type ast, type Binding, endOf, is, type NodePath, startOf } from '../syntax/index.js';
import { arrowAround } from './arrow-bodies.js';
import type { CallPlan, View } from './call-plan.js';
import { statementPlace } from './clients.js';
import { isPure as doesNothing } from './purity.js';
import type { Rewriter } from './rewriter.js';
import { isSetMeanwhile } from './set-meanwhile.js';

export interface Snapshots {
  readonly lines: string[];
  readonly names: Map<NodePath, string>;
}

/** `inPlace`: what is read at the call anyway. */
export function snapshotsOf(
  plan: CallPlan,
  rewriter: Rewriter,
  view: View,
  inPlace: readonly NodePath[] = [],
): Snapshots {
  const lines: string[] = [];
  const names = new Map<NodePath, string>();
  if (plan.zone === null || !canStandBefore(plan)) return { lines, names };
  for (const { key, path, when } of lateReads(plan)) {
    if (inPlace.includes(path) || names.has(path)) continue;
    const name = nameOf(path, key === 'id' ? 'recordId' : key === 'z' ? 'zone' : key, plan, rewriter);
    const text = when.reduceRight(
      (given, { path: test, negated }) => {
        const [then, otherwise] = negated ? ['undefined', given] : [given, 'undefined'];
        return `${names.get(test) ?? rewriter.render(test, view)} ? ${then} : ${otherwise}`;
      },
      rewriter.render(path, view),
    );
    lines.push(`const ${name} = ${text}${rewriter.module.style.semicolons ? ';' : ''}`);
    names.set(path, name);
  }
  return { lines, names };
}

interface LateRead {
  readonly key: string;
  readonly path: NodePath;
  /** it is read where these hold alone */
  readonly when: readonly Condition[];
}

/** What could be another value, or be noticed, where it is read behind the look-up of the zone; conditions come first. */
function lateReads({ call, either, anchor, style }: CallPlan): readonly LateRead[] {
  const isLate = (path: NodePath) =>
    (style === 'callback' ? mayChange(path) : mayChangeBehind(path, anchor, style)) ||
    readsSetMeanwhile(path, { anchor, style });
  const tests = (path: NodePath): LateRead[] => (isLate(path) ? [{ key: CONDITION, path, when: [] }] : []);
  if (either) {
    const side = (plan: CallPlan, negated: boolean) =>
      lateReads(plan).map((one) => ({ ...one, when: [{ path: either.test, negated }, ...one.when] }));
    return [...tests(either.test), ...onBothSides(side(either.then, false), side(either.otherwise, true))];
  }
  return call.form.entries.flatMap(({ key, value, when }) => {
    if (UNSENT.has(key) || value.env || value.text !== undefined) return [];
    // What is known of a member is known of it at the call.
    const isRead =
      value.kind === 'literal'
        ? value.path.isMemberExpression() && readsSetMeanwhile(value.path, { anchor, style })
        : value.path.isExpression() && isLate(value.path);
    const own = isRead ? [{ key, path: value.path, when: when ? [when] : [] }] : [];
    return when ? [...tests(when.path), ...own] : own;
  });
}

/** What both sides read is read in any case. */
function onBothSides(then: readonly LateRead[], otherwise: readonly LateRead[]): LateRead[] {
  const among = (one: LateRead, others: readonly LateRead[]) => others.some(({ path }) => path === one.path);
  const all = then.map((one) => (among(one, otherwise) ? { ...one, when: one.when.slice(1) } : one));
  return [...all, ...otherwise.filter((one) => !among(one, then))];
}

/** Can a line that reads something stand before the call? Under a condition within an expression none can. */
function canStandBefore(plan: CallPlan): boolean {
  return plan.style === 'callback' || statementPlace(plan.anchor) !== null || arrowAround(plan) !== null;
}

/** What may be another value by the time it is read, or does something, where no line can stand before the call. */
export function readTooLate(plan: CallPlan): { readonly key: string; readonly path: NodePath } | null {
  const { zone, call } = plan;
  if (zone === null || canStandBefore(plan)) return null;
  // The look-up reads the zone at the call; a record's complete name reads it once more.
  const isRead = entryOf(call.form, 'name') === null;
  return lateReads(plan).find(({ key }) => key !== CONDITION && !(isRead && key === 'z')) ?? null;
}

/** May a condition that chooses the call have changed by the time it is asked, and no line can stand before the call? */
export function choosesTooLate(plan: CallPlan): boolean {
  if (plan.zone === null || canStandBefore(plan)) return false;
  return lateReads(plan).some(({ key }) => key === CONDITION);
}

/** What a condition is called where it is asked before. */
const CONDITION = 'holds';

/** `o`: lists are read to their end. */
const UNSENT: ReadonlySet<string> = new Set(['a', 'tkn', 'email', 'u', 'zone', 'act', 'callback', 'o']);

interface Named {
  readonly node: ast.Node;
  readonly block: ast.Node | undefined;
  readonly name: string;
}

const NAMED = new WeakMap<Rewriter, Named[]>();

/** A name that no other call of the block has taken. */
function nameOf({ node }: NodePath, wish: string, { anchor, call }: CallPlan, rewriter: Rewriter): string {
  const all = NAMED.get(rewriter) ?? [];
  const known = all.find((one) => one.node === node);
  if (known) return known.name;
  const block = anchor.findParent(
    (path) => path.isBlockStatement() || path.isProgram() || path.isSwitchStatement(),
  )?.node;
  const taken = all.filter((one) => one.block === block).map((one) => one.name);
  const { scope } = call.site;
  let name = rewriter.names.inside(scope, wish);
  for (let number = 2; taken.includes(name); number++) name = rewriter.names.inside(scope, `${wish}${number}`);
  NAMED.set(rewriter, [...all, { node, block, name }]);
  return name;
}

/** Does reading it do something: take from a list, count? */
function doesSomething(path: NodePath): boolean {
  let does = false;
  const see = (inner: NodePath) => {
    if (inner.isFunction()) inner.skip();
    else if (isEffect(inner)) does = true;
  };
  see(path);
  path.traverse({ enter: see });
  return does;
}

function isEffect(path: NodePath): boolean {
  if (path.isCallExpression() || path.isNewExpression()) return !doesNothing(path) && !isPure(path);
  return path.isUpdateExpression() || path.isAssignmentExpression();
}

/** Could it give something else, or be noticed, once the zone is looked up? `await`: the function itself waits as well. */
function mayChangeBehind(path: NodePath, anchor: NodePath, style: CallPlan['style']): boolean {
  let changes = doesSomething(path);
  const see = (inner: NodePath) => {
    if (inner.isFunction()) return inner.skip();
    const binding =
      inner.isIdentifier() && inner.isReferencedIdentifier() ? inner.scope.getBinding(inner.node.name) : undefined;
    if (binding && isSetBehind(binding, anchor, style)) changes = true;
  };
  see(path);
  path.traverse({ enter: see });
  return changes;
}

/** Does it read a member of an object that may be set while the call waits? */
function readsSetMeanwhile(path: NodePath, waiting: Pick<CallPlan, 'anchor' | 'style'>): boolean {
  let reads = false;
  const see = (inner: NodePath) => {
    if (inner.isFunction()) inner.skip();
    else if (inner.isMemberExpression() && inner.key !== 'callee') reads ||= isSetMeanwhile(inner, waiting);
  };
  see(path);
  path.traverse({ enter: see });
  return reads;
}

/** May the variable be set while the call waits? */
function isSetBehind(
  { constantViolations, scope, path }: Binding,
  anchor: NodePath,
  style: CallPlan['style'],
): boolean {
  const own = functionOf(anchor);
  const isOther = (set: NodePath) => functionOf(set)?.node !== own?.node;
  // Who does not wait for the function itself goes on behind it.
  const isRunBefore = (set: NodePath) =>
    functionOf(set) === null && own !== null && startOf(set.node) < endOf(own.node);
  if (style === 'await') return constantViolations.some((set) => isOther(set) && !isRunBefore(set));
  const loop = anchor.findParent((one) => one.isLoop() && functionOf(one)?.node === own?.node);
  const isInLoop = (set: NodePath) =>
    loop !== null && !scope.path.find(({ node }) => node === loop.node) && set.isDescendant(loop);
  return (
    constantViolations.some((set) => isOther(set) || startOf(set.node) > endOf(anchor.node) || isInLoop(set)) ||
    (path.isVariableDeclarator() && isInLoop(path))
  );
}

/** Could the expression give something else a moment later? */
function mayChange(path: NodePath): boolean {
  if (path.isCallExpression() || path.isNewExpression() || path.isUpdateExpression() || path.isAssignmentExpression())
    return !isPure(path);
  if (path.isFunction()) return false;
  if (path.isIdentifier()) {
    const binding = path.scope.getBinding(path.node.name);
    if (!binding || !path.isReferencedIdentifier()) return false;
    if (binding.constantViolations.length > 0) return true;
    return (
      binding.kind === 'var' &&
      binding.path.findParent((parent) => parent.isLoop() || parent.isFunction())?.isLoop() === true
    );
  }
  let changes = false;
  path.traverse({
    enter(inner) {
      if (inner.isFunction()) inner.skip();
      else if ((inner.isIdentifier() || inner.isCallExpression() || inner.isNewExpression()) && mayChange(inner)) {
        changes = true;
        inner.stop();
      }
    },
  });
  return changes;
}

const TEXT_METHODS: ReadonlySet<string> = new Set([
  ...['toString', 'trim', 'toLowerCase', 'toUpperCase', 'replace', 'slice', 'substr', 'substring', 'concat', 'join'],
  ...['split', 'includes', 'indexOf', 'startsWith', 'endsWith', 'match', 'charAt'],
]);

/** Functions of their arguments alone. */
function isPure(path: NodePath): boolean {
  if (!path.isCallExpression()) return false;
  const { callee } = path.node;
  const pure =
    is.isIdentifier(callee) &&
    ['String', 'Number', 'Boolean', 'parseInt', 'parseFloat', 'encodeURIComponent'].includes(callee.name) &&
    !path.scope.getBinding(callee.name);
  const text =
    is.isMemberExpression(callee) && is.isIdentifier(callee.property) && TEXT_METHODS.has(callee.property.name);
  return (pure || text) && !(path.get('arguments') as NodePath[]).some((argument) => mayChange(argument));
}
