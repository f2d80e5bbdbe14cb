/** Does evaluating an expression do nothing but give a value? Packages that are only loaded count as such. */
import { CLIENT_CLASS } from '../catalogue/other-packages.js';
import { V1_PACKAGE } from '../catalogue/v1-package.js';
import { evaluate } from '../evaluate/evaluate.js';
import { isExtend, isFormEncoder, isMerge } from '../evaluate/libraries.js';
import { type ast, is, type NodePath } from '../syntax/index.js';
import { keepsOnly } from './idle-makers.js';

/** A call that is made elsewhere now: nothing is lost with it. */
export type IsMoved = (call: NodePath) => boolean;

const never: IsMoved = () => false;

const PURE_CALLS =
  /^(?:require|createRequire|encodeURIComponent|String|Number|JSON\.stringify|Object\.(?:assign|keys|freeze)|(?:querystring|qs|QueryString|querystringify)\.(?:stringify|encode)|\w+\.(?:toString|defaults|promisify|promisifyAll|denodeify|nfbind|lift|bind|partial|extend|assign|merge|clone|cloneDeep|create|createClient|parse|format|resolve)|promisify|denodeify|pify|thenify|thunkify|util\._extend|Buffer(?:\.(?:byteLength|from|alloc))?|URLSearchParams|URL|FormData|Request|Headers|Map|Set|Date(?:\.now)?|https?\.Agent)$/;

export function isPure(path: NodePath, isMoved: IsMoved = never): boolean {
  const { node } = path;
  if (is.isLiteral(node) && !is.isTemplateLiteral(node)) return true;
  if (
    path.isIdentifier() ||
    is.isMetaProperty(node) ||
    path.isThisExpression() ||
    path.isFunctionExpression() ||
    path.isArrowFunctionExpression()
  )
    return true;
  if (path.isMemberExpression())
    return (
      isPure(path.get('object'), isMoved) && (!path.node.computed || isPure(path.get('property') as NodePath, isMoved))
    );
  if (path.isTemplateLiteral()) return (path.get('expressions') as NodePath[]).every((one) => isPure(one, isMoved));
  if (path.isObjectExpression())
    return path.get('properties').every((one) => {
      if (one.isSpreadElement()) return isPure(one.get('argument'), isMoved);
      const { computed } = one.node as ast.ObjectProperty | ast.ObjectMethod;
      if (computed && !isPure(one.get('key') as NodePath, isMoved)) return false;
      return !one.isObjectProperty() || isPure(one.get('value') as NodePath, isMoved);
    });
  if (path.isArrayExpression())
    return (path.get('elements') as NodePath[]).every((one) => !one.node || isPure(one, isMoved));
  if (path.isBinaryExpression() || path.isLogicalExpression())
    return isPure(path.get('left') as NodePath, isMoved) && isPure(path.get('right') as NodePath, isMoved);
  if (path.isConditionalExpression())
    return (
      isPure(path.get('test'), isMoved) &&
      isPure(path.get('consequent'), isMoved) &&
      isPure(path.get('alternate'), isMoved)
    );
  if (path.isUnaryExpression()) return path.node.operator !== 'delete' && isPure(path.get('argument'), isMoved);
  if (
    path.isTSAsExpression() ||
    path.isTSNonNullExpression() ||
    path.isTSSatisfiesExpression() ||
    path.isTSTypeAssertion()
  )
    return isPure(path.get('expression') as NodePath, isMoved);
  // loaded as by `require`
  if (path.isAwaitExpression()) return evaluate(path).kind === 'external';
  if (path.isCallExpression() || path.isNewExpression()) return isMoved(path) || isPureCall(path, isMoved);
  return false;
}

const checking = new Set<ast.Node>();

/** A local function that only makes an object of its own and gives it back. */
function isPureFunction(callee: NodePath): boolean {
  const declared = callee.isIdentifier() ? callee.scope.getBinding(callee.node.name) : undefined;
  if (declared && declared.constantViolations.length > 0) return false;
  const holder = declared?.path;
  const fn = holder?.isVariableDeclarator() ? (holder.get('init') as NodePath) : (holder ?? callee);
  if (!fn.isFunction() || fn.node.async || fn.node.generator || checking.has(fn.node)) return false;
  if (!(fn.get('params') as NodePath[]).every((one) => one.isIdentifier())) return false;
  checking.add(fn.node);
  try {
    const body = fn.get('body') as NodePath;
    return body.isBlockStatement() ? body.get<NodePath[]>('body').every((one) => isPureStep(one, fn)) : isPure(body);
  } finally {
    checking.delete(fn.node);
  }
}

function isPureStep(statement: NodePath, fn: NodePath): boolean {
  if (statement.isVariableDeclaration())
    return statement.get('declarations').every((one) => !one.node.init || isPure(one.get('init') as NodePath));
  if (statement.isReturnStatement()) return !statement.node.argument || isPure(statement.get('argument') as NodePath);
  const change = statement.isExpressionStatement() ? statement.get('expression') : null;
  if (!change?.isAssignmentExpression() || !isPure(change.get('right'))) return false;
  const left = change.get('left') as NodePath;
  const object = left.isMemberExpression() ? left.get('object') : null;
  const binding = object?.isIdentifier() ? object.scope.getBinding(object.node.name) : undefined;
  const init = binding?.path.isVariableDeclarator() ? binding.path.node.init : null;
  return binding?.scope.path === fn && binding.kind !== 'param' && is.isObjectExpression(init);
}

function isPureCall(path: NodePath<ast.CallExpression> | NodePath<ast.NewExpression>, isMoved: IsMoved): boolean {
  const callee = path.get('callee') as NodePath;
  const args = path.get('arguments') as NodePath[];
  const isIdle = path.isCallExpression() ? isPureFunction(callee) : keepsOnly(callee, isPure);
  if (isIdle) return args.every((argument) => isPure(argument, isMoved));
  // It changes an object that has a name.
  if (args[0]?.isIdentifier() && isExtend(evaluate(callee))) return false;
  const inner = callee.isMemberExpression() ? (callee.get('object') as NodePath) : null;
  const name = String(callee);
  const known =
    PURE_CALLS.test(name) ||
    isOfPackage(callee) ||
    isFormEncoder(evaluate(callee)) ||
    isExtend(evaluate(callee)) ||
    isMerge(evaluate(callee)) ||
    (inner !== null && isPlainMethod(callee) && args.every(isPureArgument) && isPure(inner, isMoved)) ||
    (inner !== null &&
      inner.isCallExpression() &&
      isPure(inner, isMoved) &&
      /\.(?:defaults|createClient|create|extend)$/.test(name));
  return known && args.every((argument) => isPure(argument, isMoved));
}

/** Methods of lists and strings that change nothing, as long as the functions that they are given do not. */
const PLAIN_METHODS = /^(?:map|filter|join|concat|slice|split|keys|entries|replace|trim|toLowerCase|toUpperCase)$/;

function isPlainMethod(callee: NodePath): boolean {
  const { property, computed } = callee.node as ast.MemberExpression;
  return !computed && is.isIdentifier(property) && PLAIN_METHODS.test(property.name);
}

function isPureArgument(argument: NodePath): boolean {
  return !argument.isFunction() || isPureFunction(argument);
}

/** `new CloudFlare(…)`, `createClient(…)`, `new CloudflareAPI(…)`: a client by itself sends nothing. */
function isOfPackage(callee: NodePath): boolean {
  const value = evaluate(callee);
  if (value.kind !== 'external') return false;
  if (value.module === CLIENT_CLASS) return callee.parentPath?.isNewExpression() === true;
  return value.module === V1_PACKAGE.name && value.members.length > 0;
}
