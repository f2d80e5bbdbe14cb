/** Which generator functions of a file are coroutines: what they yield is waited for, and comes back as what it gave. */
import { type ast, type Binding, is, type NodePath } from '../babel.js';
import { isInCompany, type Runner, runnerOf } from './runners.js';

export interface Run {
  readonly call: NodePath<ast.CallExpression>;
  readonly runner: Runner;
  /** where the function, or the call of it, is handed over */
  readonly at: number;
}

export interface Coroutines {
  readonly runs: readonly Run[];
  /** with those that may also yield lists and functions with a callback */
  readonly functions: ReadonlyMap<NodePath<ast.Function>, { readonly many: boolean }>;
}

/** Those that a runner is handed here, and those that only they delegate to. */
export function coroutinesOf(program: NodePath<ast.Program>): Coroutines {
  const generators: NodePath<ast.Function>[] = [];
  program.traverse({
    Function(path) {
      if (path.node.generator && !path.node.async && waits(path)) generators.push(path);
    },
  });
  const marked = new Map<NodePath<ast.Function>, { many: boolean }>();
  const runs = generators.length > 0 ? runsIn(program) : [];
  if (runs.length === 0 && !generators.some((fn) => isMember(fn) && isSentTo(fn)) && !isInCompany(program))
    return { runs, functions: marked };
  const many = runs.length === 0 || runs.some(({ runner }) => runner.many) || isInCompany(program);
  for (let before = -1; before !== marked.size; ) {
    before = marked.size;
    for (const fn of generators) if (!marked.has(fn) && isRun(fn, runs, marked)) marked.set(fn, { many });
  }
  return { runs, functions: marked };
}

function runsIn(program: NodePath<ast.Program>): Run[] {
  const runs: Run[] = [];
  program.traverse({
    CallExpression(call) {
      const runner = runnerOf(call);
      if (runner?.does === 'serve') call.node.arguments.forEach((_, at) => void runs.push({ call, runner, at }));
      else if (runner) {
        // `co.call(this, f)`, `__awaiter(this, void 0, void 0, f)`
        const at = runner.does !== 'bound' ? 0 : runner.many ? 1 : 3;
        if (call.node.arguments[at]) runs.push({ call, runner, at });
      }
    },
  });
  return runs;
}

/** The `yield`s of the function itself. */
export function yieldsOf(fn: NodePath<ast.Function>): NodePath<ast.YieldExpression>[] {
  const found: NodePath<ast.YieldExpression>[] = [];
  fn.traverse({
    enter(path) {
      if (path.isFunction()) path.skip();
      else if (path.isYieldExpression()) found.push(path);
    },
  });
  return found;
}

/** Could it be a coroutine by what it yields? Steps of a list are names and numbers, and nobody reads what comes back. */
function waits(fn: NodePath<ast.Function>): boolean {
  return yieldsOf(fn).every(({ node: { argument, delegate }, parent }) => {
    if (!argument || is.isLiteral(argument)) return false;
    if (delegate || is.isCallExpression(argument)) return is.isCallExpression(argument);
    const made = is.isArrayExpression(argument) || is.isObjectExpression(argument) || is.isFunction(argument);
    return made || is.isNewExpression(argument) || !is.isExpressionStatement(parent);
  });
}

/** Is something read of what comes back for a `yield`? Whoever only lists what is yielded sends nothing. */
function isSentTo(fn: NodePath<ast.Function>): boolean {
  return yieldsOf(fn).some(({ node, parent }) => {
    if (!is.isCallExpression(node.argument)) return false;
    if (is.isMemberExpression(parent)) return parent.object === node;
    return is.isVariableDeclarator(parent) || (is.isAssignmentExpression(parent) && parent.right === node);
  });
}

type Marked = ReadonlyMap<NodePath<ast.Function>, unknown>;

function isRun(fn: NodePath<ast.Function>, runs: readonly Run[], marked: Marked): boolean {
  if (isHandedOver(fn, runs)) return true;
  if (fn.isFunctionDeclaration() || (fn.isFunctionExpression() && fn.parentPath.isVariableDeclarator())) {
    const binding = bindingOf(fn);
    const uses = binding?.constant ? binding.referencePaths : [];
    return uses.length > 0 && uses.every((use) => isUseOfCoroutine(use, fn, runs, marked));
  }
  // A member is asked for by others, who do so as this file does.
  return isMember(fn) && !(fn.node as { computed?: boolean }).computed;
}

function isHandedOver(path: NodePath, runs: readonly Run[]): boolean {
  return runs.some(({ call, at }) => path.listKey === 'arguments' && path.parent === call.node && path.key === at);
}

export function bindingOf(fn: NodePath<ast.Function>): Binding | undefined {
  const name = fn.isFunctionDeclaration() ? fn.node.id?.name : (fn.parent as ast.VariableDeclarator).id;
  if (typeof name === 'string') return fn.parentPath.scope.getBinding(name);
  return is.isIdentifier(name) ? fn.scope.getBinding(name.name) : undefined;
}

/** `co(f)`, `yield* f(…)`, `yield f(…)`, `co(f(…))`, `exports.f = f` */
function isUseOfCoroutine(use: NodePath, fn: NodePath<ast.Function>, runs: readonly Run[], marked: Marked): boolean {
  if (isHandedOver(use, runs) || isExporting(use)) return true;
  const call = use.parentPath;
  if (use.key !== 'callee' || !call?.isCallExpression()) return false;
  if (isHandedOver(call, runs)) return true;
  const yielding = is.isArrayExpression(call.parent) ? call.parentPath.parentPath : call.parentPath;
  const within = yielding?.getFunctionParent();
  return yielding?.isYieldExpression() === true && (within === fn || (within != null && marked.has(within)));
}

function isMember(fn: NodePath<ast.Function>): boolean {
  if (fn.isObjectMethod() || fn.isClassMethod()) return true;
  const { parentPath: parent, key } = fn;
  if (parent?.isAssignmentExpression({ operator: '=' })) return is.isMemberExpression(parent.node.left);
  return key === 'value' && (parent?.isObjectProperty() || parent?.isClassProperty()) === true;
}

/** `module.exports = f`, `module.exports = { f }`, `export { f }` */
function isExporting(use: NodePath): boolean {
  const { parentPath: parent, key } = use;
  if (!parent) return false;
  if (use.isExportNamedDeclaration() || use.isExportDefaultDeclaration() || parent.isExportSpecifier()) return true;
  if (parent.isExportDefaultDeclaration()) return true;
  if (parent.isAssignmentExpression({ operator: '=' })) return key === 'right' && isExports(parent.node.left);
  const given = parent.isObjectProperty() && key === 'value' ? parent.parentPath.parentPath : null;
  return given?.isAssignmentExpression({ operator: '=' }) === true && isExports(given.node.left);
}

function isExports(node: ast.Node): boolean {
  if (!is.isMemberExpression(node)) return false;
  return (
    is.isIdentifier(node.object, { name: 'exports' }) ||
    is.isIdentifier(node.property, { name: 'exports' }) ||
    isExports(node.object)
  );
}
