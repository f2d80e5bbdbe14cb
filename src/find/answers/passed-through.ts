/** Functions that give what a function they are handed gives: `withRetry(() => api(…))`, `limit(() => api(…))`. */
import { bare, evaluate, memberName } from '../../evaluate/evaluate.js';
import { isExternal, type Value } from '../../evaluate/value.js';
import { type ast, is, isNothing, type NodePath } from '../../syntax/index.js';
import { bindingOf } from './callers.js';
import { functionAt } from './function-at.js';
import { rejectedWith } from './rejections.js';

/** `same`: what the function gives, in a promise at most; `optional`: that or nothing. */
export type Passed = 'same' | 'optional';

/** Packages whose function gives what the function gives that it is handed first. */
const LIBRARIES: readonly (readonly [module: string, ...members: string[]])[] = [
  ['p-retry'],
  ['async-retry'],
  ['promise-retry'],
  ['exponential-backoff', 'backOff'],
  ['p-try'],
  ['bluebird', 'try'],
  ['bluebird', 'attempt'],
  ['q', 'fcall'],
  ['q', 'try'],
];

/** Packages whose function makes one that does, or an object of which that method does. */
const MAKERS: readonly (readonly [module: string, method: string | null])[] = [
  ['p-limit', null],
  ['p-queue', 'add'],
  ['bottleneck', 'schedule'],
];

/** What the call gives of what the function does that it is handed there; null where that is not known. */
export function passedThrough(
  call: NodePath<ast.CallExpression>,
  index: number,
  elsewhere: (callee: Value) => NodePath<ast.Function> | null,
): Passed | null {
  const callee = evaluate(call.get('callee') as NodePath);
  if (isOfLibrary(callee)) return index === 0 ? 'same' : null;
  const fn = callee.kind === 'function' ? (callee.fn as NodePath<ast.Function>) : elsewhere(callee);
  return fn && new Passing(fn, index).result();
}

function isOfLibrary(callee: Value): boolean {
  if (LIBRARIES.some(([module, ...members]) => isExternal(callee, [module], ...members))) return true;
  return MAKERS.some(([module, method]) => {
    const made =
      method === null ? callee : callee.kind === 'member' && callee.property === method ? callee.object : null;
    return made?.kind === 'call' && isExternal(made.callee, [module]);
  });
}

/** More steps than any such function has. */
const MOST_STEPS = 60;

/** Whether all that a function gives back is what one of its parameters gives, when that is called. */
class Passing {
  /** what is returned, in it and in the functions within whose results it gives back */
  private readonly given = new Set<ast.Node>();
  private readonly owners = new Map<ast.Node, NodePath<ast.Function>>();
  private lacks = false;
  private steps = 0;

  constructor(
    private readonly fn: NodePath<ast.Function>,
    private readonly index: number,
  ) {}

  result(): Passed | null {
    const { fn } = this;
    const parameter = fn.node.params[this.index];
    const binding = is.isIdentifier(parameter) ? fn.scope.getOwnBinding(parameter.name) : undefined;
    if (!binding?.constant || fn.node.generator) return null;
    if (!binding.referencePaths.every((use) => this.isPassed(use)) || !this.owners.has(fn.node)) return null;
    if (![...this.owners.values()].every((owner) => this.givesNothingElse(owner))) return null;
    return this.lacks ? 'optional' : 'same';
  }

  /** A use of the parameter. */
  private isPassed(use: NodePath): boolean {
    const { parentPath: parent, key, listKey } = use;
    if (parent?.isUnaryExpression({ operator: 'typeof' })) return true;
    if (!parent?.isCallExpression()) return false;
    // `return withRetry(fn, times - 1)`
    const isAgain =
      listKey === 'arguments' &&
      Number(key) === this.index &&
      functionAt(parent.get('callee') as NodePath)?.node === this.fn.node;
    return (key === 'callee' || isAgain) && this.goesBack(parent);
  }

  /** Is the value of the expression given back, whatever it is? */
  private goesBack(path: NodePath): boolean {
    const { parentPath: parent, key } = path;
    if (!parent || this.steps++ > MOST_STEPS) return false;
    if (bare(parent) !== parent || parent.isAwaitExpression()) return this.goesBack(parent);
    if (parent.isReturnStatement() || (parent.isArrowFunctionExpression() && key === 'body')) return this.isGiven(path);
    if (parent.isConditionalExpression()) {
      const other = parent.get(key === 'consequent' ? 'alternate' : 'consequent') as NodePath;
      return key !== 'test' && this.isNothing(other) && this.goesBack(parent);
    }
    if (parent.isVariableDeclarator()) return this.isHeld(parent.get('id') as NodePath);
    return parent.isMemberExpression() && key === 'object' && this.isChained(parent);
  }

  /** What is returned by the function, by a handler of a promise that it gives back, or by a function of its own. */
  private isGiven(path: NodePath): boolean {
    const owner = path.getFunctionParent() as NodePath<ast.Function> | null;
    if (!owner) return false;
    this.given.add(path.node);
    if (this.owners.has(owner.node)) return true;
    this.owners.set(owner.node, owner);
    if (owner.node === this.fn.node) return true;
    const call = owner.parentPath;
    if (call?.isCallExpression() && owner.listKey === 'arguments') return isHandler(owner) && this.goesBack(call);
    const binding = bindingOf(owner);
    return (
      binding?.constant === true &&
      binding.referencePaths.every(
        (use) => use.parentPath?.isCallExpression() && use.key === 'callee' && this.goesBack(use.parentPath),
      )
    );
  }

  private isHeld(name: NodePath): boolean {
    const binding = name.isIdentifier() ? name.scope.getBinding(name.node.name) : undefined;
    return (
      binding?.constant === true &&
      binding.referencePaths.every(
        (use) => (use.parentPath?.isIfStatement() && use.key === 'test') || this.goesBack(use),
      )
    );
  }

  /** `fn().catch(handler)`, `fn().finally(done)` */
  private isChained(member: NodePath<ast.MemberExpression>): boolean {
    const call = member.parentPath;
    if (!call?.isCallExpression() || member.key !== 'callee') return false;
    const name = memberName(member);
    if (name === 'finally') return this.goesBack(call);
    const [handler] = call.get('arguments') as NodePath[];
    if (name !== 'catch' || !handler?.isFunction()) return false;
    this.owners.set(handler.node, handler as NodePath<ast.Function>);
    return this.goesBack(call);
  }

  private givesNothingElse(fn: NodePath<ast.Function>): boolean {
    const body = fn.get('body') as NodePath;
    if (!body.isBlockStatement()) return this.given.has(body.node) || this.isNothing(body);
    let holds = true;
    fn.traverse({
      Function: (inner) => inner.skip(),
      ReturnStatement: (statement) => {
        const argument = statement.get('argument') as NodePath;
        if (!this.given.has(argument.node)) holds &&= this.isNothing(argument);
      },
    });
    this.lacks ||= !isEnded(body);
    return holds;
  }

  /** Nothing to read, or an error. */
  private isNothing(path: NodePath): boolean {
    const inner = path.node ? bare(path) : null;
    if (inner && rejectedWith(inner)) return true;
    this.lacks = true;
    return !inner || isNothing(inner);
  }
}

/** `fn().catch((err) => …)`: what it gives back is what the chain gives. */
function isHandler(fn: NodePath): boolean {
  const callee = fn.parentPath?.get('callee') as NodePath | undefined;
  return fn.key === 0 && callee?.isMemberExpression() === true && memberName(callee) === 'catch';
}

/** Is the end of the block never come to? */
function isEnded({ node }: NodePath<ast.BlockStatement>): boolean {
  const last = node.body.at(-1);
  if (is.isForStatement(last)) return !last.test;
  if (is.isWhileStatement(last)) return is.isBooleanLiteral(last.test, { value: true });
  const ends = is.isTryStatement(last) ? [last.block, last.handler?.body].map((block) => block?.body.at(-1)) : [last];
  return ends.every((one) => is.isReturnStatement(one) || is.isThrowStatement(one));
}
