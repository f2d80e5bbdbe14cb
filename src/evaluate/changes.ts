/** Where what a variable holds is changed: by its own name, by another, below a property, in a function it is handed to. */
import { type ast, type Binding, is, type NodePath } from '../syntax/index.js';
import { constructorOf } from './constructors.js';
import { evaluate, memberName } from './evaluate.js';
import { giveUp, timesGivenUp } from './known-values.js';
import { isExtend } from './libraries.js';
import { elsewhereOf, isExternal, type Value } from './value.js';

/** A place where what a variable holds is changed. */
export interface Change {
  /** what is changed, as it is written there */
  readonly object: NodePath;
  /** the expression that changes it */
  readonly step: NodePath;
  /** the names that lead to it from the variable */
  readonly places: readonly Place[];
}

export interface Place {
  readonly name: string | null;
  readonly path: NodePath;
}

const CHANGES = new WeakMap<Binding, readonly Change[]>();

/** Every change of what the variable holds, by its own name or another, in the order of the text. */
export function changesOf(binding: Binding): readonly Change[] {
  const known = CHANGES.get(binding);
  if (known) return known;
  const before = timesGivenUp();
  const found = [...changesByName(binding, 0), ...changesWithin(binding)].sort(
    (a, b) => startOf(a.object) - startOf(b.object),
  );
  // Another way to the same place may see more.
  if (timesGivenUp() === before) CHANGES.set(binding, found);
  return found;
}

function changesByName({ referencePaths }: Binding, depth: number): readonly Change[] {
  return referencePaths.flatMap((reference) => changesThrough(reference, depth));
}

/** `const options = { form: params }`: what is done to `params` after that. */
function changesWithin({ path }: Binding): readonly Change[] {
  const literal = path.isVariableDeclarator() ? (path.get('init') as NodePath) : null;
  if (!literal?.node || !literal.isObjectExpression()) return [];
  return literal.get('properties').flatMap((property) => {
    const { node } = property;
    if (!is.isObjectProperty(node) || node.computed || !is.isIdentifier(node.key) || !is.isIdentifier(node.value))
      return [];
    const held = property.scope.getBinding(node.value.name);
    const place = { name: node.key.name, path: property.get('value') as NodePath };
    const later = held ? changesByName(held, 1).filter(({ object }) => startOf(object) > startOf(literal)) : [];
    return later.map((change) => ({ ...change, places: [place, ...change.places] }));
  });
}

function startOf({ node }: NodePath): number {
  return node.start ?? 0;
}

const MOST_NAMES = 4;

export function changesThrough(reference: NodePath, depth: number): readonly Change[] {
  const places: Place[] = [];
  for (let object = reference; ; ) {
    const step = mutationOf(object);
    if (step) return [{ object, step, places }];
    const { parentPath: parent } = object;
    if (parent?.isMemberExpression() && object.key === 'object') {
      places.push({ name: parent.node.computed ? null : memberName(parent), path: parent });
      object = parent;
      continue;
    }
    if (depth >= MOST_NAMES) return [];
    if (places.length === 0 && parent?.isObjectProperty()) return changesThroughHolder(parent, depth);
    return aliasesOf(object).flatMap(({ binding, place }) => {
      const before = place ? [...places, place] : places;
      return changesByName(binding, depth + 1).map((change) => ({ ...change, places: [...before, ...change.places] }));
    });
  }
}

/** `const holder = { form }`, `holder.form.z = zone` */
function changesThroughHolder(property: NodePath<ast.ObjectProperty>, depth: number): readonly Change[] {
  const { key, computed } = property.node;
  const [holder] = aliasesOf(property.parentPath as NodePath);
  if (!holder || holder.place || computed || !is.isIdentifier(key)) return [];
  return changesByName(holder.binding, depth + 1).flatMap((change) => {
    const [place, ...places] = change.places;
    return place?.name === key.name ? [{ ...change, places }] : [];
  });
}

interface Alias {
  readonly binding: Binding;
  /** the property that it is, where it is not the whole */
  readonly place: Place | null;
}

/** `const form = options.form`, `const { form } = options` */
export function aliasesOf(path: NodePath): Alias[] {
  const { parentPath: declarator } = path;
  if (!declarator?.isVariableDeclarator() || path.key !== 'init') return [];
  const id = declarator.get('id') as NodePath;
  const named = (target: ast.Node, place: Place | null): Alias[] => {
    const binding = is.isIdentifier(target) ? declarator.scope.getBinding(target.name) : undefined;
    return binding && binding.constantViolations.length === 0 ? [{ binding, place }] : [];
  };
  if (!id.isObjectPattern()) return named(id.node, null);
  return id.get('properties').flatMap((property) => {
    const { node } = property;
    if (!is.isObjectProperty(node) || node.computed || !is.isIdentifier(node.key)) return [];
    return named(node.value, { name: node.key.name, path: property.get('value') as NodePath });
  });
}

/** Does anything change what the variable holds, other than setting the variable itself? */
export function isChanged({ referencePaths }: Binding): boolean {
  return referencePaths.some((reference) => changesThrough(reference, 0).length > 0);
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
    if (outer?.isUnaryExpression({ operator: 'delete' })) return outer;
    if (outer?.isUpdateExpression()) return outer;
    if (outer?.isCallExpression() && parent.key === 'callee') {
      const name = memberName(parent as NodePath<ast.MemberExpression>);
      return name && CHANGING.has(name) ? outer : null;
    }
    return null;
  }
  if (parent.isNewExpression() && reference.listKey === 'arguments') {
    const made = constructorOf(parent.get('callee') as NodePath);
    return made && changesParameter(made, Number(reference.key)) ? parent : null;
  }
  if (parent.isCallExpression() && reference.listKey === 'arguments') {
    const callee = evaluate(parent.get('callee') as NodePath);
    if (reference.key === 0 && (isSetter(callee) || isExtend(callee))) return parent;
    const fn = entered(callee);
    return fn && changesParameter(fn, Number(reference.key)) ? parent : null;
  }
  return null;
}

/** `Reflect.set(form, …)`, `Object.defineProperty(form, …)` */
function isSetter(callee: Value): boolean {
  const names = ['defineProperty', 'defineProperties'];
  return (
    isExternal(callee, [null], 'Reflect', 'set') || names.some((name) => isExternal(callee, [null], 'Object', name))
  );
}

/** The function that a callee is, in this file or another. */
export function entered(callee: Value): NodePath | null {
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
    return isChanged(binding);
  } finally {
    asked.delete(binding);
  }
}
