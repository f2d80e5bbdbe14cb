/** What is done to an object, list or form after it was made and before it is used. */
import { type ast, type Binding, endOf, is, type NodePath, startOf } from '../syntax/index.js';
import { type Change, changesOf, changesThrough, entered, parameterAt } from './changes.js';
import { comesBack, conditionOf, functionOf, sameFunction } from './control.js';
import { conditionIn } from './decide.js';
import { mergerOf } from './deep.js';
import { bare, evaluate, memberName, merge } from './evaluate.js';
import { asFormEntries } from './form.js';
import { giveUp } from './known-values.js';
import { setsTheSame } from './lasting-changes.js';
import { isDefaults, isExtend } from './libraries.js';
import { localised } from './modules/localised.js';
import { inLoop, type Loop, loopAround, runsIn } from './rounds.js';
import { Underway } from './underway.js';
import {
  type Condition,
  type Encoded,
  type Entry,
  type Env,
  entryOf,
  type ObjectValue,
  unsettled,
  type Value,
} from './value.js';

/** `base` as it is when `use` is reached; `useStart`: where that is in the text. */
export function applyMutations(
  base: Value,
  binding: Binding,
  use: NodePath,
  env?: Env,
  useStart = startOf(use.node),
): Value {
  if (base.kind === 'choice') {
    const either = (one: Value) => applyMutations(one, binding, use, env, useStart);
    return { ...base, then: either(base.then), otherwise: either(base.otherwise) };
  }
  if (base.kind !== 'object' && base.kind !== 'encoded' && base.kind !== 'array') return base;
  let value: Value = base;
  for (const change of changesOf(binding)) {
    const { object } = change;
    const within = use.isDescendant(change.step);
    if (sameFunction(object, use) && startOf(object.node) >= useStart) {
      if (!within && comesBack(use, object, binding))
        value = below(value, change, (held) => setLater(held, change, env));
      continue;
    }
    if (isLater(object, use, binding, useStart) || isOfBefore(object, binding, use)) continue;
    // The use is inside the mutating expression itself, e.g. its right side; a callback of it is called behind that.
    if (within && (sameFunction(object, use) || !change.step.isCallExpression())) {
      // `for (form.z of zones) …`
      if (change.step.isForXStatement()) value = below(value, change, opened);
      continue;
    }
    value = below(value, change, (held) => changed(held, change, binding, use, env));
  }
  return value;
}

/** What is done behind the use, before it is reached again: by then a field may hold what it is set to there. */
function setLater(value: Value, { step, object }: Change, env?: Env): Value {
  const target = object.parentPath as NodePath<ast.MemberExpression>;
  const sets = step.isAssignmentExpression({ operator: '=' }) && step.node.left === target.node;
  const key = sets ? memberName(target, env) : null;
  const before = value.kind === 'object' && key !== null ? entryOf(value, key) : null;
  if (value.kind !== 'object' || key === null || !before || before.when) return opened(value);
  const then = evaluate(step.get('right') as NodePath, env);
  const { path } = before.value;
  const either: Value = { kind: 'choice', operator: 'assigned', test: null, then, otherwise: before.value, path };
  return opened(withEntry(value, { key, when: null, value: either }));
}

/** In a function that is written behind the use, and so cannot have run before, where nothing comes back to the use. */
function isLater(object: NodePath, use: NodePath, binding: Binding, useStart: number): boolean {
  const home = functionOf(use);
  if (!sameFunction(use, binding.path) || sameFunction(object, use)) return false;
  let outer = functionOf(object);
  while (outer && functionOf(outer) !== home) outer = functionOf(outer);
  if (!outer?.isFunctionExpression() && !outer?.isArrowFunctionExpression()) return false;
  if (startOf(outer.node) < useStart) return false;
  return !use.findParent((path) => path.isLoop() && !binding.path.isDescendant(path));
}

/** Is it done to what the variable held before it was set anew, as it certainly has been when the use is reached? */
function isOfBefore(object: NodePath, binding: Binding, use: NodePath): boolean {
  const [at, home] = [startOf(object.node), functionOf(object)];
  return binding.constantViolations.some((set) => {
    const isBetween = at < startOf(set.node) && startOf(set.node) < startOf(use.node) && !use.isDescendant(set);
    if (!isBetween || !set.isAssignmentExpression({ operator: '=' }) || !sameFunction(set, use)) return false;
    return (home === null || functionOf(set) === home || set.isDescendant(home)) && conditionOf(set, use) === null;
  });
}

/** What one step makes of the object that it changes, seen from `use`. */
function changed(value: Value, { step, object }: Change, binding: Binding, use: NodePath, env?: Env): Value {
  const loop = loopAround(step, use, env);
  const inAll: Value | null = loop && inLoop(loop, () => inRounds(value, step, object, loop));
  if (inAll) return inAll;
  if (!sameFunction(object, use) && !sameFunction(object, binding.path)) return opened(value);
  const condition = conditionIn(step, use, (path) => evaluate(path, env));
  // An earlier call may have set what this one does not.
  if (isLeftOver(step, object, condition, env) && comesBack(use, object, binding)) return leftOver(value, object, env);
  if (condition === 'never') return value;
  // Who asks in a function that was called before the change has seen what was there.
  const target = sameFunction(object, use) ? null : settingOf(value, step);
  if (target && callsBetween(binding.path, step)) return unsettled(target.value, target.key);
  return condition === 'loop' ? copied(value, step, object, env) : mutate(value, step, object, condition, env);
}

/** Does the step set what stays set, where another call may not set it? */
function isLeftOver(step: NodePath, object: NodePath, condition: ReturnType<typeof conditionIn>, env?: Env): boolean {
  if (step.isCallExpression() && isExtend(evaluate(step.get('callee') as NodePath)))
    return !(step.get('arguments') as NodePath[]).slice(1).every((source) => setsTheSame(source, env));
  const isSet = step.isAssignmentExpression() && object.parentPath?.isMemberExpression() === true;
  return isSet && condition !== null && condition !== 'loop';
}

function leftOver(value: Value, { parentPath: member }: NodePath, env?: Env): Value {
  const key = member?.isMemberExpression() ? memberName(member, env) : null;
  return value.kind === 'object' ? unsettled(value, key) : opened(value);
}

/** What an object has under the name that is set; null where it has nothing there so far. */
function settingOf(value: Value, step: NodePath): { readonly value: ObjectValue; readonly key: string } | null {
  const left = step.isAssignmentExpression() ? bare(step.get('left') as NodePath) : null;
  const key = left?.isMemberExpression() ? memberName(left) : null;
  return value.kind === 'object' && key !== null && entryOf(value, key) ? { value, key } : null;
}

/** Is anything called between the two, other than what packages and the platform have? */
function callsBetween(declared: NodePath, step: NodePath): boolean {
  const known = CALLED.get(step.node);
  if (known !== undefined) return known;
  const [from, to] = [endOf(declared.node), startOf(step.node)];
  const block = step.findParent((path) => path.isBlockStatement() || path.isProgram()) as NodePath;
  let calls = false;
  block.traverse({
    enter(path) {
      if (path.isFunction() || endOf(path.node) <= from || startOf(path.node) >= to) path.skip();
      else if (path.isCallExpression() || path.isNewExpression())
        calls ||= evaluate(path.get('callee') as NodePath).kind !== 'external';
      if (calls) path.stop();
    },
  });
  CALLED.set(step.node, calls);
  return calls;
}

const CALLED = new WeakMap<ast.Node, boolean>();

/** `change` of the object that stands below `value` under the names. */
function below(value: Value, { places }: Pick<Change, 'places'>, change: (held: Value) => Value): Value {
  const [place, ...deeper] = places;
  if (!place) return change(value);
  if (place.name === null) return opened(value);
  if (value.kind !== 'object') return value;
  const entry = entryOf(value, place.name);
  if (!entry) return value;
  if (entry.when) return unsettled(value, place.name);
  const held = below(entry.value, { places: deeper }, change);
  if (held === entry.value) return value;
  // What it was made of no longer says it; the name of the place does.
  const now = { ...entry, value: { ...held, path: place.path, env: undefined, text: undefined } };
  return { ...value, entries: value.entries.map((one) => (one.key === entry.key ? now : one)) };
}

/** `Object.keys(x).forEach(function (k) { form[k] = x[k]; })`: the change, round by round. */
function inRounds(before: Value, step: NodePath, reference: NodePath, loop: Loop): Value | null {
  let value = before;
  for (const round of loop.rounds) {
    const runs = runsIn(step, loop, round);
    if (runs === null) return null;
    if (runs) value = mutate(value, step, reference, null, round);
  }
  return value;
}

function opened(value: Value): Value {
  if (value.kind === 'object') return unsettled(value);
  if (value.kind === 'array') return { ...value, open: true };
  if (value.kind === 'encoded' && value.content.kind === 'object')
    return { ...value, content: unsettled(value.content) };
  return value;
}

function mutate(value: Value, step: NodePath, reference: NodePath, when: Condition | null, env?: Env): Value {
  if (step.isAssignmentExpression()) return assigned(value, step, reference, when, env);
  if (step.isUnaryExpression())
    return removed(value, memberName(reference.parentPath as NodePath<ast.MemberExpression>, env), when);
  if (!step.isCallExpression()) return opened(value);
  const callee = evaluate(step.get('callee') as NodePath);
  const args = step.get('arguments') as NodePath[];
  if (isExtend(callee)) {
    if (value.kind !== 'object' || when) return opened(value);
    const merger = mergerOf(callee, args);
    return args
      .slice(1)
      .reduce<ObjectValue>((into, source) => ({ ...into, ...merger(into, evaluate(source, env)) }), value);
  }
  const fn = entered(callee);
  if (fn) {
    const result = changedBy(value, fn, Number(reference.key), args, env);
    return callee.kind === 'function' ? result : localised(result, { path: step, access: null });
  }
  if (reference.listKey === 'arguments')
    return isDefaults(callee) && value.kind === 'object' && !when ? filledIn(value, args, env) : opened(value);
  return method(value, step, args, when, env);
}

/** `_.defaults(form, account)` */
function filledIn(value: ObjectValue, args: readonly NodePath[], env?: Env): ObjectValue {
  return args.slice(1).reduce<ObjectValue>((into, source) => {
    const given = evaluate(source, env);
    if (given.kind !== 'object' || into.open) return unsettled(into);
    const lacking = given.entries.filter(({ key }) => !into.entries.some((entry) => entry.key === key));
    return { ...into, entries: [...lacking, ...into.entries], open: given.open };
  }, value);
}

function assigned(
  value: Value,
  step: NodePath<ast.AssignmentExpression>,
  reference: NodePath,
  when: Condition | null,
  env?: Env,
): Value {
  if (value.kind !== 'object') return value.kind === 'array' ? opened(value) : value;
  const target = reference.parentPath as NodePath<ast.MemberExpression>;
  const key = memberName(target, env);
  if (key === null || step.node.operator !== '=') return opened(value);
  // `({ level: form.v } = options)`
  if (bare(step.get('left') as NodePath).node !== target.node) return unsettled(value, key);
  return withEntry(value, { key, when, value: evaluate(step.get('right'), env) });
}

function withEntry(value: ObjectValue, entry: Entry): ObjectValue {
  const entries = entry.when ? value.entries : value.entries.filter(({ key }) => key !== entry.key);
  return { ...value, entries: [...entries, entry] };
}

function removed(value: Value, key: string | null, when: Condition | null): Value {
  if (value.kind !== 'object' || key === null) return opened(value);
  if (when) {
    // Left out under a condition is there under the opposite one.
    if (value.entries.some((entry) => entry.key === key && entry.when)) return opened(value);
    const stays = { path: when.path, negated: !when.negated };
    return { ...value, entries: value.entries.map((entry) => (entry.key === key ? { ...entry, when: stays } : entry)) };
  }
  return { ...value, entries: value.entries.filter((entry) => entry.key !== key) };
}

/** `form.append(k, v)`, `params.set(k, v)`, `list.push(x)`. */
function method(
  value: Value,
  step: NodePath<ast.CallExpression>,
  args: NodePath[],
  when: Condition | null,
  env?: Env,
): Value {
  const name = memberName(step.get('callee') as NodePath<ast.MemberExpression>, env);
  if (value.kind === 'array') {
    if (when || args.some((argument) => argument.isSpreadElement())) return opened(value);
    if (value.open && name !== 'push') return value;
    if (name === 'pop') return { ...value, items: value.items.slice(0, -1) };
    if (name === 'shift') return { ...value, items: value.items.slice(1) };
    const more = args.map((argument) => evaluate(argument, env));
    if (name === 'push') return { ...value, items: [...value.items, ...more] };
    return name === 'unshift' ? { ...value, items: [...more, ...value.items] } : opened(value);
  }
  // `query.sort()`
  if (value.kind === 'encoded' && name === 'sort') return value;
  if (value.kind !== 'encoded' || !args[0]) return opened(value);
  const content = asFormEntries(value.content) ?? unknownForm(value);
  const key = evaluate(args[0], env);
  if (key.kind !== 'literal') return opened({ ...value, content });
  if (name === 'delete') return { ...value, content: removed(content, String(key.value), when) } as Encoded;
  if (!args[1]) return opened(value);
  return { ...value, content: withEntry(content, { key: String(key.value), when, value: evaluate(args[1], env) }) };
}

/** What an encoded form was made of, where that is not known: anything may be in it. */
function unknownForm({ path, env }: Encoded): ObjectValue {
  return { kind: 'object', entries: [], open: true, path, env };
}

/** A local function that sets properties of the object it is given. */
function changedBy(value: Value, path: NodePath, index: number, args: NodePath[], env?: Env): Value {
  const fn = path as NodePath<ast.Function>;
  const inner = new Map(env ?? []);
  args.forEach((argument, position) => {
    const binding = parameterAt(fn, position);
    if (binding && position !== index) inner.set(binding, evaluate(argument, env));
  });
  const binding = parameterAt(fn, index);
  // one that calls itself sets who knows how much
  if (!binding || followed.has(binding)) {
    giveUp();
    return opened(value);
  }
  return followed.while(binding, true, () => {
    let result = value;
    for (const change of binding.referencePaths.flatMap((reference) => changesThrough(reference, 0))) {
      const { step, object } = change;
      const condition = conditionOf(step, path.get('body') as NodePath);
      result = below(result, change, (held) =>
        condition === 'loop' || condition ? opened(held) : mutate(held, step, object, null, inner),
      );
    }
    return result;
  });
}

/** parameters of functions that are gone through */
const followed = new Underway<Binding>();

/** In a loop only the copy of one object into another is understood. */
function copied(value: Value, step: NodePath, reference: NodePath, env?: Env): Value {
  const loop = step.findParent((path) => path.isForInStatement() || path.isFunction());
  const member = reference.parentPath;
  if (
    value.kind !== 'object' ||
    !loop?.isForInStatement() ||
    !step.isAssignmentExpression() ||
    !member?.isMemberExpression()
  )
    return opened(value);
  const right = step.get('right');
  const sameKey =
    right.isMemberExpression() &&
    right.node.computed &&
    member.node.computed &&
    is.isIdentifier(right.node.property) &&
    is.isIdentifier(member.node.property, { name: right.node.property.name });
  if (!sameKey) return opened(value);
  const source = evaluate(right.get('object') as NodePath, env);
  return source.kind === 'object' ? { ...value, ...merge(value, source) } : opened(value);
}
