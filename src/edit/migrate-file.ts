/** One file: its v1 calls planned, written, and what nothing needs any more taken out. */

import { evaluate } from '../evaluate/evaluate.js';
import { type PackageFacts, packageClient } from '../find/packages/cloudflare.js';
import type { V1Call } from '../find/v1-call.js';
import type { TextEdit } from '../finding.js';
import type { MigrationOptions } from '../options.js';
import { plannedRule } from '../plan/findings.js';
import { REASONS, type ReasonId } from '../plan/reasons.js';
import { isWanted } from '../plan/select.js';
import { type ast, is, isFailure, type NodePath, parseModule, type SourceModule } from '../syntax/index.js';
import { type CallPlan, SUCCESS } from './call-plan.js';
import { chooseName } from './choose-name.js';
import { cleanUp } from './clean-up.js';
import { Clients } from './clients.js';
import { removalOf, withoutGoneWrappers } from './gone-wrappers.js';
import { handlersOf, withHandlers } from './handlers.js';
import type { HelperUse } from './helper-module.js';
import { helperEdit } from './helper-text.js';
import type { HelperId } from './helpers/index.js';
import { importEdits, sdkImport } from './imports.js';
import { withoutKeptIds } from './kept-ids.js';
import { withLineEnds } from './line-ends.js';
import { neededHelpers } from './needs.js';
import { type Planned, planCalls } from './plan-calls.js';
import { Rewriter } from './rewriter.js';
import { apiHandling } from './styles/promise.js';
import { CallWriter } from './styles/writer.js';
import { sliceWith } from './text.js';
import { withTypeChanges } from './type-changes.js';
import { typeEdits } from './types.js';
import { ValueWriter } from './values.js';

export interface MigratedFile {
  readonly planned: readonly Planned[];
  /** null where nothing changes */
  readonly text: string | null;
  /** what it imports from the module of `--helpers` */
  readonly helpers: HelperUse | null;
}

/** `todos`: lines that go above statements, by the statement's node. `held`: why the SDK cannot come in here, if so. */
export function migrateFile(
  module: SourceModule,
  calls: readonly V1Call[],
  facts: PackageFacts,
  options: MigrationOptions,
  todos: (planned: readonly Planned[]) => ReadonlyMap<ast.Node, readonly string[]>,
  held: ReasonId | null = null,
): MigratedFile {
  const all = withTypeChanges(planCalls(calls, module, options));
  const { planned, functions } = withoutGoneWrappers(withoutKeptIds(withHandlers(wanted(all, options, held))));
  const plans = planned.flatMap(({ plan }) => (plan ? [plan] : []));
  const lines = todos(planned);
  if (plans.length === 0 && lines.size === 0) return { planned, text: null, helpers: null };
  let written: ReturnType<typeof write>;
  try {
    written = write(module, plans, functions, facts, options, lines);
  } catch (error) {
    return { planned: planned.map((one) => unwritten(one, error)), text: null, helpers: null };
  }
  const { text, needed } = written;
  const helpers = options.helpers !== null && needed.size > 0 ? { ids: needed, style: module.style } : null;
  return { planned, text: text === module.text ? null : text, helpers };
}

/** A rewrite that could not be put together is a fault of ours: the file stays as it is, and the call is told. */
function unwritten(planned: Planned, error: unknown): Planned {
  if (!planned.plan) return planned;
  const field = error instanceof Error ? error.message : String(error);
  const reason = { id: 'check-failed' as const, path: planned.call.site, field };
  return { ...planned, plan: null, reasons: [...planned.reasons, reason] };
}

/** Leaves out what the options leave out; the old package goes only as a whole. */
function wanted(planned: readonly Planned[], options: MigrationOptions, held: ReasonId | null): Planned[] {
  const kept = planned.map((one) => {
    if (!one.plan) return one;
    const review = one.reasons.some(({ id }) => REASONS[id].applicability === 'review');
    const named = isWanted({ rule: plannedRule(one), action: one.action?.name }, options);
    return (review && options.safeOnly) || !named ? { ...one, plan: null } : one;
  });
  const stays = kept.some(({ plan, call }) => !plan && call.packageClient);
  if (!stays && !held) return kept;
  const id = held ?? ('package-needed' as const);
  return kept.map((one) =>
    one.plan && (held || one.call.packageClient)
      ? { ...one, plan: null, reasons: [...one.reasons, { id, path: one.call.site }] }
      : one,
  );
}

function write(
  module: SourceModule,
  plans: readonly CallPlan[],
  gone: readonly NodePath<ast.Function>[],
  facts: PackageFacts,
  options: MigrationOptions,
  todos: ReadonlyMap<ast.Node, readonly string[]>,
): { text: string; needed: ReadonlySet<HelperId> } {
  const existing = sdkImport(module);
  const clients = new Clients(module, plans, options, existing, facts.lateEnvironment);
  const writer = new CallWriter(options, clients);
  const handlers = handlersOf(plans);
  const rewriter = new Rewriter(module, plans, writer.writers, todos, handlers);
  writer.rewriter = rewriter;
  rewriter.target = options.target;
  plans.forEach((plan, index) => {
    plan.name = chooseName(plan, rewriter, plans.slice(0, index));
  });
  for (const { plan } of handlers) plan.name = chooseName(plan, rewriter);
  clients.settle(rewriter, (plan) => ['pass', 'code'].includes(apiHandling(writer, plan)));
  const out: TextEdit[] = [];
  if (options.target === 'sdk') creationEdits(module, plans, facts, clients, rewriter);
  typeEdits(module, rewriter);
  for (const fn of gone) {
    const removal = removalOf(fn, rewriter.source);
    if ('node' in removal) rewriter.drop(removal.node);
    else out.push(...removal.edits);
  }
  rewriter.visit(module.program, SUCCESS, out);
  if (plans.length > 0) {
    // first: what else is put at the same place belongs to the statement behind it
    out.unshift(...importEdits(module, rewriter, clients, options, out));
    const helpers = helperEdit(rewriter, clients, options, applied(rewriter, out));
    if (helpers) out.push(helpers);
  }
  const text = withLineEnds(applied(rewriter, out), rewriter.source, module);
  return { text: plans.length > 0 ? cleanUp(module, text) : text, needed: neededHelpers(rewriter) };
}

function applied({ source }: Rewriter, edits: readonly TextEdit[]): string {
  return sliceWith(source, 0, source.length, withoutNested(edits));
}

/** Edits inside others were written by them already. */
function withoutNested(edits: readonly TextEdit[]): TextEdit[] {
  const wide = edits.filter((edit) => edit.end > edit.start);
  return edits.filter(
    (edit) =>
      !wide.some(
        (other) =>
          other !== edit &&
          other.start <= edit.start &&
          other.end >= edit.end &&
          other.end - other.start > edit.end - edit.start &&
          !(edit.start === edit.end && (edit.start === other.start || edit.end === other.end)),
      ),
  );
}

/** `createClient(…)` of the old package becomes the v4 client. */
function creationEdits(
  module: SourceModule,
  plans: readonly CallPlan[],
  facts: PackageFacts,
  clients: Clients,
  rewriter: Rewriter,
): void {
  if (!plans.some(({ call }) => call.packageClient)) return;
  const values = new ValueWriter(rewriter, SUCCESS);
  const visit = (path: NodePath<ast.CallExpression> | NodePath<ast.NewExpression>) => {
    const credentials = packageClient(evaluate(path), facts);
    if (!credentials || is.isIdentifier(path.node.callee, { name: 'require' })) return;
    // A function of the file that makes the client stays: the call inside it is the one that changes.
    if (evaluate(path.get('callee') as NodePath).kind === 'function') return;
    rewriter.replaced.set(path.node, clients.construct(values, credentials));
  };
  module.program.traverse({ CallExpression: visit, NewExpression: visit });
}

/** True when the text parses as the file's name says. */
export function stillParses(module: SourceModule, text: string): boolean {
  return !isFailure(parseModule(module.file, text, module.kind === 'esm'));
}
