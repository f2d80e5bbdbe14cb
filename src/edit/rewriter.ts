/**
 * Renders a file's code as it is after the migration. Code that waits for an answer is rendered once per outcome of
 * the call: tests that the outcome decides are gone, reads of the answer are v4's, everything else is the author's text.
 */

import { bare } from '../evaluate/evaluate.js';
import { isAliasShape, type Link } from '../find/answers/answer.js';
import { childNodes } from '../find/answers/decided.js';
import { locate, type Place } from '../find/answers/locate.js';
import type { TextEdit } from '../finding.js';
import type { Target } from '../options.js';
import { childrenOf, isMissed, knownIn, type Scene, type Stage, touches, truth } from '../plan/outcome.js';
import { evaluatedAtOnce, throwsAtOnce, throwsBefore, throwsIn } from '../plan/throws.js';
import {
  type ast,
  type Binding,
  endOf,
  is,
  type NodePath,
  type Scope,
  type SourceModule,
  startOf,
} from '../syntax/index.js';
import { annotation } from './annotations.js';
import type { CallPlan, View } from './call-plan.js';
import { Concerns } from './concerns.js';
import type { Handler } from './handlers.js';
import { guarded } from './line-ends.js';
import { isTest } from './missing.js';
import { type NamedSite, namedText } from './named-reads.js';
import { Names } from './names.js';
import { neverReturns } from './no-return.js';
import { OwnImports } from './own-imports.js';
import { ownStatement, waitingStatement } from './own-statement.js';
import { decidedEdit, grouped, isSimple, withParentheses } from './parentheses.js';
import { declaredAs, partialName, staysInV4 } from './partials.js';
import { holdsKept, isKeptLength, patternText, WRITTEN_OUT } from './patterns.js';
import { readEdits } from './reads.js';
import type { Pass } from './relays.js';
import { renamed } from './renamed.js';
import { withSurroundings } from './surrounded.js';
import { takenCases } from './switches.js';
import { indentAt, lineStart, removalRange, shift, sliceWith, uses } from './text.js';
import { ValueTables } from './value-tables.js';
import { quoted } from './values.js';

/** How the statements of a list end. */
export type Ending = 'falls' | 'ends' | 'throws';

export interface Rendered {
  readonly text: string;
  readonly ending: Ending;
}

/** How calls are written; the styles know. */
export interface Writers {
  call(plan: CallPlan, view: View): TextEdit[];
  /** statements that come before the one that holds a call of promise style */
  before(plan: CallPlan, view: View): readonly string[];
  /** a statement that awaits a call; `within` writes the statement itself */
  awaiting(plan: CallPlan, statement: NodePath, view: View, out: TextEdit[], within: () => Ending): Ending;
  /** a function elsewhere that is given answers */
  handler(handler: Handler, view: View): TextEdit[];
  /** a call of what the function's own caller handed in */
  relay(plan: CallPlan, pass: Pass, view: View): string;
  /** a call of such a function */
  pass(handler: Handler, call: NodePath<ast.CallExpression>, view: View): string;
  /** `.then(…)` of a call's promise */
  link(plan: CallPlan, link: Link, view: View, out: TextEdit[]): boolean;
  /** an expression that leaves with v1's shape; `text`: what v4's code has there */
  border(plan: CallPlan, path: NodePath, text: string, view: View): string;
  /** statements that come before what an arrow gives back, once that is written */
  arrow(arrow: ast.Node): readonly string[];
}

export class Rewriter {
  /** the file's text, line feeds inside literals guarded from indentation; offsets are those of the file */
  readonly source: string;
  readonly names: Names;
  readonly tables: ValueTables;
  /** what it takes from other files of the author's that it did not take before */
  readonly imports: OwnImports;
  /** expressions with a text of their own, whatever is inside them */
  readonly replaced = new Map<ast.Node, string>();
  readonly anchors = new Map<ast.Node, CallPlan>();
  private readonly owners = new Map<ast.Node, CallPlan>();
  /** uses of constants that an answer decides */
  private readonly decided = new Map<ast.Node, CallPlan>();
  private readonly borders = new Map<ast.Node, CallPlan>();
  private readonly crossing = new Set<ast.Node>();
  private readonly dropped = new Set<ast.Node>();
  private readonly touched = new WeakMap<ast.Node, boolean>();
  private readonly awaiting = new Map<ast.Node, CallPlan>();
  /** what awaits a call in a `try` behind which its answer is read */
  private readonly tried = new Map<ast.Node, CallPlan>();
  private readonly leading = new Map<ast.Node, CallPlan[]>();
  private readonly links = new Map<ast.Node, { plan: CallPlan; link: Link }>();
  private readonly inPlace = new Map<ast.Node, Handler>();
  private readonly passes = new Map<ast.Node, Handler>();
  private readonly relays = new Map<ast.Node, { readonly plan: CallPlan; readonly pass: Pass }>();
  private readonly named = new Map<ast.Node, Pick<NamedSite, 'plan' | 'named'>>();
  target: Target = 'sdk';
  /** what the file calls the SDK's class */
  sdkName = 'Cloudflare';
  /** what a failed call's handler calls its error, while that handler is written */
  readonly errorNames = new Map<CallPlan, string>();
  /** calls whose failures are told from refusals by a status, in code that catches them */
  readonly statusRead = new Set<CallPlan>();
  private readonly concerns: Concerns;
  /** calls whose await was moved in front: its place holds the variable */
  private readonly moved = new Set<CallPlan>();
  /** something of the answer was rendered where the server failed */
  private readsBroken = false;

  constructor(
    readonly module: SourceModule,
    readonly plans: readonly CallPlan[],
    private readonly writers: Writers,
    /** comment lines that go above statements */
    private readonly todos: ReadonlyMap<ast.Node, readonly string[]> = new Map(),
    readonly handlers: readonly Handler[] = [],
  ) {
    this.source = guarded(module);
    this.names = new Names(module);
    this.tables = new ValueTables(module, this.names);
    this.imports = new OwnImports(module, this.names);
    for (const plan of plans) {
      // What calls its caller back stays; the callback is a function like those elsewhere.
      if (!plan.call.relayed || plan.style !== 'callback') this.anchors.set(plan.anchor.node, plan);
      for (const pass of plan.relay?.passes ?? []) this.relays.set(pass.call.node, { plan, pass });
      for (const node of plan.answer.shapes.keys()) this.owners.set(node, plan);
      for (const node of plan.answer.decided) this.decided.set(node, plan);
      for (const part of droppedParts(plan)) this.dropped.add(part);
      for (const { node } of plan.call.unread ?? []) this.replaced.set(node, 'null');
      for (const node of plan.answer.borders) this.borders.set(node as ast.Node, plan);
      for (const link of plan.answer.links) this.links.set(link.call.node, { plan, link });
      for (const named of plan.answer.named)
        if (named.kind !== 'pattern') this.named.set(named.path.node, { plan, named });
      const leading = plan.style === 'promise' ? plan.anchor.getStatementParent() : null;
      if (leading) this.leading.set(leading.node, [...(this.leading.get(leading.node) ?? []), plan]);
      const statement = plan.style === 'await' ? waitingStatement(plan) : null;
      const first = plan.tried ? ownStatement(plan.anchor) : null;
      if (first) this.tried.set(first.node, plan);
      if (statement && !this.awaiting.has(statement.node)) this.awaiting.set(statement.node, plan);
    }
    for (const handler of handlers) this.addHandler(handler);
    this.concerns = new Concerns(
      [...plans, ...handlers.map(({ plan }) => plan)],
      [todos, this.inPlace, this.passes, this.leading, this.awaiting],
      [this.replaced, this.dropped],
    );
  }

  /** The code of a handler is one, whichever call it serves. */
  private addHandler(handler: Handler): void {
    const { plan, fn, callers } = handler;
    for (const node of plan.answer.shapes.keys()) this.owners.set(node, plan);
    for (const node of plan.answer.decided) this.decided.set(node, plan);
    for (const link of plan.answer.links) this.links.set(link.call.node, { plan, link });
    for (const named of plan.answer.named)
      if (named.kind !== 'pattern') this.named.set(named.path.node, { plan, named });
    this.inPlace.set(fn.node, handler);
    for (const call of callers) this.passes.set(call.node, handler);
  }

  /** The function elsewhere that a callback names or makes. */
  handlerAt(callback: NodePath): Handler | undefined {
    return this.handlers.find(({ callbacks }) => callbacks.has(bare(callback).node));
  }

  /** What `make` gives; where that is null, nothing that it set or dropped stays so. */
  tentatively<Made>(make: () => Made | null): Made | null {
    const replaced = new Map(this.replaced);
    const dropped = new Set(this.dropped);
    const made = make();
    if (made !== null) return made;
    restore(this.replaced, replaced);
    for (const node of this.dropped) if (!dropped.has(node)) this.dropped.delete(node);
    return null;
  }

  /**
   * What `make` renders of the code where the server failed; null where the code does not tell that apart, or reads the
   * answer, of which nothing is known then.
   */
  whereBroken(plan: CallPlan, make: () => Rendered): Rendered | null {
    if (!plan.looksAtStatus) return null;
    const before = this.readsBroken;
    this.readsBroken = false;
    const made = this.tentatively(() => {
      const rendered = make();
      return this.readsBroken ? null : rendered;
    });
    this.readsBroken = before;
    return made;
  }

  /** A statement or declarator that goes. */
  drop(node: ast.Node): void {
    this.dropped.add(node);
  }

  ownerOf(node: ast.Node): CallPlan | undefined {
    return this.owners.get(node);
  }

  /** Does anything in the statement read the call's answer, or follow from how it ended? */
  depends(statement: NodePath, plan: CallPlan): boolean {
    const isOf = (node: ast.Node): boolean =>
      [this.owners, this.decided, this.borders, this.awaiting].some((map) => map.get(node) === plan) ||
      this.named.get(node)?.plan === plan ||
      this.links.get(node)?.plan === plan ||
      childNodes(node).some(isOf);
    return isOf(statement.node);
  }

  stage(view: View): Stage {
    return {
      at: (node) => {
        const plan = this.owners.get(node) ?? this.decided.get(node);
        return plan && this.sceneOf(plan, view);
      },
      touched: this.touched,
    };
  }

  sceneOf(plan: CallPlan, view: View): Scene {
    return { call: plan.call, action: plan.action, answer: plan.answer, outcome: view.get(plan) ?? 'success' };
  }

  /** The text of one expression or statement. */
  render(path: NodePath, view: View): string {
    const out: TextEdit[] = [];
    const { start, end } = span(path);
    this.visit(path, view, out);
    return sliceWith(this.source, start, end, within(out, start, end));
  }

  /** The text of a call that stays, with what is written in it. */
  renderInside(path: NodePath, view: View): string {
    const out: TextEdit[] = [];
    const { start, end } = span(path);
    this.children(path, view, out);
    return sliceWith(this.source, start, end, out);
  }

  /** The inner text of a function's body or a block, without the line breaks at its ends. */
  renderBody(body: NodePath, view: View): Rendered {
    if (!body.isBlockStatement()) {
      if (body.isStatement()) return this.renderStatements([body], startOf(body.node), endOf(body.node), view);
      const text = this.render(body, view);
      const idle = text === '' || this.isIdle(body, view);
      if (throwsIn(body, this.stage(view)) && touches(body, this.stage(view)))
        return { text: this.throwText(body, this.failed([body], view)), ending: 'throws' };
      return { text: idle ? '' : `${text}${this.end}`, ending: 'falls' };
    }
    const statements = body.get<NodePath[]>('body');
    return this.renderStatements(statements, startOf(body.node) + 1, endOf(body.node) - 1, view);
  }

  /** The code of a function that is called back; taking its parameters apart may throw already. */
  renderCalled(fn: NodePath<ast.Function>, view: View): Rendered {
    const params = fn.get('params') as NodePath[];
    if (params.some((one) => throwsIn(one, this.stage(view))))
      return { text: this.throwText(fn, this.failed(params, view)), ending: 'throws' };
    return this.renderBody(fn.get('body') as NodePath, view);
  }

  /** The code of an arrow that is called for its value. */
  renderGiven(fn: NodePath<ast.Function>, view: View): Rendered {
    const parts = [...(fn.get('params') as NodePath[]), fn.get('body') as NodePath];
    if (parts.some((one) => throwsIn(one, this.stage(view))))
      return { text: this.throwText(fn, this.failed(parts, view)), ending: 'throws' };
    return {
      text: `return ${this.render(fn.get('body') as NodePath, view) || 'undefined'}${this.end}`,
      ending: 'ends',
    };
  }

  renderStatements(statements: readonly NodePath[], start: number, end: number, view: View): Rendered {
    const out: TextEdit[] = [];
    const ending = this.statements(statements, view, out);
    const text = sliceWith(
      this.source,
      start,
      end,
      out.filter((edit) => edit.start >= start && edit.end <= end).concat(clip(out, start, end)),
    );
    return { text: trimmed(text), ending };
  }

  /** Edits of a list of statements in one view. */
  statements(list: readonly NodePath[], view: View, out: TextEdit[]): Ending {
    let ending: Ending = 'falls';
    let unreached = false;
    for (const statement of list) {
      // A call that answers errors takes the rest of its block with it.
      if (
        out.some(
          (edit) => edit.start < edit.end && edit.start <= startOf(statement.node) && edit.end >= endOf(statement.node),
        )
      )
        continue;
      if (unreached && !statement.isFunctionDeclaration()) this.remove(statement, out);
      else {
        const before = out.length;
        const result = this.statement(statement, view, out);
        if (ending === 'falls') ending = result;
        // What the author's own code does not reach is the author's.
        if (result !== 'falls' && out.length > before) unreached = true;
      }
    }
    return ending;
  }

  remove(statement: NodePath, out: TextEdit[]): void {
    const { node } = statement;
    const range = removalRange(this.source, startOf(node), endOf(node), node.leadingComments ?? []);
    out.push({ ...range, text: '' });
  }

  /** Renders with the call's `await` moved in front of the statement. */
  hoisted<T>(plan: CallPlan, render: () => T): T {
    this.moved.add(plan);
    try {
      return render();
    } finally {
      this.moved.delete(plan);
    }
  }

  private statement(path: NodePath, view: View, out: TextEdit[]): Ending {
    const start = startOf(path.node);
    const awaited = this.awaiting.get(path.node);
    // Its first part stands before what awaits already.
    const again = awaited && (this.moved.has(awaited) || (view.get(awaited) ?? 'success') !== 'success');
    for (const line of again ? [] : (this.todos.get(path.node) ?? [])) out.push(this.commentAbove(path, line));
    for (const plan of this.leading.get(path.node) ?? [])
      for (const line of this.writers.before(plan, view))
        out.push({ start, end: start, text: `${line}\n${indentAt(this.source, start)}` });
    if (awaited && !again) {
      return this.writers.awaiting(awaited, path, view, out, () => this.plainStatement(path, view, out));
    }
    return this.plainStatement(path, view, out);
  }

  /** On a line of its own; code that stays keeps its lines, so there it goes above the whole line. */
  private commentAbove(path: NodePath, comment: string): TextEdit {
    const start = startOf(path.node);
    const line = lineStart(this.source, start);
    const stays = !this.plans.some(({ anchor }) => anchor.node === path.node || anchor.isDescendant(path));
    const at = stays && this.source.slice(line, start).trim() !== '' && !isInText(path, line) ? line : start;
    const indent = indentAt(this.source, start);
    return { start: at, end: at, text: at === line ? `${indent}${comment}\n` : `${comment}\n${indent}` };
  }

  private plainStatement(path: NodePath, view: View, out: TextEdit[]): Ending {
    const stage = this.stage(view);
    const tried = this.tried.get(path.node);
    if (tried && view.get(tried) === 'transport') {
      out.push({ ...span(path), text: this.throwText(path, tried) });
      return 'throws';
    }
    const call = this.anchors.get(path.node)?.call;
    if (call) {
      // What its form reads of another answer is read before anything is sent.
      const broken = [path, ...call.parts].find((part) => throwsAtOnce(part, stage));
      if (broken) {
        out.push({ ...span(path), text: this.throwText(path, this.failed(evaluatedAtOnce(broken), view)) });
        return 'throws';
      }
      this.visit(path, view, out);
      return path.isReturnStatement() ? 'ends' : 'falls';
    }
    if (path.isClassDeclaration() && !this.concerns.touch(path.node)) return 'falls';
    if (path.isFunctionDeclaration()) {
      this.visit(path, view, out);
      return 'falls';
    }
    if (this.dropped.has(path.node) || (path.isExpressionStatement() && this.dropped.has(path.node.expression))) {
      this.remove(path, out);
      return 'falls';
    }
    if (throwsAtOnce(path, stage)) {
      out.push({ ...span(path), text: this.throwText(path, this.failed(evaluatedAtOnce(path), view)) });
      return 'throws';
    }
    if (path.isExpressionStatement()) return this.expressionStatement(path, view, out);
    if (path.isVariableDeclaration()) return this.declaration(path, view, out);
    if (path.isIfStatement()) return this.branch(path, view, out);
    if (path.isTryStatement()) return this.attempt(path, view, out);
    const taken = path.isSwitchStatement() ? takenCases(path, stage) : null;
    if (taken) return this.cases(path, taken, view, out);
    if (path.isBlockStatement()) return this.statements(path.get('body'), view, out);
    this.children(path, view, out);
    if (path.isReturnStatement() || path.isContinueStatement() || path.isBreakStatement()) return 'ends';
    return path.isThrowStatement() ? 'ends' : 'falls';
  }

  private expressionStatement(path: NodePath<ast.ExpressionStatement>, view: View, out: TextEdit[]): Ending {
    const expression = path.get('expression') as NodePath;
    if (!this.concerns.touch(path.node)) return neverReturns(expression) ? 'ends' : 'falls';
    const inlined = this.inlinedIn(expression);
    if (inlined) {
      const indent = indentAt(this.source, startOf(path.node));
      const { text, ending } = this.renderBody(inlined.get('body') as NodePath, view);
      if (text === '') this.remove(path, out);
      else out.push({ start: startOf(path.node), end: endOf(path.node), text: moved(text, indent) });
      return ending;
    }
    if (this.isGathering(expression) || (this.isIdle(expression, view) && touches(expression, this.stage(view)))) {
      this.remove(path, out);
      return 'falls';
    }
    if (expression.isLogicalExpression() || expression.isConditionalExpression()) {
      const stage = this.stage(view);
      const test = truth(
        knownIn(
          (expression.isLogicalExpression() ? expression.get('left') : expression.get('test')) as NodePath,
          stage,
        ),
      );
      if (test !== null && touches(expression, stage)) {
        const runs: NodePath | null = expression.isConditionalExpression()
          ? (expression.get(test ? 'consequent' : 'alternate') as NodePath)
          : (expression.node.operator === '&&') === test
            ? expression.get('right')
            : null;
        if (!runs || this.isIdle(runs as NodePath, view)) this.remove(path, out);
        else
          out.push({
            start: startOf(expression.node),
            end: endOf(expression.node),
            text: this.render(runs as NodePath, view),
          });
        return 'falls';
      }
    }
    this.visit(expression, view, out);
    return neverReturns(expression) ? 'ends' : 'falls';
  }

  /** An expression that does nothing once the answer is v4's: an alias set, a literal. */
  private isIdle(path: NodePath, view: View): boolean {
    if (this.isGiven(path.isAssignmentExpression() ? (path.get('right') as NodePath) : path)) return false;
    if (path.isAssignmentExpression()) {
      const left = path.get('left') as NodePath;
      const held = left.isObjectPattern()
        ? this.holdsOnlyAliases(left)
        : left.isIdentifier() && this.isLocalAlias(left);
      return held && this.isAlias(path.get('right') as NodePath, view, true);
    }
    if (path.isSequenceExpression()) return path.get('expressions').every((part) => this.isIdle(part, view));
    return path.isIdentifier() || path.isLiteral() || this.isAlias(path, view);
  }

  private isGathering(expression: NodePath): boolean {
    const plan = this.owners.get(expression.node);
    if (plan?.answer.gathering.has(expression.node)) return true;
    if (expression.isAssignmentExpression()) {
      const left = expression.get('left') as NodePath;
      const held = this.owners.get(left.node)?.answer.shapes.get(left.node);
      return (held?.is === 'text' || held?.is === 'chunks') && expression.node.operator === '+=';
    }
    return this.plans.some((one) => one.answer.gathering.has(expression.node));
  }

  private inlinedIn(expression: NodePath): NodePath<ast.Function> | null {
    for (let path = expression; path.isCallExpression(); ) {
      for (const plan of this.plans) {
        const fn = plan.answer.inlined.get(path.node);
        if (fn) return fn;
      }
      const callee = path.get('callee') as NodePath;
      if (!callee.isMemberExpression()) return null;
      path = callee.get('object') as NodePath;
    }
    return null;
  }

  private declaration(path: NodePath<ast.VariableDeclaration>, view: View, out: TextEdit[]): Ending {
    if (!this.concerns.touch(path.node)) return 'falls';
    const declarators = path.get('declarations');
    const gone = declarators.map((one) => this.isDropped(one, view));
    if (gone.every(Boolean)) this.remove(path, out);
    else if (gone.some(Boolean)) {
      const stay = declarators.filter((_, index) => !gone[index]);
      const apart = this.source.slice(declarators[0]?.node.end ?? 0, declarators[1]?.node.start ?? 0);
      const text = stay.map((one) => this.render(one, view)).join(/\n/.test(apart) ? apart : ', ');
      out.push({ start: declarators[0]?.node.start ?? 0, end: declarators.at(-1)?.node.end ?? 0, text });
    } else if (this.isUnread(path, view)) {
      const init = path.get('declarations.0.init') as NodePath;
      out.push({ start: startOf(path.node), end: startOf(init.node), text: '' });
      this.visit(init, view, out);
    } else
      for (const one of declarators) {
        const fallback = this.fallbackOf(one, view);
        if (fallback) this.put(one.get('init') as NodePath, this.render(fallback, view), out);
        else this.children(one, view, out);
      }
    return 'falls';
  }

  /** `const res = await …` whose answer nothing reads any more. */
  private isUnread(path: NodePath<ast.VariableDeclaration>, view: View): boolean {
    const [only, ...more] = path.get('declarations');
    const init = only?.get('init') as NodePath | undefined;
    if (!only || !init?.isAwaitExpression() || more.length > 0 || !path.parentPath.isBlockStatement()) return false;
    const plan = this.callOf(init);
    const id = only.get('id') as NodePath;
    const held = id.isIdentifier() ? this.isLocalAlias(id) : id.isObjectPattern() && this.holdsOnlyAliases(id);
    if (!plan || !held || (id.isIdentifier() && id.scope.getBinding(id.node.name)?.scope !== path.scope)) return false;
    const rest = (path.parentPath.get('body') as NodePath[]).slice(Number(path.key) + 1);
    if (rest.length === 0) return true;
    const { text } = this.renderStatements(rest, rest[0]?.node.start ?? 0, rest.at(-1)?.node.end ?? 0, view);
    return !uses(text, plan.name);
  }

  private isDropped(declarator: NodePath<ast.VariableDeclarator>, view: View): boolean {
    if (this.dropped.has(declarator.node)) return true;
    const id = declarator.get('id') as NodePath;
    const init = declarator.get('init') as NodePath;
    if (init.node && (this.makesCall(init, view) || this.isGiven(init) || this.fallbackOf(declarator, view)))
      return false;
    if (id.isIdentifier()) {
      if (this.isLocalAlias(id))
        return (
          !init.node ||
          this.isAlias(init, view, true) ||
          init.isStringLiteral() ||
          init.isArrayExpression() ||
          init.isNullLiteral()
        );
      if (!init.node || !touches(init, this.stage(view))) return false;
      return this.isGonePartial(id) || this.isKnownConstant(id, init, view);
    }
    if (!init.node || !this.isAlias(init, view, true)) return false;
    const plan = this.owners.get(id.node);
    // Where the call failed there is nothing to take apart.
    return this.holdsOnlyAliases(id) || (plan !== undefined && (view.get(plan) ?? 'success') !== 'success');
  }

  /** `var list = (body.response && body.response.recs.objs) || []`: what the variable holds where the call failed. */
  private fallbackOf(declarator: NodePath<ast.VariableDeclarator>, view: View): NodePath | null {
    const init = declarator.get('init') as NodePath;
    const plan = this.owners.get(declarator.node.id);
    if (!plan || (view.get(plan) ?? 'success') === 'success' || !is.isIdentifier(declarator.node.id)) return null;
    const stage = this.stage(view);
    let taken: NodePath | null = null;
    if (init.isLogicalExpression() && init.node.operator !== '&&') taken = init.get('right');
    if (init.isConditionalExpression()) {
      const test = truth(knownIn(init.get('test'), stage));
      taken = test === null ? null : init.get(test ? 'consequent' : 'alternate');
    }
    return taken && !touches(taken, stage) ? taken : null;
  }

  /** `(await fetch(…)).data`: the call itself, and what is read of it. */
  private makesCall(path: NodePath, view: View): boolean {
    const plan = this.callOf(path);
    return plan !== undefined && !this.moved.has(plan) && (view.get(plan) ?? 'success') === 'success';
  }

  /** Does a function of the file give the answer? It is called whether the answer is read or not. */
  private isGiven(path: NodePath): boolean {
    const plan = this.owners.get(path.node);
    if (!plan) return false;
    const carries = (argument: NodePath) => this.owners.get(argument.node) === plan;
    const base = baseOf(path, (node) => this.anchors.has(node), carries);
    const made = base.isAwaitExpression() ? base.get('argument') : base;
    return made.isCallExpression() && !this.anchors.has(made.node) && carries(made);
  }

  /** The call that a chain of reads starts from. */
  private callOf(path: NodePath): CallPlan | undefined {
    const base = baseOf(path, (node) => this.anchors.has(node));
    return this.anchors.get(base.isAwaitExpression() ? base.node.argument : base.node);
  }

  /** `var props = rec.props`, which v4 has not: its fields are read of the record itself. */
  private isGonePartial(id: NodePath<ast.Identifier>): boolean {
    const binding = id.scope.getBinding(id.node.name);
    const plan = this.owners.get(id.node);
    const name = binding && plan ? partialName(binding, plan) : null;
    return (
      plan !== undefined && name !== null && !staysInV4(plan.action, name) && declaredAs(binding as Binding) !== null
    );
  }

  /** `var ok = body.result === 'success'`: its uses are decided where they stand. */
  private isKnownConstant(id: NodePath<ast.Identifier>, init: NodePath, view: View): boolean {
    const binding = id.scope.getBinding(id.node.name);
    if (!binding || binding.constantViolations.length > 0 || knownIn(init, this.stage(view)) === null) return false;
    return binding.referencePaths.every((use) => isDecided(use, this.stage(view)));
  }

  private holdsOnlyAliases(pattern: NodePath): boolean {
    const parts = pattern.isObjectPattern()
      ? pattern.get('properties').map((one) => (one.isObjectProperty() ? (one.get('value') as NodePath) : null))
      : pattern.isArrayPattern()
        ? (pattern.get('elements') as NodePath[])
        : [null];
    return parts.every((value) => {
      const target = value?.isAssignmentPattern() ? (value.get('left') as NodePath) : value;
      if (!target?.node) return pattern.isArrayPattern();
      if (target.isObjectPattern() || target.isArrayPattern()) return this.holdsOnlyAliases(target);
      const plan = this.owners.get(target.node);
      const shape = plan?.answer.shapes.get(target.node);
      if (!plan || !shape) return false;
      if (shape.is === 'known' || shape.is === 'error') return true;
      if (shape.is !== 'v1') return isAliasShape(shape);
      const place = locate(plan.action, shape.path);
      return isSpare(place) && !holdsKept(target, place, plan) && !isKeptLength(target, place, plan);
    });
  }

  private branch(path: NodePath<ast.IfStatement>, view: View, out: TextEdit[]): Ending {
    const stage = this.stage(view);
    const test = path.get('test');
    const decided = touches(test, stage) ? truth(knownIn(test, stage)) : null;
    if (decided === null) {
      this.visit(test, view, out);
      const then = this.nested(path.get('consequent'), view, out);
      const alternate = path.get('alternate') as NodePath;
      const otherwise = alternate.node ? this.nested(alternate, view, out) : 'falls';
      return then !== 'falls' && otherwise !== 'falls' ? 'ends' : 'falls';
    }
    const taken = path.get(decided ? 'consequent' : 'alternate') as NodePath;
    if (!taken.node) {
      this.remove(path, out);
      return 'falls';
    }
    const { text, ending } = this.renderBody(taken, view);
    if (text === '') this.remove(path, out);
    else
      out.push({
        start: startOf(path.node),
        end: endOf(path.node),
        text: moved(text, indentAt(this.source, startOf(path.node))),
      });
    return ending;
  }

  /** A branch that stays: a lone statement must not vanish from under its `if`. */
  private nested(path: NodePath, view: View, out: TextEdit[]): Ending {
    if (path.isBlockStatement()) return this.statements(path.get('body'), view, out);
    if (this.anchors.has(path.node)) {
      const { text, ending } = this.renderBody(path, view);
      const indent = indentAt(this.source, path.parentPath?.node.start ?? 0);
      const inner = indent + this.module.style.indent;
      out.push({
        start: startOf(path.node),
        end: endOf(path.node),
        text: text.startsWith('{') ? text : `{\n${inner}${moved(text, inner)}\n${indent}}`,
      });
      return ending;
    }
    const edits: TextEdit[] = [];
    const ending = this.statements([path], view, edits);
    const { start, end } = span(path);
    const gone = edits.some((edit) => edit.text === '' && edit.start <= start && edit.end >= end);
    out.push(...(gone ? [{ start, end, text: '{}' }] : edits));
    return ending;
  }

  /** The cases of a `switch` that the outcome decides. */
  private cases(path: NodePath, taken: readonly NodePath[][], view: View, out: TextEdit[]): Ending {
    let ending: Ending = 'falls';
    const texts: string[] = [];
    for (const list of taken) {
      const [first, last] = [list[0], list.at(-1)];
      if (!first || !last || ending !== 'falls') continue;
      const rendered = this.renderStatements(list, startOf(first.node), endOf(last.node), view);
      ending = rendered.ending;
      if (rendered.text !== '') texts.push(moved(rendered.text, ''));
    }
    if (texts.length === 0) this.remove(path, out);
    else out.push({ ...span(path), text: moved(texts.join('\n'), indentAt(this.source, startOf(path.node))) });
    return ending;
  }

  private attempt(path: NodePath<ast.TryStatement>, view: View, out: TextEdit[]): Ending {
    const block = path.get('block') as NodePath;
    const handler = path.get('handler') as NodePath<ast.CatchClause>;
    const body = this.renderBody(block, view);
    const { start, end } = span(path);
    const finalizer = path.get('finalizer') as NodePath<ast.BlockStatement>;
    const awaits = this.tried.has(path.node.block.body[0] as ast.Node);
    const isFirst = awaits || !throwsBefore(block, this.stage(view));
    if (body.ending === 'throws' && handler.node && !finalizer.node && isFirst) {
      const before = body.text.replace(/throw \w+;?$/, '').trimEnd();
      const caught = this.renderBody(handler.get('body'), view);
      const thrown = /throw (\w+);?$/.exec(body.text)?.[1] ?? this.errorName(path);
      const { param } = handler.node;
      const named = is.isIdentifier(param) ? renamed(caught.text, param.name, thrown) : caught.text;
      const joined = [before, named].filter(Boolean).join('\n');
      const { indent } = this.module.style;
      // What they declare hides nothing of what stands behind them.
      const apart = [block, handler.get('body') as NodePath].some((one) => hidesOuter(one, path.scope));
      const text = apart && joined !== '' ? `{\n${indent}${moved(joined, indent)}\n}` : joined;
      if (text === '') this.remove(path, out);
      else out.push({ start, end, text: moved(text, indentAt(this.source, start)) });
      return caught.ending;
    }
    if (body.text === '' && path.node.block.body.length > 0 && !path.node.finalizer) {
      this.remove(path, out);
      return 'falls';
    }
    const inner = this.statements(block.get('body'), view, out);
    const caught = handler.node ? this.statements(handler.get('body').get('body'), view, out) : 'ends';
    const last = finalizer.node ? this.statements(finalizer.get('body'), view, out) : 'falls';
    if (last !== 'falls') return last;
    return inner === 'throws' ? caught : 'falls';
  }

  /** The call without whose answer the expressions throw. */
  private failed(expressions: readonly NodePath[], view: View): CallPlan | undefined {
    return [...this.handlers.map(({ plan }) => plan), ...this.plans].find((plan) => {
      if ((view.get(plan) ?? 'success') === 'success') return false;
      const stage: Stage = {
        at: (node) => (this.owners.get(node) === plan ? this.sceneOf(plan, view) : undefined),
        touched: new WeakMap(),
      };
      return expressions.some((part) => touches(part, stage));
    });
  }

  /** The name of the error in the handler that the code at `path` ends in; `plan`: the call that failed. */
  errorName(path: NodePath, plan?: CallPlan): string {
    const given = plan && this.errorNames.get(plan);
    if (given !== undefined) return given;
    for (const plan of this.plans) {
      for (const [node, shape] of plan.answer.shapes) {
        if (shape.is === 'error' && is.isIdentifier(node) && path.scope.getBinding(node.name)?.identifier === node)
          return node.name;
      }
    }
    return 'err';
  }

  private throwText(path: NodePath, failed: CallPlan | undefined): string {
    return `throw ${this.errorName(path, failed)}${this.end}`;
  }

  private get end(): string {
    return this.module.style.semicolons ? ';' : '';
  }

  private children(path: NodePath, view: View, out: TextEdit[]): void {
    for (const child of childrenOf(path)) this.visit(child, view, out);
  }

  /** Edits of anything. */
  visit(path: NodePath, view: View, out: TextEdit[]): void {
    const { node } = path;
    if (!this.concerns.touch(node)) return;
    if (path.key === 'body' && path.parentPath?.isArrowFunctionExpression() && !this.crossing.has(path.parent)) {
      this.arrowBody(path, view, out);
      return;
    }
    const own = this.replaced.get(node);
    if (own !== undefined) {
      this.put(path, own, out);
      return;
    }
    if (this.isOfBroken(node, view)) this.readsBroken = true;
    const crossed = this.borders.get(node);
    if (crossed && !this.crossing.has(node)) {
      this.crossing.add(node);
      const inner = this.render(path, view);
      this.crossing.delete(node);
      const text = this.writers.border(crossed, path, inner, view);
      const isBody = path.key === 'body' && path.parentPath?.isArrowFunctionExpression() === true;
      this.put(path, isBody && text.startsWith('{') ? `(${text})` : text, out);
      return;
    }
    const plan = this.anchors.get(node);
    if (plan) {
      out.push(...withSurroundings(this.writers.call(plan, view), plan, view, this));
      return;
    }
    const handler = this.inPlace.get(node);
    if (handler) {
      out.push(...this.writers.handler(handler, view));
      return;
    }
    const relay = this.relays.get(node);
    if (relay) {
      this.put(path, this.writers.relay(relay.plan, relay.pass, view), out);
      return;
    }
    const pass = this.passes.get(node);
    if (pass && path.isCallExpression()) {
      this.put(path, this.writers.pass(pass, path, view), out);
      return;
    }
    if (path.isProgram()) {
      this.statements(path.get('body'), view, out);
      return;
    }
    if (path.isBlockStatement()) {
      this.statements(path.get('body'), view, out);
      return;
    }
    if (path.isSwitchCase()) {
      const test = path.get('test') as NodePath;
      if (test.node) this.visit(test, view, out);
      this.statements(path.get('consequent'), view, out);
      return;
    }
    if (path.isStatement() && !path.isFunctionDeclaration() && !path.isClassDeclaration()) {
      this.statement(path, view, out);
      return;
    }
    const linked = this.links.get(node);
    if (linked && this.writers.link(linked.plan, linked.link, view, out)) return;
    if (this.awaitedPattern(path, out) || this.pattern(path, view, out)) return;
    if (this.shorthand(path, view, out) || this.namedRead(path, view, out)) return;
    if (this.decide(path, view, out) || this.known(path, view, out) || this.missed(path, view, out)) return;
    if (this.answerRead(path, view, out)) return;
    this.children(path, view, out);
  }

  /** An expression becomes a block where something has to stand before it. */
  private arrowBody(path: NodePath, view: View, out: TextEdit[]): void {
    this.crossing.add(path.parent);
    const own: TextEdit[] = [];
    this.visit(path, view, own);
    this.crossing.delete(path.parent);
    const lines = path.isBlockStatement() ? [] : this.writers.arrow(path.parent);
    if (lines.length === 0) {
      out.push(...own);
      return;
    }
    const { start, end } = span(path);
    const base = indentAt(this.source, startOf(path.parent));
    const { indent, semicolons } = this.module.style;
    const given = `return ${sliceWith(this.source, start, end, own)}${semicolons ? ';' : ''}`;
    const statements = [...lines, shift(given, base, base + indent)];
    out.push({ start, end, text: `{\n${statements.map((one) => base + indent + one).join('\n')}\n${base}}` });
  }

  /** What nobody knows of an answer, where the server failed. */
  private isOfBroken(node: ast.Node, view: View): boolean {
    const plan = this.owners.get(node);
    const shape = plan?.answer.shapes.get(node);
    if (!plan || !shape || view.get(plan) !== 'broken') return false;
    return shape.is === 'known' ? shape.broken === undefined : ['v1', 'text', 'chunks', 'promise'].includes(shape.is);
  }

  /** `const { data } = await axios.post(…)`: the pattern becomes the variable. */
  private awaitedPattern(path: NodePath, out: TextEdit[]): boolean {
    if (!path.isObjectPattern() && !path.isArrayPattern()) return false;
    const plan = this.owners.get(path.node);
    const declarator = path.parentPath;
    if (!plan || !declarator?.isVariableDeclarator() || !this.holdsOnlyAliases(path)) return false;
    const shape = plan.answer.shapes.get(path.node);
    if (!isAliasShape(shape)) return false;
    this.put(path, plan.name, out);
    return true;
  }

  /** `({ rec_id, ttl }) => …`: v4's fields are taken. */
  private pattern(path: NodePath, view: View, out: TextEdit[]): boolean {
    const plan = path.isObjectPattern() ? this.owners.get(path.node) : undefined;
    const shape = plan?.answer.shapes.get(path.node);
    if (!plan || !shape || this.sceneOf(plan, view).outcome !== 'success') return false;
    const text = patternText(path, shape, { plan, view, rewriter: this });
    if (text === null) return false;
    if (text !== this.source.slice(startOf(path.node), endOf(path.node))) this.put(path, text, out);
    return true;
  }

  /** `{ service_mode }` in an object: its name stays, its value is v4's. */
  private shorthand(path: NodePath, view: View, out: TextEdit[]): boolean {
    if (!path.isObjectProperty({ shorthand: true }) || !path.parentPath.isObjectExpression()) return false;
    const value = path.get('value') as NodePath;
    const text = this.render(value, view);
    const { name } = path.node.key as ast.Identifier;
    if (text !== name) this.put(path, `${name}: ${withoutParens(text)}`, out);
    return true;
  }

  /** `_.map(records, 'rec_id')`: a name that stands for a read. */
  private namedRead(path: NodePath, view: View, out: TextEdit[]): boolean {
    const site = this.named.get(path.node);
    if (!site || this.sceneOf(site.plan, view).outcome !== 'success') return false;
    const text = namedText({ ...site, path, view, rewriter: this });
    if (text === null) return false;
    this.put(path, text, out);
    return true;
  }

  /** `err || new Error(data.msg)`: operands that the outcome decides are gone. */
  private decide(path: NodePath, view: View, out: TextEdit[]): boolean {
    const stage = this.stage(view);
    if (path.isConditionalExpression() && touches(path.get('test'), stage)) {
      const test = truth(knownIn(path.get('test'), stage));
      if (test === null) return false;
      const text = this.render(path.get(test ? 'consequent' : 'alternate') as NodePath, view);
      if (/^(?:''|"")$/.test(text) && this.isPlaceholder(path))
        out.push({ start: startOf(path.node) - 2, end: endOf(path.node) + 1, text: '' });
      else if (this.isPlaceholder(path)) this.put(path, text, out);
      else out.push(decidedEdit(this.source, path, text));
      return true;
    }
    if (!path.isLogicalExpression()) return false;
    const { operator } = path.node;
    const left = path.get('left');
    const right = path.get('right');
    if (touches(left, stage) && !(this.isErrorText(left, view) && !isTest(path))) {
      const known = knownIn(left, stage);
      const value =
        operator === '??' ? (known && 'value' in known ? known.value != null : known ? true : null) : truth(known);
      if (value !== null) {
        this.put(path, this.render((operator === '&&') === value ? right : left, view), out);
        return true;
      }
    }
    if (!touches(right, stage) || !isTest(path)) return false;
    const value = truth(knownIn(right, stage));
    if (value === null || operator === '??' || (operator === '&&') !== value) return false;
    // `x && true`, `x || false` as a test is x.
    this.put(path, this.render(left, view), out);
    return true;
  }

  /** `data.msg || 'unknown'`: v4 may give no text either. */
  private isErrorText(path: NodePath, view: View): boolean {
    const plan = this.owners.get(path.node);
    const shape = plan?.answer.shapes.get(path.node);
    if (!plan || shape?.is !== 'v1' || (view.get(plan) ?? 'success') !== 'api') return false;
    const place = locate(plan.action, shape.path);
    return place.at === 'status' && place.name === 'msg';
  }

  /** `data.result === 'success'`, `data?.response?.recs` of an error: what the outcome makes of it. */
  private known(path: NodePath, view: View, out: TextEdit[]): boolean {
    const chain = path.isOptionalMemberExpression() || path.isOptionalCallExpression();
    const asked = path.isUnaryExpression({ operator: 'typeof' });
    if (!chain && !asked && !path.isBinaryExpression() && !path.isUnaryExpression({ operator: '!' })) return false;
    const stage = this.stage(view);
    if (!touches(path, stage)) return false;
    const known = knownIn(path, stage);
    const kind = chain ? 'undefined' : asked ? 'string' : 'boolean';
    if (!known || !('value' in known) || typeof known.value !== kind) return false;
    this.put(path, asked ? quoted(String(known.value), this.module.style) : String(known.value), out);
    return true;
  }

  /** `_.get(body, 'response.recs.objs', [])` of a call that failed: what the author has for that. */
  private missed(path: NodePath, view: View, out: TextEdit[]): boolean {
    const plan = this.owners.get(path.node);
    if (!plan || !isMissed(path, this.sceneOf(plan, view))) return false;
    const otherwise = plan.answer.picks.get(path.node)?.otherwise;
    this.put(path, otherwise ? this.render(otherwise, view) : 'undefined', out);
    return true;
  }

  /** `${…}` without spaces inside. */
  private isPlaceholder({ node, parentPath }: NodePath): boolean {
    const [start, end] = [startOf(node), endOf(node)];
    return parentPath?.isTemplateLiteral() === true && /^\$\{.*\}$/s.test(this.source.slice(start - 2, end + 1));
  }

  private put(path: NodePath, text: string, out: TextEdit[]): void {
    // `${…}` around a text is that text
    const word = /^'([^'\\`$]+)'$/.exec(text)?.[1];
    if (word !== undefined && this.isPlaceholder(path)) {
      out.push({ start: startOf(path.node) - 2, end: endOf(path.node) + 1, text: word });
      return;
    }
    if (!isSimple(text) || isSimple(this.source.slice(startOf(path.node), endOf(path.node)))) {
      out.push({ ...span(path), text });
      return;
    }
    // `(data.recs as Rec[])` becomes a name.
    const around = withParentheses(this.source, path);
    const joins = /[\w$]/.test(this.source[around.start - 1] ?? '') && around.start < startOf(path.node);
    out.push({ ...around, text: joins ? ` ${text}` : text });
  }

  private answerRead(path: NodePath, view: View, out: TextEdit[]): boolean {
    const plan = this.owners.get(path.node);
    const shape = plan?.answer.shapes.get(path.node);
    if (!plan || !shape || path.isFunction() || path.isPattern()) return false;
    const scene = this.sceneOf(plan, view);
    if (this.isAlias(path, view)) {
      const text = this.aliasText(path, plan, view);
      if (text === null) return false;
      const annotated = path.isIdentifier() && path.node.typeAnnotation ? path.get('typeAnnotation') : null;
      this.put(path, text + (annotated ? annotation(annotated, shape, { plan, view, rewriter: this }) : ''), out);
      return true;
    }
    const edits = readEdits({ path, shape, plan, scene, view, rewriter: this });
    if (!edits) return false;
    const [only] = edits;
    if (
      only &&
      edits.length === 1 &&
      this.isPlaceholder(path) &&
      only.end - only.start === span(path).end - span(path).start
    )
      this.put(path, only.text, out);
    else out.push(...edits);
    return true;
  }

  /** Is the expression just a name of the answer, in the whole or on the way to what v4 gives? */
  isAlias(path: NodePath, view: View, whole = false): boolean {
    const plan = this.owners.get(path.node);
    const shape = plan?.answer.shapes.get(path.node);
    if (!plan || !shape || !isAliasShape(shape)) return false;
    // The call itself is no alias of its answer, unless it failed and gave none.
    const made = path.isAwaitExpression() ? path.node.argument : path.node;
    if (this.anchors.has(made))
      return path.isAwaitExpression() && (this.moved.has(plan) || (view.get(plan) ?? 'success') !== 'success');
    if (shape.is === 'v1') {
      const place = locate(plan.action, shape.path);
      if (place.at !== 'spine' && place.at !== 'root' && !(whole && place.at === 'status')) return false;
    }
    return !(path.isLogicalExpression() || path.isConditionalExpression() || path.isAssignmentExpression()) || whole;
  }

  /** `cache[zone]`, `cache.get(zone)`, `results.zones`: an answer that was put under a key, or into a list. */
  private isKept(node: ast.Node): boolean {
    const member = is.isCallExpression(node) || is.isOptionalCallExpression(node) ? node.callee : node;
    if (!is.isMemberExpression(member) && !is.isOptionalMemberExpression(member)) return false;
    const shape = this.owners.get(member.object)?.answer.shapes.get(member.object);
    return shape?.is === 'groups' || shape?.is === 'many' || (shape?.is === 'tuple' && shape.several === true);
  }

  /** A variable of the answer that v4's variable takes the place of. */
  isLocalAlias(id: NodePath<ast.Identifier>): boolean {
    const binding = id.scope.getBinding(id.node.name);
    if (!binding) return false;
    const inside = this.handlers.find(({ plan }) => plan.answer.holders.has(binding))?.plan;
    const plan = inside ?? this.plans.find((one) => one.answer.holders.has(binding));
    const shape = plan?.answer.holders.get(binding);
    if (!plan || !shape || plan.kept.has(binding) || !isAliasShape(shape)) return false;
    if (shape.is === 'v1' && !['spine', 'root', 'status'].includes(locate(plan.action, shape.path).at)) return false;
    return true;
  }

  /** What an alias is called after the migration; null where its text stays. */
  private aliasText(path: NodePath, plan: CallPlan, view: View): string | null {
    const carries = (argument: NodePath) => this.owners.get(argument.node) === plan;
    // A call that failed gave nothing that v4 has a name for.
    const name = (view.get(plan) ?? 'success') === 'success' ? plan.name : 'undefined';
    const base = baseOf(path, (node) => this.anchors.has(node) || this.isKept(node), carries);
    if (this.isKept(base.node)) return path === base ? null : this.render(base, view);
    if (base.isIdentifier()) {
      const binding = base.scope.getBinding(base.node.name);
      const holder = binding?.path.isVariableDeclarator() ? binding.path : null;
      if (binding && (plan.kept.has(binding) || (holder && this.fallbackOf(holder, view)))) return base.node.name;
      return name;
    }
    const inner = base.isAwaitExpression() ? (base.get('argument') as NodePath) : base;
    if (this.moved.has(plan)) return plan.name;
    const made = this.anchors.has(inner.node) || this.anchors.has(base.node);
    // A function of the file that gives back the answer gives v4's.
    const isGiven = inner.isCallExpression() && this.owners.get(inner.node) === plan;
    if (!made && !isGiven) return name;
    if (path === base) return null;
    const text = this.render(base, view);
    return base.isAwaitExpression() && path !== base ? grouped(text, path) : text;
  }
}

function restore<Key, Value>(map: Map<Key, Value>, before: ReadonlyMap<Key, Value>): void {
  map.clear();
  for (const [key, value] of before) map.set(key, value);
}

/**
 * What goes with the call: the statements that made its request, and the variable that held it. Of a declaration of
 * several variables only those that belong to the request.
 */
function droppedParts(plan: CallPlan): ast.Node[] {
  const { call, anchor } = plan;
  const { site } = call;
  const elsewhere = !site.findParent((parent) => parent.node === anchor.node) && site.node !== anchor.node;
  const own = elsewhere ? site.getStatementParent() : null;
  return [...call.parts, ...(own ? [own] : [])].flatMap((part): ast.Node[] => {
    if (!part.isVariableDeclaration() || part.node.declarations.length === 1) return [part.node];
    const held = new Set<string>();
    return part.get('declarations').flatMap((one) => {
      const init = one.get('init') as NodePath;
      const made = init.node && startOf(site.node) >= startOf(init.node) && endOf(site.node) <= endOf(init.node);
      const base = init.node ? baseOf(init) : null;
      if (!made && !(base?.isIdentifier() && held.has(base.node.name))) return [];
      if (is.isIdentifier(one.node.id)) held.add(one.node.id.name);
      return [one.node];
    });
  });
}

/**
 * The leftmost expression that a chain of reads starts from. A call that is rewritten is one, whatever it is given;
 * `carries`: is the argument what another call gives back?
 */
function baseOf(
  path: NodePath,
  isCall: (node: ast.Node) => boolean = () => false,
  carries: (argument: NodePath) => boolean = () => true,
): NodePath {
  let base: NodePath = path;
  for (;;) {
    if (isCall(base.node)) return base;
    if (base.isMemberExpression() || base.isOptionalMemberExpression()) base = base.get('object') as NodePath;
    else if (base.isCallExpression() && base.get('callee').isMemberExpression() && !is.isIdentifier(base.node.callee)) {
      const object = base.get('callee.object') as NodePath;
      const [first] = base.get('arguments') as NodePath[];
      if (object.isIdentifier() && !carries(object) && !(first && carries(first))) return base;
      base = object.isIdentifier({ name: 'JSON' }) && first ? first : object;
    } else if (base.isCallExpression() && base.get('callee').isIdentifier()) {
      const [first] = base.get('arguments') as NodePath[];
      if (!first || !carries(first)) return base;
      base = first;
    } else if (
      base.isTSAsExpression() ||
      base.isTSNonNullExpression() ||
      base.isParenthesizedExpression() ||
      base.isTSTypeAssertion() ||
      base.isTSSatisfiesExpression() ||
      base.isTypeCastExpression()
    ) {
      base = base.get('expression') as NodePath;
    } else if (base.isAwaitExpression()) {
      const inner = baseOf(base.get('argument'), isCall, carries);
      return inner.isIdentifier() || inner.isAwaitExpression() ? inner : base;
    } else return base;
  }
}

function span(path: NodePath): { start: number; end: number } {
  return { start: startOf(path.node), end: endOf(path.node) };
}

/** Is a variable of this not needed, because its reads are written without it? */
function isSpare(place: Place): boolean {
  if (place.at === 'field') return WRITTEN_OUT.has(place.field.convert.as);
  return ['spine', 'root', 'status', 'beside'].includes(place.at);
}

/** `(a ? b : c)` where nothing binds tighter: its parentheses are not needed. */
function withoutParens(text: string): string {
  return /^\([^()]*\)$/.test(text) ? text.slice(1, -1) : text;
}

/** A body's text at a new indentation; the first line stands where it is put. */
export function moved(text: string, indent: string): string {
  const lines = text.split('\n');
  const leads = lines
    .slice(1)
    .filter((line) => line.trim() !== '')
    .map((line) => /^[\t ]*/.exec(line)?.[0] ?? '');
  const own = /^[\t ]*/.exec(lines[0] ?? '')?.[0] ?? '';
  const base = own || (leads.length ? leads.reduce((a, b) => (a.length <= b.length ? a : b)) : '');
  return shift(`${base}${text.trimStart()}`, base, indent).slice(base.length);
}

/** Without blank lines at both ends; the first line keeps its indentation, or gets it if a brace stood before it. */
function trimmed(text: string): string {
  const code = text.replace(/^(?:[\t ]*\r?\n)+/, '').trimEnd();
  if (code !== text.trimEnd()) return code;
  // that of the lines behind it which are not inside of something
  const leads = [...code.matchAll(/\n([\t ]*)\S/g)].map(([, lead = '']) => lead);
  return leads.length > 0 ? leads.reduce((a, b) => (a.length <= b.length ? a : b)) + code.trimStart() : code;
}

/** Edits that take the parentheses around an expression, cut to what is in them. */
function within(edits: readonly TextEdit[], start: number, end: number): TextEdit[] {
  return edits.map((edit) =>
    edit.start < start || edit.end > end
      ? { start: Math.max(edit.start, start), end: Math.min(edit.end, end), text: edit.text.trimStart() }
      : edit,
  );
}

/** Removal ranges that reach over the ends of the block, cut at them. */
function clip(edits: readonly TextEdit[], start: number, end: number): TextEdit[] {
  return edits
    .filter((edit) => (edit.start < start || edit.end > end) && edit.end > start && edit.start < end)
    .map((edit) => ({ start: Math.max(edit.start, start), end: Math.min(edit.end, end), text: edit.text }));
}

/** Is the offset inside a text that goes over several lines? */
function isInText(path: NodePath, offset: number): boolean {
  return (
    path.findParent(({ node }) => (is.isTemplateLiteral(node) || is.isJSXElement(node)) && startOf(node) < offset) !==
    null
  );
}

/** Is the value used only in tests that it decides? */
function isDecided(use: NodePath, stage: Stage): boolean {
  if (isTest(use)) return true;
  const { parentPath: parent } = use;
  // what the left side gives is the value itself, unless the right one is taken
  if (parent?.isLogicalExpression())
    return use.key === 'left' && truth(knownIn(use, stage)) === (parent.node.operator === '&&');
  return parent?.isBinaryExpression() === true && knownIn(parent, stage) !== null && isTest(parent);
}

/** Does the block declare a name that means something else around it? */
function hidesOuter(block: NodePath, outer: Scope): boolean {
  return (block.get('body') as NodePath[]).some(
    ({ node }) =>
      is.isDeclaration(node) &&
      Object.keys(is.getBindingIdentifiers(node)).some((name) => outer.hasBinding(name, true)),
  );
}
