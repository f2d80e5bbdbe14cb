/** Exports that no other file asks for any more: what they hold can go with what else nothing needs. */

import { commonJsExports } from '../evaluate/modules/commonjs.js';
import { endpointStrings } from '../find/marks/endpoint-strings.js';
import type { TextEdit } from '../finding.js';
import { type ast, is, type NodePath, type SourceModule } from '../syntax/index.js';
import { lineStart, removalRange } from './text.js';

/** Chains of names that other files took from this one, before and after the run; see `usedChains`. */
export interface Uses {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** where functions begin through which other files made calls that are migrated */
  readonly entered: readonly number[];
}

export interface ReleasedExport {
  /** what is handed out: an expression, a declaration, or a name of either */
  readonly value: NodePath;
  /** a statement that goes, or a part of one */
  readonly whole: NodePath;
}

export function releasedExports(module: SourceModule, uses: Uses | null): ReleasedExport[] {
  if (!uses) return [];
  return exportsOf(module).filter(({ chain }) => overlaps(chain, uses.before) && !overlaps(chain, uses.after));
}

export function functionsAt({ program }: SourceModule, uses: Uses | null): NodePath<ast.Function>[] {
  const found: NodePath<ast.Function>[] = [];
  if (!uses || uses.entered.length === 0) return found;
  program.traverse({
    Function(path) {
      if (uses.entered.includes(path.node.start ?? -1)) found.push(path);
    },
  });
  return found;
}

function overlaps(chain: string, list: readonly string[]): boolean {
  return list.some(
    (one) => one === '' || chain === '' || one === chain || one.startsWith(`${chain}.`) || chain.startsWith(`${one}.`),
  );
}

interface Export extends ReleasedExport {
  readonly chain: string;
}

function exportsOf(module: SourceModule): Export[] {
  const { whole, named, unclear } = commonJsExports(module);
  const found: Export[] = [];
  if (!unclear) {
    if (whole) found.push(...wholeExports(whole));
    for (const [chain, value] of named) {
      const statement = value?.parentPath?.parentPath;
      if (value && statement?.isExpressionStatement()) found.push(...nested({ chain, value, whole: statement }));
    }
  }
  for (const statement of module.program.get<NodePath[]>('body')) found.push(...esExportsOf(statement));
  return found;
}

function wholeExports(value: NodePath): Export[] {
  const statement = value.parentPath?.parentPath;
  if (!statement?.isExpressionStatement()) return [];
  const held = objectOf(value);
  return held ? propertiesOf(held, '') : [{ chain: '', value, whole: statement }];
}

/** The object literal that an expression is, or that the name in it was declared with. */
function objectOf(path: NodePath): NodePath<ast.ObjectExpression> | null {
  if (path.isObjectExpression()) return path;
  if (path.isTSAsExpression() || path.isTSSatisfiesExpression()) return objectOf(path.get('expression') as NodePath);
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  if (!binding?.path.isVariableDeclarator() || binding.constantViolations.length > 0) return null;
  // Its uses in the file may read what no other file does.
  if (binding.referencePaths.length > 1) return null;
  const init = binding.path.get<NodePath>('init');
  return init.node ? objectOf(init) : null;
}

function nested(one: Export): Export[] {
  const object = objectOf(one.value);
  return [one, ...(object ? propertiesOf(object, one.chain) : [])];
}

function propertiesOf(object: NodePath<ast.ObjectExpression>, chain: string): Export[] {
  return object.get('properties').flatMap((property) => {
    const { node } = property;
    if ((!is.isObjectProperty(node) && !is.isObjectMethod(node)) || node.computed) return [];
    const key = is.isIdentifier(node.key) ? node.key.name : is.isStringLiteral(node.key) ? node.key.value : null;
    if (key === null) return [];
    const value = is.isObjectMethod(node) ? property : property.get<NodePath>('value');
    return nested({ chain: chain === '' ? key : `${chain}.${key}`, value, whole: property });
  });
}

function esExportsOf(statement: NodePath): Export[] {
  if (statement.isExportDefaultDeclaration())
    return nested({ chain: 'default', value: statement.get('declaration') as NodePath, whole: statement });
  if (!statement.isExportNamedDeclaration() || statement.node.source) return [];
  const declaration = statement.get('declaration') as NodePath;
  if (declaration.isFunctionDeclaration() && declaration.node.id)
    return [{ chain: declaration.node.id.name, value: declaration, whole: statement }];
  if (declaration.isVariableDeclaration()) {
    const [only, ...others] = declaration.get('declarations');
    const { id } = only?.node ?? {};
    if (!only || others.length > 0 || !is.isIdentifier(id) || !only.node.init) return [];
    return nested({ chain: id.name, value: only.get('init') as NodePath, whole: statement });
  }
  const specifiers = statement.get('specifiers') as NodePath[];
  return specifiers.flatMap((one) => {
    if (!one.isExportSpecifier()) return [];
    const { exported } = one.node;
    const chain = is.isIdentifier(exported) ? exported.name : exported.value;
    return nested({ chain, value: one.get('local'), whole: specifiers.length === 1 ? statement : one });
  });
}

/** Addresses of v1 that were there for other files alone. */
export function releasedEndpoints(
  module: SourceModule,
  released: readonly ReleasedExport[],
): { readonly one: ReleasedExport; readonly address: NodePath }[] {
  if (released.length === 0) return [];
  const strings = new Set(endpointStrings(module).flatMap(({ path, neighbour }) => (neighbour ? [] : [path.node])));
  return released.flatMap((one) => {
    const address = heldBy(one);
    return address && strings.has(address.node) ? [{ one, address }] : [];
  });
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
  const [start, end] = [whole.node.start ?? 0, whole.node.end ?? 0];
  const next = list[Number(whole.key) + 1];
  const previous = list[Number(whole.key) - 1];
  if (!next && previous && !/^\s*,/.test(text.slice(end))) return { start: previous.end ?? start, end, text: '' };
  const behind = end + (/^\s*,/.exec(text.slice(end))?.[0].length ?? 0);
  if (text.slice(lineStart(text, start), start).trim() === '')
    return { ...removalRange(text, start, behind, whole.node.leadingComments ?? []), text: '' };
  return { start, end: next?.start ?? behind, text: '' };
}
