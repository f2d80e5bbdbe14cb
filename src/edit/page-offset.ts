/** `o`, where a page of v1's list began: a loop over pages starts at 0 and goes on while the answer says `has_more`. */
import { evaluate } from '../evaluate/evaluate.js';
import { literalText, type Value } from '../evaluate/value.js';
import type { Answer } from '../find/answers/answer.js';
import { callersOf } from '../find/answers/callers.js';
import { type ast, type Binding, is, type NodePath } from '../syntax/index.js';

/** Does the first call of such a loop, of which v4's list needs no other, begin at the start? */
export function startsAtZero(value: Value): boolean {
  if (isStart(value) || countsGathered(value)) return true;
  const binding = bindingAt(value.path);
  if (!binding) return false;
  const sources = binding.kind === 'param' ? fromCallers(binding) : fromAssignments(binding);
  if (!sources) return false;
  const starts = sources.filter((source) => source.node && isStart(evaluate(source)));
  return starts.length > 0 && sources.every((source) => starts.includes(source) || goesOn(source, binding));
}

/** `records.length` of a list that begins empty, and to which the loop adds. */
function countsGathered(value: Value): boolean {
  if (value.kind !== 'member' || value.property !== 'length' || value.object.kind !== 'array') return false;
  return value.object.items.length === 0;
}

/** Is the loop left by what the answer says? */
export function readsHasMore(answer: Answer): boolean {
  return [...answer.shapes.values()].some((shape) => shape.is === 'v1' && shape.path.at(-1) === 'has_more');
}

function isStart(value: Value): boolean {
  const text = literalText(value);
  return text === '0' || text === '' || (value.kind === 'literal' && value.value == null);
}

function bindingAt(path: NodePath): Binding | undefined {
  return path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
}

/** What is passed as that parameter; its default, too. */
function fromCallers(binding: Binding): NodePath[] | null {
  const fn = binding.scope.path as NodePath<ast.Function>;
  if (!fn.isFunction() || !binding.constant) return null;
  const params = fn.get('params') as NodePath[];
  const index = params.findIndex(
    ({ node }) => node === binding.identifier || (is.isAssignmentPattern(node) && node.left === binding.identifier),
  );
  const callers = callersOf(fn as NodePath<ast.Function>);
  if (!callers || index < 0) return null;
  const fallback = params[index]?.isAssignmentPattern() ? (params[index].get('right') as NodePath) : null;
  const given = callers.map((caller) => (caller.get('arguments') as NodePath[])[index] ?? fallback);
  return given.every((one) => one !== null && one !== undefined) ? (given as NodePath[]) : null;
}

function fromAssignments(binding: Binding): NodePath[] | null {
  const init = binding.path.isVariableDeclarator() ? (binding.path.get('init') as NodePath) : null;
  const steps = binding.constantViolations.map((step) =>
    step.isUpdateExpression() || step.isAssignmentExpression() ? step : null,
  );
  if (!init?.node || steps.some((step) => step === null)) return null;
  return [init, ...(steps as NodePath[])];
}

/** `offset + recs.count`, `offset += 180`: the next page. */
function goesOn(source: NodePath, binding: Binding): boolean {
  if (source.isUpdateExpression()) return source.node.operator === '++';
  if (source.isAssignmentExpression() && source.node.operator === '+=') return true;
  const next = source.isAssignmentExpression() ? source.get('right') : source;
  if (!next.isBinaryExpression({ operator: '+' })) return false;
  return [next.get('left'), next.get('right')].some((side) => bindingAt(side as NodePath) === binding);
}
