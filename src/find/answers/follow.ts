/**
 * Follows a v1 answer from the call to every read in its file: variables, properties, destructuring, callbacks,
 * promises, loops, list methods, lodash. What it cannot follow becomes a problem with a reason, never a silence.
 */

import type { Action } from '../../catalogue/types.js';
import { argumentsOf } from '../../evaluate/arguments.js';
import { mutationOf } from '../../evaluate/changes.js';
import { methodElsewhere } from '../../evaluate/constructors.js';
import { bare, evaluate, memberName } from '../../evaluate/evaluate.js';
import { programOf } from '../../evaluate/modules/localised.js';
import { elsewhereOf, isExternal, type Value } from '../../evaluate/value.js';
import { type ast, type Binding, is, isNothing, type NodePath } from '../../syntax/index.js';
import { ENVELOPE, type Shape, TEXT } from '../request.js';
import type { V1Call } from '../v1-call.js';
import { calledValue } from '../wrappers/call-sites.js';
import { type Answer, newAnswer } from './answer.js';
import { followAsync, takesErrorOnly } from './async-library.js';
import { isBehindError } from './behind-error.js';
import { allCallersOf, allUsesOf, bindingOf, callersOf, isCalledAtOnce } from './callers.js';
import { collected, isUniform, keptUnderKey, pushed } from './collections.js';
import { itemOf } from './combined.js';
import { bothOf, keptInList, keptInObject } from './containers.js';
import { usesDecidedBy } from './decided.js';
import { isDiscarded } from './discarded.js';
import { followGroups, followMap } from './groups.js';
import { tellsHollow } from './hollow.js';
import { checkCounts, isOfAnswer, takesItems } from './list-changes.js';
import { followChain, followListCopy, followListMethod, followLodash, followPromised } from './lists.js';
import { locate } from './locate.js';
import { givenTo, returnedBeside, unfollowed } from './merges.js';
import { followPairs } from './pairs.js';
import { passedThrough } from './passed-through.js';
import { followPick } from './picked.js';
import { handedFunctions, receiversOf } from './receivers.js';
import { holdsMade, madeThere, type StandIn, standInBeside, standInOf } from './stand-ins.js';
import { followStream } from './stream.js';
import { isForUnparsed } from './unparsed.js';
import { isAskedFor, mayBeUnset } from './unset.js';
import { yieldedBy, yieldsOf } from './yields.js';

/** Places that an answer is followed to. */
const MOST_STEPS = 5000;

/** What a followed function does with what it returns. */
type OnReturn = (shape: Shape, path: NodePath) => void;

export class Follower {
  readonly answer: Answer = newAnswer();
  private readonly returns = new Map<ast.Node, OnReturn>();
  private steps = 0;
  private readonly home: ast.Node;
  /** what is tried again when the rest was followed: true where it leads on, else what is said of it then */
  private readonly later: (() => true | (() => void))[] = [];
  /** reads of how many items there were, and calls after which there may be more or fewer */
  readonly counts: NodePath[] = [];
  readonly resized: NodePath[] = [];
  /** what can be told only when everything was followed */
  private readonly checks: (() => void)[] = [];

  constructor(
    readonly call: V1Call,
    readonly action: Action,
    /** the function whose callers are not followed */
    private readonly boundary: ast.Node | null = null,
    /** is it followed into other files? */
    private readonly across = false,
    /** does the name stand for something that those callers handed in? */
    private readonly isGiven: (callee: NodePath) => boolean = () => false,
    /** is what the author's own objects and lists hold followed in them? */
    private readonly contained = true,
  ) {
    this.home = programOf(call.site);
  }

  /** function → the calls that hand it the answer, and what it gives back for them */
  private readonly handedBy = new Map<ast.Node, NodePath<ast.CallExpression>[]>();
  private readonly gaveBack = new Map<ast.Node, Shape[]>();
  private readonly callersOf = (fn: NodePath<ast.Function>) =>
    this.across ? allCallersOf(fn, ({ node }) => this.answer.shapes.has(node)) : callersOf(fn);

  /** Remembers what stands in another file. */
  private note(path: NodePath): void {
    if (this.across && programOf(path) !== this.home) this.answer.abroad.set(path.node, path);
  }

  /** A single value of the answer, converted where it is read: it may go anywhere. */
  isLeaf(shape: Shape): boolean {
    if (shape.is === 'promise') return this.isLeaf(shape.of);
    if (shape.is !== 'v1') return shape.is === 'known' || shape.is === 'error';
    const place = locate(this.action, shape.path);
    if (place.at === 'root') return this.action.answer.kind === 'nothing' && shape.path.length > 1;
    return !['spine', 'element', 'partial'].includes(place.at);
  }

  /** zone_check's answer: an object of names, in v4 as in v1. */
  private isMap(shape: Shape): boolean {
    return shape.is === 'v1' && this.action.answer.kind === 'map' && locate(this.action, shape.path).at === 'root';
  }

  /** Is a call that the API answered with an error rejected? */
  private get rejects(): boolean {
    return this.call.rejects === true || this.call.rejection !== undefined;
  }

  private noun(shape: Shape): string {
    if (this.isList(shape)) return 'a list';
    return shape.is !== 'v1' || locate(this.action, shape.path).at === 'element' ? 'a record' : 'the answer';
  }

  /** The records, the zones. */
  isList(shape: Shape): boolean {
    if (shape.is !== 'v1' || this.action.answer.kind !== 'list') return false;
    return locate(this.action, shape.path).at === 'root';
  }

  private isCount(shape: Shape): boolean {
    const place = shape.is === 'v1' ? locate(this.action, shape.path) : null;
    return place?.at === 'beside' && place.beside.read.as === 'length';
  }

  /** Something of the answer whose properties are called otherwise in v4, or are others. */
  private isObject(shape: Shape): boolean {
    if (shape.is !== 'v1') return false;
    const { at } = locate(this.action, shape.path);
    const isNamed = at === 'root' && ['list', 'map'].includes(this.action.answer.kind);
    return !this.isLeaf(shape) && !isNamed;
  }

  private isStatus(shape: Shape): boolean {
    return shape.is === 'v1' && locate(this.action, shape.path).at === 'status';
  }

  run(): Answer {
    const answer = this.followed();
    if (answer.problems.length === 0 || !this.holds) return answer;
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
    if (delivery.by === 'callback') this.callback(delivery.callback, delivery.params);
    if (delivery.by === 'value') this.follow(this.call.site, delivery.shape);
    if (delivery.by === 'events') {
      if (delivery.response) this.callback(delivery.response, [delivery.shape]);
      // A function elsewhere is called where the request fails.
      if (delivery.error && isInline(delivery.error))
        this.callback(delivery.error, [delivery.refused ?? { is: 'error' }]);
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
  private meets(others: readonly NodePath[], shape: Shape): void {
    if (this.isLeaf(shape)) return;
    this.checks.push(() => {
      const kept = unfollowed(others, ({ node }) => this.answer.shapes.has(node));
      if (kept) this.answer.merges.push(kept);
    });
  }

  problem(reason: Answer['problems'][number]['reason'], path: NodePath, field?: string): void {
    this.answer.problems.push({ reason, path, field });
  }

  /** A function that is called back with these shapes. */
  callback(path: NodePath, params: readonly (Shape | null)[], onReturn?: OnReturn): NodePath<ast.Function> | null {
    const fn = functionAt(path) ?? (this.isOwn(path) ? this.takerElsewhere(path) : null);
    if (!fn) {
      const known = params.every((shape) => shape === null) || takesErrorOnly(path) || this.forwarded(path, params);
      if (!known) this.problem('unknown-callback', path);
      return null;
    }
    // Who else calls the call's own callback is looked at when all calls are known.
    if (this.isOwn(path)) {
      if (!isInline(path) || this.call.relayed)
        this.answer.shared.push({ fn, use: bare(path), call: null, params: [...params] });
    } else if (!fn.isFunctionDeclaration() || this.answer.functions.has(fn.node) || onlyUsedAt(fn, path)) {
      // one place calls it
    } else this.problem('shared-callback', path);
    const given = params.some((shape) => shape?.is === 'v1' && !this.isLeaf(shape));
    if (given && !this.isOwn(path) && argumentsOf(fn)) this.problem('dynamic-read', path);
    this.enter(fn, params, onReturn ?? (() => {}));
    return fn;
  }

  /** The call's own callback, which another file hands out. */
  private takerElsewhere(path: NodePath): NodePath<ast.Function> | null {
    const fn = this.functionElsewhere(evaluate(bare(path)));
    return fn && fn.node.params.length > 0 && allUsesOf(fn) ? fn : null;
  }

  private isOwn(path: NodePath): boolean {
    const { delivery } = this.call;
    if (delivery.by === 'callback') return delivery.callback === path;
    return delivery.by === 'events' && delivery.response === path;
  }

  /** `api('rec_load_all', fields, cb)`: the callback of the function's own callers. */
  private forwarded(path: NodePath, params: readonly (Shape | null)[]): boolean {
    const { delivery } = this.call;
    if (delivery.by !== 'callback' || delivery.callback !== path || delivery.silent) return false;
    const [error] = params;
    if (this.boundary !== null) return true;
    const told = error?.is === 'error' && error.api === true;
    const plain = params.every(
      (shape) => shape === null || shape.is === 'error' || shape.is === 'known' || (shape.is === 'v1' && told),
    );
    const handed = handedFunctions(path, this.callersOf);
    if (!handed || !plain) {
      // What they read is looked at all the same: a bridge has to give it.
      for (const [index, shape] of params.entries())
        for (const { fn, parameter, holds } of handed?.takers(index, params.length) ?? []) {
          if (!this.answer.functions.has(fn.node)) this.enter(fn, [], () => {});
          if (shape && parameter) this.bind(parameter, holds(shape));
        }
      return false;
    }
    const given = params.map((shape, index) => ({ shape, takers: handed.takers(index, params.length) }));
    const isOpen = ({ shape, takers }: (typeof given)[number]) =>
      shape?.is === 'v1' && this.isHandedOn(shape) && !(handed.closed && takers);
    const open = given.find(isOpen)?.shape ?? null;
    if (open) this.problem('answer-leaves', path, 'the callback of callers that are not seen');
    for (const { shape, takers } of open ? [] : given) {
      if (shape?.is !== 'v1' || this.isLeaf(shape)) continue;
      for (const { fn, parameter, holds } of takers ?? []) {
        if (!this.answer.functions.has(fn.node)) this.enter(fn, [], () => {});
        if (parameter) this.bind(parameter, holds({ ...shape, onError: 'other' }));
      }
    }
    const mayBeMissing = delivery.optional === true && handed.mayBeMissing;
    this.answer.forwards = { callback: path, mayBeMissing, leaves: open };
    return true;
  }

  /** Something of the answer that v4 gives in another shape. */
  private isHandedOn(shape: Shape): boolean {
    return !this.isLeaf(shape) && !this.isUnread(shape);
  }

  /** Is there nothing in the answer that v4 would give otherwise? */
  private isUnread(shape: Shape): boolean {
    return (
      shape.is === 'v1' &&
      shape.path.length > 0 &&
      this.action.answer.kind === 'nothing' &&
      this.action.answer.beside.length === 0
    );
  }

  /** Gives a function's parameters their shapes and follows them. */
  enter(fn: NodePath<ast.Function>, params: readonly (Shape | null)[], onReturn: OnReturn): void {
    this.answer.functions.add(fn.node);
    this.returns.set(fn.node, onReturn);
    const given = fn.get('params') as NodePath[];
    params.forEach((shape, index) => {
      const parameter = given[index];
      if (shape && parameter) this.bind(parameter, shape);
    });
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
      if (binding) this.holder(binding, shape);
      return;
    }
    if (target.isObjectPattern()) return this.pattern(target, shape);
    if (target.isArrayPattern()) return this.list(target, shape);
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
  private readOf(shape: Shape, next: Shape, path: NodePath): Shape {
    if (shape.is !== 'v1' || !shape.hollow || next.is !== 'v1') return next;
    if (!tellsHollow(locate(this.action, next.path), path)) this.problem('mixed-values', path, 'a record or {}');
    return { ...next, hollow: true };
  }

  private pattern(target: NodePath<ast.ObjectPattern>, shape: Shape): void {
    for (const property of target.get('properties')) {
      if (!property.isObjectProperty() || property.node.computed) {
        this.problem('dynamic-read', property as NodePath);
        continue;
      }
      const { key } = property.node;
      const name = is.isIdentifier(key)
        ? key.name
        : is.isStringLiteral(key) || is.isNumericLiteral(key)
          ? String(key.value)
          : '';
      const inner = property.get('value') as NodePath;
      if (shape.is === 'v1') this.answer.named.push({ path: property as NodePath, kind: 'pattern', base: shape });
      const next = step(shape, name);
      if (next) this.bind(inner, this.readOf(shape, next, property as NodePath));
      else if (shape.is === 'object') this.problem('response-metadata', property as NodePath, name);
    }
  }

  private list(target: NodePath<ast.ArrayPattern>, shape: Shape): void {
    (target.get('elements') as NodePath[]).forEach((element, index) => {
      if (!element.node) return;
      if (shape.is === 'tuple') {
        const item = shape.items[index];
        if (item) this.bind(element, item);
      } else if (shape.is === 'many') this.bind(element, shape.of);
      else if (shape.is === 'v1' && !element.isRestElement())
        this.bind(element, { is: 'v1', path: [...shape.path, '*'] });
      else this.problem('dynamic-read', element);
    });
  }

  /** Every use of a variable that holds a shape. */
  holder(binding: Binding, given: Shape): void {
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
    if (!this.isLeaf(shape) && holdsMade(binding)) this.problem('mixed-values', binding.path, binding.identifier.name);
    this.answer.holders.set(binding, before ? deeper(before, shape) : shape);
    if (binding.path.isVariableDeclarator()) this.meets(givenTo(binding), shape);
    for (const use of binding.referencePaths) {
      const held = this.answer.holders.get(binding) ?? shape;
      const outer = this.inDoubt;
      this.inDoubt ||= isAskedFor(held) && mayBeUnset(use, binding);
      this.follow(use, held);
      this.inDoubt = outer;
    }
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
      if (key === 'object') this.member(parent as NodePath<ast.MemberExpression>, shape);
    } else if (parent.isVariableDeclarator()) {
      const target = parent.get('id') as NodePath;
      // `err ? 'broken' : body.result` is the status in some endings alone.
      const isAlone = this.isStatus(shape) && !path.isConditionalExpression() && !path.isLogicalExpression();
      if (!target.isIdentifier() || !this.isLeaf(shape) || isAlone) this.bind(target, shape);
      if (this.isInsteadOfError(path, shape)) this.problem('mixed-values', path, String(target));
    } else if (parent.isAssignmentExpression()) {
      if (key === 'right') this.assignment(parent, shape);
    } else if (listKey === 'arguments') this.argument(parent as NodePath<ast.CallExpression>, path, shape);
    else if (parent.isAwaitExpression()) this.follow(parent, shape.is === 'promise' ? shape.of : shape);
    else if (parent.isReturnStatement() || (parent.isArrowFunctionExpression() && key === 'body'))
      this.returned(path, shape);
    else if (parent.isConditionalExpression()) {
      if (key !== 'test') this.beside(parent, key === 'consequent' ? 'alternate' : 'consequent', shape);
    } else if (parent.isLogicalExpression()) {
      const isOr = parent.node.operator !== '&&';
      if (key !== 'right' && isOr) this.beside(parent, 'right', shape);
      if (key !== 'right') return;
      if (isOr) this.meets([parent.get('left') as NodePath], shape);
      this.follow(parent, shape);
    } else if (parent.isForOfStatement() && key === 'right') this.loop(parent, shape);
    else if (parent.isSequenceExpression() && Number(key) === parent.node.expressions.length - 1)
      this.follow(parent, shape);
    else if (parent.isArrayExpression()) this.inArray(parent, path, shape);
    else if (parent.isSpreadElement()) this.spread(parent, shape);
    else if (parent.isYieldExpression()) this.yielded(parent, shape);
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

  /** Whole answers must not leave; single values may, they are converted where they are read. */
  leaves(path: NodePath, shape: Shape, where: string): void {
    if (this.isLeaf(shape)) return;
    this.problem('answer-leaves', path, where);
  }

  private member(member: NodePath<ast.MemberExpression>, shape: Shape): void {
    const call = member.parentPath;
    const name = memberName(member);
    const called = (call?.isCallExpression() || call?.isOptionalCallExpression()) && member.key === 'callee';
    if (called && this.method(call as NodePath<ast.CallExpression>, member, name, shape)) return;
    const isChanged = !called && mutationOf(member.get('object') as NodePath) !== null;
    if (isChanged && !isRemovedItem(member)) return this.writtenTo(member, shape);
    if (called && name !== null && ASKS_FOR_NAMES.has(name) && this.isObject(shape))
      return this.problem('asked-fields', member);
    const next = name === null ? computedStep(shape, member) : step(shape, name);
    if (next) this.follow(member, this.readOf(shape, next, member));
    else if (shape.is === 'object') this.problem('response-metadata', member, name ?? '[…]');
    else if (shape.is === 'v1' && name !== 'length') this.problem('dynamic-read', member, name ?? undefined);
    else if (shape.is === 'wrapped') this.problem('answer-leaves', member, `.${name ?? '[…]'}()`);
    else if (shape.is === 'text' && name !== 'length' && !isForUnparsed(member, this.answer.shapes))
      this.problem('answer-leaves', member, 'the text of the answer');
    else if (shape.is === 'tuple' && isOfAll(name)) this.problem('answer-leaves', member, 'a list');
    else if (shape.is === 'many' && !SAYS_NO_ITEM.has(name ?? '') && !this.isLeaf(shape.of))
      this.problem('answer-leaves', member, `.${name ?? '[…]'}`);
  }

  /** `rec.content = ip`: the record is changed, which v4's may be as well only where the field is the same. */
  private writtenTo(member: NodePath<ast.MemberExpression>, shape: Shape): void {
    const isHeld = shape.is === 'tuple' && step(shape, memberName(member) ?? '') !== null;
    if (shape.is === 'v1' || isHeld) this.problem('changed-answer', member, this.noun(shape));
  }

  private method(
    call: NodePath<ast.CallExpression>,
    member: NodePath<ast.MemberExpression>,
    name: string | null,
    shape: Shape,
  ): boolean {
    if (name === null) return false;
    if (shape.is === 'promise' || shape.is === 'many') return this.promiseMethod(call, name, shape);
    if (shape.is === 'object') {
      const result = shape.methods && Object.hasOwn(shape.methods, name) ? shape.methods[name] : undefined;
      if (result) {
        this.answer.shapes.set(member.node, shape);
        this.follow(call, result);
        return true;
      }
      return shape.stream === true && followStream(this, call, name);
    }
    if (shape.is === 'text' || shape.is === 'chunks') return this.textMethod(call, name);
    if (shape.is === 'groups') return followMap(this, call, name, shape);
    if (shape.is === 'wrapped') return followChain(this, call, name, shape);
    return shape.is === 'v1' && followListMethod(this, call, name, shape);
  }

  private textMethod(call: NodePath<ast.CallExpression>, name: string): boolean {
    if (['toString', 'trim', 'join', 'concat'].includes(name)) this.follow(call, TEXT);
    else if (name !== 'push') return false;
    return true;
  }

  private promiseMethod(
    call: NodePath<ast.CallExpression>,
    name: string,
    shape: Shape & { is: 'promise' | 'many' },
  ): boolean {
    if (shape.is === 'many') return followListMethod(this, call, name, shape);
    const args = call.get('arguments') as NodePath[];
    const [first, second] = args;
    const of = shape.of;
    if (name === 'spread' && of.is === 'tuple' && first) {
      this.link(call, name, first, null, of, of.items);
      return true;
    }
    if (name === 'then' || name === 'done' || name === 'tap') {
      this.link(call, name, first ?? null, second ?? null, of, [of]);
      return true;
    }
    if (name === 'catch' || name === 'caught' || name === 'fail') {
      const handler = args.at(-1);
      this.link(call, name, null, handler ?? null, of, []);
      return true;
    }
    if (name === 'finally' || name === 'lastly') {
      this.follow(call, shape);
      return true;
    }
    if (of.is === 'v1' && followPromised(this, call, name, of)) return true;
    this.problem('answer-leaves', call, `.${name}()`);
    return true;
  }

  private link(
    call: NodePath<ast.CallExpression>,
    method: string,
    first: NodePath | null,
    second: NodePath | null,
    gives: Shape,
    params: readonly (Shape | null)[],
  ): void {
    let result: Shape | null = null;
    let isSettled = false;
    const settle = () => {
      const settled = method === 'tap' || !present(first) ? gives : result;
      if (settled) this.follow(call, { is: 'promise', of: this.orStandIn(settled, failed && standInOf(failed), call) });
    };
    const onReturn: OnReturn = (returned, path) => {
      const value = returned.is === 'promise' ? returned.of : returned;
      // A single value is v4's from where it was read, unless the handler only takes the answer apart.
      if (this.isLeaf(value) && !(path.parentPath?.isArrowFunctionExpression() && this.isStatus(value))) return;
      const isNews = !result || !sameShape(result, value);
      result = value;
      // What it gives back may be of a call that is followed later.
      if (isSettled && isNews) settle();
    };
    const present = (path: NodePath | null) => (path && !isNothing(path) ? path : null);
    const ok = present(first) ? this.callback(first as NodePath, params, onReturn) : null;
    // Errors of any origin come here: nothing decides what the handler is given.
    const failed = present(second) ? this.callback(second as NodePath, []) : null;
    this.answer.links.push({ call, method, ok, failed, gives });
    isSettled = true;
    settle();
  }

  /** The answer, or what the author puts in its place where there is none. */
  private orStandIn(shape: Shape, standsIn: StandIn | null, path: NodePath): Shape {
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

  private argument(call: NodePath<ast.CallExpression>, path: NodePath, shape: Shape): void {
    const calleePath = call.get('callee') as NodePath;
    const callee = evaluate(calleePath);
    const index = Number(path.key);
    if (isExternal(callee, [null], 'JSON', 'parse') && call.node.arguments.length === 1)
      return this.follow(call, ENVELOPE);
    if (isExternal(callee, [null], 'Buffer', 'concat')) return this.follow(call, { is: 'chunks' });
    if (isExternal(callee, [null], 'String') && (shape.is === 'text' || shape.is === 'chunks'))
      return this.follow(call, TEXT);
    if (isExternal(callee, [null], 'Array', 'isArray') || isExternal(callee, [null], 'Buffer', 'isBuffer')) return;
    if (isEmptyTest(call) && isWhole(shape) && isExternal(callee, [null], 'Object', 'keys')) return;
    if (followListCopy(this, call, callee, path, shape) || followPairs(this, call, shape)) return;
    if (this.isMap(shape) && ['keys', 'values', 'entries'].some((name) => isExternal(callee, [null], 'Object', name)))
      return;
    if (gathers(call, path, shape)) return this.gathered(call);
    if (index === 0 && combines(callee) && !this.isLeaf(shape))
      return this.follow(call, shape.is === 'promise' ? shape : { is: 'promise', of: shape });
    if (shape.is === 'many') {
      const item = shape.of.is === 'promise' ? shape.of.of : shape.of;
      const of = itemOf(callee, item, this.rejects || isDropped(call));
      if (of) return this.follow(call, { is: 'promise', of: { is: 'many', of } });
    }
    if (shape.is === 'v1' && followPick(this, call, callee, path, shape)) return;
    if (shape.is === 'v1' && followLodash(this, call, callee, path, shape)) return;
    if (shape.is === 'groups' && followGroups(this, call, callee, path, shape)) return;
    if (!this.isLeaf(shape) && collected(this, call, path, shape)) return;
    if (!this.isLeaf(shape) && this.keeps(() => pushed(this, call, path, shape))) return;
    if (shape.is === 'v1' && followAsync(this, call, callee, path, shape)) return;
    if (this.boundary && (this.isHandedIn(calleePath) || this.isGiven(calleePath))) return;
    const resolved = resolvesPromise(calleePath);
    if (resolved && index === 0)
      return this.isLeaf(shape) ? undefined : this.follow(resolved, { is: 'promise', of: shape });
    const known = callee.kind === 'function' ? (callee.fn as NodePath<ast.Function>) : this.functionElsewhere(callee);
    const fn = known ?? (this.isLeaf(shape) ? null : this.methodCalled(call));
    if (fn && !this.isLeaf(shape) && shape.is !== 'error') return this.passedTo(fn, call, index, shape);
    if (shape.is === 'error') return;
    if (this.isLeaf(shape) || this.handedOn(call, index, shape)) return;
    const leave = () => this.leaves(path, shape, describe(callee, call));
    // What other calls of it hand over may not be known yet, nor whose method it is.
    if (callee.kind === 'param') this.later.push(() => this.handedOn(call, index, shape) || leave);
    else if (takesItems(call)) this.later.push(() => isOfAnswer(this, call) || leave);
    else leave();
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
  private functionElsewhere(callee: Value): NodePath<ast.Function> | null {
    const fn = this.across ? (elsewhereOf(callee)?.fn ?? methodElsewhere(callee)) : null;
    return fn?.isFunction() ? (fn as NodePath<ast.Function>) : null;
  }

  /** `api.remove(zone, record)`: the method, where it is known what the object was made with. */
  private methodCalled(call: NodePath<ast.CallExpression>): NodePath<ast.Function> | null {
    const value = calledValue(call);
    const fn = value?.kind === 'function' && value.fn.isFunction() ? (value.fn as NodePath<ast.Function>) : null;
    return fn && (this.across || programOf(fn) === this.home) ? fn : null;
  }

  /** Is it a parameter of the function whose callers are not followed, or settles its promise? */
  private isHandedIn(callee: NodePath): boolean {
    const base = callee.isMemberExpression() ? (callee.get('object') as NodePath) : callee;
    const binding = base.isIdentifier() ? base.scope.getBinding(base.node.name) : undefined;
    return binding?.kind === 'param' && (binding.scope.path.node === this.boundary || resolvesPromise(base) !== null);
  }

  /** An answer passed to a function of the file: all its callers must pass the same. */
  private passedTo(fn: NodePath<ast.Function>, call: NodePath<ast.CallExpression>, index: number, shape: Shape): void {
    if (argumentsOf(fn)) return this.leaves((call.get('arguments') as NodePath[])[index] ?? call, shape, 'arguments');
    const params: (Shape | null)[] = (call.get('arguments') as NodePath[]).map((argument) => this.errorOf(argument));
    params[index] = shape;
    const parameter = (fn.get('params') as NodePath[])[index];
    if (!parameter) return;
    const callers = this.callersOf(fn);
    if (!callers) return this.problem('answer-leaves', call, 'a function with other callers');
    if (isWhole(shape)) this.shares(fn, call, params);
    else
      this.checks.push(() => {
        if (callers.some((caller) => caller !== call && !this.passesSame(caller, index, shape)))
          this.problem('answer-leaves', call, 'a function with other callers');
      });
    this.handedBy.set(fn.node, [...(this.handedBy.get(fn.node) ?? []), call]);
    if (!this.answer.functions.has(fn.node)) this.enter(fn, params, (returned) => this.givenBack(fn, returned));
    else {
      for (const returned of this.gaveBack.get(fn.node) ?? []) this.follow(call, returned);
      this.bind(parameter, shape);
    }
  }

  /** The client's error, where that is what is passed. */
  private errorOf(argument: NodePath): Shape | null {
    const binding = argument.isIdentifier() ? argument.scope.getBinding(argument.node.name) : undefined;
    const held = binding && this.answer.holders.get(binding);
    return held?.is === 'error' ? held : null;
  }

  /** `report(job, err, body)`: whether all callers pass such an answer is looked at when all calls are known. */
  private shares(
    fn: NodePath<ast.Function>,
    call: NodePath<ast.CallExpression>,
    params: readonly (Shape | null)[],
  ): void {
    const known = this.answer.shared.find((one) => one.fn.node === fn.node && one.call?.node === call.node);
    if (known) params.forEach((shape, index) => (known.params[index] ??= shape));
    else this.answer.shared.push({ fn, use: call.get('callee') as NodePath, call, params: [...params] });
  }

  /** `callback(null, record)`, where all that is called back stands in this file. */
  private handedOn(call: NodePath<ast.CallExpression>, index: number, shape: Shape): boolean {
    let derived = shape.is === 'v1' && shape.derived === true;
    const receivers = receiversOf(
      call,
      index,
      (argument) => {
        const held = this.answer.shapes.get(argument.node);
        derived ||= held?.is === 'v1' && held.derived === true;
        return held !== undefined && sameShape(plainly(held), plainly(shape));
      },
      this.callersOf,
    );
    for (const { fn, parameter, holds } of receivers ?? []) {
      if (!this.answer.functions.has(fn.node)) this.enter(fn, [], () => {});
      // The same function is called with errors, and then there is no answer.
      const given: Shape = shape.is === 'v1' ? { ...shape, ...(derived && { derived }), onError: 'other' } : shape;
      if (parameter) this.bind(parameter, holds(given));
    }
    return receivers !== null;
  }

  private passesSame(caller: NodePath<ast.CallExpression>, index: number, shape: Shape): boolean {
    const argument = (caller.get('arguments') as NodePath[])[index];
    // Nothing is given there, and so nothing is read of it.
    if (!argument || isNothing(argument)) return true;
    const held = this.answer.shapes.get(argument.node);
    return held !== undefined && sameShape(held, shape);
  }

  /** What a function makes of the answer goes to the calls that handed it over, not to others of the function. */
  private givenBack(fn: NodePath<ast.Function>, shape: Shape): void {
    const given: Shape = fn.node.async && shape.is !== 'promise' ? { is: 'promise', of: shape } : shape;
    this.gaveBack.set(fn.node, [...(this.gaveBack.get(fn.node) ?? []), given]);
    for (const call of this.handedBy.get(fn.node) ?? []) this.follow(call, given);
  }

  private gathered(call: NodePath<ast.CallExpression>): void {
    const list = call.get('callee.object') as NodePath;
    if (!list.isIdentifier()) return;
    const binding = list.scope.getBinding(list.node.name);
    this.answer.shapes.set(list.node, { is: 'chunks' });
    if (binding) this.holder(binding, { is: 'chunks' });
  }

  private returned(path: NodePath, shape: Shape): void {
    const fn = path.getFunctionParent() as NodePath<ast.Function> | null;
    if (!fn) return;
    if (fn.node === this.boundary) return;
    this.meets(returnedBeside(fn, path), shape);
    const known = this.returns.get(fn.node);
    const inPromise = (one: Shape): Shape => (fn.node.async && one.is !== 'promise' ? { is: 'promise', of: one } : one);
    if (known) return known(inPromise(shape), path);
    if (this.isLeaf(shape)) return;
    const result = inPromise(this.orStandIn(shape, standInBeside(fn, path), path));
    if (followedAsCallback(this, fn, result) || this.givenThrough(fn, result)) return;
    // What a type says is nothing is nothing to those that call, seen or not.
    const callers = isDiscarded(path) ? null : this.callersOf(fn);
    if (callers) {
      for (const caller of callers) {
        const before = this.answer.shapes.get(caller.node);
        // A function that calls itself gives back what it gives back.
        if (before && sameShape(before, result)) continue;
        // What nobody takes may be of several calls.
        if (programOf(caller) === programOf(path) || !isDropped(caller)) this.follow(caller, result);
      }
      if (callers.length > 0 || isCalledAtOnce(fn)) return;
    }
    const mapped = mappedWith(fn);
    if (mapped) {
      for (const call of mapped) this.follow(call, { is: 'many', of: result });
      return;
    }
    if (shape.is === 'promise' && !this.isLeaf(shape.of))
      return this.leaves(path, shape.of, 'what a function gives back');
    if (shape.is !== 'promise') this.leaves(path, shape, 'what a function gives back');
  }

  /** `withRetry(() => api(…))` gives what the function gives that it is handed. */
  private givenThrough(fn: NodePath<ast.Function>, shape: Shape): boolean {
    const call = fn.parentPath;
    if (!call?.isCallExpression() || fn.listKey !== 'arguments') return false;
    const passed = passedThrough(call, Number(fn.key), (callee) => this.functionElsewhere(callee));
    if (!passed) return false;
    const of = shape.is === 'promise' ? shape.of : shape;
    this.follow(call, { is: 'promise', of: passed === 'optional' ? optional(of) : of });
    return true;
  }

  /** `yield record`, `yield* records`: what a loop over what the generator gives goes through. */
  private yielded(path: NodePath<ast.YieldExpression>, shape: Shape): void {
    const fn = path.getFunctionParent() as NodePath<ast.Function> | null;
    const item = fn && yieldedBy(path, shape, fn.node);
    if (!fn || (item && this.isLeaf(item))) return;
    const callers = item && this.callersOf(fn);
    if (!item || !callers || callers.length === 0) return this.leaves(path, shape, 'what a generator gives');
    this.atEnd(() => yieldsOf(fn).every(({ node }) => this.answer.shapes.has(node)), path);
    for (const caller of callers) this.follow(caller, { is: 'many', of: item });
  }

  private loop(loop: NodePath<ast.ForOfStatement>, shape: Shape): void {
    const left = loop.get('left') as NodePath;
    const target = left.isVariableDeclaration()
      ? ((left.get('declarations') as NodePath[])[0]?.get('id') as NodePath)
      : left;
    const item: Shape | null =
      shape.is === 'v1' ? { is: 'v1', path: [...shape.path, '*'] } : shape.is === 'many' ? shape.of : null;
    // A map gives its keys and values.
    if (shape.is === 'groups' && target) this.bind(target, { is: 'tuple', items: [null, shape.of], several: true });
    else if (item && target) this.bind(target, item);
    else if (shape.is !== 'chunks') this.problem('dynamic-read', loop as NodePath);
  }

  /** `found.push(...records)`, `[...records]` */
  private spread(spread: NodePath<ast.SpreadElement>, shape: Shape): void {
    const outer = spread.parentPath;
    if (shape.is === 'v1' && outer.isArrayExpression() && outer.node.elements.length === 1)
      return this.follow(outer, { ...shape, derived: true });
    if (shape.is === 'many' && outer.isArrayExpression() && outer.node.elements.length === 1)
      return this.follow(outer, shape);
    if (outer.isArrayExpression() && this.keeps(() => keptInList(this, outer, spread, shape))) return;
    if (outer.isCallExpression() && collected(this, outer, spread, shape)) return;
    this.leaves(spread, shape, 'an object or list');
  }

  private inArray(array: NodePath<ast.ArrayExpression>, path: NodePath, shape: Shape): void {
    const call = array.parentPath;
    const item =
      shape.is === 'promise' && call?.isCallExpression()
        ? itemOf(evaluate(call.get('callee') as NodePath), shape.of, this.rejects || isDropped(call))
        : null;
    if (!item || !call) {
      if (!this.isLeaf(shape) && !this.keeps(() => keptInList(this, array, path, shape)))
        this.leaves(path, shape.is === 'promise' ? shape.of : shape, 'a list');
      return;
    }
    const items: (Shape | null)[] = array.node.elements.map(() => null);
    const before = this.answer.shapes.get(call.node);
    if (before?.is === 'promise' && before.of.is === 'tuple')
      before.of.items.forEach((item, index) => (items[index] = item));
    items[Number(path.key)] = item;
    this.follow(call, { is: 'promise', of: { is: 'tuple', items, several: true } });
  }
}

/** What a list has that says nothing of what is in it. */
const SAYS_NO_ITEM = new Set(['length', 'indexOf', 'lastIndexOf', 'includes', 'keys']);

/** Methods of every object that tell which properties it has, or give it whole. */
const ASKS_FOR_NAMES = new Set(['hasOwnProperty', 'propertyIsEnumerable', 'valueOf']);

/** `delete records[0]`: its place stays empty, in v4's list as in v1's. */
function isRemovedItem({ node, parentPath }: NodePath<ast.MemberExpression>): boolean {
  return node.computed && parentPath?.isUnaryExpression() === true;
}

/** `'prio' in rec`, `for (const name in rec)` */
function asksForNames({ key }: NodePath, parent: NodePath): boolean {
  return key === 'right' && (parent.isBinaryExpression({ operator: 'in' }) || parent.isForInStatement());
}

/** `answers.map(…)`, `answers[i]`: is it about every item of the list, not this one or that? */
function isOfAll(name: string | null): boolean {
  return name === null || (name !== 'length' && name in Array.prototype);
}

/** Is the function written right where it is given? */
function isInline(path: NodePath): boolean {
  return bare(path).isFunction();
}

/** Does nobody take the value? */
function isDropped({ parentPath: parent }: NodePath): boolean {
  return (parent?.isAwaitExpression() ? parent.parentPath : parent)?.isExpressionStatement() === true;
}

/** An item of a list, whichever. */
export function isItem({ path }: Shape & { is: 'v1' }): boolean {
  return /^(?:\*|\d+)$/.test(path.at(-1) ?? '');
}

/** `Object.keys(body).length` where it is asked whether there is any. */
function isEmptyTest({ parentPath: count }: NodePath): boolean {
  if (!count?.isMemberExpression() || memberName(count) !== 'length') return false;
  const { parentPath: parent, key } = count;
  if (parent?.isLogicalExpression()) return true;
  if (parent?.isBinaryExpression()) return is.isNumericLiteral(parent.node.right, { value: 0 });
  return key === 'test' || parent?.isUnaryExpression({ operator: '!' }) === true;
}

/** The answer with what says how the call went. */
function isWhole(shape: Shape): boolean {
  if (shape.is === 'v1') return shape.path.length === 0;
  return shape.is === 'text' || shape.is === 'object' || shape.is === 'chunks';
}

/** One property further; null where there is no such. */
export function step(shape: Shape, name: string): Shape | null {
  switch (shape.is) {
    case 'v1':
      return name === 'length' && shape.path.at(-1) !== '*' ? null : { is: 'v1', path: [...shape.path, name] };
    case 'object':
      return Object.hasOwn(shape.properties, name) ? (shape.properties[name] ?? null) : null;
    case 'tuple':
      return shape.items[shape.keys ? shape.keys.indexOf(name) : /^\d+$/.test(name) ? Number(name) : -1] ?? null;
    case 'groups':
      return name === 'size' || name in Object.prototype ? null : optional(shape.of);
    case 'many':
      return /^\d+$/.test(name) ? shape.of : null;
    default:
      return null;
  }
}

/** A value that may not be there under that key. */
function optional(shape: Shape): Shape {
  return shape.is === 'v1' ? { ...shape, optional: true } : shape;
}

/** `list[i]`: an element, whichever. */
function computedStep(shape: Shape, member: NodePath<ast.MemberExpression>): Shape | null {
  if (shape.is === 'many') return shape.of;
  if (shape.is === 'groups') return optional(shape.of);
  if (shape.is !== 'v1' || !member.node.computed || isSymbol(member.get('property') as NodePath)) return null;
  return { is: 'v1', path: [...shape.path, '*'] };
}

/** `Symbol.iterator` */
function isSymbol(property: NodePath): boolean {
  const value = property.isMemberExpression() ? evaluate(property) : null;
  return value?.kind === 'external' && value.module === null && value.members[0] === 'Symbol';
}

/** Where in the answer it is, whether it was kept meanwhile or not. */
function plainly(shape: Shape): Shape {
  return shape.is === 'v1' ? { ...shape, optional: undefined, derived: undefined } : shape;
}

export function sameShape(a: Shape, b: Shape): boolean {
  return a.is === b.is && JSON.stringify(a) === JSON.stringify(b);
}

/** A variable that holds first the text, then the object: the object tells more. */
function deeper(a: Shape, b: Shape): Shape {
  if (a.is === 'tuple' && b.is === 'tuple' && a.several && b.several) return bothOf(a, b);
  if (a.is === 'v1' && b.is === 'v1' && b.hollow && sameShape({ ...a, hollow: true }, b)) return b;
  const rank = (shape: Shape) =>
    shape.is === 'v1' ? 3 + shape.path.length : shape.is === 'text' ? 2 : shape.is === 'chunks' ? 1 : 0;
  return rank(b) > rank(a) ? b : a;
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

/** The function that a callback argument is: inline, or a name that holds one. */
export function functionAt(path: NodePath): NodePath<ast.Function> | null {
  const inner = bare(path);
  if (inner.isFunction()) return inner as NodePath<ast.Function>;
  const value = evaluate(inner);
  return value.kind === 'function' ? (value.fn as NodePath<ast.Function>) : null;
}

function onlyUsedAt(fn: NodePath<ast.Function>, path: NodePath): boolean {
  const binding = bindingOf(fn);
  return (
    !binding ||
    binding.referencePaths.every((use) => use === path || use.findParent((parent) => parent === fn) !== null)
  );
}

/** Do other files, or the markup around a script, see the name? */
function isExported({ path, referencePaths }: Binding): boolean {
  if (path.isVariableDeclarator() && path.parentPath.parentPath?.isExportNamedDeclaration()) return true;
  return referencePaths.some((use) => use.parentPath?.isExportSpecifier() === true);
}

function combines(callee: Value): boolean {
  return (
    isExternal(callee, [null], 'Promise', 'resolve') ||
    isExternal(callee, ['bluebird', 'q'], 'resolve') ||
    isExternal(callee, ['q'])
  );
}

/** `chunks.push(chunk)` */
function gathers(call: NodePath<ast.CallExpression>, path: NodePath, shape: Shape): boolean {
  if (shape.is !== 'chunks') return false;
  const callee = call.get('callee') as NodePath;
  return (
    callee.isMemberExpression() && memberName(callee as NodePath<ast.MemberExpression>) === 'push' && path.key === 0
  );
}

/** `resolve` of `new Promise((resolve) => …)`: the promise that it settles. */
export function resolvesPromise(callee: NodePath): NodePath | null {
  if (!callee.isIdentifier()) return null;
  const binding = callee.scope.getBinding(callee.node.name);
  if (binding?.kind !== 'param') return null;
  const fn = binding.scope.path;
  const construct = fn.parentPath;
  if (!fn.isFunction() || !construct?.isNewExpression() || fn.listKey !== 'arguments') return null;
  const first = (fn.get('params') as NodePath[])[0];
  const isPromise =
    isExternal(evaluate(construct.get('callee') as NodePath), [null], 'Promise') ||
    isExternal(evaluate(construct.get('callee') as NodePath), ['bluebird']);
  return isPromise && first?.node === binding.identifier ? construct : null;
}

/** `names.map((name) => request(…))`: a list of what the callback gives back. */
function followedAsCallback(follower: Follower, fn: NodePath<ast.Function>, shape: Shape): boolean {
  const call = fn.parentPath;
  if (!call?.isCallExpression() || fn.listKey !== 'arguments') {
    if (call?.isCallExpression() && fn.key === 'callee') {
      follower.follow(call, shape);
      return true;
    }
    return false;
  }
  const callee = call.get('callee') as NodePath;
  if (!callee.isMemberExpression()) return false;
  const name = memberName(callee as NodePath<ast.MemberExpression>);
  if (name === 'map') follower.follow(call, { is: 'many', of: shape });
  else if (name === 'then' || name === 'catch')
    follower.follow(call, shape.is === 'promise' ? shape : { is: 'promise', of: shape });
  else if (name !== 'forEach') return shape.is === 'promise' && ['task', 'it', 'before', 'after'].includes(name ?? '');
  return true;
}

/** `zones.map(load)`, where that is all that is done with the function. */
function mappedWith(fn: NodePath<ast.Function>): NodePath[] | null {
  const binding = bindingOf(fn);
  if (!binding?.constant || binding.path.parentPath?.parentPath?.isExportNamedDeclaration()) return null;
  const calls = binding.referencePaths.map((use) => {
    const call = use.parentPath;
    const callee = call?.isCallExpression() && use.listKey === 'arguments' && use.key === 0 ? call.get('callee') : null;
    const isMap = callee?.isMemberExpression() && memberName(callee as NodePath<ast.MemberExpression>) === 'map';
    return isMap ? (call as NodePath) : null;
  });
  return calls.length > 0 && calls.every((call) => call !== null) ? (calls as NodePath[]) : null;
}

function describe(callee: Value, call: NodePath<ast.CallExpression>): string {
  if (callee.kind === 'external')
    return [...(callee.module ? [callee.module] : []), ...callee.members].join('.') || 'a call';
  const node = call.node.callee;
  return is.isIdentifier(node)
    ? `${node.name}()`
    : is.isMemberExpression(node) && is.isIdentifier(node.property)
      ? `.${node.property.name}()`
      : 'a call';
}
