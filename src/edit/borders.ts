/**
 * Where an answer leaves what can be followed: to a browser, a file, callers that are not seen. There it keeps v1's
 * shape: what v4 gave is converted at that place.
 */
import type { Action, Beside } from '../catalogue/types.js';
import { bare, memberName } from '../evaluate/evaluate.js';
import { filesAround } from '../evaluate/modules/importers.js';
import { homeOf } from '../evaluate/modules/module-index.js';
import { entryOf } from '../evaluate/value.js';
import type { Answer } from '../find/answers/answer.js';
import { isDiscarded } from '../find/answers/discarded.js';
import { locate } from '../find/answers/locate.js';
import { returnedBy } from '../find/answers/merges.js';
import type { Shape } from '../find/request.js';
import { is, isNothing, type NodePath, type SourceModule } from '../syntax/index.js';
import type { CallPlan, View } from './call-plan.js';
import { needHelper } from './needs.js';
import { namesReach, reachable } from './reachable.js';
import { apiMessage } from './reads.js';
import type { Rewriter } from './rewriter.js';
import { member } from './text.js';
import { quoted, ValueWriter } from './values.js';

/** The expression that leaves, if v1's shape of it can be made there. */
export function borderOf(path: NodePath, plan: Pick<CallPlan, 'call' | 'answer' | 'action' | 'zone'>): NodePath | null {
  const { forwards } = plan.answer;
  if (forwards?.leaves && forwards.callback === path)
    return isConvertible(forwards.leaves, plan.action) && isZoneKnown(plan, path) && isSentKnown(plan, path)
      ? path
      : null;
  const given = givenTo(path);
  const leaving = takenPart(given as NodePath, plan.answer);
  if (!leaving) return null;
  const shape = shapeAt(leaving, plan.answer);
  if (!shape || !isConvertible(shape, plan.action)) return null;
  if (shape.is === 'promise' && !isSettledAlike(leaving, plan)) return null;
  if (shape.is !== 'promise' && isLost(leaving, shape, plan)) return null;
  if (mayBeMissing(leaving, shape, plan) && !leaving.isIdentifier()) return null;
  return isZoneKnown(plan, leaving) && isSentKnown(plan, leaving) ? leaving : null;
}

/** May there be nothing in its place, of which no list and no answer can be made? */
function mayBeMissing(path: NodePath, shape: Shape, { answer, action }: Pick<CallPlan, 'answer' | 'action'>): boolean {
  const of = shape.is === 'promise' ? shape.of : shape;
  if (of.is !== 'v1') return false;
  const { at } = locate(action, of.path);
  const isItem = at === 'element' || (at === 'root' && action.answer.kind === 'one');
  return !isItem && (of.optional === true || answer.unsure.has(path.node));
}

/** Where an operator stands beside it. */
const OPERATIONS = /^(?:Await|Binary|Conditional|Logical|Member|OptionalMember|Spread|Unary)/;

/** What is assigned, where the path is what it is assigned to. */
function givenTo(path: NodePath): NodePath {
  const { parentPath: parent } = path;
  if (parent?.isAssignmentExpression({ operator: '=' }) && path.key === 'left') return parent.get('right');
  if (parent?.isVariableDeclarator() && path.key === 'id' && parent.node.init) return parent.get('init') as NodePath;
  return path;
}

/** The part of `failed ? body : 'done'` that is of the answer; null where that is more than one. */
function takenPart(path: NodePath, answer: Answer): NodePath | null {
  const parts = path.isConditionalExpression()
    ? [path.get('consequent'), path.get('alternate')]
    : path.isLogicalExpression({ operator: '&&' })
      ? null // `body && body.response`: where the guard fails, nothing is there
      : path.isLogicalExpression()
        ? [path.get('left') as NodePath, path.get('right')]
        : null;
  if (!parts) return path;
  const [part, ...others] = parts.filter((one) => shapeAt(one, answer) !== undefined);
  return part && others.length === 0 ? takenPart(part, answer) : null;
}

/** v1's records name their zone. */
function isZoneKnown({ action, zone }: Pick<CallPlan, 'action' | 'zone'>, site: NodePath): boolean {
  if (action.answer.shape !== 'record') return true;
  return zone !== null && (means(zone.path, site) || (zone.kind === 'literal' && zone.env !== undefined));
}

/** v1 gave some of what it was sent back. */
function isSentKnown({ action, call }: Pick<CallPlan, 'action' | 'call'>, site: NodePath): boolean {
  return action.answer.beside.every(({ read }) => {
    const sent = read.as === 'param' ? entryOf(call.form, read.param) : null;
    return sent === null || reachable(sent.value, site);
  });
}

/** Does the expression give the same at `site`, later on, as where it stands? */
function means(path: NodePath, site: NodePath): boolean {
  let same = namesReach(path, site);
  const check = (inner: NodePath) => {
    const binding = inner.isIdentifier() ? inner.scope.getBinding(inner.node.name) : undefined;
    if (binding && binding.constantViolations.length > 0) same = false;
  };
  check(path);
  path.traverse({ enter: check });
  return same;
}

/** Would the request that is awaited there be written over, or its errors have no place to be told apart? */
function isLost(path: NodePath, shape: Shape, { action, call }: Pick<CallPlan, 'action' | 'call'>): boolean {
  let awaits = path.isAwaitExpression();
  path.traverse({
    Function: (inner) => inner.skip(),
    AwaitExpression() {
      awaits = true;
    },
  });
  const isBody = path.key === 'body' && path.parentPath?.isArrowFunctionExpression() === true;
  const answersErrors = !call.rejects && (shape.is !== 'v1' || shape.path.length === 0);
  return awaits && (action.answer.kind === 'nothing' || (isBody && answersErrors));
}

function shapeAt(path: NodePath, answer: Answer): Shape | undefined {
  const shape = answer.shapes.get(path.node);
  return path.isExpression() ? shape : undefined;
}

/** Does an error of the API become of the promise what it became in v1? */
function isSettledAlike(path: NodePath, { call, answer }: Pick<CallPlan, 'call' | 'answer'>): boolean {
  // What a generator is handed back is read behind it.
  if (call.delivery.by !== 'value' || path.parentPath?.isYieldExpression()) return false;
  if (path.node === call.site.node) return answer.links.length === 0;
  return call.rejects === true && !isAnsweredOtherwise(path, answer);
}

/** `list().catch((err) => err.message)`: what the author makes of an error is no answer that has a shape. */
function isAnsweredOtherwise(promise: NodePath, answer: Answer): boolean {
  const path = bare(promise);
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  if (binding?.constant && binding.path.isVariableDeclarator() && is.isIdentifier(binding.path.node.id))
    return isAnsweredOtherwise(binding.path.get('init') as NodePath, answer);
  const object = path.isCallExpression() ? path.get('callee.object') : null;
  if (!object || Array.isArray(object) || !object.node) return false;
  const failed = answer.links.find(({ call }) => call.node === path.node)?.failed;
  return (failed ? !returnedBy(failed).every(isNothing) : false) || isAnsweredOtherwise(object, answer);
}

function isConvertible(shape: Shape, { answer, name }: Action): boolean {
  if (shape.is === 'promise') {
    // what is left of a time is asked of the answer itself
    const told = answer.kind !== 'nothing' || answer.beside.every(({ read }) => read.as !== 'expiry');
    return shape.of.is !== 'promise' && told && isConvertible(shape.of, { answer, name } as Action);
  }
  if (answer.kind === 'nothing') return shape.is === 'text' || shape.is === 'v1';
  if (shape.is === 'text') return answer.shape === 'record' || answer.shape === 'zone';
  if (shape.is !== 'v1' || (answer.shape !== 'record' && answer.shape !== 'zone')) return false;
  if (answer.kind !== 'list' && answer.kind !== 'one') return false;
  const place = locate({ answer, name } as Action, shape.path);
  return ['root', 'element', 'spine'].includes(place.at);
}

/**
 * An envelope that is handed to several places is better made once, by a person. What is kept in several places is one
 * object, and may be changed in one and read in the other: copies of it would be two.
 */
export function isRepeated(borders: readonly NodePath[], plan: Pick<CallPlan, 'answer' | 'action'>): boolean {
  const whole = borders.filter((path) => {
    const shape = plan.answer.shapes.get(path.node);
    return shape?.is === 'text' || (shape?.is === 'v1' && locate(plan.action, shape.path).at === 'spine');
  });
  return whole.length > 1 || (plan.action.answer.kind !== 'nothing' && borders.filter(isKept).length > 1);
}

const PUTS = new Set(['push', 'unshift', 'splice', 'add', 'set']);

/** Is the expression put into an object or a list that may live on? */
function isKept(path: NodePath): boolean {
  const { parentPath: parent } = path;
  if (parent?.isAssignmentExpression()) return path.key === 'right';
  if (!parent?.isCallExpression()) return parent?.isNewExpression() === true || isMember(parent);
  const callee = parent.get('callee');
  return path.listKey === 'arguments' && callee.isMemberExpression() && PUTS.has(memberName(callee) ?? '');
}

function isMember(parent: NodePath | null): boolean {
  return parent?.isObjectProperty() === true || parent?.isArrayExpression() === true;
}

/** The expression's text, converted; `text`: what the migrated code has there. */
export function borderText(rewriter: Rewriter, plan: CallPlan, path: NodePath, text: string, view: View): string {
  const shape = plan.answer.shapes.get(path.node);
  if (!shape) return text;
  const { outcome } = rewriter.sceneOf(plan, view);
  if (outcome === 'transport' || isDiscarded(path)) return 'undefined';
  if (outcome === 'api') return failedText(rewriter, plan, path, shape);
  // `(await send(…)).zones.objs` may have lost the parentheses with what stood behind them
  const plain = (path.isCallExpression() || path.isMemberExpression()) && !/^await\b/.test(text);
  const shaped = shapedText(rewriter, plan, shape, text, view, plain);
  if (!path.isIdentifier() || !mayBeMissing(path, shape, plan)) return shaped;
  return OPERATIONS.test(path.parent.type) ? `(${text} && ${shaped})` : `${text} && ${shaped}`;
}

/** What v4 answered, in the shape that v1 gave it; `plain`: may a member be asked of the text as it is? */
export function shapedText(
  rewriter: Rewriter,
  plan: CallPlan,
  shape: Shape,
  text: string,
  view: View,
  plain: boolean,
): string {
  const border = new Border(rewriter, plan, view, plain);
  if (shape.is === 'text') return `JSON.stringify(${border.envelope(text)})`;
  if (shape.is !== 'v1') return text;
  const place = locate(plan.action, shape.path);
  if (place.at === 'root') return border.root(text);
  if (place.at === 'element') return border.item(text);
  return shape.path.length === 0 ? border.envelope(text) : border.below(shape.path.slice(1), text);
}

/** What v1 answered as an error. */
function failedText(rewriter: Rewriter, plan: CallPlan, path: NodePath, shape: Shape): string {
  return refusedText(rewriter, shape, rewriter.errorName(path, plan));
}

/** The same, of an error of that name. */
export function refusedText(rewriter: Rewriter, shape: Shape, error: string): string {
  const whole = shape.is === 'text' || (shape.is === 'v1' && shape.path.length === 0);
  if (!whole) return 'undefined';
  const { style } = rewriter.module;
  const message = apiMessage(error, { rewriter });
  const code = isCodeRead(rewriter.module) ? `${needHelper(rewriter, 'error-code')}(${error})` : 'null';
  const text = `{ result: ${quoted('error', style)}, msg: ${message}, err_code: ${code} }`;
  return shape.is === 'text' ? `JSON.stringify(${text})` : text;
}

/** Does a file that the answer may come to tell errors apart by v1's word for them? */
function isCodeRead({ program, file, text }: SourceModule): boolean {
  const index = homeOf(program.node)?.index;
  const texts = index ? [...filesAround(index, file)].map((one) => index.wordsOf(one)) : [text];
  return texts.some((one) => /\berr_code\b/.test(one));
}

class Border {
  constructor(
    private readonly rewriter: Rewriter,
    private readonly plan: CallPlan,
    private readonly view: View,
    /** may a member be asked of the expression as it is written? */
    private readonly plain: boolean,
  ) {}

  item(text: string): string {
    const { plan, rewriter } = this;
    if (plan.action.answer.shape === 'zone') return `${needHelper(rewriter, 'v1-zone')}(${text})`;
    const zone = plan.zone ? new ValueWriter(rewriter, this.view).lift(plan.zone) : "''";
    return `${needHelper(rewriter, 'v1-record')}(${text}, ${zone})`;
  }

  root(text: string): string {
    if (this.plan.action.answer.kind === 'nothing') return this.told([]);
    if (this.plan.action.answer.kind !== 'list') return this.item(text);
    const one = this.plan.action.answer.shape === 'zone' ? 'zone' : 'record';
    const list = this.plain || /^[\w$.()]+$/.test(text) ? text : `(${text})`;
    return `${list}.map((${one}) => ${this.item(one)})`;
  }

  /** `{ result: { ip: …, action: 'WL' } }`: what v1 said beside doing it, from that level of the answer on. */
  told(level: readonly string[]): string {
    const prefix = level.map((one) => `${one}.`).join('');
    const names = this.plan.action.answer.beside.flatMap(({ path, read }) =>
      path.startsWith(prefix) && (level.length > 0 || !path.startsWith('attributes.')) && !('reason' in read)
        ? [path.slice(prefix.length).split('.')[0] ?? '']
        : [],
    );
    const members = [...new Set(names)].map((name) => {
      const found = this.plan.action.answer.beside.find(({ path }) => path === prefix + name);
      return member(name, found ? this.value(found.read) : this.told([...level, name]));
    });
    return members.length > 0 ? `{ ${members.join(', ')} }` : '{}';
  }

  private value(read: Beside['read']): string {
    if (read.as === 'constant') return typeof read.value === 'string' ? this.quoted(read.value) : String(read.value);
    if (read.as === 'now') return 'Math.floor(Date.now() / 1000)';
    const entry = read.as === 'param' ? entryOf(this.plan.call.form, read.param) : null;
    return entry ? new ValueWriter(this.rewriter, this.view).lift(entry.value) : 'undefined';
  }

  private quoted(word: string): string {
    return quoted(word, this.rewriter.module.style);
  }

  /** `{ recs: { has_more: false, count: …, objs: … } }`, from that level of the answer on. */
  below(level: readonly string[], text: string): string {
    const { root, beside } = this.plan.action.answer;
    if (this.plan.action.answer.kind === 'nothing') return this.told(level);
    const key = root[level.length];
    if (key === undefined) return this.root(text);
    const inner = this.below([...level, key], text);
    if (/^\d+$|^\*$/.test(key)) return `[${inner}]`;
    const prefix = level.map((one) => `${one}.`).join('');
    const others = beside.flatMap(({ path, read }) => {
      const name = path.startsWith(prefix) ? path.slice(prefix.length) : '';
      if (name === '' || name.includes('.')) return [];
      if (read.as === 'constant') return [`${name}: ${JSON.stringify(read.value)}`];
      return read.as === 'length' && /^[\w$.]+$/.test(text) ? [`${name}: ${text}.length`] : [];
    });
    return `{ ${[...others, `${key}: ${inner}`].join(', ')} }`;
  }

  envelope(text: string): string {
    const attributes = this.plan.action.answer.beside.some(({ path }) => path.startsWith('attributes.'));
    const members = [
      `request: { act: ${this.quoted(this.plan.action.name)} }`,
      `response: ${this.below([], text)}`,
      ...(attributes ? [`attributes: ${this.told(['attributes'])}`] : []),
      `result: ${this.quoted('success')}`,
      'msg: null',
    ];
    return `{ ${members.join(', ')} }`;
  }
}
