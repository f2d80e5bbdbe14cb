/**
 * Renders a file's code as it is after the migration. Code that waits for an answer is rendered once per outcome of
 * the call: tests that the outcome decides are gone, reads of the answer are v4's, everything else is the author's text.
 */

import { bare } from '../evaluate/evaluate.js';
import type { Link } from '../find/answers/answer.js';
import { childNodes } from '../find/answers/decided.js';
import type { TextEdit } from '../finding.js';
import type { Target } from '../options.js';
import { childrenOf, type Scene, type Stage, touches } from '../plan/outcome.js';
import { throwsIn } from '../plan/throws.js';
import { type ast, endOf, is, type NodePath, type SourceModule, spanOf, startOf } from '../syntax/index.js';
import type { CallPlan, View } from './call-plan.js';
import { Concerns } from './concerns.js';
import type { Handler } from './handlers.js';
import { guarded } from './line-ends.js';
import type { NamedSite } from './named-reads.js';
import { Names } from './names.js';
import { OwnImports } from './own-imports.js';
import { ownStatement, waitingStatement } from './own-statement.js';
import type { Pass } from './relays.js';
import { baseOf, isIdle } from './rewriting/aliases.js';
import {
  isOfBroken,
  put,
  writeArrowBody,
  writeAwaitedPattern,
  writeDecided,
  writeKnown,
  writeMissed,
  writeNamedRead,
  writePattern,
  writeRead,
  writeShorthand,
} from './rewriting/expressions.js';
import { clip, cutTo, trimmed } from './rewriting/moved-text.js';
import { failedIn, writeStatement } from './rewriting/statements.js';

import { withSurroundings } from './surrounded.js';
import { removalRange, sliceWith } from './text.js';
import { ValueTables } from './value-tables.js';

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

/** More copies of one call than anybody would read. */
const MOST_WRITTEN = 100;

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
  readonly owners = new Map<ast.Node, CallPlan>();
  /** uses of constants that an answer decides */
  private readonly decided = new Map<ast.Node, CallPlan>();
  private readonly borders = new Map<ast.Node, CallPlan>();
  readonly crossing = new Set<ast.Node>();
  private readonly written = new Map<CallPlan, number>();
  readonly dropped = new Set<ast.Node>();
  private readonly touched = new WeakMap<ast.Node, boolean>();
  readonly awaiting = new Map<ast.Node, CallPlan>();
  /** what awaits a call in a `try` behind which its answer is read */
  readonly tried = new Map<ast.Node, CallPlan>();
  readonly leading = new Map<ast.Node, CallPlan[]>();
  readonly links = new Map<ast.Node, { plan: CallPlan; link: Link }>();
  private readonly inPlace = new Map<ast.Node, Handler>();
  private readonly passes = new Map<ast.Node, Handler>();
  private readonly relays = new Map<ast.Node, { readonly plan: CallPlan; readonly pass: Pass }>();
  readonly named = new Map<ast.Node, Pick<NamedSite, 'plan' | 'named'>>();
  target: Target = 'sdk';
  /** what the file calls the SDK's class */
  sdkName = 'Cloudflare';
  /** what a failed call's handler calls its error, while that handler is written */
  readonly errorNames = new Map<CallPlan, string>();
  /** calls whose failures are told from refusals by a status, in code that catches them */
  readonly statusRead = new Set<CallPlan>();
  readonly concerns: Concerns;
  /** calls whose await was moved in front: its place holds the variable */
  readonly moved = new Set<CallPlan>();
  /** something of the answer was rendered where the server failed */
  private readsBroken = false;

  constructor(
    readonly module: SourceModule,
    readonly plans: readonly CallPlan[],
    readonly writers: Writers,
    /** comment lines that go above statements */
    readonly todos: ReadonlyMap<ast.Node, readonly string[]> = new Map(),
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
    const { start, end } = spanOf(path.node);
    this.visit(path, view, out);
    return sliceWith(this.source, start, end, cutTo(out, start, end));
  }

  /** The text of a call that stays, with what is written in it. */
  renderInside(path: NodePath, view: View): string {
    const out: TextEdit[] = [];
    const { start, end } = spanOf(path.node);
    this.children(path, view, out);
    return sliceWith(this.source, start, end, out);
  }

  /** The inner text of a function's body or a block, without the line breaks at its ends. */
  renderBody(body: NodePath, view: View): Rendered {
    if (!body.isBlockStatement()) {
      if (body.isStatement()) return this.renderStatements([body], startOf(body.node), endOf(body.node), view);
      const text = this.render(body, view);
      const idle = text === '' || isIdle(this, body, view);
      if (throwsIn(body, this.stage(view)) && touches(body, this.stage(view)))
        return { text: this.throwText(body, failedIn(this, [body], view)), ending: 'throws' };
      return { text: idle ? '' : `${text}${this.end}`, ending: 'falls' };
    }
    const statements = body.get<NodePath[]>('body');
    return this.renderStatements(statements, startOf(body.node) + 1, endOf(body.node) - 1, view);
  }

  /** The code of a function that is called back; taking its parameters apart may throw already. */
  renderCalled(fn: NodePath<ast.Function>, view: View): Rendered {
    const params = fn.get('params') as NodePath[];
    if (params.some((one) => throwsIn(one, this.stage(view))))
      return { text: this.throwText(fn, failedIn(this, params, view)), ending: 'throws' };
    return this.renderBody(fn.get('body') as NodePath, view);
  }

  /** The code of an arrow that is called for its value. */
  renderGiven(fn: NodePath<ast.Function>, view: View): Rendered {
    const parts = [...(fn.get('params') as NodePath[]), fn.get('body') as NodePath];
    if (parts.some((one) => throwsIn(one, this.stage(view))))
      return { text: this.throwText(fn, failedIn(this, parts, view)), ending: 'throws' };
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
    let unreached: readonly NodePath[] | null = null;
    for (const [index, statement] of list.entries()) {
      // A call that answers errors takes the rest of its block with it.
      if (
        out.some(
          (edit) => edit.start < edit.end && edit.start <= startOf(statement.node) && edit.end >= endOf(statement.node),
        )
      )
        continue;
      if (unreached && !isNamedBefore(statement, unreached)) this.remove(statement, out);
      else {
        const before = out.length;
        const result = writeStatement(this, statement, view, out);
        if (ending === 'falls') ending = result;
        // What the author's own code does not reach is the author's.
        if (result !== 'falls' && out.length > before) unreached = list.slice(index + 1);
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

  throwText(path: NodePath, failed: CallPlan | undefined): string {
    return `throw ${this.errorName(path, failed)}${this.end}`;
  }

  private get end(): string {
    return this.module.style.semicolons ? ';' : '';
  }

  children(path: NodePath, view: View, out: TextEdit[]): void {
    for (const child of childrenOf(path)) this.visit(child, view, out);
  }

  /** Edits of anything. */
  /** Code behind several calls is written for each way that they come to it: nested, that is each way of each. */
  private countWritten(plan: CallPlan): void {
    const times = (this.written.get(plan) ?? 0) + 1;
    this.written.set(plan, times);
    if (times > MOST_WRITTEN) throw new Error(`a call would be written more than ${MOST_WRITTEN} times`);
  }

  visit(path: NodePath, view: View, out: TextEdit[]): void {
    const { node } = path;
    if (!this.concerns.touch(node)) return;
    if (path.key === 'body' && path.parentPath?.isArrowFunctionExpression() && !this.crossing.has(path.parent)) {
      writeArrowBody(this, path, view, out);
      return;
    }
    const own = this.replaced.get(node);
    if (own !== undefined) {
      put(this, path, own, out);
      return;
    }
    if (isOfBroken(this, node, view)) this.readsBroken = true;
    const crossed = this.borders.get(node);
    if (crossed && !this.crossing.has(node)) {
      this.crossing.add(node);
      const inner = this.render(path, view);
      this.crossing.delete(node);
      const text = this.writers.border(crossed, path, inner, view);
      const isBody = path.key === 'body' && path.parentPath?.isArrowFunctionExpression() === true;
      put(this, path, isBody && text.startsWith('{') ? `(${text})` : text, out);
      return;
    }
    const plan = this.anchors.get(node);
    if (plan) {
      this.countWritten(plan);
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
      put(this, path, this.writers.relay(relay.plan, relay.pass, view), out);
      return;
    }
    const pass = this.passes.get(node);
    if (pass && path.isCallExpression()) {
      put(this, path, this.writers.pass(pass, path, view), out);
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
      writeStatement(this, path, view, out);
      return;
    }
    const linked = this.links.get(node);
    if (linked && this.writers.link(linked.plan, linked.link, view, out)) return;
    if (writeAwaitedPattern(this, path, out) || writePattern(this, path, view, out)) return;
    if (writeShorthand(this, path, view, out) || writeNamedRead(this, path, view, out)) return;
    if (writeDecided(this, path, view, out) || writeKnown(this, path, view, out) || writeMissed(this, path, view, out))
      return;
    if (writeRead(this, path, view, out)) return;
    this.children(path, view, out);
  }
}

/** Is it a function that anything names but the statements behind which nothing comes to, and itself? */
function isNamedBefore(statement: NodePath, unreached: readonly NodePath[]): boolean {
  if (!statement.isFunctionDeclaration() || !statement.node.id) return false;
  const binding = statement.parentPath.scope.getBinding(statement.node.id.name);
  const left = unreached.filter((one) => one === statement || !one.isFunctionDeclaration());
  return !binding || binding.referencePaths.some((use) => !left.some((one) => use.isDescendant(one)));
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
