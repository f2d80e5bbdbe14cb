/** Classes of errors of the author's: what their constructors read of the answer that they are given. */
import { constructorOf } from '../../evaluate/constructors.js';
import { bare, evaluate } from '../../evaluate/evaluate.js';
import { isExtend } from '../../evaluate/libraries.js';
import { filesAround } from '../../evaluate/modules/importers.js';
import { programOf } from '../../evaluate/modules/localised.js';
import { homeOf } from '../../evaluate/modules/module-index.js';
import { isExternal } from '../../evaluate/value.js';
import { settlesPromise } from '../../find/answers/settled.js';
import { exportsSomething } from '../../find/wrappers/uses.js';
import { type ast, type Binding, is, type NodePath, nameOfKey, referencesTo, wordOf } from '../../syntax/index.js';
import { childrenOf } from '../outcome.js';

/**
 * `new CloudflareError(body)`: what the constructor reads of the answer, its message (`answer`) or its code as well
 * (`coded`); null where that is more.
 */
export function readOfWhole(argument: NodePath): 'answer' | 'coded' | null {
  const parameter = takenBy(argument);
  if (parameter?.isObjectPattern()) return readByPattern(parameter);
  const binding = parameter?.isIdentifier() ? parameter.scope.getBinding(parameter.node.name) : undefined;
  if (!binding || binding.constantViolations.length > 0) return null;
  const read = binding.referencePaths.map(readOf);
  if (!read.every((one) => one !== null)) return null;
  return read.includes('code') ? 'coded' : 'answer';
}

/** `constructor({ msg, err_code })` */
function readByPattern({ node: { properties } }: NodePath<ast.ObjectPattern>): 'answer' | 'coded' | null {
  const names = properties.map((one) => (is.isObjectProperty(one) && !one.computed ? nameOfKey(one.key) : null));
  if (!names.every((name) => name === 'msg' || name === 'err_code')) return null;
  return names.includes('err_code') ? 'coded' : 'answer';
}

/** The answer itself is the error: is its code asked for anywhere? */
export function wholeRead(answer: NodePath): 'refusal' | 'coded refusal' {
  return isRead('err_code', answer) ? 'coded refusal' : 'refusal';
}

/** The parameter of a class of the author's that takes what `new` gives it. */
export function takenBy(argument: NodePath): NodePath | undefined {
  const made = argument.parentPath;
  if (!made?.isNewExpression() || argument.listKey !== 'arguments') return undefined;
  return constructorOf(made.get('callee') as NodePath)?.get('params')[Number(argument.key)];
}

/** A problem of following the answer: that an error of the author's was made of the whole of it? */
export function isMadeOfAnswer(problem: NodePath): boolean {
  const given = problem.isNewExpression() ? (problem.get('arguments') as NodePath[]) : [problem];
  return given.some((one) => takenBy(one) !== undefined);
}

/** `body.msg`, `body.err_code`, or what nobody asks the error for. */
function readOf(use: NodePath): 'msg' | 'code' | 'nothing' | null {
  if (isKeptUnread(use)) return 'nothing';
  const member = use.parentPath;
  if (!member?.isMemberExpression({ computed: false }) || use.key !== 'object') return null;
  if (is.isIdentifier(member.node.property, { name: 'msg' })) return 'msg';
  if (!is.isIdentifier(member.node.property, { name: 'err_code' })) return null;
  return isKeptUnread(member) ? 'nothing' : 'code';
}

/** `new CloudflareError(body.msg, body.err_code)`: does the error only keep it, where nobody reads it? */
export function isUnreadArgument(argument: NodePath): boolean {
  const made = argument.parentPath;
  const set = setOf(argument.parentPath?.isAssignmentExpression() ? leftObject(argument.parentPath) : null);
  if (set !== null) return !isRead(set, argument);
  if (made?.isObjectProperty() && isExtension(made)) {
    const name = keyOf(made);
    return name !== null && !isRead(name, argument);
  }
  if (!made?.isNewExpression() || argument.listKey !== 'arguments') return false;
  const callee = made.get('callee') as NodePath;
  const maker = constructorOf(callee);
  if (!maker) return isExternal(evaluate(callee), [null], 'Error') && argument.key !== 0;
  const parameter = maker.get('params')[Number(argument.key)];
  if (!parameter) return true;
  const named = parameter.isTSParameterProperty() ? parameter.get('parameter') : (parameter as NodePath);
  if (!named.isIdentifier()) return false;
  const uses = referencesTo(maker.scope.getOwnBinding(named.node.name));
  if (!uses.every(isKeptUnread)) return false;
  return !parameter.isTSParameterProperty() || !isRead(named.node.name, argument);
}

/**
 * `var failure = new Error(body.msg); failure.code = body.err_code`: what the variable was made as, where nobody reads
 * what is set on it. Any other expression is itself.
 */
export function madeAs(path: NodePath): NodePath {
  if (path.isCallExpression()) return extendedUnread(path) ?? path;
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  const made = binding && errorHeld(binding);
  if (!made) return path;
  const unread = binding.referencePaths.every((use) => {
    const set = setOf(use);
    return !set || !isRead(set, use);
  });
  return unread ? made : path;
}

/** `Object.assign(new Error(body.msg), { code: … })`: what is extended, where nobody reads what it is extended by. */
function extendedUnread(call: NodePath<ast.CallExpression>): NodePath | null {
  const [made, ...more] = call.get('arguments') as NodePath[];
  if (!made?.isNewExpression() || !isExtend(evaluate(call.get('callee') as NodePath))) return null;
  const names = more.flatMap((one) => (one.isObjectExpression() ? one.get('properties') : [one])).map(keyOf);
  return names.every((name) => name !== null && !isRead(name, call)) ? made : null;
}

function keyOf(property: NodePath): string | null {
  if (!property.isObjectProperty({ computed: false })) return null;
  const { key } = property.node;
  return nameOfKey(key);
}

/** `var failure = new Error(body.msg); failure.status = 502`: what it was made as, and what is set on it right after. */
export function setOn(
  path: NodePath,
): { readonly made: NodePath; readonly sets: { readonly name: string; readonly path: NodePath }[] } | null {
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  const made = binding && errorHeld(binding);
  if (!binding || !made) return null;
  const declared = binding.path.getStatementParent();
  const sets: { name: string; path: NodePath }[] = [];
  for (const use of binding.referencePaths) {
    const name = setOf(use);
    if (name === null) {
      if (use.node !== path.node && !isHandedOver(use)) return null;
      continue;
    }
    const set = use.parentPath?.parentPath as NodePath<ast.AssignmentExpression>;
    const isPlain = set.node.operator === '=' && set.parentPath.isExpressionStatement();
    if (!isPlain || set.parentPath?.parentPath?.node !== declared?.parentPath?.node) return null;
    sets.push({ name, path: set.get('right') });
  }
  return { made, sets };
}

/** `return cb(failure)` on another way through the function: it is made anew for each. */
function isHandedOver(use: NodePath): boolean {
  const { parentPath: parent } = use;
  return use.listKey === 'arguments' || parent?.isThrowStatement() === true || parent?.isReturnStatement() === true;
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
  const isError = isExternal(evaluate(callee), [null], 'Error') || constructorOf(callee) !== null;
  return isError ? init : null;
}

/** The property that a use of a variable sets. */
function setOf(use: NodePath | null): string | null {
  const member = use?.parentPath;
  if (!use) return null;
  const set = member?.isMemberExpression({ computed: false }) && use.key === 'object' ? member.parentPath : null;
  if (!set?.isAssignmentExpression() || member?.key !== 'left') return null;
  return is.isIdentifier((member.node as ast.MemberExpression).property)
    ? ((member.node as ast.MemberExpression).property as ast.Identifier).name
    : null;
}

/** `failure` in `failure.code = …` */
function leftObject(set: NodePath<ast.AssignmentExpression>): NodePath | null {
  const left = set.get('left') as NodePath;
  return left.isMemberExpression() && left.get('object').isIdentifier() ? (left.get('object') as NodePath) : null;
}

/** `{ code: … }` in `Object.assign(new Error(…), { code: … })` */
function isExtension(property: NodePath): boolean {
  const call = property.parentPath?.parentPath;
  const [made] = call?.isCallExpression() ? (call.get('arguments') as NodePath[]) : [];
  return made?.isNewExpression() === true && isExtend(evaluate(call?.get('callee') as NodePath));
}

/** `this.code = code`, and no code anywhere asks for it. */
export function isKeptUnread(value: NodePath): boolean {
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
  const isReadThere = (file: string) => {
    const text = home?.index.textOf(file) ?? name;
    if (file === home?.module.file || !(word.test(text) || SHOWN.test(text))) return false;
    const there = home?.index.module(file)?.program;
    return there ? readsIn(there, name) : word.test(text);
  };
  return others.some(isReadThere) || readsIn(path, name);
}

/** `console.error(err)` */
const SHOWN = /\b(?:console\s*\.\s*\w+|inspect|stringify)\s*\([^()]*\b(?:e|ex|err\w*|fail\w*|reason|problem)\s*[,)]/i;

/** Does the argument hold what is caught, or what a function is called back with first, as a whole? */
function mayBeError(argument: NodePath, depth = 0): boolean {
  const inner = bare(argument);
  if (inner.isObjectExpression())
    return inner
      .get('properties')
      .some((one) => one.isObjectProperty() && mayBeError(one.get<NodePath>('value'), depth));
  if (inner.isLogicalExpression() || inner.isConditionalExpression())
    return childrenOf(inner).some((one) => one.key !== 'test' && mayBeError(one, depth));
  const binding = inner.isIdentifier() ? inner.scope.getBinding(inner.node.name) : undefined;
  if (!binding || binding.path.isCatchClause()) return binding !== undefined;
  if (binding.path.isVariableDeclarator() && binding.path.node.init && depth < 3)
    return mayBeError(binding.path.get<NodePath>('init'), depth + 1);
  const fn = binding.kind === 'param' ? binding.scope.path : null;
  return fn?.isFunction() === true && fn.node.params[0] === binding.identifier && isCallback(fn);
}

/** Is the function given to another? */
function isCallback(fn: NodePath): boolean {
  const { parentPath: parent } = fn;
  const id = fn.isFunctionDeclaration() ? fn.node.id : parent?.isVariableDeclarator() ? parent.node.id : null;
  if (!is.isIdentifier(id)) return true;
  const own = parent?.scope.getBinding(id.name);
  return referencesTo(own ?? undefined).some(({ key }) => key !== 'callee');
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
      const callee = path.get('callee') as NodePath;
      const shows = evaluate(callee).kind === 'external' && !settlesPromise(callee);
      if (shows && path.get('arguments').some((one) => mayBeError(one as NodePath))) found = true;
    },
  });
  return found;
}
