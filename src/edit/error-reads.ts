/** Who looks at more of an error than that there is one: v4's clients word errors, and wrap them, in their own way. */

import { evaluate } from '../evaluate/evaluate.js';
import { allCallersOf } from '../find/answers/callers.js';
import { functionAt } from '../find/answers/function-at.js';
import { type ast, type Binding, is, isNothing, type NodePath, referencesTo } from '../syntax/index.js';

/** `seen`: its text or fields are read in this file; `unseen`: it goes where its readers are not known. */
export type ErrorReading = 'none' | 'seen' | 'unseen';

/** How many functions and calls an error is followed through: two for each that hands it on. */
const DEEPEST = 12;

/** What becomes of the error at this place of its use. */
export function errorReading(use: NodePath, depth = 0): ErrorReading {
  const parent = use.parentPath;
  if (!parent) return 'none';
  if (depth > DEEPEST) return 'unseen';
  if (parent.isMemberExpression() || parent.isOptionalMemberExpression()) return use.key === 'object' ? 'seen' : 'none';
  if (parent.isTemplateLiteral()) return 'seen';
  if (parent.isBinaryExpression()) return parent.node.operator === '+' ? 'seen' : 'none';
  if (parent.isLogicalExpression() && (use.key === 'right' || parent.node.operator !== '&&'))
    return errorReading(parent, depth + 1);
  if (parent.isConditionalExpression() && use.key !== 'test') return errorReading(parent, depth + 1);
  if (parent.isCallExpression() && use.listKey === 'arguments') return inCall(parent, Number(use.key), depth);
  return isHandedOn(use) ? 'unseen' : 'none';
}

/** Is it put where others may find it: in an object, a list, a variable, an argument of a constructor, an event? */
function isHandedOn({ parentPath: parent, key, listKey }: NodePath): boolean {
  if (!parent) return false;
  if (parent.isObjectProperty()) return key === 'value' && parent.parentPath?.isObjectExpression() === true;
  if (parent.isAssignmentExpression({ operator: '=' })) return key === 'right';
  if (parent.isNewExpression()) return listKey === 'arguments';
  return (
    parent.isArrayExpression() ||
    parent.isSpreadElement() ||
    parent.isVariableDeclarator() ||
    parent.isYieldExpression()
  );
}

/** What becomes of an error that is given to this callback, a parameter of the function around it. */
export function callbackReading(callback: NodePath): ErrorReading {
  const binding = callback.isIdentifier() ? callback.scope.getBinding(callback.node.name) : undefined;
  return binding ? byParameter(binding, 0, 0) : 'unseen';
}

/** What becomes of an error that is given first to this function, one of the file's or a parameter. */
export function functionReading(path: NodePath): ErrorReading {
  const fn = functionAt(path);
  return fn ? inFunction(fn, 0, 0) : callbackReading(path);
}

function inCall(call: NodePath<ast.CallExpression>, index: number, depth: number): ErrorReading {
  const calleePath = call.get('callee') as NodePath;
  const callee = evaluate(calleePath);
  if (callee.kind === 'function') return inFunction(callee.fn as NodePath<ast.Function>, index, depth);
  if (callee.kind === 'external') return ['Boolean', 'exit'].includes(callee.members.at(-1) ?? '') ? 'none' : 'seen';
  if (!calleePath.isIdentifier()) return 'unseen';
  const binding = calleePath.scope.getBinding(calleePath.node.name);
  return binding?.kind === 'param' ? byParameter(binding, index, depth) : 'none';
}

/** What becomes of an argument at that place of the calls of a parameter. */
function byParameter(binding: Binding, index: number, depth: number): ErrorReading {
  const owner = binding.scope.path;
  const parameter = owner.isFunction()
    ? (owner.get('params') as NodePath[]).findIndex((one) => one.node === binding.identifier)
    : -1;
  return owner.isFunction() && parameter >= 0
    ? givenTo(owner as NodePath<ast.Function>, parameter, index, depth)
    : 'unseen';
}

function inFunction(fn: NodePath<ast.Function>, index: number, depth: number): ErrorReading {
  const parameter = (fn.get('params') as NodePath[])[index];
  if (!parameter) return 'none';
  if (!parameter.isIdentifier()) return 'seen';
  const uses = referencesTo(fn.scope.getBinding(parameter.node.name));
  const readings = uses.map((use) => errorReading(use, depth + 1));
  return readings.find((one) => one === 'seen') ?? readings.find((one) => one === 'unseen') ?? 'none';
}

/** `cb(err)`, where `cb` is a parameter of `owner`: the functions that its callers give it. */
function givenTo(owner: NodePath<ast.Function>, parameter: number, index: number, depth: number): ErrorReading {
  const callers = allCallersOf(owner);
  if (callers === null || callers.length === 0) return inLibrary(owner, depth);
  const readings = callers.map((caller) => {
    const argument = (caller.get('arguments') as NodePath[])[parameter];
    const fn = argument && functionAt(argument);
    if (fn) return inFunction(fn, index, depth + 1);
    if (!argument?.isIdentifier()) return argument ? 'unseen' : 'none';
    const passed = argument.scope.getBinding(argument.node.name);
    const outer = passed?.kind === 'param' ? passed.scope.path : null;
    const at = outer?.isFunction()
      ? (outer.get('params') as NodePath[]).findIndex((one) => one.node === passed?.identifier)
      : -1;
    return outer?.isFunction() && at >= 0 && depth < DEEPEST
      ? givenTo(outer as NodePath<ast.Function>, at, index, depth + 1)
      : 'unseen';
  });
  return readings.find((one) => one === 'seen') ?? readings.find((one) => one === 'unseen') ?? 'none';
}

/** `async.each(list, function (item, done) { … }, function (err) { … })`: the last function is given the error. */
function inLibrary(owner: NodePath<ast.Function>, depth: number): ErrorReading {
  const call = owner.findParent((path) => path.isCallExpression());
  if (!call?.isCallExpression()) return 'unseen';
  const callee = evaluate(call.get('callee') as NodePath);
  if (callee.kind !== 'external' || callee.module === null || !/^async(?:$|\/)/.test(callee.module)) return 'unseen';
  const last = (call.get('arguments') as NodePath[]).at(-1);
  const fn = last && last.node !== owner.node ? functionAt(last) : null;
  return fn && !fn.isDescendant(owner) && fn !== owner ? inFunction(fn, 0, depth + 1) : 'unseen';
}

/** `typeof err`, `err === 'Invalid zone.'`, `switch (err)`: is asked what it is, not whether there is one? */
export function isCompared({ parentPath: parent, key }: NodePath): boolean {
  if (parent?.isUnaryExpression({ operator: 'typeof' })) return true;
  if (parent?.isSwitchStatement()) return key === 'discriminant';
  if (!parent?.isBinaryExpression()) return false;
  const other = parent.get(key === 'left' ? 'right' : 'left') as NodePath;
  const isPlain = isNothing(other) || other.isBooleanLiteral();
  return !isPlain && ['==', '===', '!=', '!==', 'instanceof', 'in'].includes(parent.node.operator);
}

/** `err.message`, and nothing else of it. */
export function isMessage(use: NodePath): boolean {
  const parent = use.parentPath;
  return (
    use.key === 'object' &&
    is.isMemberExpression(parent?.node) &&
    is.isIdentifier(parent.node.property, { name: 'message' })
  );
}
