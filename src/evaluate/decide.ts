/** Whether code runs, where what the functions around it were given decides that. */
import type { ast, NodePath } from '../syntax/index.js';
import { conditionOf } from './control.js';
import { isNotEmpty } from './evaluate.js';
import type { Condition, Value } from './value.js';

/** Evaluates as the place where the test stands sees it. */
type Read = (path: NodePath) => Value;

/** As `conditionOf`, with what can be decided decided; 'never': the statement does not run. */
export function conditionIn(step: NodePath, use: NodePath, read: Read): Condition | null | 'loop' | 'never' {
  const found = step.findParent((path) => path.isSwitchCase());
  const inside = found && !use.findParent((path) => path.node === found.node);
  if (inside) return inCase(found as NodePath<ast.SwitchCase>, step, use, read);
  const condition = conditionOf(step, use);
  if (condition === null || condition === 'loop') return condition;
  const holds = decided(condition.path, read);
  if (holds === null) return condition;
  return holds === condition.negated ? 'never' : null;
}

/** A statement that stands right in a case: it runs where the choice falls on the case, or through to it. */
function inCase(
  found: NodePath<ast.SwitchCase>,
  step: NodePath,
  use: NodePath,
  read: Read,
): Condition | null | 'loop' | 'never' {
  const outer = found.parentPath;
  const statement = step.getStatementParent();
  if (!outer?.isSwitchStatement() || statement?.parentPath?.node !== found.node) return 'loop';
  const cases = outer.get('cases') as NodePath<ast.SwitchCase>[];
  const start = chosenCase(outer.get('discriminant'), cases, read);
  if (start === null) return 'loop';
  const own = cases.findIndex((one) => one.node === found.node);
  const runs = start !== -1 && start <= own && cases.slice(start, own).every((one) => !leaves(one));
  return runs ? conditionIn(outer, use, read) : 'never';
}

/** Where the choice falls, -1: on none; null: not known. */
function chosenCase(discriminant: NodePath, cases: readonly NodePath<ast.SwitchCase>[], read: Read): number | null {
  const value = read(discriminant);
  if (value.kind !== 'literal') return null;
  for (const [index, one] of cases.entries()) {
    if (!one.node.test) continue;
    const test = read(one.get('test'));
    if (test.kind !== 'literal') return null;
    if (test.value === value.value) return index;
  }
  return cases.findIndex(({ node }) => !node.test);
}

function leaves(one: NodePath<ast.SwitchCase>): boolean {
  const last = one.node.consequent.at(-1);
  return last !== undefined && ['BreakStatement', 'ReturnStatement', 'ThrowStatement'].includes(last.type);
}

/** `typeof params === 'function'`, `!params`, `action === 'purge'`: what the values make of the test; null: open. */
export function decided(test: NodePath, read: Read): boolean | null {
  if (test.isUnaryExpression({ operator: '!' })) {
    const inner = decided(test.get('argument'), read);
    return inner === null ? null : !inner;
  }
  if (test.isLogicalExpression()) {
    const left = decided(test.get('left'), read);
    const right = decided(test.get('right'), read);
    if (test.node.operator === '&&') return left === false || right === false ? false : left && right;
    return left === true || right === true ? true : left === false ? right : null;
  }
  if (test.isBinaryExpression()) return compared(test, read);
  return eitherWay(read(test), (value) => {
    if (value.kind === 'literal') return Boolean(value.value);
    return isThere(value) ? true : null;
  });
}

/** `on ? 1 : 0`: what is true of both is true of it. */
function eitherWay(value: Value, ask: (one: Value) => boolean | null): boolean | null {
  if (value.kind !== 'choice' || value.operator !== '?:') return ask(value);
  const then = eitherWay(value.then, ask);
  return then === eitherWay(value.otherwise, ask) ? then : null;
}

/** What counts as true, whatever it is. */
export function isThere(value: Value): boolean {
  return isObject(value) || isNotEmpty(value);
}

const ORDERS: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

function compared(test: NodePath<ast.BinaryExpression>, read: Read): boolean | null {
  const { operator } = test.node;
  const order = ORDERS[operator];
  if (order) {
    const [one, other] = [read(test.get<NodePath>('left')), read(test.get('right'))];
    const numbers = one.kind === 'literal' && other.kind === 'literal' ? [one.value, other.value] : [];
    const [a, b] = numbers;
    return typeof a === 'number' && typeof b === 'number' ? order(a, b) : null;
  }
  if (!/^[!=]==?$/.test(operator)) return null;
  const left = test.get<NodePath>('left');
  const right = read(test.get('right'));
  if (right.kind !== 'literal') return null;
  const isType = left.isUnaryExpression({ operator: 'typeof' });
  const asked = isType ? left.get('argument') : left;
  return eitherWay(read(asked), (one) => {
    const value = isType ? typeName(one) : literalOf(one, right.value);
    return value && equals(operator, value.value, right.value);
  });
}

function equals(operator: string, one: unknown, other: unknown): boolean | null {
  const differs = operator.startsWith('!');
  if (operator.length === 3 || typeof one === typeof other) return differs !== (one === other);
  // what `==` makes of two kinds of values is told of nothing alone
  return one == null || other == null ? differs !== (one == null && other == null) : null;
}

function isObject({ kind }: Value): boolean {
  return ['object', 'array', 'function', 'encoded'].includes(kind);
}

/** `other`: what it is compared with. */
function literalOf(value: Value, other: unknown): { readonly value: unknown } | null {
  if (value.kind === 'literal') return { value: value.value };
  // A text that is put together is something.
  if (value.kind === 'concat' && other == null) return { value: '' };
  return isObject(value) ? { value } : null;
}

function typeName(value: Value): { readonly value: string } | null {
  if (value.kind === 'literal') return { value: value.value === null ? 'object' : typeof value.value };
  if (value.kind === 'concat') return { value: 'string' };
  if (value.kind === 'function') return { value: 'function' };
  // a text, or what becomes one
  if (value.kind === 'encoded') return null;
  return isObject(value) ? { value: 'object' } : null;
}
