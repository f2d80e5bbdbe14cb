/** What is added to a URL object that a variable holds: `u.searchParams.append(k, v)`, `u.search = …`. */
import { conditionOf, sameFunction } from '../../evaluate/control.js';
import { bare, evaluate, merge } from '../../evaluate/evaluate.js';
import { asFormEntries, pieces } from '../../evaluate/form.js';
import { joined } from '../../evaluate/sums.js';
import { isExternal, literalText, type ObjectValue, type Value } from '../../evaluate/value.js';
import { type ast, is, type NodePath, startOf } from '../../syntax/index.js';

/** `url` with the query that its variable was given before `use`. */
export function searchAdded(url: Value, use: NodePath): Value {
  const path = bare(use);
  if (!path.isIdentifier()) return url;
  const binding = path.scope.getBinding(path.node.name);
  if (!binding) return url;
  let form: ObjectValue = { kind: 'object', entries: [], open: false, path: use };
  let whole: Value | null = null;
  for (const reference of binding.referencePaths) {
    if (startOf(reference.node) >= startOf(path.node)) continue;
    const step = stepOf(reference);
    if (!step) continue;
    if (step.search) whole = step.search;
    else form = added(form, step, reference, path);
  }
  const start = whole ? withSearch(url, whole, use) : url;
  if (form.entries.length === 0 && !form.open) return start;
  const before = pieces(start);
  const hasQuery = before.some((part) => literalText(part)?.includes('?'));
  return joined(
    [...before, mark(hasQuery ? '&' : '?', url), { kind: 'encoded', as: 'urlencoded', content: form, path: use }],
    use,
  );
}

function mark(value: string, like: Value): Value {
  return { kind: 'literal', value, path: like.path };
}

/** The URL with what its `search` was set to, with a `?` or without. */
export function withSearch(url: Value, search: Value, path: NodePath): Value {
  return joined([...pieces(url), mark('?', url), ...pieces(unmarked(search))], path);
}

/** A search without its own `?`. */
function unmarked(search: Value): Value {
  const [first, ...rest] = pieces(search);
  const start = literalText(first);
  if (start === null || !first || !start.startsWith('?')) return search;
  return joined([{ ...first, kind: 'literal', value: start.slice(1) }, ...rest], search.path, search.env);
}

interface Step {
  readonly path: NodePath;
  /** arguments of `append` or `set` */
  readonly args?: readonly NodePath[];
  /** what `.search` was set to */
  readonly search?: Value;
}

function stepOf(reference: NodePath): Step | null {
  const member = reference.parentPath;
  if (!member?.isMemberExpression() || reference.key !== 'object') return null;
  const name = nameOf(member);
  const outer = member.parentPath;
  if (name === 'search' && outer?.isAssignmentExpression() && member.key === 'left') {
    return { path: outer, search: evaluate(outer.get('right') as NodePath) };
  }
  if (name !== 'searchParams' || !outer?.isMemberExpression() || member.key !== 'object') return null;
  const call = outer.parentPath;
  const method = nameOf(outer);
  if (!call?.isCallExpression() || outer.key !== 'callee' || (method !== 'append' && method !== 'set')) return null;
  return { path: call, args: call.get('arguments') as NodePath[] };
}

function nameOf(member: NodePath<ast.MemberExpression>): string | null {
  const { property, computed } = member.node;
  return !computed && is.isIdentifier(property) ? property.name : null;
}

function added(form: ObjectValue, step: Step, reference: NodePath, use: NodePath): ObjectValue {
  const [key, value] = step.args ?? [];
  if (!key || !value) return { ...form, open: true };
  const condition = conditionOf(step.path, use);
  const name = literalText(evaluate(key));
  if (condition !== 'loop' && name !== null && sameFunction(reference, use)) {
    return { ...form, entries: [...form.entries, { key: name, when: condition, value: evaluate(value) }] };
  }
  const source = copied(step.path);
  return source ? { ...form, ...merge(form, asFormEntries(source) ?? source) } : { ...form, open: true };
}

/** X in `Object.keys(X).forEach(…)`, `Object.entries(X).forEach(…)`, `for (… of Object.entries(X))`, `for (… in X)`. */
function copied(step: NodePath): Value | null {
  const around = step.findParent((path) => path.isForOfStatement() || path.isForInStatement() || path.isFunction());
  if (around?.isForInStatement()) return evaluate(around.get('right'));
  if (around?.isForOfStatement()) return listed(around.get('right') as NodePath);
  const call = around?.parentPath;
  if (!call?.isCallExpression() || around?.listKey !== 'arguments') return null;
  const callee = call.get('callee') as NodePath;
  if (!callee.isMemberExpression() || nameOf(callee) !== 'forEach') return null;
  return listed(callee.get('object') as NodePath);
}

/** The object whose keys or entries the expression lists. */
function listed(list: NodePath): Value | null {
  if (!list.isCallExpression()) return null;
  const callee = evaluate(list.get('callee') as NodePath);
  const [object] = list.get('arguments') as NodePath[];
  const ofObject = isExternal(callee, [null], 'Object', 'keys') || isExternal(callee, [null], 'Object', 'entries');
  return ofObject && object ? evaluate(object) : null;
}
