/** Tasks of the `async` package: where what they give their callback arrives. */
import { evaluate, keyName, memberName } from '../../evaluate/evaluate.js';
import type { ast, Binding, NodePath } from '../../syntax/index.js';
import type { Shape } from '../request.js';
import { asyncName, TASKS } from './async-library.js';
import { functionAt } from './function-at.js';

/** A function that gets what another one hands to its callback. */
export interface Taker {
  readonly fn: NodePath<ast.Function>;
  /** what of its parameters it is */
  readonly parameter: NodePath | undefined;
  /** what the parameter holds, where the callback was given this */
  readonly holds: (shape: Shape) => Shape;
}

/** A function that is handed to the package, and the call that it is handed to. */
interface Task {
  readonly fn: NodePath<ast.Function>;
  readonly call: NodePath<ast.CallExpression>;
  readonly name: string;
  /** its place in a list, or its name in an object of tasks */
  readonly place: number | string | null;
  /** `zones` of `records: ['zones', function (results, done) { … }]` */
  readonly after: boolean;
}

const same = (shape: Shape): Shape => shape;

/**
 * The functions that take what is given to the callback of a task; null where it is none, or they are not seen.
 * @param index its place among what the callback is given, `count` things
 */
export function takersOf(callback: NodePath, index: number, count: number): readonly Taker[] | null {
  const binding = callback.isIdentifier() ? callback.scope.getBinding(callback.node.name) : undefined;
  const task = binding?.kind === 'param' && binding.constant ? taskOf(binding) : null;
  if (!task || !binding || index < 1) return null;
  const position = task.fn.get('params').findIndex(({ node }) => node === binding.identifier);
  const isLast = position === task.fn.node.params.length - 1;
  const { call, name, place } = task;
  const args = call.get('arguments') as NodePath[];
  if (name === 'waterfall' && typeof place === 'number' && isLast) {
    const next = (args[0]?.get('elements') as unknown as NodePath[])[place + 1];
    return takers(next ?? args[1], next ? index - 1 : index, same);
  }
  // Several results of one task are a list.
  if (index !== 1 || count > 2) return null;
  const end = args[endAt(task, args)];
  if (name === 'retry' && place === null && position === 0) return takers(end, 1, same);
  if (/^(?:map|times)(?:Series|Limit)?$/.test(name) && place === null && position === 1)
    return takers(end, 1, (of) => ({ is: 'many', of }));
  if (place === null) return null;
  if (TASKS.test(name) && position === 0) return takers(end, 1, (shape) => among(place, shape));
  if (name !== 'auto' || typeof place !== 'string' || !(isLast || task.after)) return null;
  const last = takers(end, 1, (shape) => among(place, shape));
  return last && [...last, ...dependents(task, place)];
}

/** Which argument is the function that is called in the end. */
function endAt({ name, fn }: Task, args: readonly NodePath[]): number {
  if (name === 'retry') return args.findIndex(({ node }) => node === fn.node) + 1;
  if (/^(?:map|times)/.test(name)) return name.endsWith('Limit') ? 3 : 2;
  // `auto(tasks, 2, done)`
  return name.endsWith('Limit') || (name === 'auto' && args.length === 3) ? 2 : 1;
}

function takers(path: NodePath | undefined, index: number, holds: Taker['holds']): Taker[] | null {
  const fn = path ? functionAt(path) : null;
  return fn ? [{ fn, parameter: (fn.get('params') as NodePath[])[index], holds }] : null;
}

/** One of the results, in a list or under a name. */
function among(place: number | string, shape: Shape): Shape {
  if (typeof place === 'string') return { is: 'tuple', items: [shape], keys: [place], several: true };
  return { is: 'tuple', items: [...Array<null>(place).fill(null), shape], several: true };
}

/** The tasks of `auto` that are given the results so far, and may look at that one. */
function dependents({ call }: Task, place: string): Taker[] {
  const tasks = call.get('arguments.0') as NodePath;
  return (tasks.isObjectExpression() ? tasks.get('properties') : []).flatMap((property): Taker[] => {
    const value = property.isObjectProperty() ? (property.get('value') as NodePath) : null;
    const last = value?.isArrayExpression() ? (value.get('elements') as NodePath[]).at(-1) : undefined;
    const fn = last ? functionAt(last) : null;
    const parameter = fn && resultsOf(fn);
    return fn && parameter && mayLookAt(parameter, place)
      ? [{ fn, parameter, holds: (shape) => among(place, shape) }]
      : [];
  });
}

/** The results come before the callback, since version 2 of the package; they came behind it. */
function resultsOf(fn: NodePath<ast.Function>): NodePath | undefined {
  const [first, second] = fn.get('params') as NodePath[];
  if (!second) return fn.node.async ? first : undefined;
  const uses = first?.isIdentifier() ? first.scope.getBinding(first.node.name)?.referencePaths : undefined;
  return uses?.some(({ key }) => key === 'callee') ? second : first;
}

function mayLookAt(parameter: NodePath, name: string): boolean {
  const uses = parameter.isIdentifier() ? parameter.scope.getBinding(parameter.node.name)?.referencePaths : undefined;
  return !uses?.every(({ key, parentPath: member }) => {
    const asked = key === 'object' && member?.isMemberExpression() ? memberName(member) : null;
    return asked !== null && asked !== name;
  });
}

/** The task whose parameter it is. */
function taskOf(binding: Binding): Task | null {
  const fn = binding.scope.path;
  if (!fn.isFunction()) return null;
  const inList = fn.parentPath?.isArrayExpression() && fn.parentPath.parentPath?.isObjectProperty();
  const item = inList ? (fn.parentPath as NodePath) : fn;
  const property = fn.isObjectMethod()
    ? fn
    : item.parentPath?.isObjectProperty() && item.key === 'value'
      ? item.parentPath
      : null;
  const tasks = property ? property.parentPath : item.parentPath;
  const isAlone = tasks?.isCallExpression() === true && fn.listKey === 'arguments';
  const call = isAlone ? tasks : tasks?.parentPath;
  if (!tasks || !call?.isCallExpression() || !(isAlone || (tasks.listKey === 'arguments' && tasks.key === 0)))
    return null;
  const name = asyncName(evaluate(call.get('callee') as NodePath));
  const named = property && keyName(property as NodePath<ast.ObjectProperty>);
  if (name === null || (property && named === null)) return null;
  const place = isAlone ? null : property ? named : Number(item.key);
  return { fn: fn as NodePath<ast.Function>, call, name, place, after: inList === true };
}
