/** Functions around v1 requests that nothing calls any more once their callers are migrated: they go with them. */
import { type LoopedMember, loopedBy } from '../evaluate/looped-members.js';
import { programOf } from '../evaluate/modules/localised.js';
import { bindingOf } from '../find/answers/callers.js';
import { appliedSitesOf } from '../find/wrappers/applied.js';
import { callSitesOf } from '../find/wrappers/call-sites.js';
import { makerOf, methodNames, namedMembers, usesOf } from '../find/wrappers/uses.js';
import type { TextEdit } from '../finding.js';
import { type ast, endOf, is, type NodePath, referencesTo, startOf } from '../syntax/index.js';
import type { Planned } from './plan-calls.js';
import { isPure } from './purity.js';
import { exportRemoval, type ReleasedExport, type Ungiven } from './released.js';
import { removalRange } from './text.js';

export interface Gone {
  /** the calls without the requests inside the functions that go */
  readonly planned: readonly Planned[];
  readonly functions: readonly NodePath<ast.Function>[];
}

/**
 * `ungiven`: what no other file takes from this one; `entered`: functions that calls elsewhere went through;
 * `unnamed`: methods that no other file names any more.
 */
export function withoutGoneWrappers(
  planned: readonly Planned[],
  { released, untaken }: Ungiven = { released: [], untaken: [] },
  entered: readonly NodePath<ast.Function>[] = [],
  unnamed: readonly string[] = [],
): Gone {
  const entering = new Set<NodePath<ast.Function>>();
  for (const { call } of planned)
    for (let { through } = call; through; through = through.request.through)
      if (programOf(through.fn) === programOf(call.site)) entering.add(through.fn);
  const wrappers = new Set<NodePath<ast.Function>>([...entered, ...entering]);
  if (released.length > 0)
    for (const { call, plan } of planned)
      for (let fn = plan ? null : call.site.getFunctionParent(); fn; fn = fn.getFunctionParent()) wrappers.add(fn);
  const migrated = new Set(planned.flatMap(({ plan, call }) => (plan ? [(call.asked ?? call.site).node] : [])));
  const gone: NodePath<ast.Function>[] = [];
  for (let before = -1; before !== gone.length; ) {
    before = gone.length;
    for (const fn of wrappers)
      if (
        !gone.some((one) => one.node === fn.node) &&
        (isUnused(usesHere(fn, unnamed), fn, migrated, gone) ||
          isReleased(fn, entering.has(fn) ? [...released, ...untaken] : released, migrated, gone))
      )
        gone.push(fn);
  }
  const inside = ({ call, plan }: Planned) =>
    !plan && gone.some((fn) => call.site.isDescendant(fn) || call.site.node === fn.node.body);
  return { planned: planned.filter((one) => !inside(one)), functions: gone };
}

/** Does every use of the function go: as a migrated call, or inside a function that goes? */
function isUnused(
  uses: readonly NodePath[] | null,
  fn: NodePath<ast.Function>,
  migrated: ReadonlySet<ast.Node>,
  gone: readonly NodePath[],
): boolean {
  if (!uses) return false;
  const calls = new Set(callSitesOf(fn).map((call) => call.node.callee as ast.Node));
  const isCopied = copiedUse(fn, migrated);
  return uses.every(
    (use) => goesWith(use, fn, gone) || (calls.has(use.node) && migrated.has(use.parent)) || isCopied(use),
  );
}

function usesHere(fn: NodePath<ast.Function>, unnamed: readonly string[]): readonly NodePath[] | null {
  const names = methodNames(fn);
  if (names.length > 0 && names.every((name) => unnamed.includes(name))) return namesakes(fn);
  const uses = usesOf(fn);
  // Whoever it is there for is not seen.
  return uses?.length === 0 ? null : uses;
}

function goesWith(use: NodePath, fn: NodePath, gone: readonly NodePath[]): boolean {
  return gone.some((one) => use.isDescendant(one)) || use.isDescendant(fn);
}

/** Is the function named there for `promisify(f)` and its like, whose calls are all migrated? */
function copiedUse(fn: NodePath<ast.Function>, migrated: ReadonlySet<ast.Node>): (use: NodePath) => boolean {
  const calls = appliedSitesOf(fn)
    .map(({ call }) => call)
    .filter(({ node }) => migrated.has(node));
  const callees = new Set<ast.Node>(calls.map(({ node }) => node.callee));
  return (use) => {
    if (calls.some((call) => use.isDescendant(call))) return true;
    const holder = use.findParent((path) => path.isVariableDeclarator());
    const id = holder?.isVariableDeclarator() ? holder.node.id : null;
    const binding = is.isIdentifier(id) ? holder?.scope.getBinding(id.name) : undefined;
    if (!holder || !binding?.constant || binding.referencePaths.length === 0) return false;
    return binding.referencePaths.every(({ node }) => callees.has(node)) && isPure(holder.get('init') as NodePath);
  };
}

/** A function that was there for other files, none of which asks for it any more. */
function isReleased(
  fn: NodePath<ast.Function>,
  released: readonly ReleasedExport[],
  migrated: ReadonlySet<ast.Node>,
  gone: readonly NodePath[],
): boolean {
  const mentions = mentionsOf(fn, released);
  if (mentions.length === 0) return false;
  const nodes = new Set(mentions.flatMap(({ value, whole }) => [value.node, whole.node]));
  const binding = bindingOf(fn);
  const uses = [...referencesTo(binding), ...namesakes(fn)];
  if (binding && binding.constantViolations.length > 0) return false;
  return uses.every(
    (use) => nodes.has(use.node) || goesWith(use, fn, gone) || (use.key === 'callee' && migrated.has(use.parent)),
  );
}

/** The exports that hand the function out. */
export function mentionsOf(fn: NodePath<ast.Function>, released: readonly ReleasedExport[]): ReleasedExport[] {
  const binding = bindingOf(fn);
  return released.filter(({ value }) => {
    if (value.node === fn.node) return true;
    return value.isIdentifier() && binding !== null && value.scope.getBinding(value.node.name) === binding;
  });
}

/** Members of the function's name, whatever they are asked of. */
function namesakes(fn: NodePath<ast.Function>): readonly NodePath[] {
  return methodNames(fn).flatMap((name) => namedMembers(name, fn.scope.getProgramParent().path));
}

type Removal = { readonly node: ast.Node } | { readonly edits: readonly TextEdit[] };

/** What is taken out for a function that goes, and for each export of it. */
export function removalsOf(fn: NodePath<ast.Function>, released: readonly ReleasedExport[], source: string): Removal[] {
  const mentions = mentionsOf(fn, released);
  const around = mentions.some(({ whole }) => fn.node === whole.node || fn.isDescendant(whole));
  return [...mentions.map((one) => releasedRemoval(one, source)), ...(around ? [] : [removalOf(fn, source)])];
}

export function releasedRemoval(one: ReleasedExport, source: string): Removal {
  const edit = exportRemoval(one, source);
  return edit ? { edits: [edit] } : { node: one.whole.node };
}

/** What is taken out for a function that goes: its statement or declarator, or the edits that take out a member. */
function removalOf(fn: NodePath<ast.Function>, source: string): Removal {
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
  const looped = loopedBy(fn);
  if (looped && isAll(looped)) return { node: looped.loop.node };
  if (holder?.isAssignmentExpression() && holder.parentPath.isExpressionStatement()) return { node: holder.parent };
  const member = fn.isObjectMethod() || fn.isClassMethod() || fn.isClassPrivateMethod() ? fn : holder;
  const { node } = member as NodePath;
  const end = /^\s*[,;]/.exec(source.slice(endOf(node)))?.[0].length ?? 0;
  const range = removalRange(source, startOf(node), endOf(node) + end, node.leadingComments ?? []);
  return { edits: [{ ...range, text: '' }] };
}

/** Does the loop make the methods, and nothing else? */
function isAll({ fn, loop }: LoopedMember): boolean {
  const block = fn.getStatementParent()?.parentPath;
  if (!block?.isBlockStatement()) return true;
  return block.node.body.length === 1 && (block.parentPath.node === loop.node || block.parentPath.isFunction());
}
