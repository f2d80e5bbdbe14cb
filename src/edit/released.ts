/** Exports that no other file asks for any more: what they hold can go with what else nothing needs. */

import { type Export, exportsOf } from '../evaluate/modules/exports-of.js';
import { endpointStrings } from '../find/marks/endpoint-strings.js';
import type { TextEdit } from '../finding.js';
import { type ast, endOf, type NodePath, type SourceModule, startOf } from '../syntax/index.js';
import { lineStart, removalRange } from './text.js';

/** Chains of names that other files took from this one, before and after the run; see `usedChains`. */
export interface Uses {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** where functions begin through which other files made calls that are migrated */
  readonly entered: readonly number[];
  /** those of them, methods, that no other file names any more */
  readonly unnamed: readonly string[];
  /** exports that no file took, of one that others load */
  readonly untaken?: readonly string[];
  /** what objects made here hold (`this.account = …`) and other files may ask them for */
  readonly asked: readonly string[];
}

export type ReleasedExport = Pick<Export, 'value' | 'whole'>;

/** Exports that other files took and take no more, and those that none ever took. */
export interface Ungiven {
  readonly released: readonly ReleasedExport[];
  readonly untaken: readonly ReleasedExport[];
}

export function releasedExports(module: SourceModule, uses: Uses | null): ReleasedExport[] {
  if (!uses) return [];
  return exportsOf(module).filter(({ chain }) => overlaps(chain, uses.before) && !overlaps(chain, uses.after));
}

/** Exports that no other file ever asked for: a function among them goes with its last call. */
export function untakenExports(module: SourceModule, uses: Uses | null): ReleasedExport[] {
  const untaken = uses?.untaken ?? [];
  return untaken.length === 0 ? [] : exportsOf(module, true).filter(({ chain }) => untaken.includes(chain));
}

export function functionsAt({ program }: SourceModule, uses: Uses | null): NodePath<ast.Function>[] {
  const found: NodePath<ast.Function>[] = [];
  if (!uses || uses.entered.length === 0) return found;
  program.traverse({
    Function(path) {
      if (uses.entered.includes(startOf(path.node))) found.push(path);
    },
  });
  return found;
}

/** Is it the chain of names, a part of it or more of it? */
export function overlaps(chain: string, list: readonly string[]): boolean {
  return list.some(
    (one) => one === '' || chain === '' || one === chain || one.startsWith(`${chain}.`) || chain.startsWith(`${one}.`),
  );
}

/** Addresses of v1 that were there for other files alone. */
export function releasedEndpoints(
  module: SourceModule,
  released: readonly ReleasedExport[],
): { readonly one: ReleasedExport; readonly address: NodePath }[] {
  if (released.length === 0) return [];
  const strings = new Set(endpointStrings(module).flatMap(({ path, neighbour }) => (neighbour ? [] : [path.node])));
  return released.flatMap((one) => {
    const held = heldBy(one);
    const address = held && sidesOf(held).find(({ node }) => strings.has(node));
    return address ? [{ one, address }] : [];
  });
}

/** What a choice may give: `process.env.CF_URL || 'https://…'`. */
function sidesOf(path: NodePath): NodePath[] {
  if (path.isLogicalExpression()) return [path.get('left'), path.get('right')].flatMap(sidesOf);
  if (path.isConditionalExpression()) return [path.get('consequent'), path.get('alternate')].flatMap(sidesOf);
  return path.isMemberExpression() || path.isLiteral() || path.isTemplateLiteral() ? [path] : [];
}

/** The expression itself, or that of a variable which nothing else uses. */
function heldBy({ value, whole }: ReleasedExport): NodePath | null {
  const binding = value.isIdentifier() ? value.scope.getBinding(value.node.name) : undefined;
  if (!binding) return value;
  if (!binding.path.isVariableDeclarator() || !binding.path.node.init) return null;
  const alone = binding.referencePaths.every((use) => use.node === value.node || use.node === whole.node);
  return alone ? binding.path.get<NodePath>('init') : null;
}

/** What takes an export out; null: its statement goes as a whole. */
export function exportRemoval({ whole }: ReleasedExport, text: string): TextEdit | null {
  if (whole.isStatement()) return null;
  const list = (whole.container as ast.Node[] | null) ?? [];
  const [start, end] = [startOf(whole.node), endOf(whole.node)];
  const next = list[Number(whole.key) + 1];
  const previous = list[Number(whole.key) - 1];
  if (!next && previous && !/^\s*,/.test(text.slice(end))) return { start: previous.end ?? start, end, text: '' };
  const behind = end + (/^\s*,/.exec(text.slice(end))?.[0].length ?? 0);
  if (text.slice(lineStart(text, start), start).trim() === '')
    return { ...removalRange(text, start, behind, whole.node.leadingComments ?? []), text: '' };
  return { start, end: next?.start ?? behind, text: '' };
}
