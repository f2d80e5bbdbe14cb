/** Statements that only change an object that nobody reads any more, and what is left of those around them. */
import { bare, evaluate } from '../evaluate/evaluate.js';
import { isExtend } from '../evaluate/libraries.js';
import { type ast, type Binding, codeOf, is, type NodePath, type SourceModule } from '../syntax/index.js';
import { type IsMoved, isPure } from './purity.js';

const ADDS = ['append', 'set', 'push'];

/** Statements that only set something on an object that nobody reads; null where it is read. */
export function onlyChanged(binding: Binding, isMoved: IsMoved): NodePath[] | null {
  const statements: NodePath[] = [];
  for (const use of [
    ...binding.referencePaths,
    ...binding.constantViolations.filter((step) => step !== binding.path),
  ]) {
    const statement = changingStatement(use, isMoved);
    if (!statement) return null;
    if (!statements.includes(statement)) statements.push(statement);
  }
  // what a module gives is everybody's, and what another name holds is there without this one
  return statements.length > 0 && (isImported(binding) || isAlias(binding)) ? null : statements;
}

function isImported({ kind, path }: Binding): boolean {
  return kind === 'module' || (path.isVariableDeclarator() && /\brequire\(/.test(String(path.get('init'))));
}

/** `const scope = this`, `var context = current`, `same = form`: is it another name of an object that is changed? */
function isAlias({ path, constantViolations, referencePaths }: Binding): boolean {
  if (!path.isVariableDeclarator() || !is.isIdentifier(path.node.id)) return false;
  const isSet = referencePaths.length > 0 && constantViolations.some((set) => isHeld(set.get('right') as NodePath));
  if (!path.node.init) return isSet;
  const changed = referencePaths.length > 0 || constantViolations.length === 0;
  return isSet || (changed && isHeld(path.get('init') as NodePath));
}

function isHeld(value: NodePath): boolean {
  const { type } = value.node ? bare(value) : value;
  return type === 'ThisExpression' || type === 'Identifier' || type === 'MemberExpression';
}

function changingStatement(use: NodePath, isMoved: IsMoved): NodePath | null {
  if (use.isAssignmentExpression())
    return use.parentPath.isExpressionStatement() && isPure(use.get('right'), isMoved) ? use.parentPath : null;
  const parent = use.parentPath;
  // `Object.assign(form, more)`
  if (parent?.isCallExpression() && use.key === 0 && use.listKey === 'arguments') {
    const whole = wholeStatement(parent, isMoved);
    if (!whole || !isExtend(evaluate(parent.get('callee')))) return null;
    return argumentsOf(parent).every((one) => isPure(one, isMoved)) ? whole : null;
  }
  let member = parent;
  if (!member?.isMemberExpression() || use.key !== 'object') return null;
  // `url.searchParams.set(…)` changes the URL
  while (member.parentPath?.isMemberExpression() && member.key === 'object') member = member.parentPath;
  const outer = member.parentPath;
  if (outer?.isUnaryExpression({ operator: 'delete' })) return wholeStatement(outer, isMoved);
  if (outer?.isAssignmentExpression())
    return member.key === 'left' && isPure(outer.get('right'), isMoved) ? wholeStatement(outer, isMoved) : null;
  const { property } = member.node as ast.MemberExpression;
  if (!outer?.isCallExpression() || member.key !== 'callee') return null;
  const adds = is.isIdentifier(property) && (ADDS.includes(property.name) || isInterceptor(member.node));
  return adds && argumentsOf(outer).every((one) => isPure(one, isMoved)) ? wholeStatement(outer, isMoved) : null;
}

/** `client.interceptors.response.use`: it adds to what the client does with requests, and it makes none. */
function isInterceptor(callee: ast.Node): boolean {
  if (!is.isMemberExpression(callee) || !is.isIdentifier(callee.property, { name: 'use' })) return false;
  const { object: kind } = callee;
  if (!is.isMemberExpression(kind) || !is.isMemberExpression(kind.object)) return false;
  return is.isIdentifier(kind.object.property, { name: 'interceptors' });
}

function argumentsOf(call: NodePath<ast.CallExpression>): NodePath[] {
  return call.get('arguments') as NodePath[];
}

/** The statement that does nothing but this: itself, or `names.forEach((name) => …)` around it. */
function wholeStatement(expression: NodePath, isMoved: IsMoved): NodePath | null {
  const holder = expression.parentPath;
  if (holder?.isExpressionStatement()) return holder;
  if (!holder?.isArrowFunctionExpression() || expression.key !== 'body') return null;
  const call = holder.parentPath;
  return call?.isCallExpression() && call.parentPath.isExpressionStatement() && isIdleLoop(call, isMoved)
    ? call.parentPath
    : null;
}

/** `names.forEach(f)`, but for what `f` does. */
function isIdleLoop(call: NodePath<ast.CallExpression>, isMoved: IsMoved): boolean {
  const callee = call.get('callee') as NodePath;
  const loops = callee.isMemberExpression() && !callee.node.computed && is.isIdentifier(callee.node.property);
  return loops && (callee.node.property as ast.Identifier).name === 'forEach' && isPure(callee.get('object'), isMoved);
}

/** Conditions, loops and tries in which nothing is left, that held something before. */
export function emptied(module: SourceModule, before: string): NodePath[] {
  const found: NodePath[] = [];
  const add = (path: NodePath) => {
    const text = codeOf(path.node, module.text);
    if (!before.includes(text)) found.push(path);
  };
  module.program.traverse({
    enter(path) {
      if (path.isIfStatement() && isEmptied(path) && isPure(path.get('test'))) add(path);
      if (path.isTryStatement() && isEmptiedTry(path)) add(path);
      if (path.isForInStatement() || path.isForOfStatement())
        if (isEmpty(path.get('body')) && isPure(path.get('right') as NodePath)) add(path);
      if (path.isExpressionStatement()) {
        const call = path.get('expression');
        const [fn] = call.isCallExpression() ? (call.get('arguments') as NodePath[]) : [];
        if (call.isCallExpression() && fn?.isFunction() && isEmpty(fn.get('body')) && isIdleLoop(call, () => false))
          add(path);
      }
    },
  });
  return found;
}

/** Is nothing left on either side? */
function isEmptied(path: NodePath<ast.IfStatement>): boolean {
  const alternate = path.get('alternate') as NodePath;
  return isEmpty(path.get('consequent')) && (!alternate.node || isEmpty(alternate));
}

function isEmptiedTry(path: NodePath<ast.TryStatement>): boolean {
  const { handler, finalizer } = path.node;
  const rest = [...(handler ? [path.get('handler.body')] : []), ...(finalizer ? [path.get('finalizer')] : [])];
  return [path.get('block'), ...(rest as NodePath[])].every(isEmpty);
}

function isEmpty(path: NodePath): boolean {
  return path.isBlockStatement() && path.node.body.length === 0 && !path.node.innerComments?.length;
}
