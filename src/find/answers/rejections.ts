/** Where a promise that a client rejects is caught, and what the error is called there. */
import { bare, evaluate } from '../../evaluate/evaluate.js';
import { isExternal } from '../../evaluate/value.js';
import { type ast, type Binding, is, type NodePath } from '../../syntax/index.js';
import { allCallersOf, isCalledAtOnce } from './callers.js';
import { isPromiseAll } from './combined.js';
import { functionAt } from './function-at.js';

export interface Caught {
  /** the parameter of the catch clause, or of the function that is called with the error */
  readonly error: NodePath;
  /** whose errors come here: the block of the `try`, or the promise in front of the handler */
  readonly guarded: NodePath;
  /** the classes that bluebird's `.catch(Class, handler)` is for */
  readonly kinds: readonly NodePath[];
}

const HANDLER: Readonly<Record<string, (args: readonly NodePath[]) => NodePath | undefined>> = {
  then: (args) => args[1],
  done: (args) => args[1],
  spread: () => undefined,
  // bluebird's may name classes of errors first
  catch: (args) => args.at(-1),
  caught: (args) => args.at(-1),
  fail: (args) => args[0],
  error: (args) => args[0],
};

/** How far errors are followed through functions and variables. */
const DEPTH = 8;

/** Follows the rejections of a call; `reached`: the expressions whose promise may be rejected by it. */
class Rejections {
  readonly caught: Caught[] = [];
  readonly reached = new Set<ast.Node>();
  /** the functions whose promise is */
  readonly through = new Map<ast.Node, NodePath>();

  /** The expression's value is a promise that the client rejects. */
  rejected(path: NodePath, depth = 0): void {
    if (depth > DEPTH || this.reached.has(path.node)) return;
    this.reached.add(path.node);
    const { parentPath: parent, key, listKey } = path;
    if (!parent) return;
    if (bare(parent).node === path.node) return this.rejected(parent, depth);
    if ((parent.isMemberExpression() || parent.isOptionalMemberExpression()) && key === 'object')
      return this.chained(parent, path, depth);
    if (parent.isAwaitExpression() || parent.isYieldExpression()) return this.thrown(parent, depth);
    if (parent.isReturnStatement() || (parent.isArrowFunctionExpression() && key === 'body'))
      return this.outOf(path.getFunctionParent(), depth);
    if (parent.isVariableDeclarator() && key === 'init') return this.held(parent.get('id') as NodePath, depth);
    if (parent.isConditionalExpression() || parent.isLogicalExpression()) return this.rejected(parent, depth);
    if (parent.isArrayExpression() || (parent.isCallExpression() && listKey === 'arguments')) {
      const call = parent.isArrayExpression() ? parent.parentPath : parent;
      if (call?.isCallExpression() && isPromiseAll(evaluate(call.get('callee') as NodePath)))
        this.rejected(call, depth);
    }
  }

  /** `promise.then(ok, failed)`, `promise.catch(failed)` */
  private chained(member: NodePath, promise: NodePath, depth: number): void {
    const call = member.parentPath;
    const { property, computed } = member.node as ast.MemberExpression;
    if (!call?.isCallExpression() || member.key !== 'callee' || computed || !is.isIdentifier(property)) return;
    const args = call.get('arguments') as NodePath[];
    const handler = HANDLER[property.name]?.(args);
    if (!handler || handler.isNullLiteral()) return this.rejected(call, depth);
    const fn = functionAt(handler);
    const error = fn?.get('params')[0] as NodePath | undefined;
    if (!fn || !error) return;
    this.caught.push({ error, guarded: promise, kinds: property.name === 'catch' ? args.slice(0, -1) : [] });
    // What the handler throws on is the chain's once more.
    if (fn.parentPath?.node === call.node) this.thrownOn(error, fn.get('body') as NodePath, depth);
  }

  private thrown(path: NodePath, depth: number): void {
    const fn = path.getFunctionParent();
    for (let inner = path; inner.parentPath && inner.node !== fn?.node; inner = inner.parentPath) {
      const outer: NodePath = inner.parentPath;
      if (!outer.isTryStatement() || inner.key !== 'block' || !outer.node.handler) continue;
      const clause = outer.get('handler') as NodePath<ast.CatchClause>;
      const error = clause.get('param') as NodePath;
      if (!error.node) return;
      this.caught.push({ error, guarded: inner, kinds: [] });
      return this.thrownOn(error, clause.get('body'), depth);
    }
    this.outOf(fn, depth);
  }

  /** `throw err`, `Promise.reject(err)` in what catches it */
  private thrownOn(error: NodePath, body: NodePath, depth: number): void {
    for (const use of usesOfName(error)) {
      const { parentPath: parent } = use;
      if (!use.isDescendant(body) || !parent) continue;
      if (parent.isThrowStatement()) this.thrown(parent, depth + 1);
      else if (rejectedWith(parent)?.node === use.node) this.rejected(parent, depth + 1);
    }
  }

  /** The function's own promise is rejected: that of its calls, or of the chain that it is a handler of. */
  private outOf(fn: NodePath | null, depth: number): void {
    const call = fn?.parentPath;
    if (!fn || !call) return;
    this.through.set(fn.node, fn);
    if (isCalledAtOnce(fn)) return this.rejected(call, depth + 1);
    const callee = call.isCallExpression() && fn.listKey === 'arguments' ? bare(call.get('callee') as NodePath) : null;
    if (callee) {
      const { property } = callee.node as Partial<ast.MemberExpression>;
      if (is.isIdentifier(property)) this.rejected(call, depth + 1);
      return;
    }
    for (const caller of allCallersOf(fn as NodePath<ast.Function>) ?? []) this.rejected(caller, depth + 1);
  }

  private held(name: NodePath, depth: number): void {
    for (const use of usesOfName(name)) this.rejected(use, depth + 1);
  }
}

const FOUND = new WeakMap<ast.Node, Rejections>();

/** Where the promise that a call site makes is caught when the client rejects it. */
export function rejectionsOf(site: NodePath): Omit<Rejections, 'rejected'> {
  const known = FOUND.get(site.node);
  if (known) return known;
  const found = new Rejections();
  found.rejected(site);
  FOUND.set(site.node, found);
  return found;
}

/** The error of `Promise.reject(error)`, also of bluebird and q; null where the expression is no such call. */
export function rejectedWith(path: NodePath): NodePath | null {
  const inner = bare(path);
  if (!inner.isCallExpression()) return null;
  const callee = evaluate(inner.get('callee') as NodePath);
  const rejects = isExternal(callee, [null], 'Promise', 'reject') || isExternal(callee, ['bluebird', 'q'], 'reject');
  return rejects ? ((inner.get('arguments') as NodePath[])[0] ?? null) : null;
}

/** Where a name that is set once is used. */
export function usesOfName(name: NodePath): readonly NodePath[] {
  const binding: Binding | undefined = name.isIdentifier() ? name.scope.getBinding(name.node.name) : undefined;
  return binding && binding.identifier === name.node && binding.constantViolations.length === 0
    ? binding.referencePaths
    : [];
}
