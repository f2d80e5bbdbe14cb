/** Where what a variable holds is changed: by its own name, by another, below a property, in a function it is handed to. */
import { type ast, type Binding, endOf, is, type NodePath, startOf } from '../syntax/index.js';
import { aliasesOf, nameIn, type Place } from './aliases.js';
import { argumentsOf } from './arguments.js';
import { constructorOf } from './constructors.js';
import { bare, evaluate, evaluatedApart, memberName } from './evaluate.js';
import { giveUp } from './known-values.js';
import { isDefaults, isExtend, isSetter } from './libraries.js';
import { Underway } from './underway.js';
import { mayChange } from './unseen-functions.js';
import { elsewhereOf, type Value } from './value.js';

/** A place where what a variable holds is changed. */
export interface Change {
  /** what is changed, as it is written there */
  readonly object: NodePath;
  /** the expression that changes it */
  readonly step: NodePath;
  /** the names that lead to it from the variable */
  readonly places: readonly Place[];
}

const CHANGES = new WeakMap<Binding, readonly Change[]>();

/** A variable whose changes are being found, which functions that it holds itself may have a part in. */
interface Asked {
  /** how many were being found when it was asked for first */
  readonly depth: number;
  /** what is seen of it where it is asked for again meanwhile */
  within: readonly Change[] | null;
}

const ASKED = new Map<Binding, Asked>();
/** the depth of the outermost variable that was asked for again */
let reached = Number.POSITIVE_INFINITY;

/** Every change of what the variable holds, by its own name or another, in the order of the text. */
export function changesOf(binding: Binding): readonly Change[] {
  const known = CHANGES.get(binding);
  if (known) return known;
  const outer = ASKED.get(binding);
  if (outer) return changesWhileAsked(binding, outer);
  const [before, depth] = [reached, ASKED.size];
  reached = Number.POSITIVE_INFINITY;
  ASKED.set(binding, { depth, within: null });
  try {
    if (depth > MOST_ASKED) return changesFound(binding);
    const found = evaluatedApart(() => changesFound(binding));
    // What led here has no say in it, but for variables that are being asked for.
    if (reached >= depth) CHANGES.set(binding, found);
    return found;
  } finally {
    ASKED.delete(binding);
    reached = Math.min(before, reached);
  }
}

const MOST_ASKED = 20;

/**
 * `api.sign(api.form)`, where what the variable holds says what `api.sign` does: its changes as they are seen without
 * those of functions that it holds. Whoever asks keeps nothing of that.
 */
function changesWhileAsked(binding: Binding, asked: Asked): readonly Change[] {
  giveUp();
  reached = Math.min(reached, asked.depth);
  if (!asked.within) {
    asked.within = plainly(() => changesFound(binding));
    asked.within = changesFound(binding);
  }
  return asked.within;
}

function changesFound(binding: Binding): Change[] {
  const found = [...changesByName(binding, 0), ...changesWithin(binding)];
  const others = changesOfOther(binding).filter(({ object }) => !found.some((one) => one.object === object));
  return [...found, ...others].sort((a, b) => startOf(a.object.node) - startOf(b.object.node));
}

/** `const same = form`, `same = form`, `const same = Object.assign(form, more)`: what is done to `form` after that. */
function changesOfOther({ path, constantViolations }: Binding): readonly Change[] {
  const declared = path.isVariableDeclarator() && is.isIdentifier(path.node.id) ? [path.get('init') as NodePath] : [];
  const given = constantViolations.map((set) => set.get('right') as NodePath);
  return [...declared, ...given].flatMap((value) => {
    const init = value.node ? bare(value) : value;
    const origin = init.isCallExpression() && isExtended(init) ? (init.get('arguments')[0] as NodePath) : init;
    const other = origin.isIdentifier() ? origin.scope.getBinding(origin.node.name) : undefined;
    const isLater = ({ object }: Change) => startOf(object.node) > endOf(init.node);
    return other && other.path !== path ? changesByName(other, 1).filter(isLater) : [];
  });
}

function isExtended(call: NodePath<ast.CallExpression>): boolean {
  return !isPlain && isExtend(evaluate(call.get('callee')));
}

/** Are the changes alone looked for that need no value: what is set, deleted, pushed? */
let isPlain = false;

function plainly<T>(read: () => T): T {
  const before = isPlain;
  isPlain = true;
  try {
    return read();
  } finally {
    isPlain = before;
  }
}

function changesByName({ referencePaths }: Binding, depth: number): readonly Change[] {
  return referencePaths.flatMap((reference) => changesThrough(reference, depth));
}

/** `const options = { form: params }`: what is done to `params` after that. */
function changesWithin({ path }: Binding): readonly Change[] {
  const literal = path.isVariableDeclarator() ? (path.get('init') as NodePath) : null;
  if (!literal?.node) return [];
  if (literal.isArrayExpression()) return (literal.get('elements') as NodePath[]).flatMap(changesOfItem);
  if (!literal.isObjectExpression()) return [];
  return literal.get('properties').flatMap((property) => {
    const { node } = property;
    if (!is.isObjectProperty(node) || !is.isIdentifier(node.value)) return [];
    const held = property.scope.getBinding(node.value.name);
    const place = { name: nameIn(node), path: property.get('value') as NodePath };
    const later = held
      ? changesByName(held, 1).filter(({ object }) => startOf(object.node) > startOf(literal.node))
      : [];
    return later.map((change) => ({ ...change, places: [place, ...change.places] }));
  });
}

/** `const all = [form]`: what is done to `form` after that; which of them that is, is not followed. */
function changesOfItem(item: NodePath): readonly Change[] {
  const held = item.isIdentifier() ? item.scope.getBinding(item.node.name) : undefined;
  const later = held ? changesByName(held, 1).filter(({ object }) => startOf(object.node) > startOf(item.node)) : [];
  return later.map((change) => ({ ...change, places: [{ name: null, path: item }, ...change.places] }));
}

const MOST_NAMES = 4;

export function changesThrough(reference: NodePath, depth: number): readonly Change[] {
  const places: Place[] = [];
  for (let object = reference; ; ) {
    const step = mutationOf(object);
    if (step) return [{ object, step, places }, ...changesOfGiven(object, step, depth)];
    const { parentPath: parent } = object;
    const item = changeOfItems(object);
    if (item) return [{ ...item, places: [...places, ...item.places] }];
    if (parent?.isMemberExpression() && object.key === 'object') {
      places.push({ name: parent.node.computed ? null : memberName(parent), path: parent });
      object = parent;
      continue;
    }
    if (parent && isOneOf(object, parent)) {
      object = parent;
      continue;
    }
    if (depth >= MOST_NAMES) return [];
    if (places.length === 0 && parent?.isObjectProperty()) return changesThroughHolder(parent, depth);
    if (parent?.isArrayExpression()) return changesThroughList(parent, Number(object.key), { places, depth });
    return aliasesOf(object).flatMap(({ binding, place }) => {
      const before = place ? [...places, place] : places;
      return changesByName(binding, depth + 1).map((change) => ({ ...change, places: [...before, ...change.places] }));
    });
  }
}

/** `const same = Object.assign(form, more)`: what is done to `same`. */
function changesOfGiven(object: NodePath, step: NodePath, depth: number): readonly Change[] {
  const isSame = step.isCallExpression() && object.parentPath === step && object.key === 0 && isExtended(step);
  if (!isSame || depth >= MOST_NAMES) return [];
  return aliasesOf(step).flatMap(({ binding, place }) => (place ? [] : changesByName(binding, depth + 1)));
}

/** `const holder = { form }`, `holder.form.z = zone`; `send({ form })`, where the function changes the form. */
function changesThroughHolder(property: NodePath<ast.ObjectProperty>, depth: number): readonly Change[] {
  const name = nameIn(property.node);
  const literal = property.parentPath as NodePath;
  const [holder] = aliasesOf(literal);
  const isBelow = ({ places: [place] }: Change) => place !== undefined && (!name || !place.name || place.name === name);
  if (holder)
    return changesByName(holder.binding, depth + 1)
      .filter((change) => !holder.place && isBelow(change))
      .map((change) => ({ ...change, places: change.places.slice(1) }));
  const { parentPath: call } = literal;
  if (isPlain || literal.listKey !== 'arguments' || !call?.isCallExpression()) return [];
  const fn = entered(evaluate(call.get('callee') as NodePath)) as NodePath<ast.Function> | null;
  const parameter = fn?.node.params[Number(literal.key)];
  const pattern = is.isAssignmentPattern(parameter) ? parameter.left : parameter;
  const part = is.isObjectPattern(pattern)
    ? pattern.properties.find((one) => is.isObjectProperty(one) && nameIn(one) === name)
    : undefined;
  const taken = is.isObjectProperty(part) ? (is.isAssignmentPattern(part.value) ? part.value.left : part.value) : null;
  const binding = fn && is.isIdentifier(taken) ? fn.scope.getBinding(taken.name) : undefined;
  return binding && isChangedIn(binding) ? [{ object: property.get('value') as NodePath, step: call, places: [] }] : [];
}

/** `forms.forEach((form) => { form.z = zone; })`, `for (const form of forms) form.z = zone` */
function changeOfItems(list: NodePath): Change | null {
  const { parentPath: parent } = list;
  const places = [{ name: null, path: list }];
  if (parent?.isForOfStatement() && list.key === 'right') {
    const left = parent.get('left') as NodePath;
    const target = left.isVariableDeclaration() ? left.node.declarations[0]?.id : null;
    const binding = is.isIdentifier(target) ? parent.scope.getBinding(target.name) : undefined;
    const [change] = binding ? changesByName(binding, 1) : [];
    return change ? { ...change, places } : null;
  }
  if (isPlain || !parent?.isMemberExpression() || list.key !== 'object') return null;
  const call = parent.parentPath;
  const name = memberName(parent) ?? '';
  if (!call.isCallExpression() || parent.key !== 'callee' || !OF_ITEMS.test(name)) return null;
  const fn = entered(evaluate((call.get('arguments') as NodePath[])[0] ?? call));
  return fn && changesParameter(fn, name === 'reduce' ? 1 : 0) ? { object: list, step: call, places } : null;
}

const OF_ITEMS = /^(?:forEach|map|filter|some|every|reduce|find)$/;

/** `(test ? form : other).v = …`, `(form as Form).v = …` */
function isOneOf(object: NodePath, parent: NodePath): boolean {
  if (parent.isConditionalExpression()) return object.key !== 'test';
  return parent.isLogicalExpression() || (parent.isExpression() && bare(parent) !== parent);
}

/** `[form][0].v = …`, `[form, other].forEach(sign)`, `for (const one of [form, other]) …`, `const [one] = [form]`, `all[0].v` */
function changesThroughList(
  list: NodePath<ast.ArrayExpression>,
  index: number,
  { places, depth }: { places: readonly Place[]; depth: number },
): readonly Change[] {
  const { parentPath: parent } = list;
  const inside = (changes: readonly Change[]) =>
    changes.map((change) => ({ ...change, places: [...places, ...change.places] }));
  if (parent?.isForOfStatement() && list.key === 'right') {
    const left = parent.get('left') as NodePath;
    const target = left.isVariableDeclaration() ? left.node.declarations[0]?.id : null;
    const binding = is.isIdentifier(target) ? parent.scope.getBinding(target.name) : undefined;
    return binding ? inside(changesByName(binding, depth + 1)) : [];
  }
  if (parent?.isMemberExpression() && list.key === 'object') {
    const called = parent.parentPath.isCallExpression() && parent.key === 'callee' ? parent.parentPath : null;
    if (!called) return inside(changesThrough(parent, depth + 1));
    if (isPlain) return [];
    const fn = entered(evaluate((called.get('arguments') as NodePath[])[0] ?? called));
    const takesOne = memberName(parent) === 'reduce' ? 1 : 0;
    return fn && changesParameter(fn, takesOne) ? [{ object: list, step: called, places }] : [];
  }
  const [held] = aliasesOf(list);
  if (held && !held.place)
    return changesByName(held.binding, depth + 1).flatMap((change) => {
      const [place, ...others] = change.places;
      const at = is.isMemberExpression(place?.path.node) ? place.path.node.property : null;
      const isKnown = is.isNumericLiteral(at);
      if (!place || (isKnown && at.value !== index)) return [];
      return inside([{ ...change, places: isKnown ? others : change.places }]);
    });
  const id = parent?.isVariableDeclarator() ? (parent.get('id') as NodePath) : null;
  if (!id?.isArrayPattern() || !parent) return [];
  const target = id.node.elements[index];
  const binding = is.isIdentifier(target) ? parent.scope.getBinding(target.name) : undefined;
  return binding ? inside(changesByName(binding, depth + 1)) : [];
}

/** Does anything change what the variable holds, other than setting the variable itself, and than this function? */
export function isChanged({ referencePaths }: Binding, but?: NodePath): boolean {
  return referencePaths.some((use) => !(but && use.isDescendant(but)) && changesThrough(use, 0).length > 0);
}

/** Methods that change what they are called on. */
const CHANGING = new Set([
  ...['append', 'set', 'delete'],
  ...['push', 'unshift', 'pop', 'shift', 'splice', 'reverse', 'sort', 'fill'],
]);

/** The expression that changes what `reference` holds, or null. */
export function mutationOf(reference: NodePath): NodePath | null {
  const parent = reference.parentPath;
  if (!parent) return null;
  if (parent.isMemberExpression() && reference.key === 'object') {
    const outer = parent.parentPath;
    if (outer?.isAssignmentExpression() && parent.key === 'left') return outer;
    if (outer && isDeleted(parent)) return outer;
    if (outer?.isUpdateExpression()) return outer;
    if (outer?.isForXStatement() && parent.key === 'left') return outer;
    const pattern = patternAround(parent);
    if (pattern) return pattern;
    if (outer?.isCallExpression() && parent.key === 'callee') {
      const name = memberName(parent as NodePath<ast.MemberExpression>);
      return name && CHANGING.has(name) ? outer : null;
    }
    return null;
  }
  if (parent.isOptionalMemberExpression() && reference.key === 'object' && isDeleted(parent)) return parent.parentPath;
  if (isPlain) return null;
  if (parent.isNewExpression() && reference.listKey === 'arguments') {
    const made = constructorOf(parent.get('callee') as NodePath);
    return made && changesParameter(made, Number(reference.key)) ? parent : null;
  }
  if (parent.isCallExpression() && reference.listKey === 'arguments') {
    const callee = evaluate(parent.get('callee') as NodePath);
    if (reference.key === 0 && (isSetter(callee) || isExtend(callee) || isDefaults(callee))) return parent;
    const fn = entered(callee);
    if (fn) return changesParameter(fn, Number(reference.key)) ? parent : null;
    return mayChange(callee) ? parent : null;
  }
  return null;
}

function isDeleted({ parentPath }: NodePath): boolean {
  return parentPath?.isUnaryExpression({ operator: 'delete' }) === true;
}

/** `({ level: form.v } = options)`, `[form.z] = zones`: what takes a list or an object apart into properties. */
function patternAround(target: NodePath): NodePath | null {
  let path = target;
  for (let { parentPath: parent } = path; parent; { parentPath: parent } = path) {
    if (parent.isAssignmentExpression() || parent.isForXStatement())
      return path !== target && path.key === 'left' ? parent : null;
    const isPart =
      (parent.isObjectProperty() && path.key === 'value') ||
      (parent.isAssignmentPattern() && path.key === 'left') ||
      ['ObjectPattern', 'ArrayPattern', 'RestElement'].includes(parent.type);
    if (!isPart) return null;
    path = parent;
  }
  return null;
}

/** The function that a callee is, in this file or another. */
export function entered(callee: Value): NodePath | null {
  const fn = callee.kind === 'function' ? callee.fn : (elsewhereOf(callee)?.fn ?? null);
  return fn?.isFunction() ? fn : null;
}

/** parameters that are looked at: a function that hands one to itself does with it what it does besides */
const asked = new Underway<Binding>();

/** Does the local function set properties of its nth parameter, or of what it finds in `arguments` and `...rest`? */
function changesParameter(path: NodePath, index: number): boolean {
  const fn = path as NodePath<ast.Function>;
  const own = parameterAt(fn, index);
  const rest = fn.node.params.at(-1);
  const all = is.isRestElement(rest) && is.isIdentifier(rest.argument) && fn.scope.getBinding(rest.argument.name);
  return (own !== undefined && isChangedIn(own)) || [argumentsOf(fn), all].some((one) => one && isChangedIn(one, 1));
}

/** `least`: how many names at the least lead to what is changed */
function isChangedIn(binding: Binding, least = 0): boolean {
  if (asked.has(binding)) {
    giveUp();
    return false;
  }
  const changes = () => changesByName(binding, 0).some(({ places }) => places.length >= least);
  return asked.while(binding, true, changes);
}

/** The variable that holds the nth argument, with or without a default. */
export function parameterAt(fn: NodePath<ast.Function>, index: number): Binding | undefined {
  const parameter = fn.node.params[index];
  const name = is.isAssignmentPattern(parameter) ? parameter.left : parameter;
  return is.isIdentifier(name) ? fn.scope.getBinding(name.name) : undefined;
}
