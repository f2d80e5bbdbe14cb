/**
 * Coroutines are read as the `async` functions that they are: their trees say `await` where the text says `yield`, and
 * call the function that the text hands to its runner. The text stays what it is; what is written into it for them says
 * `await`, until `withYields` makes that `yield`.
 */
import { type ast, is, type NodePath } from '../babel.js';
import { asNodePath, type TreePath } from '../tree-path.js';
import { bindingOf, type Coroutines, coroutinesOf, type Run, yieldsOf } from './marked.js';

/** Could there be any? Most files have no generator at all. */
export function mayHaveCoroutines(text: string): boolean {
  return /\byield\b/.test(text) && /\bfunction\s*\*|\*\s*[\w$]+\s*\(/.test(text);
}

export interface Runners {
  /** the name that a runner goes by, where the tree has only what it runs */
  readonly names: ReadonlyMap<ast.Node, string>;
  /** do they wait for functions with a callback? */
  readonly many: boolean;
}

/** Changes the tree of the path, which then has to be walked anew; null: there is nothing to change. */
export function readAsAsync(path: TreePath): Runners | null {
  const found = coroutinesOf(asNodePath<ast.Program>(path));
  if (found.functions.size === 0) return null;
  const isCoroutine = handedIn(found);
  for (const [fn, { many }] of found.functions) {
    for (const { node } of yieldsOf(fn)) wait(node, many);
    Object.assign(fn.node, { generator: false, async: true });
  }
  const runners = new Map<ast.Node, string>();
  for (const run of found.runs) {
    const name = nameIn(run.call.node.callee);
    const place = isCoroutine(run) ? replace(run) : null;
    if (place && name) runners.set(place, name);
  }
  return { names: runners, many: [...found.functions.values()].some(({ many }) => many) };
}

/** The runners are used, although the tree does not show it. */
export function useRunners({ list }: TreePath, runners: Runners['names']): void {
  for (const path of list.paths) {
    const name = runners.get(path.node);
    if (name !== undefined) path.scope.getBinding(name)?.use(path);
  }
}

function nameIn(callee: ast.Node): string | null {
  if (is.isMemberExpression(callee)) return nameIn(callee.object);
  return is.isIdentifier(callee) ? callee.name : null;
}

/** Is what a runner is handed one of the coroutines, or the call of one? */
function handedIn({ functions }: Coroutines): (run: Run) => boolean {
  const nodes = new Set([...functions.keys()].map(({ node }) => node));
  const bindings = new Set([...functions.keys()].flatMap((fn) => (named(fn) ? [bindingOf(fn)] : [])));
  return ({ call, at }) => {
    const given = call.get('arguments')[at]!;
    const base = given.isCallExpression() ? (given.get('callee') as NodePath) : given;
    return (
      nodes.has(base.node as ast.Function) ||
      (base.isIdentifier() && bindings.has(base.scope.getBinding(base.node.name)))
    );
  };
}

const named = (fn: NodePath<ast.Function>) => fn.isFunctionDeclaration() || fn.parentPath?.isVariableDeclarator();

function wait(node: ast.YieldExpression, many: boolean): void {
  const argument = node.argument as ast.Expression;
  const waited = many && !node.delegate && isList(argument) ? allOf(argument) : argument;
  Object.assign(node, { type: 'AwaitExpression', argument: waited, delegate: undefined });
}

function isList(node: ast.Expression): boolean {
  if (is.isArrayExpression(node)) return true;
  if (!is.isCallExpression(node) || !is.isMemberExpression(node.callee) || node.arguments.length !== 1) return false;
  return is.isIdentifier(node.callee.property, { name: 'map' });
}

/** co waits for all of a list; the name that would say so is not in the text. */
function allOf(list: ast.Expression): ast.Node {
  const at = { start: list.start, end: list.start, loc: list.loc };
  const name = (name: string) => ({ type: 'Identifier', name, ...at });
  const callee = { type: 'MemberExpression', object: name('Promise'), property: name('all'), computed: false, ...at };
  const { start, end, loc } = list;
  return { type: 'CallExpression', callee, arguments: [list], start, end, loc } as unknown as ast.CallExpression;
}

/** Gives the node that the tree has there from now on; null: it stays as it is. */
function replace({ call, runner, at }: Run): ast.Node | null {
  const { node, parent } = call;
  const given = node.arguments[at] as ast.Expression;
  const rest = node.arguments.slice(at + 1);
  const fn = is.isFunctionExpression(given) ? given : null;
  if (runner.does === 'serve') return null;
  if (runner.does === 'wrap') {
    if (fn) Object.assign(fn, { start: node.start, end: node.end, loc: node.loc });
    return fn || is.isIdentifier(given) ? put(call, given) : null;
  }
  if (runner.does === 'bound') {
    if (!fn || !is.isThisExpression(node.arguments[0])) return null;
    Object.assign(fn, { type: 'ArrowFunctionExpression', id: undefined, expression: false });
    return Object.assign(node, { callee: fn, arguments: rest });
  }
  // co up to 3 gave a function: who calls it, or hands it on to be called, does not run anything here
  if (is.isCallExpression(parent) && (parent.callee === node || (fn && fn.params.length > rest.length))) return null;
  if (!is.isCallExpression(given)) return Object.assign(node, { callee: given, arguments: rest });
  return rest.length === 0 ? Object.assign(node, { callee: given.callee, arguments: given.arguments }) : null;
}

function put({ container, key }: NodePath, node: ast.Node): ast.Node {
  (container as unknown as Record<string | number, ast.Node>)[key as string | number] = node;
  return node;
}
