/** What a name holds at one use: its initial value and everything done to it before. */
import { type ast, type Binding, is, type NodePath, startOf } from '../syntax/index.js';
import { isAmbient } from './ambient.js';
import { argumentsBinding } from './arguments.js';
import { comesBack, conditionOf, isEarlier, sameFunction } from './control.js';
import { conditionIn } from './decide.js';
import { evaluate, isInside, keyName, propertyOf, unknown } from './evaluate.js';
import { givenElsewhere } from './given-elsewhere.js';
import { givenOnce } from './given-once.js';
import { giveUp } from './known-values.js';
import { withoutSetElsewhere } from './members-elsewhere.js';
import { isOwnFile, sourceOf, valueFrom } from './modules/imported.js';
import { renamed } from './modules/localised.js';
import { applyMutations } from './mutations.js';
import { changedParameter, isSettled } from './parameters.js';
import { inLoop, inRound, type Loop, loopAround, runsIn } from './rounds.js';
import { computed } from './sums.js';
import { Underway } from './underway.js';
import { at, type Condition, type Env, type Value } from './value.js';

/** Variables that are being asked for, and where. */
const visiting = new Underway<Binding, NodePath>();

/** The value of an identifier where it stands. */
export function heldValue(use: NodePath<ast.Identifier>, env?: Env): Value {
  const { name } = use.node;
  const declaredHere = use.scope.getBinding(name);
  const given = declaredHere ? null : argumentsBinding(use);
  // Outside of any call `arguments` is a name that says nothing.
  const binding = declaredHere ?? (given && env?.has(given) ? given : undefined);
  if (!binding || isAmbient(binding)) {
    const declared = enumNamed(name, use);
    if (declared) return enumValue(declared, use);
    if (name === 'undefined') return { kind: 'literal', value: undefined, path: use };
    return { kind: 'external', module: null, members: [name], path: use };
  }
  const outer = visiting.get(binding);
  if (outer && !isEarlier(use, outer, binding)) {
    giveUp();
    if (!isSettled(binding)) return unknown(use, env);
  }
  return visiting.while(binding, use, () => {
    const base = baseValue(binding, use, env);
    return withoutSetElsewhere(applyMutations(base, binding, use, env), binding, use);
  });
}

function baseValue(binding: Binding, use: NodePath, env?: Env): Value {
  const given = env?.get(binding);
  const declared = binding.path;
  if (given && (binding.constantViolations.length === 0 || isSettled(binding))) return given;
  if (given && env && binding.kind === 'param') return changedParameter(binding, given, use, env) ?? unknown(use, env);
  if (declared.isImportSpecifier() || declared.isImportDefaultSpecifier() || declared.isImportNamespaceSpecifier()) {
    return imported(declared, binding, use);
  }
  if (declared.isTSImportEqualsDeclaration()) return importEquals(declared, binding, use);
  // One that is declared inside of an entered function sees what that was given.
  if (declared.isFunctionDeclaration())
    return {
      kind: 'function',
      fn: declared,
      path: declared,
      env: declared.parentPath.getFunctionParent() ? env : undefined,
    };
  if (declared.isTSEnumDeclaration()) return enumValue(declared, use);
  if (declared.isClassDeclaration() && binding.constantViolations.length === 0)
    return { kind: 'unknown', path: use, elsewhere: { fn: declared } };
  if (declared.isVariableDeclarator()) return variableValue(binding, declared, use, env);
  if (binding.kind === 'param') return paramValue(binding, use, env);
  return unknown(use, env);
}

function imported(specifier: NodePath, binding: Binding, use: NodePath): Value {
  const declaration = specifier.parentPath as NodePath<ast.ImportDeclaration>;
  const module = declaration.node.source.value;
  const member = specifier.isImportSpecifier() ? exportedName(specifier.node.imported) : null;
  if (isOwnFile(module, use)) {
    const name = specifier.isImportNamespaceSpecifier() ? null : (member ?? 'default');
    return valueFrom(module, name, { path: use, access: binding.identifier.name });
  }
  const members = member === null || member === 'default' ? [] : [member];
  return { kind: 'external', module: bareModule(module), members, path: use };
}

function exportedName(name: ast.Identifier | ast.StringLiteral): string {
  return is.isIdentifier(name) ? name.name : name.value;
}

/** `node:https` and `https` are one module. */
export function bareModule(module: string): string {
  return module.replace(/^node:/, '');
}

function importEquals(declared: NodePath<ast.TSImportEqualsDeclaration>, binding: Binding, use: NodePath): Value {
  const { moduleReference } = declared.node;
  if (!is.isTSExternalModuleReference(moduleReference)) return unknown(use);
  const module = moduleReference.expression.value;
  return isOwnFile(module, use)
    ? valueFrom(module, null, { path: use, access: binding.identifier.name })
    : { kind: 'external', module: bareModule(module), members: [], path: use };
}

/** What a name holds once the file has run; unknown where it is set again. */
export function finalValue(binding: Binding): Value {
  const program = binding.scope.getProgramParent().path;
  if (visiting.has(binding)) giveUp();
  if (binding.constantViolations.length > 0 || visiting.has(binding)) return unknown(program);
  return visiting.while(binding, program, () =>
    applyMutations(baseValue(binding, program), binding, program, undefined, Number.POSITIVE_INFINITY),
  );
}

/** Babel's scopes do not know enums. */
function enumNamed(name: string, use: NodePath): NodePath<ast.TSEnumDeclaration> | null {
  const program = use.scope.getProgramParent().path as NodePath<ast.Program>;
  let enums = ENUMS.get(program.node);
  if (!enums) {
    enums = enumsOf(program);
    ENUMS.set(program.node, enums);
  }
  return enums.get(name) ?? null;
}

/** asked for every global name: a file has thousands of those, and of statements */
const ENUMS = new WeakMap<ast.Node, ReadonlyMap<string, NodePath<ast.TSEnumDeclaration>>>();

function enumsOf(program: NodePath<ast.Program>): ReadonlyMap<string, NodePath<ast.TSEnumDeclaration>> {
  const enums = new Map<string, NodePath<ast.TSEnumDeclaration>>();
  for (const [index, statement] of program.node.body.entries()) {
    const exported = is.isExportNamedDeclaration(statement);
    const declared = exported ? statement.declaration : statement;
    if (!is.isTSEnumDeclaration(declared) || enums.has(declared.id.name)) continue;
    const place = exported ? `body.${index}.declaration` : `body.${index}`;
    enums.set(declared.id.name, program.get(place) as unknown as NodePath<ast.TSEnumDeclaration>);
  }
  return enums;
}

export function enumValue(declared: NodePath<ast.TSEnumDeclaration>, use: NodePath): Value {
  let next: number | null = 0;
  const entries = declared.get<NodePath<ast.TSEnumMember>[]>('members').flatMap((member) => {
    const { id } = member.node;
    const key = is.isIdentifier(id) ? id.name : id.value;
    const initializer = member.get('initializer') as NodePath;
    if (initializer.node) {
      const value = evaluate(initializer);
      next = value.kind === 'literal' && typeof value.value === 'number' ? value.value + 1 : null;
      return [{ key, when: null, value }];
    }
    if (next === null) return [];
    return [{ key, when: null, value: { kind: 'literal' as const, value: next++, path: member as NodePath } }];
  });
  return { kind: 'object', entries, open: false, path: use };
}

/** A parameter that nobody is known to fill; its default, where it has one, is one possible value. */
function paramValue(binding: Binding, use: NodePath, env?: Env): Value {
  if (binding.constantViolations.length > 0) return unknown(use, env);
  const given = givenOnce(binding);
  if (given) return at(given, use);
  return givenElsewhere(binding, use) ?? { kind: 'param', binding, path: use };
}

function variableValue(
  binding: Binding,
  declarator: NodePath<ast.VariableDeclarator>,
  use: NodePath,
  env?: Env,
): Value {
  const init = declarator.get('init') as NodePath;
  const inLoop =
    declarator.parentPath.parentPath?.isForOfStatement() || declarator.parentPath.parentPath?.isForInStatement();
  if (inLoop) return unknown(use, env);
  const initial = init.node ? evaluate(init, env) : null;
  if (!is.isIdentifier(declarator.node.id)) {
    const part = initial && destructured(declarator.get('id') as NodePath, binding, initial, env);
    if (!part || binding.constantViolations.length > 0) return unknown(use, env);
    // What the caller gave is said by the caller.
    if (env && part.kind !== 'member' && isInside(init, env)) return part;
    return at(part.text ? renamed(part, part.text.code, binding.identifier.name) : part, use);
  }
  const steps = binding.constantViolations.filter(({ node }) => node !== declarator.node);
  if (steps.length < binding.constantViolations.length && !(initial && isSetInRound(declarator, use)))
    return unknown(use, env);
  if (steps.length === 0)
    return initial ? byName(initial, init, binding) : { kind: 'literal', value: undefined, path: use };
  return reassigned(initial, steps, binding, use, env);
}

/** `var form = { … }` in the body of a loop, which sets it anew in each round: is that done whenever the use is reached? */
function isSetInRound(declarator: NodePath, use: NodePath): boolean {
  const isBefore = startOf(declarator.node) < startOf(use.node);
  return isBefore && sameFunction(declarator, use) && conditionOf(declarator, use) === null;
}

/** What came from another file is said by the name that holds it. */
function byName(value: Value, init: NodePath, binding: Binding): Value {
  if (value.kind !== 'object' && value.kind !== 'array') return value;
  const before = sourceOf(init);
  return before === null ? value : renamed(value, before, binding.identifier.name);
}

/** What a pattern takes out of a value for one binding. */
function destructured(pattern: NodePath, binding: Binding, value: Value, env?: Env): Value | null {
  if (pattern.isAssignmentPattern()) {
    const missing = value.kind === 'literal' && value.value === undefined;
    const given = missing ? evaluate(pattern.get('right'), env) : value;
    return destructured(pattern.get('left') as NodePath, binding, given, env);
  }
  if (pattern.isIdentifier()) return pattern.node === binding.identifier ? value : null;
  if (pattern.isArrayPattern()) return takenByPlace(pattern, binding, value, env);
  if (!pattern.isObjectPattern()) return null;
  for (const property of pattern.get('properties')) {
    if (!property.isObjectProperty()) continue;
    const key = keyName(property as NodePath<ast.ObjectProperty>, env);
    const inner = property.get('value') as NodePath;
    const taken =
      key === null
        ? null
        : (propertyOf(value, key) ?? {
            kind: 'member' as const,
            object: value,
            property: key,
            path: property as NodePath,
          });
    const found = taken && destructured(inner, binding, taken, env);
    if (found) return found;
  }
  return null;
}

/** `const [zone, ...fields] = rest` of a known list. */
function takenByPlace(pattern: NodePath<ast.ArrayPattern>, binding: Binding, value: Value, env?: Env): Value | null {
  if (value.kind !== 'array' || value.open) return null;
  for (const [index, element] of (pattern.get('elements') as NodePath[]).entries()) {
    if (!element.node) continue;
    const item: Value | null = element.isRestElement()
      ? { ...value, items: value.items.slice(index), path: element }
      : propertyOf(value, String(index));
    const inner = element.isRestElement() ? element.get('argument') : element;
    const found = item && destructured(inner, binding, item, env);
    if (found) return found;
  }
  return null;
}

/** `x = …` and `x += …` in the order of the text, up to the use. */
function reassigned(
  initial: Value | null,
  all: readonly NodePath[],
  binding: Binding,
  use: NodePath,
  env?: Env,
): Value {
  let value = initial;
  const steps = all.filter((step) => startOf(step.node) < startOf(use.node));
  const later = all.filter((step) => !steps.includes(step));
  if (later.length > 0 && !all.every((step) => sameFunction(step, use))) return unknown(use, env);
  if (later.some((step) => comesBack(use, step, binding))) return unknown(use, env);
  const done = new Set<NodePath>();
  for (const step of steps) {
    if (!step.isAssignmentExpression() || !is.isIdentifier(step.node.left)) return unknown(use, env);
    if (done.has(step)) continue;
    const loop = value && loopAround(step, use, env);
    if (value && loop) {
      const inside = steps.filter((one) => one.isDescendant(loop.path));
      const before: Value = value;
      const gathered: Value | null = inLoop(loop, () => afterRounds(before, binding, inside, loop));
      if (!gathered) return unknown(use, env);
      value = gathered;
      for (const one of inside) done.add(one);
      continue;
    }
    const alone = all.length === 1 && initial === null;
    if (!alone && !sameFunction(step, use) && !sameFunction(step, binding.path)) return unknown(use, env);
    // The assignment that the use stands in does not count yet.
    if (use.findParent((parent) => parent === step)) continue;
    const condition = conditionIn(step, use, (path) => evaluate(path, env));
    if (condition === 'never') continue;
    if (condition === 'loop') return unknown(use, env);
    const right = evaluate(step.get('right') as NodePath, env);
    const next =
      step.node.operator === '=' ? right : value && computed(step.node.operator.slice(0, -1), value, right, use, env);
    if (!next) return unknown(use, env);
    if (condition === null) value = next;
    else {
      const before = whereTold(value ?? { kind: 'literal', value: undefined, path: use }, condition);
      const [then, otherwise] = condition.negated ? [before, next] : [next, before];
      value = { kind: 'choice', operator: 'assigned', test: condition.path, then, otherwise, path: use, env };
    }
  }
  return value ?? unknown(use, env);
}

/** `if (on) x = 1; else x = 2;`: what the variable holds on the side of the `if` that does not set it. */
function whereTold(value: Value, { path, negated }: Condition): Value {
  if (value.kind !== 'choice' || value.operator !== 'assigned' || value.test?.node !== path.node) return value;
  return negated ? value.then : value.otherwise;
}

/** `text += …` in a loop whose rounds are known; null where it is not told what is done in each. */
function afterRounds(before: Value, binding: Binding, steps: readonly NodePath[], loop: Loop): Value | null {
  let value = before;
  for (const round of loop.rounds)
    for (const step of steps) {
      const next = inRound(binding, value, round, (env) => {
        const runs = runsIn(step, loop, env);
        if (!runs) return runs === null ? null : value;
        return step.isAssignmentExpression() ? assignedBy(step, value, env) : null;
      });
      if (!next) return null;
      value = next;
    }
  return value;
}

function assignedBy(step: NodePath<ast.AssignmentExpression>, before: Value, env: Env): Value | null {
  const right = evaluate(step.get('right'), env);
  if (step.node.operator === '=') return right;
  return computed(step.node.operator.slice(0, -1), before, right, step, env);
}
