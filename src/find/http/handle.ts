/** What is done to the object that a call gives: chained right there, or through the variable that holds it. */

import { conditionOf } from '../../evaluate/control.js';
import { type ast, type Binding, is, type NodePath, startOf } from '../../syntax/index.js';

/** One method call on the object. */
export interface Use {
  readonly name: string;
  readonly args: readonly NodePath[];
  readonly call: NodePath;
}

export interface Handle {
  /** the call with all that is chained on it right there */
  readonly site: NodePath;
  /** in the order of the text */
  readonly uses: readonly Use[];
  /** statements that use the variable that holds the object, and nothing else */
  readonly parts: readonly NodePath[];
  /** uses through the variable that are something else: passed on, returned, awaited, another method */
  readonly rest: readonly NodePath[];
  /** the statement that declares or assigns the variable; null where the object is in none */
  readonly declaration: NodePath | null;
}

/** What `accepts` names is understood, on the object itself and on what these methods give back (the object again). */
export function handleOf(call: NodePath, accepts: ReadonlySet<string>): Handle {
  const uses: Use[] = [];
  const site = climb(call, accepts, uses);
  const variable = variableOf(site);
  if (!variable) return { site, uses, parts: [], rest: [], declaration: null };
  if (!variable.binding) return { site, uses, parts: [], rest: [variable.statement], declaration: variable.statement };
  const followed = follow(variable.binding, site, accepts);
  return {
    site,
    uses: [...uses, ...followed.uses],
    parts: followed.parts,
    rest: followed.rest,
    declaration: variable.statement,
  };
}

/** The expression around which only type assertions stand. */
export function outermost(path: NodePath): NodePath {
  let outer = path;
  for (;;) {
    const parent: NodePath | null = outer.parentPath;
    if (!parent || outer.key !== 'expression') return outer;
    if (
      !parent.isTSAsExpression() &&
      !parent.isTSNonNullExpression() &&
      !parent.isTSTypeAssertion() &&
      !parent.isTSSatisfiesExpression()
    )
      return outer;
    outer = parent;
  }
}

/** `path.name(args)` around `path`, or null. */
export function chainedCall(path: NodePath): Use | null {
  const outer = outermost(path);
  const member = outer.parentPath;
  const call = member?.parentPath;
  if (outer.key !== 'object' || !member || !call) return null;
  if (!member.isMemberExpression() && !member.isOptionalMemberExpression()) return null;
  if (member.key !== 'callee' || (!call.isCallExpression() && !call.isOptionalCallExpression())) return null;
  const { property, computed } = member.node as ast.MemberExpression;
  if (computed || !is.isIdentifier(property)) return null;
  return { name: property.name, args: call.get('arguments') as NodePath[], call };
}

/** `site.pipe(out)`: something of the object that is not understood, used right there. */
export function chainedOn(site: NodePath): NodePath | null {
  const outer = outermost(site);
  return outer.key === 'object' && outer.parentPath ? outer.parentPath : null;
}

/** `site.pipe(out).on('finish', done)`: the whole chain; null where the answer is not passed on so. */
export function pipedChain(site: NodePath): NodePath | null {
  if (chainedCall(site)?.name !== 'pipe') return null;
  let top = site;
  for (let next = chainedCall(top); next; next = chainedCall(top)) top = next.call;
  return top;
}

/** Goes up a chain of accepted calls and collects them; gives the outermost. */
export function climb(from: NodePath, accepts: ReadonlySet<string>, uses: Use[]): NodePath {
  let top = from;
  for (let next = chainedCall(top); next && accepts.has(next.name); next = chainedCall(top)) {
    uses.push(next);
    top = next.call;
  }
  return top;
}

interface Variable {
  /** null: the object goes where it cannot be followed, e.g. into a property */
  readonly binding: Binding | null;
  readonly statement: NodePath;
}

function variableOf(site: NodePath): Variable | null {
  const outer = outermost(site);
  const parent = outer.parentPath;
  if (parent?.isVariableDeclarator() && outer.key === 'init') {
    const statement = parent.parentPath as NodePath;
    if (!is.isIdentifier(parent.node.id)) return null;
    const binding = parent.scope.getBinding(parent.node.id.name);
    return { binding: binding?.constantViolations.length === 0 ? binding : null, statement };
  }
  if (!parent?.isAssignmentExpression() || outer.key !== 'right') return null;
  const { left } = parent.node;
  const binding = is.isIdentifier(left) ? parent.scope.getBinding(left.name) : undefined;
  const declared = binding?.path;
  const once = binding?.constantViolations.length === 1 && declared?.isVariableDeclarator() && !declared.node.init;
  return {
    binding: once ? binding : null,
    statement: parent.parentPath?.isExpressionStatement() ? parent.parentPath : parent,
  };
}

interface Followed {
  readonly uses: Use[];
  readonly parts: NodePath[];
  readonly rest: NodePath[];
}

function follow(binding: Binding, site: NodePath, accepts: ReadonlySet<string>): Followed {
  const followed: Followed = { uses: [], parts: [], rest: [] };
  const references = [...binding.referencePaths].sort((a, b) => startOf(a.node) - startOf(b.node));
  for (const reference of references) {
    if (isAbort(reference) && within(reference, followed.uses)) continue;
    const uses: Use[] = [];
    const top = climb(reference, accepts, uses);
    const part = uses.length > 0 ? partOf(top, uses, site) : null;
    if (part) {
      followed.uses.push(...uses);
      followed.parts.push(part);
    } else {
      // What was called on the way counts all the same: `await req.send(x)`.
      if (uses.length > 0 && conditionOf(top, site) === null) followed.uses.push(...uses);
      followed.rest.push(top);
    }
  }
  return followed;
}

/** The statement that the chained call is, if it certainly runs; `if (data) req.write(data)` counts as that. */
function partOf(top: NodePath, uses: readonly Use[], site: NodePath): NodePath | null {
  const statement = top.parentPath;
  if (!statement?.isExpressionStatement()) return null;
  if (conditionOf(statement, site) === null) return statement;
  const block: NodePath | null = statement.parentPath;
  const branch = block?.isBlockStatement() && block.node.body.length === 1 ? block : statement;
  const guard = branch.parentPath;
  if (
    !guard?.isIfStatement() ||
    branch.key !== 'consequent' ||
    guard.node.alternate ||
    conditionOf(guard, site) !== null
  )
    return null;
  const { test } = guard.node;
  const same = is.isIdentifier(test) && uses.every((use) => use.args[0]?.isIdentifier({ name: test.name }));
  return same ? guard : null;
}

/** `req.abort()`, `req.destroy(…)` */
function isAbort(reference: NodePath): boolean {
  const call = chainedCall(reference);
  return call !== null && (call.name === 'abort' || call.name === 'destroy');
}

/** Inside what is called when the time is over? */
function within(reference: NodePath, uses: readonly Use[]): boolean {
  return uses.some(
    (use) =>
      isTimeout(use) && use.call.node !== reference.node && reference.findParent((path) => path === use.call) !== null,
  );
}

/** `.setTimeout(ms, f)`, `.on('timeout', f)` */
export function isTimeout(use: Use): boolean {
  return (
    use.name === 'setTimeout' ||
    ((use.name === 'on' || use.name === 'once') && (use.args[0]?.isStringLiteral({ value: 'timeout' }) ?? false))
  );
}
