/**
 * Follows a v1 answer from the call to every read in its file: variables, properties, destructuring, callbacks,
 * promises, loops, list methods, lodash. What it cannot follow becomes a problem with a reason, never a silence.
 */

import type { Action } from '../../catalogue/types.js';
import { methodElsewhere } from '../../evaluate/constructors.js';
import { bare } from '../../evaluate/evaluate.js';
import { programOf } from '../../evaluate/modules/localised.js';
import { elsewhereOf, type Value } from '../../evaluate/value.js';
import { type ast, type Binding, is, type NodePath } from '../../syntax/index.js';
import { type Shape, TEXT } from '../request.js';
import type { V1Call } from '../v1-call.js';
import { type Answer, newAnswer } from './answer.js';
import { isBehindError } from './behind-error.js';
import { followCallback } from './called-back.js';
import { allCallersOf, callersOf, usesOfGiven } from './callers.js';
import { isUniform, keptUnderKey } from './collections.js';
import { keptInObject } from './containers.js';
import { usesDecidedBy } from './decided.js';
import { isDropped, isTakenByNobody } from './discarded.js';
import { isInline } from './function-at.js';
import { GivenBack, type OnReturn } from './given-back.js';
import { tellsHollow } from './hollow.js';
import { Kinds } from './kinds.js';
import { checkCounts } from './list-changes.js';
import { locate } from './locate.js';
import { followMember } from './members.js';
import { givenTo, unfollowed } from './merges.js';
import { followArgument } from './passed.js';
import { followReturned, followYielded } from './returned.js';
import { usesOf } from './spans.js';
import { holdsMade, madeThere, type StandIn } from './stand-ins.js';
import { deeper, isItem, optional, sameShape } from './steps.js';
import { followInArray, followListPattern, followLoop, followPattern, followSpread } from './taken-apart.js';
import { isAskedFor, mayBeUnset } from './unset.js';

/** Places that an answer is followed to. */
const MOST_STEPS = 5000;

export class Follower extends Kinds {
  readonly answer: Answer = newAnswer();
  readonly givenBack = new GivenBack();
  private steps = 0;
  readonly home: ast.Node;
  /** what is tried again when the rest was followed: true where it leads on, else what is said of it then */
  readonly later: (() => true | (() => void))[] = [];
  /** reads of how many items there were, and calls after which there may be more or fewer */
  readonly counts: NodePath[] = [];
  readonly resized: NodePath[] = [];
  /** what can be told only when everything was followed */
  readonly checks: (() => void)[] = [];

  constructor(
    readonly call: V1Call,
    action: Action,
    /** the function whose callers are not followed */
    readonly boundary: ast.Node | null = null,
    /** is it followed into other files? */
    readonly across = false,
    /** does the name stand for something that those callers handed in? */
    readonly isGiven: (callee: NodePath) => boolean = () => false,
    /** is what the author's own objects and lists hold followed in them? */
    private readonly contained = true,
  ) {
    super(action);
    this.home = programOf(call.site);
  }

  readonly callersOf = (fn: NodePath<ast.Function>) =>
    this.across ? allCallersOf(fn, this.isPart) : callersOf(fn, this.isPart);
  /** Is it the answer, or a part of it? It has no methods of the author's. */
  private readonly isPart = ({ node }: NodePath) => this.answer.shapes.has(node);

  /** Remembers what stands in another file. */
  private note(path: NodePath): void {
    if (this.across && programOf(path) !== this.home) this.answer.abroad.set(path.node, path);
  }

  /** Is a call that the API answered with an error rejected? */
  get rejects(): boolean {
    return this.call.rejects === true || this.call.rejection !== undefined;
  }

  run(): Answer {
    const answer = this.followed();
    if (answer.problems.every(({ shaped }) => shaped) || !this.holds) return answer;
    // Where one of them goes out of sight, what is put in is v1's.
    const { call, action, boundary, across, isGiven } = this;
    return new Follower(call, action, boundary, across, isGiven, false).run();
  }

  /** Was something put into an object or a list of the author's, and followed in it? */
  private holds = false;

  keeps(kept: () => boolean): boolean {
    if (!this.contained || !kept()) return false;
    this.holds = true;
    return true;
  }

  private followed(): Answer {
    const { delivery } = this.call;
    if (delivery.by === 'callback') followCallback(this, delivery.callback, delivery.params);
    if (delivery.by === 'value') this.follow(this.call.site, delivery.shape);
    if (delivery.by === 'events') {
      if (delivery.response) followCallback(this, delivery.response, [delivery.shape]);
      // A function elsewhere is called where the request fails.
      if (delivery.error && isInline(delivery.error))
        followCallback(this, delivery.error, [delivery.refused ?? { is: 'error' }]);
    }
    this.runLater();
    for (const check of this.checks) check();
    checkCounts(this);
    const readers = [this.call.site, ...this.answer.shared.map(({ fn }) => fn)];
    for (const program of new Set(readers.map(({ scope }) => scope.getProgramParent().path)))
      for (const use of usesDecidedBy(this.answer.shapes, program)) this.answer.decided.add(use);
    return this.answer;
  }

  /** Told when everything was followed: if it does not hold, what is there may be of several answers. */
  atEnd(holds: () => boolean, path: NodePath): void {
    this.checks.push(() => {
      const name = path.isIdentifier()
        ? path.node.name
        : path.isObjectExpression()
          ? 'a record or another object'
          : 'a list';
      if (!holds()) this.problem('mixed-values', path, name);
    });
  }

  /** The answer comes to a place that these come to as well. */
  meets(others: readonly NodePath[], shape: Shape): void {
    if (this.isLeaf(shape)) return;
    this.checks.push(() => {
      const kept = unfollowed(others, ({ node }) => this.answer.shapes.has(node));
      if (kept) this.answer.merges.push(kept);
    });
  }

  problem(reason: Answer['problems'][number]['reason'], path: NodePath, field?: string): void {
    this.answer.problems.push({ reason, path, field });
  }

  /** Gives a function's parameters their shapes and follows them; `at`: the place that enters it. */
  enter(fn: NodePath<ast.Function>, params: readonly (Shape | null)[], onReturn: OnReturn, at: ast.Node): void {
    this.answer.functions.add(fn.node);
    this.givenBack.enter(fn.node, at, onReturn);
    const given = fn.get('params') as NodePath[];
    params.forEach((shape, index) => {
      const parameter = given[index];
      if (shape && parameter) this.bind(parameter, shape);
    });
  }

  /** A function with a name is given something of the answer: who else calls it is looked at when all calls are known. */
  hands(fn: NodePath<ast.Function>, use: NodePath, params: readonly (Shape | null)[]): void {
    const uses = () => usesOfGiven(fn, this.isPart, this.across);
    this.answer.handed.push({ fn, use, params, uses });
  }

  /** A pattern or name that takes a shape. */
  bind(target: NodePath, shape: Shape): void {
    if (target.isAssignmentPattern())
      return this.bind(target.get('left') as NodePath, this.orOther(shape, target, 'right'));
    if (target.isTSParameterProperty()) return this.problem('answer-leaves', target, 'a property');
    this.note(target);
    this.answer.shapes.set(target.node, shape);
    this.answer.paths.set(target.node, target);
    if (target.isIdentifier()) {
      const binding = target.scope.getBinding(target.node.name);
      if (binding && isExported(binding) && !this.isLeaf(shape))
        return this.problem('answer-leaves', target, 'a name that other code sees');
      if (binding) this.holder(binding, shape, target);
      return;
    }
    if (target.isObjectPattern()) return followPattern(this, target, shape);
    if (target.isArrayPattern()) return followListPattern(this, target, shape);
    if (target.isMemberExpression()) return this.stored(target, shape);
    this.problem('dynamic-read', target);
  }

  /** `record || {}`: what is read of it may be of nothing; of anything else that is put there it is not v4's. */
  private orOther(shape: Shape, parent: NodePath, key: string): Shape {
    const other = parent.get(key);
    if (shape.is !== 'v1' || !other.node || this.action.answer.kind !== 'list') return shape;
    // v1 answered the list itself always
    if (!isItem(shape) && parent.isAssignmentPattern()) return shape;
    const held = madeThere(other);
    if (held === 'other') this.atEnd(() => this.answer.shapes.has(bare(other).node), other);
    return held === 'nothing' && isItem(shape) ? { ...shape, hollow: true } : shape;
  }

  /** One of the two that an expression gives. */
  private beside(parent: NodePath, other: string, shape: Shape): void {
    this.meets([parent.get(other) as NodePath], shape);
    this.follow(parent, this.orOther(shape, parent, other));
  }

  /** What is read of a record or `{}`: nothing is converted of `{}`, which the value has to tell. */
  readOf(shape: Shape, next: Shape, path: NodePath): Shape {
    if (shape.is !== 'v1' || !shape.hollow || next.is !== 'v1') return next;
    if (!tellsHollow(locate(this.action, next.path), path)) this.problem('mixed-values', path, 'a record or {}');
    return { ...next, hollow: true };
  }

  /** Every use of a variable that holds a shape; `target`: where it is given it. */
  holder(binding: Binding, given: Shape, target?: NodePath): void {
    const start = binding.path.isVariableDeclarator() && is.isIdentifier(binding.path.node.id) ? binding.path : null;
    const shape = start ? this.orOther(given, start, 'init') : given;
    const before = this.answer.holders.get(binding);
    const isKnown = before && (sameShape(before, shape) || sameShape(before, deeper(before, shape)));
    if (isKnown && (!this.inDoubt || this.doubted.has(binding))) return;
    if (this.inDoubt) this.doubted.add(binding);
    if (shape.is === 'groups' || (shape.is === 'v1' && shape.derived))
      this.checks.push(() => {
        if (!isUniform(this, binding)) this.problem('mixed-values', binding.path, binding.identifier.name);
      });
    const own = target && this.isNamed(shape) ? usesOf(binding, target) : null;
    if (!this.isLeaf(shape) && holdsMade(binding)) this.problem('mixed-values', binding.path, binding.identifier.name);
    this.answer.holders.set(binding, before ? deeper(before, shape) : shape);
    if (binding.path.isVariableDeclarator() && !own) this.meets(givenTo(binding), shape);
    for (const use of own ?? binding.referencePaths) {
      const held = this.answer.holders.get(binding) ?? shape;
      const outer = this.inDoubt;
      this.inDoubt ||= isAskedFor(held) && mayBeUnset(use, binding);
      this.follow(use, held);
      this.inDoubt = outer;
    }
  }

  /** Is it called by a name of v4's own: the answer, or something on the way to what v4 gives? */
  private isNamed(shape: Shape): boolean {
    return shape.is === 'object' || (shape.is === 'v1' && locate(this.action, shape.path).at === 'spine');
  }

  /** Is what is followed taken from a variable that may not be set yet? */
  private inDoubt = false;
  private readonly doubted = new Set<Binding>();

  /** Where the value of an expression goes. */
  follow(path: NodePath, shape: Shape): void {
    if (this.steps++ > MOST_STEPS) {
      if (this.steps === MOST_STEPS + 2) this.problem('answer-leaves', path, 'more places than are followed');
      return;
    }
    this.note(path);
    this.answer.shapes.set(path.node, shape);
    this.answer.paths.set(path.node, path);
    if (this.inDoubt) this.answer.unsure.add(path.node);
    if (this.isCount(shape)) this.counts.push(path);
    const parent = path.parentPath;
    if (!parent) return;
    const { key, listKey } = path;
    if (transparent(parent)) return this.follow(parent, shape);
    if (parent.isMemberExpression() || parent.isOptionalMemberExpression()) {
      if (key === 'object') followMember(this, parent as NodePath<ast.MemberExpression>, shape);
    } else if (parent.isVariableDeclarator()) {
      const target = parent.get('id') as NodePath;
      // `err ? 'broken' : body.result` is the status in some endings alone.
      const isAlone = this.isStatus(shape) && !path.isConditionalExpression() && !path.isLogicalExpression();
      if (!target.isIdentifier() || !this.isLeaf(shape) || isAlone) this.bind(target, shape);
      if (this.isInsteadOfError(path, shape)) this.problem('mixed-values', path, String(target));
    } else if (parent.isAssignmentExpression()) {
      if (key === 'right') this.assignment(parent, shape);
    } else if (listKey === 'arguments') followArgument(this, parent as NodePath<ast.CallExpression>, path, shape);
    else if (parent.isAwaitExpression()) this.follow(parent, shape.is === 'promise' ? shape.of : shape);
    else if (parent.isReturnStatement() || (parent.isArrowFunctionExpression() && key === 'body'))
      followReturned(this, path, shape);
    // Where a wrapper throws it, its callers are looked at with what comes of that.
    else if (isTakenByNobody(parent) || (this.boundary && parent.isThrowStatement())) return;
    else if (parent.isConditionalExpression()) {
      if (key !== 'test') this.beside(parent, key === 'consequent' ? 'alternate' : 'consequent', shape);
    } else if (parent.isLogicalExpression()) {
      const isOr = parent.node.operator !== '&&';
      if (key !== 'right' && isOr) this.beside(parent, 'right', shape);
      if (key !== 'right') return;
      if (isOr) this.meets([parent.get('left') as NodePath], shape);
      this.follow(parent, shape);
    } else if (parent.isForOfStatement() && key === 'right') followLoop(this, parent, shape);
    else if (parent.isSequenceExpression() && Number(key) === parent.node.expressions.length - 1)
      this.follow(parent, shape);
    else if (parent.isArrayExpression()) followInArray(this, parent, path, shape);
    else if (parent.isSpreadElement()) followSpread(this, parent, shape);
    else if (parent.isYieldExpression()) followYielded(this, parent, shape);
    else if (parent.isObjectProperty() && this.keeps(() => keptInObject(this, parent, path, shape))) return;
    else if (asksForNames(path, parent) && this.isObject(shape)) this.problem('asked-fields', path);
    else if (!isTerminal(parent) && !this.isLeaf(shape)) this.leaves(path, shape, 'an object or list');
  }

  /** `err ? { result: 'broken' } : body`, `body || {}`, reached where the connection broke: no answer then. */
  private isInsteadOfError(path: NodePath, shape: Shape): boolean {
    if (shape.is !== 'v1' || shape.path.length > 0) return false;
    if (!path.isConditionalExpression() && !path.isLogicalExpression({ operator: '||' })) return false;
    const fn = path.getFunctionParent() as NodePath<ast.Function> | null;
    const [error] = fn?.node.params ?? [];
    const binding = is.isIdentifier(error) ? fn?.scope.getOwnBinding(error.name) : undefined;
    const given = binding && this.answer.holders.get(binding);
    return fn !== null && given?.is === 'error' && !isBehindError(path, fn);
  }

  /** It is taken in v1's shape here; `told`: what is read of that is known, and the same as v1 answered. */
  reshaped(path: NodePath, told: boolean): void {
    this.answer.problems.push({ reason: 'dynamic-read', path, field: 'a name in a variable', shaped: { told } });
  }

  /** Whole answers must not leave; single values may, they are converted where they are read. */
  leaves(path: NodePath, shape: Shape, where: string): void {
    if (this.isLeaf(shape)) return;
    this.problem('answer-leaves', path, where);
  }

  /** The answer, or what the author puts in its place where there is none. */
  orStandIn(shape: Shape, standsIn: StandIn | null, path: NodePath): Shape {
    if (shape.is === 'promise') return { is: 'promise', of: this.orStandIn(shape.of, standsIn, path) };
    if (this.isLeaf(shape) || this.isUnread(shape) || isDropped(path)) return shape;
    // Whether there is a response is known of each of v4's: the test would be lost.
    if (standsIn === 'made' || (standsIn === 'absent' && shape.is !== 'v1')) this.problem('stand-in', path);
    return standsIn === 'absent' ? optional(shape) : shape;
  }

  private assignment(assignment: NodePath<ast.AssignmentExpression>, shape: Shape): void {
    const left = assignment.get('left') as NodePath;
    if (assignment.node.operator === '+=' && (shape.is === 'chunks' || shape.is === 'text') && left.isIdentifier()) {
      const gathered = left.scope.getBinding(left.node.name);
      if (gathered) {
        this.answer.shapes.set(left.node, TEXT);
        return this.holder(gathered, TEXT);
      }
    }
    if (assignment.node.operator !== '=' && assignment.node.operator !== '||=' && assignment.node.operator !== '??=') {
      return this.isLeaf(shape) ? undefined : this.problem('mixed-values', assignment);
    }
    // A single value is converted where it is read; where it is put is no read of the answer.
    if (this.isLeaf(shape) && (left.isIdentifier() || left.isMemberExpression())) return;
    if (assignment.node.operator !== '=') this.meets([left], shape);
    this.bind(left, shape);
    // What is kept in v1's shape is handed on in it.
    if (!this.answer.problems.some(({ path, reason }) => path === left && reason === 'answer-leaves'))
      this.follow(assignment, shape);
  }

  /** `this.x = answer`, `cache.records = answer`. */
  stored(target: NodePath, shape: Shape): void {
    if (keptUnderKey(this, target, shape)) return;
    if (!this.isLeaf(shape)) this.problem('answer-leaves', target, 'a property');
  }

  /** Tries again what was put off, as long as that leads on. */
  private runLater(): void {
    for (let before = -1; this.later.length > 0 && this.later.length !== before; ) {
      const put = this.later.splice(0);
      before = put.length;
      const left = put.filter((one) => one() !== true);
      this.later.unshift(...left);
    }
    for (const one of this.later.splice(0)) {
      const leave = one();
      if (leave !== true) leave();
    }
  }

  /** `report.print(records)`: the function of another file. */
  functionElsewhere(callee: Value): NodePath<ast.Function> | null {
    const fn = this.across ? (elsewhereOf(callee)?.fn ?? methodElsewhere(callee)) : null;
    return fn?.isFunction() ? (fn as NodePath<ast.Function>) : null;
  }
}

/** `'prio' in rec`, `for (const name in rec)` */
function asksForNames({ key }: NodePath, parent: NodePath): boolean {
  return key === 'right' && (parent.isBinaryExpression({ operator: 'in' }) || parent.isForInStatement());
}

function transparent(parent: NodePath): boolean {
  return bare(parent) !== parent || parent.isTSNonNullExpression();
}

function isTerminal(parent: NodePath): boolean {
  return (
    parent.isBinaryExpression() ||
    parent.isUnaryExpression() ||
    parent.isIfStatement() ||
    parent.isWhileStatement() ||
    parent.isDoWhileStatement() ||
    parent.isForStatement() ||
    parent.isForInStatement() ||
    parent.isExpressionStatement() ||
    parent.isSwitchStatement()
  );
}

/** Do other files, or the markup around a script, see the name? */
function isExported({ path, referencePaths }: Binding): boolean {
  if (path.isVariableDeclarator() && path.parentPath.parentPath?.isExportNamedDeclaration()) return true;
  return referencePaths.some((use) => use.parentPath?.isExportSpecifier() === true);
}
