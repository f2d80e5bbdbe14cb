/** Classes of errors of the author's: what their constructors read of the answer that they are given. */
import { constructorOf } from '../../evaluate/constructors.js';
import { bare, evaluate } from '../../evaluate/evaluate.js';
import { filesAround } from '../../evaluate/modules/importers.js';
import { programOf } from '../../evaluate/modules/localised.js';
import { homeOf } from '../../evaluate/modules/module-index.js';
import { isExternal } from '../../evaluate/value.js';
import { exportsSomething } from '../../find/wrappers/uses.js';
import { type ast, type Binding, is, type NodePath, wordOf } from '../../syntax/index.js';

/** `new CloudflareError(body)`: is the answer's `msg` all that the constructor reads of it? */
export function readsMessageAlone(argument: NodePath): boolean {
  const made = argument.parentPath;
  if (!made?.isNewExpression() || argument.listKey !== 'arguments') return false;
  const maker = ownConstructor(made.get('callee') as NodePath);
  const parameter = maker?.get('params')[Number(argument.key)];
  if (!maker || !parameter?.isIdentifier()) return false;
  const binding = maker.scope.getOwnBinding(parameter.node.name);
  if (!binding || binding.constantViolations.length > 0) return false;
  return binding.referencePaths.every(readsMessage);
}

/** A problem of following the answer: that an error of the author's was made of the whole of it, for its message? */
export function isMadeOfAnswer(problem: NodePath): boolean {
  if (!problem.isNewExpression()) return readsMessageAlone(problem);
  return (problem.get('arguments') as NodePath[]).some(readsMessageAlone);
}

/** `body.msg`, or a code that nobody asks the error for. */
function readsMessage(use: NodePath): boolean {
  const member = use.parentPath;
  if (!member?.isMemberExpression({ computed: false }) || use.key !== 'object') return false;
  if (is.isIdentifier(member.node.property, { name: 'msg' })) return true;
  return is.isIdentifier(member.node.property, { name: 'err_code' }) && isKeptUnread(member);
}

/** `new CloudflareError(body.msg, body.err_code)`: does the error only keep it, where nobody reads it? */
export function isUnreadArgument(argument: NodePath): boolean {
  const made = argument.parentPath;
  if (!made?.isNewExpression() || argument.listKey !== 'arguments') return false;
  const callee = made.get('callee') as NodePath;
  const maker = ownConstructor(callee);
  if (!maker) return isExternal(evaluate(callee), [null], 'Error') && argument.key !== 0;
  const parameter = maker.get('params')[Number(argument.key)];
  if (!parameter) return true;
  const named = parameter.isTSParameterProperty() ? parameter.get('parameter') : (parameter as NodePath);
  if (!named.isIdentifier()) return false;
  const uses = maker.scope.getOwnBinding(named.node.name)?.referencePaths ?? [];
  if (!uses.every(isKeptUnread)) return false;
  return !parameter.isTSParameterProperty() || !isRead(named.node.name, argument);
}

/**
 * `var failure = new Error(body.msg); failure.code = body.err_code`: what the variable was made as, where nobody reads
 * what is set on it. Any other expression is itself.
 */
export function madeAs(path: NodePath): NodePath {
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  const made = binding && errorHeld(binding);
  if (!made) return path;
  const unread = binding.referencePaths.every((use) => {
    const set = setOf(use);
    return !set || !isRead(set, use);
  });
  return unread ? made : path;
}

/** `failure.code = …`: is a property set on an error that the function made? */
export function isSetOnError(target: NodePath): boolean {
  const object = target.isMemberExpression() ? (target.get('object') as NodePath) : null;
  const binding = object?.isIdentifier() ? object.scope.getBinding(object.node.name) : undefined;
  return binding !== undefined && errorHeld(binding) !== null;
}

function errorHeld(binding: Binding): NodePath | null {
  const init = binding.path.isVariableDeclarator() ? bare(binding.path.get('init') as NodePath) : null;
  if (!init?.isNewExpression() || binding.constantViolations.length > 0) return null;
  const callee = init.get('callee') as NodePath;
  const isError = isExternal(evaluate(callee), [null], 'Error') || ownConstructor(callee) !== null;
  return isError ? init : null;
}

/** The property that a use of a variable sets. */
function setOf(use: NodePath): string | null {
  const member = use.parentPath;
  const set = member?.isMemberExpression({ computed: false }) && use.key === 'object' ? member.parentPath : null;
  if (!set?.isAssignmentExpression() || member?.key !== 'left') return null;
  return is.isIdentifier((member.node as ast.MemberExpression).property)
    ? ((member.node as ast.MemberExpression).property as ast.Identifier).name
    : null;
}

/** `this.code = code`, and no code anywhere asks for it. */
function isKeptUnread(value: NodePath): boolean {
  const set = value.parentPath;
  const left = set?.isAssignmentExpression({ operator: '=' }) && value.key === 'right' ? set.node.left : null;
  if (!is.isMemberExpression(left) || left.computed || !is.isIdentifier(left.property)) return false;
  return is.isThisExpression(left.object) && !isRead(left.property.name, value);
}

/** May some code read that property of an error? */
function isRead(name: string, place: NodePath): boolean {
  const program = programOf(place);
  const home = homeOf(program);
  const path = place.scope.getProgramParent().path;
  if (!home?.index.isClosed(home.module.file) && exportsSomething(path)) return true;
  const others = home ? [...filesAround(home.index, home.module.file)] : [];
  const word = wordOf(name);
  const mentioned = others.some((file) => file !== home?.module.file && word.test(home?.index.textOf(file) ?? name));
  return mentioned || readsIn(path, name);
}

/** What is caught, or what a function is called back with first. */
function mayBeError(argument: NodePath): boolean {
  const binding = argument.isIdentifier() ? argument.scope.getBinding(argument.node.name) : undefined;
  if (!binding || binding.path.isCatchClause()) return binding !== undefined;
  const fn = binding.kind === 'param' ? binding.scope.path : null;
  return fn?.isFunction() === true && !fn.isFunctionDeclaration() && fn.node.params[0] === binding.identifier;
}

function readsIn(program: NodePath, name: string): boolean {
  let found = false;
  program.traverse({
    MemberExpression(path) {
      const set = path.key === 'left' && path.parentPath.isAssignmentExpression({ operator: '=' });
      if (!set && is.isIdentifier(path.node.property, { name })) found = true;
    },
    OptionalMemberExpression(path) {
      if (is.isIdentifier(path.node.property, { name })) found = true;
    },
    ObjectPattern({ node }) {
      if (node.properties.some((one) => is.isRestElement(one) || is.isIdentifier(one.key, { name }))) found = true;
    },
    StringLiteral({ node }) {
      if (node.value === name) found = true;
    },
    // An error that is printed or written as a whole shows all that it has.
    CallExpression(path) {
      const args = path.get('arguments') as NodePath[];
      if (args.some(mayBeError) && evaluate(path.get('callee') as NodePath).kind === 'external') found = true;
    },
  });
  return found;
}

/** The constructor of a class of the file, or the function of it that is called with `new`. */
function ownConstructor(callee: NodePath): NodePath<ast.Function> | null {
  const found = constructorOf(callee);
  return found && programOf(found) === programOf(callee) ? found : null;
}
