/** What a method sets below `this.name` itself before it reads it: `this.form.a = 'stats'; … stringify(this.form)`. */
import { type ast, endOf, type NodePath, startOf } from '../syntax/index.js';
import { conditionOf, functionOf, sameFunction } from './control.js';
import { evaluate, memberName } from './evaluate.js';
import { selfOf } from './this-member.js';
import { type Env, entryOf, type ObjectValue, type Value } from './value.js';

export interface HeldSet {
  readonly step: NodePath<ast.AssignmentExpression>;
  /** the names that lead from `this.name` to the object */
  readonly places: readonly string[];
  /** the property that holds the object */
  readonly holder: string;
  readonly key: string;
}

interface Change {
  readonly step: NodePath;
  readonly key: string | null;
}

/** The sets that are certain to hold when `use` is reached, in their order. */
export function setsHere(use: NodePath, name: string, changes: (set: HeldSet) => readonly Change[]): HeldSet[] {
  return assignedIn(use, name).filter((set) => {
    if (conditionOf(set.step, use) !== null || !sameFunction(set.step, use)) return false;
    const others = changes(set).filter(({ step, key }) => {
      return step.node !== set.step.node && (key === null || key === set.key);
    });
    const between = others.some(({ step }) => sameFunction(step, use) && isBetween(step, set.step, use));
    return !between && !mayRun(set.step, use, others.length > 0);
  });
}

function isBetween({ node }: NodePath, first: NodePath, last: NodePath): boolean {
  return startOf(node) >= endOf(first.node) && endOf(node) <= startOf(last.node);
}

/** Can other code run between the two: behind an `await`, and, if any of it changes the same, in a call? */
function mayRun(first: NodePath, last: NodePath, isChanged: boolean): boolean {
  let found = false;
  functionOf(last)?.traverse({
    enter(path) {
      if (found || !isBetween(path, first, last)) return;
      if (path.isAwaitExpression() || path.isYieldExpression()) found = true;
      else if (isChanged && path.isCallExpression())
        found = evaluate(path.get('callee') as NodePath).kind !== 'external';
    },
  });
  return found;
}

/** `this.name.….key = …` in front of the use, in the same function. */
function assignedIn(use: NodePath, name: string): HeldSet[] {
  const found: HeldSet[] = [];
  functionOf(use)?.traverse({
    AssignmentExpression(step) {
      if (step.node.operator !== '=' || endOf(step.node) > startOf(use.node)) return;
      const names = namesFromThis(step.get('left') as NodePath);
      const [first, ...below] = names ?? [];
      const key = below.pop();
      if (first === name && key !== undefined) found.push({ step, places: below, holder: below.at(-1) ?? name, key });
    },
  });
  return found;
}

/** `this.options.form.v` → options, form, v; null for anything else. */
function namesFromThis(path: NodePath): string[] | null {
  const names: string[] = [];
  let base = path;
  while (base.isMemberExpression()) {
    const name = memberName(base);
    if (name === null) return null;
    names.unshift(name);
    base = base.get('object');
  }
  return selfOf(base) ? names : null;
}

/** The value with what the set puts into it. */
export function withSet(value: Value, set: HeldSet, env?: Env): Value {
  const put = (held: Value, [place, ...deeper]: readonly string[]): Value => {
    if (held.kind !== 'object') return held;
    if (place === undefined) return withKey(held, set.key, evaluate(set.step.get('right'), env));
    const entry = entryOf(held, place);
    return entry ? withKey(held, place, put(entry.value, deeper)) : held;
  };
  return put(value, set.places);
}

function withKey(object: ObjectValue, key: string, value: Value): ObjectValue {
  return { ...object, entries: [...object.entries.filter((entry) => entry.key !== key), { key, when: null, value }] };
}
