/**
 * Functions that are called with a callback whose value is waited for: `Promise.fromCallback((cb) => f(a, cb))`, and in
 * coroutines of co `yield (cb) => f(a, cb)` and `yield f(a)`, where `f` gives such a function. Their trees say what
 * others write for it: `Promise.promisify(f)(a)`, `thunkify(f)(a)`.
 */
import { type ast, is, type NodePath } from '../babel.js';
import { asNodePath, type TreePath } from '../tree-path.js';
import { sourceOf } from './runners.js';

/** Changes the tree of the path; true where it did, and so has to be walked anew. `many`: co waits there for functions. */
export function readAsPromised(path: TreePath, text: string, many: boolean): boolean {
  const program = asNodePath<ast.Program>(path);
  let changed = false;
  const hands = /\bfrom(?:Callback|Node)\b/.test(text);
  if (hands)
    program.traverse({
      CallExpression(call) {
        if (handsCallback(call)) changed = true;
      },
    });
  if (many || hands)
    program.traverse({
      Function(fn) {
        if (takesCallback(fn, many)) changed = true;
      },
    });
  if (!many) return changed;
  program.traverse({
    AwaitExpression(path) {
      const { node } = path;
      const fn = path.get('argument');
      const made = fn.isFunction() ? madeOf(fn) : null;
      if (!made) return;
      const { start, end, loc } = node.argument;
      const thunk = called(named('thunkify', made.callee), [made.callee], made.callee);
      node.argument = { ...called(thunk, made.args, made.callee), start, end, loc };
      changed = true;
    },
  });
  return changed;
}

/** `Promise.fromCallback((cb) => f(a, cb), options)` */
function handsCallback(call: NodePath<ast.CallExpression>): boolean {
  const { node } = call;
  const [fn] = call.get('arguments');
  const options = node.arguments.slice(1);
  const promisify = promisifyOf(node);
  const made = promisify && fn?.isFunction() ? madeOf(fn) : null;
  if (!promisify || !made) return false;
  node.callee = called(promisify, [made.callee, ...options], made.callee);
  node.arguments = made.args;
  return true;
}

/** `Promise.promisify` for `Promise.fromCallback` */
function promisifyOf({ callee }: ast.CallExpression): ast.MemberExpression | null {
  const isMember = is.isMemberExpression(callee) && is.isIdentifier(callee.object) && is.isIdentifier(callee.property);
  if (!isMember || !/^from(?:Callback|Node)$/.test((callee.property as ast.Identifier).name)) return null;
  return { ...callee, property: { ...callee.property, name: 'promisify' } } as ast.MemberExpression;
}

interface Made {
  readonly callee: ast.Expression;
  readonly args: ast.CallExpression['arguments'];
}

/** `(cb) => f(a, cb)`: the function and its arguments in front of the callback, which is for nothing else. */
function madeOf(fn: NodePath<ast.Function>): Made | null {
  const { params, body, async, generator } = fn.node;
  const [callback, ...more] = params;
  const call = callIn(body);
  if (!call || more.length > 0 || async || generator || !is.isIdentifier(callback)) return null;
  const { callee } = call;
  const args = call.arguments.slice(0, -1);
  if (!is.isIdentifier(call.arguments.at(-1), { name: callback.name }) || !isFree(call, fn)) return null;
  const isAlone = [callee, ...args].every((node) => !names(node, callback.name));
  return isAlone ? { callee: callee as ast.Expression, args } : null;
}

function callIn(body: ast.Node): ast.CallExpression | null {
  const only = is.isBlockStatement(body) && body.body.length === 1 ? body.body[0] : body;
  const inner = is.isExpressionStatement(only) ? only.expression : is.isReturnStatement(only) ? only.argument : only;
  return is.isCallExpression(inner) ? inner : null;
}

/** A function that needs no `this`: one of the file, or of a package; what others make is not known here. */
function isFree(call: ast.CallExpression, fn: NodePath): boolean {
  let free = false;
  fn.traverse({
    CallExpression(path) {
      if (path.node !== call) return;
      const callee = path.get('callee') as NodePath;
      const binding = callee.isIdentifier() ? callee.scope.getBinding(callee.node.name) : undefined;
      const init = binding?.path.isVariableDeclarator() ? binding.path.node.init : null;
      const { module, members } = sourceOf(callee) ?? { module: null, members: [] };
      const isOfPackage = module !== null && !/^\.|^\//.test(module) && !/(?<!defaults )\(\)/.test(members.join(' '));
      free = binding?.path.isFunctionDeclaration() === true || is.isFunction(init) || isOfPackage;
    },
  });
  return free;
}

function names(node: ast.Node, ...given: string[]): boolean {
  let found = false;
  is.traverseFast(node, (one) => {
    if (is.isThisExpression(one) || (is.isIdentifier(one) && (given.includes(one.name) || one.name === 'arguments')))
      found = true;
  });
  return found;
}

/**
 * `function f(a) { return function (done) { … } }`, of which all calls are waited for, or `return Promise.fromCallback(…)`
 * of such a function: it is read as `function f(a, done) { … }`.
 */
function takesCallback(fn: NodePath<ast.Function>, many: boolean): boolean {
  const { node } = fn;
  const given = node.async || node.generator ? null : givenBy(fn);
  const [done, ...more] = given?.fn.params ?? [];
  const name = nameOf(fn);
  const binding = is.isIdentifier(name) ? fn.parentPath?.scope.getBinding(name.name) : null;
  if (!given || more.length > 0 || !is.isIdentifier(done) || !binding?.constant || names(given.fn.body)) return false;
  const calls = binding.referencePaths.map((use) => (use.key === 'callee' ? use.parentPath : null));
  const isKnown = (call: NodePath | null) =>
    call?.isCallExpression() === true &&
    (given.promisify !== null || (many && call.parentPath.isAwaitExpression())) &&
    call.node.arguments.length === node.params.length;
  if (calls.length === 0 || !calls.every(isKnown)) return false;
  node.params.push(done);
  if (!is.isBlockStatement(node.body)) (node as ast.ArrowFunctionExpression).body = given.fn.body;
  else node.body.body.splice(-1, 1, ...statementsOf(given.fn.body));
  for (const call of calls as NodePath<ast.CallExpression>[]) {
    const callee = call.node.callee as ast.Expression;
    call.node.callee = called(given.promisify ?? named('thunkify', callee), [callee, ...given.options], callee);
  }
  return true;
}

interface Given {
  readonly fn: ast.FunctionExpression | ast.ArrowFunctionExpression;
  /** null: it is given as it is */
  readonly promisify: ast.MemberExpression | null;
  readonly options: ast.CallExpression['arguments'];
}

/** The function that it gives back at its end, and nothing elsewhere; no name stands for two things in both. */
function givenBy(fn: NodePath<ast.Function>): Given | null {
  const { body } = fn.node;
  const last = is.isBlockStatement(body) ? body.body.at(-1) : null;
  const given = last ? (is.isReturnStatement(last) ? last.argument : null) : body;
  const promisify = is.isCallExpression(given) ? promisifyOf(given) : null;
  const [handed, ...options] = is.isCallExpression(given) && promisify ? given.arguments : [given];
  if (!is.isFunctionExpression(handed) && !is.isArrowFunctionExpression(handed)) return null;
  if (handed.async || handed.generator) return null;
  let others = 0;
  const below: string[] = [];
  fn.traverse({
    enter(path) {
      if (path.isFunction()) {
        if (path.node === handed) below.push(...Object.keys(path.scope.bindings));
        path.skip();
      } else if (path.isReturnStatement()) others++;
    },
  });
  const isOne = others <= 1 && !below.some((name) => fn.scope.hasOwnBinding(name));
  return isOne ? { fn: handed, promisify, options: options as Given['options'] } : null;
}

function statementsOf(body: ast.BlockStatement | ast.Expression): ast.Statement[] {
  if (is.isBlockStatement(body)) return body.body;
  const { start, end, loc } = body;
  return [{ type: 'ExpressionStatement', expression: body, start, end, loc } as ast.ExpressionStatement];
}

function nameOf({ node, parent }: NodePath<ast.Function>): ast.Node | null {
  if (node.type === 'FunctionDeclaration') return node.id ?? null;
  return is.isVariableDeclarator(parent) ? parent.id : null;
}

/** A call that the text does not have, at the place of what it has. */
function called(
  callee: ast.Expression,
  args: ast.CallExpression['arguments'],
  { start, end, loc }: ast.Node,
): ast.CallExpression {
  return { type: 'CallExpression', callee, arguments: args, start, end, loc } as ast.CallExpression;
}

function named(name: string, { start, loc }: ast.Node): ast.Identifier {
  return { type: 'Identifier', name, start, end: start, loc } as ast.Identifier;
}
