/** What is done to an object, list or form after it was made and before it is used. */
import { type ast, type Binding, is, type NodePath } from '../syntax/index.js';
import { conditionOf, sameFunction } from './control.js';
import { conditionIn } from './decide.js';
import { evaluate, memberName, merge } from './evaluate.js';
import { asFormEntries } from './form.js';
import { giveUp } from './known-values.js';
import { isExtend } from './libraries.js';
import { localised } from './modules/localised.js';
import { inLoop, type Loop, loopAround, runsIn } from './rounds.js';
import {
  type Condition,
  type Encoded,
  type Entry,
  type Env,
  elsewhereOf,
  type ObjectValue,
  type Value,
} from './value.js';

/** `base` as it is when `use` is reached; `useStart`: where that is in the text. */
export function applyMutations(
  base: Value,
  binding: Binding,
  use: NodePath,
  env?: Env,
  useStart = use.node.start ?? 0,
): Value {
  if (base.kind !== 'object' && base.kind !== 'encoded' && base.kind !== 'array') return base;
  let value: Value = base;
  const references = [...binding.referencePaths].sort((a, b) => (a.node.start ?? 0) - (b.node.start ?? 0));
  for (const reference of references) {
    const step = mutationOf(reference);
    if (!step) continue;
    const here = sameFunction(reference, use);
    const start = reference.node.start ?? 0;
    if (here && start >= useStart) continue;
    // The use is inside the mutating expression itself, e.g. its right side.
    if (use.findParent((path) => path === step)) continue;
    const loop = loopAround(step, use, env);
    const changed: Value | null = loop && inLoop(loop, () => inRounds(value, step, reference, loop));
    if (changed) {
      value = changed;
      continue;
    }
    const atLoad = sameFunction(reference, binding.path);
    if (!here && !atLoad) {
      value = opened(value);
      continue;
    }
    const condition = conditionIn(step, use, (path) => evaluate(path, env));
    if (condition === 'never') continue;
    value = condition === 'loop' ? copied(value, step, reference, env) : mutate(value, step, reference, condition, env);
  }
  return value;
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
  if (value.kind === 'object' || value.kind === 'array') return { ...value, open: true };
  if (value.kind === 'encoded' && value.content.kind === 'object')
    return { ...value, content: { ...value.content, open: true } };
  return value;
}

/** Does anything change what the variable holds, other than setting the variable itself? */
export function isChanged({ referencePaths }: Binding): boolean {
  return referencePaths.some((reference) => mutationOf(reference) !== null);
}

/** Methods that change what they are called on. */
const CHANGING = new Set([
  ...['append', 'set', 'delete'],
  ...['push', 'unshift', 'pop', 'shift', 'splice', 'reverse', 'sort', 'fill'],
]);

/** The expression that changes what `reference` holds, or null. */
function mutationOf(reference: NodePath): NodePath | null {
  const parent = reference.parentPath;
  if (!parent) return null;
  if (parent.isMemberExpression() && reference.key === 'object') {
    const outer = parent.parentPath;
    if (outer?.isAssignmentExpression() && parent.key === 'left') return outer;
    if (outer?.isUnaryExpression({ operator: 'delete' })) return outer;
    if (outer?.isUpdateExpression()) return outer;
    if (outer?.isCallExpression() && parent.key === 'callee') {
      const name = memberName(parent as NodePath<ast.MemberExpression>);
      return name && CHANGING.has(name) ? outer : null;
    }
    return null;
  }
  if (parent.isCallExpression() && reference.listKey === 'arguments') {
    if (reference.key === 0 && isExtend(evaluate(parent.get('callee') as NodePath))) return parent;
    const callee = evaluate(parent.get('callee') as NodePath);
    const fn = entered(callee);
    return fn && changesParameter(fn, Number(reference.key)) ? parent : null;
  }
  return null;
}

/** The function that a callee is, in this file or another. */
function entered(callee: Value): NodePath | null {
  const fn = callee.kind === 'function' ? callee.fn : (elsewhereOf(callee)?.fn ?? null);
  return fn?.isFunction() ? fn : null;
}

/** parameters that are looked at: a function that hands one to itself does with it what it does besides */
const asked = new Set<Binding>();

/** Does the local function set properties of its nth parameter? */
function changesParameter(path: NodePath, index: number): boolean {
  const parameter = (path.get('params') as NodePath[])[index];
  if (!parameter?.isIdentifier()) return false;
  const binding = (path as NodePath<ast.Function>).scope.getBinding(parameter.node.name);
  if (!binding) return false;
  if (asked.has(binding)) {
    giveUp();
    return false;
  }
  asked.add(binding);
  try {
    return binding.referencePaths.some((reference) => mutationOf(reference) !== null);
  } finally {
    asked.delete(binding);
  }
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
    return args
      .slice(1)
      .reduce<ObjectValue>((into, source) => ({ ...into, ...merge(into, evaluate(source, env)) }), value);
  }
  const fn = entered(callee);
  if (fn) {
    const result = changedBy(value, fn, Number(reference.key), args, env);
    return callee.kind === 'function' ? result : localised(result, { path: step, access: null });
  }
  return method(value, step, args, when, env);
}

function assigned(
  value: Value,
  step: NodePath<ast.AssignmentExpression>,
  reference: NodePath,
  when: Condition | null,
  env?: Env,
): Value {
  if (value.kind !== 'object') return value.kind === 'array' ? opened(value) : value;
  const key = memberName(reference.parentPath as NodePath<ast.MemberExpression>, env);
  if (key === null || step.node.operator !== '=') return opened(value);
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
  const parameters = path.get('params') as NodePath[];
  const scope = (path as NodePath<ast.Function>).scope;
  const inner = new Map(env ?? []);
  parameters.forEach((parameter, position) => {
    const binding = parameter.isIdentifier() ? scope.getBinding(parameter.node.name) : undefined;
    const argument = args[position];
    if (binding && argument && position !== index) inner.set(binding, evaluate(argument, env));
  });
  const target = parameters[index];
  const binding = target?.isIdentifier() ? scope.getBinding(target.node.name) : undefined;
  // one that calls itself sets who knows how much
  if (!binding || followed.has(binding)) {
    giveUp();
    return opened(value);
  }
  let result = value;
  followed.add(binding);
  try {
    for (const reference of binding.referencePaths) {
      const step = mutationOf(reference);
      if (!step) continue;
      const condition = conditionOf(step, path.get('body') as NodePath);
      result = condition === 'loop' || condition ? opened(result) : mutate(result, step, reference, null, inner);
    }
  } finally {
    followed.delete(binding);
  }
  return result;
}

/** parameters of functions that are gone through */
const followed = new Set<Binding>();

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
