/** Functions around v1 requests that nothing calls any more once their callers are migrated: they go with them. */
import { programOf } from '../evaluate/modules/localised.js';
import { callSitesOf } from '../find/wrappers/call-sites.js';
import { makerOf, usesOf } from '../find/wrappers/uses.js';
import type { TextEdit } from '../finding.js';
import type { ast, NodePath } from '../syntax/index.js';
import type { Planned } from './plan-calls.js';
import { removalRange } from './text.js';

export interface Gone {
  /** the calls without the requests inside the functions that go */
  readonly planned: readonly Planned[];
  readonly functions: readonly NodePath<ast.Function>[];
}

export function withoutGoneWrappers(planned: readonly Planned[]): Gone {
  const wrappers = new Set<NodePath<ast.Function>>();
  for (const { call } of planned)
    for (let { through } = call; through; through = through.request.through)
      if (programOf(through.fn) === programOf(call.site)) wrappers.add(through.fn);
  const migrated = new Set(planned.flatMap(({ plan, call }) => (plan ? [call.site.node] : [])));
  const gone: NodePath<ast.Function>[] = [];
  for (let before = -1; before !== gone.length; ) {
    before = gone.length;
    for (const fn of wrappers)
      if (!gone.some((one) => one.node === fn.node) && isUnused(fn, migrated, gone)) gone.push(fn);
  }
  const inside = ({ call, plan }: Planned) =>
    !plan && gone.some((fn) => call.site.isDescendant(fn) || call.site.node === fn.node.body);
  return { planned: planned.filter((one) => !inside(one)), functions: gone };
}

/** Does every use of the function go: as a migrated call, or inside a function that goes? */
function isUnused(fn: NodePath<ast.Function>, migrated: ReadonlySet<ast.Node>, gone: readonly NodePath[]): boolean {
  const uses = usesOf(fn);
  if (!uses || uses.length === 0) return false;
  const calls = new Set(callSitesOf(fn).map((call) => call.node.callee as ast.Node));
  return uses.every(
    (use) =>
      gone.some((one) => use.isDescendant(one)) ||
      use.isDescendant(fn) ||
      (calls.has(use.node) && migrated.has(use.parent)),
  );
}

/** What is taken out for a function that goes: its statement or declarator, or the edits that take out a member. */
export function removalOf(fn: NodePath<ast.Function>, source: string): { node: ast.Node } | { edits: TextEdit[] } {
  const holder = fn.parentPath;
  // Its maker has no use left then: it goes with what nothing needs any more.
  if (makerOf(fn)) return { edits: [] };
  if (fn.isFunctionDeclaration()) return { node: fn.node };
  if (holder?.isVariableDeclarator())
    return {
      node:
        holder.parentPath.isVariableDeclaration() && holder.parentPath.node.declarations.length === 1
          ? holder.parent
          : holder.node,
    };
  if (holder?.isAssignmentExpression() && holder.parentPath.isExpressionStatement()) return { node: holder.parent };
  const member = fn.isObjectMethod() || fn.isClassMethod() || fn.isClassPrivateMethod() ? fn : holder;
  const { node } = member as NodePath;
  const end = /^\s*[,;]/.exec(source.slice(node.end ?? 0))?.[0].length ?? 0;
  const range = removalRange(source, node.start ?? 0, (node.end ?? 0) + end, node.leadingComments ?? []);
  return { edits: [{ ...range, text: '' }] };
}
