/**
 * Takes out what the old calls needed and nothing needs any more: requires, constants, forms. Only names that were
 * used before and are not now, and only where taking them out does nothing else.
 */
import type { TextEdit } from '../finding.js';
import {
  type ast,
  type Binding,
  codeOf,
  endOf,
  hasModuleSyntax,
  is,
  isFailure,
  type NodePath,
  parseModule,
  type SourceModule,
  spanOf,
  startOf,
} from '../syntax/index.js';
import { emptied, onlyChanged } from './dead-changes.js';
import { deadEndpoints } from './dead-endpoints.js';
import { deadHeld } from './dead-held.js';
import { hasNoMethods } from './idle-makers.js';
import { laidOut } from './one-line-blocks.js';
import { type IsMoved, isPure } from './purity.js';
import { overlaps } from './released.js';
import { removalRange, sliceWith } from './text.js';
import { typeUses, usedNames } from './type-names.js';
import { readMembers, unusedMemberEdits } from './unused-members.js';
import { readProperties, unusedPropertyEdits } from './unused-properties.js';
import { unusedTypeEdits } from './unused-types.js';

/**
 * `asked`: members of objects made here that other files may ask for; `taken`: what they take of the module; null: that is
 * not known.
 */
export function cleanUp(
  before: SourceModule,
  text: string,
  asked: readonly string[] = [],
  taken: readonly string[] | null = null,
): string {
  const isTaken = (name: string) => !taken || overlaps(name, taken);
  const used: Used = { referenced: referencedNames(before), named: usedNames(before) };
  const read = readProperties(before);
  const members = readMembers(before);
  let current = text;
  for (let round = 0; round < 8; round++) {
    const module = parseModule(before.file, current, before.kind === 'esm');
    if (isFailure(module)) return current;
    const lifted: IsMoved = (call) => isMoved(call, before.text, module.text);
    const edits = apart([
      ...deadHeld(module, before, asked).map((path) => remove(module, path)),
      ...deadEndpoints(module, before, isTaken),
      ...emptied(module, before.text).map((path) => remove(module, path)),
      ...unusedEdits(module, before, used, lifted),
      ...unusedPropertyEdits(module, read, isPure),
      ...unusedMemberEdits(module, members, isPure, (path) => remove(module, path)),
      ...(hasModuleSyntax(before.program) ? unusedTypeEdits(module, used.named, (path) => remove(module, path)) : []),
    ]);
    if (edits.length === 0) {
      const text = sliceWith(current, 0, current.length, laidOut(module, before.text));
      return stillModule(before, module, withoutLead(before.text, text));
    }
    current = sliceWith(current, 0, current.length, edits);
  }
  return current;
}

/** Does the call stand in the file more often than it did, where the v4 call is made? What another function does is no such. */
function isMoved(call: NodePath, before: string, after: string): boolean {
  const text = codeOf(call.node, after);
  if (text === '' || after.split(text).length <= before.split(text).length) return false;
  const around = call.getFunctionParent();
  return around === null || codeOf(around.node, after).split(text).length > 2;
}

/** A TypeScript file without an import or export is a script: its names are everybody's. */
function stillModule(before: SourceModule, after: SourceModule, text: string): string {
  const lost = /\.tsx?$/.test(before.file) && hasModuleSyntax(before.program) && !hasModuleSyntax(after.program);
  if (!lost) return text;
  const { eol, semicolons } = before.style;
  return `${text}${text.endsWith('\n') ? '' : eol}${eol}export {}${semicolons ? ';' : ''}${eol}`;
}

/** Blank lines that removed lines left at the top. */
function withoutLead(before: string, text: string): string {
  return /^[\t ]*\r?\n/.test(before) ? text : text.replace(/^(?:[\t ]*\r?\n)+/, '');
}

/** What was used before: a name that was not is not ours to remove. */
interface Used {
  readonly referenced: ReadonlySet<string>;
  /** as values or as types */
  readonly named: ReadonlySet<string>;
}

function referencedNames(module: SourceModule): Set<string> {
  const names = new Set<string>();
  eachBinding(module, (name, binding) => {
    if (binding.referencePaths.length > 0) names.add(name);
  });
  return names;
}

function eachBinding(module: SourceModule, visit: (name: string, binding: Binding) => void): void {
  const scopes = new Set([module.program.scope]);
  module.program.traverse({
    Scope(path) {
      scopes.add(path.scope);
    },
  });
  for (const scope of scopes) for (const [name, binding] of Object.entries(scope.bindings)) visit(name, binding);
}

/** Is the variable used as it was before the run? Then nothing of it is ours, whatever it is used for. */
function isAsBefore({ scope, identifier, ...after }: Binding, module: SourceModule, before: SourceModule): boolean {
  const { node } = scope.path;
  if (!scope.path.isProgram()) return before.text.includes(codeOf(node, module.text));
  const own = before.program.scope.getOwnBinding(identifier.name);
  return (
    own !== undefined &&
    own.referencePaths.length === after.referencePaths.length &&
    own.constantViolations.length === after.constantViolations.length
  );
}

/** Does a node stand before, or behind, all that was written? */
function untouched(before: string, after: string): (node: ast.Node) => boolean {
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return (node) => endOf(node) <= head || startOf(node) >= after.length - tail;
}

function unusedEdits(module: SourceModule, before: SourceModule, used: Used, isMoved: IsMoved): TextEdit[] {
  const edits: TextEdit[] = [];
  const touched = new Set<ast.Node>();
  const types = typeUses(module);
  const isUntouched = untouched(before.text, module.text);
  eachBinding(module, (name, binding) => {
    const { path, scope } = binding;
    // what stands where nothing was written is as it was
    if (!scope.path.isProgram() && isUntouched(scope.path.node)) return;
    // what is imported may be a type, whose uses are no references
    const imported = path.parentPath?.isImportDeclaration() === true || path.isTSImportEqualsDeclaration();
    if (imported ? !used.named.has(name) || types.has(name) : !used.referenced.has(name)) return;
    if (!imported && isAsBefore(binding, module, before)) return;
    const changes = onlyChanged(binding, isMoved);
    const removal = changes && removalOf(module, binding, touched, isMoved);
    if (!removal) return;
    edits.push(removal, ...changes.map((statement) => remove(module, statement)));
  });
  return edits;
}

function removalOf(module: SourceModule, binding: Binding, touched: Set<ast.Node>, isMoved: IsMoved): TextEdit | null {
  const { path } = binding;
  if (path.isImportSpecifier() || path.isImportDefaultSpecifier() || path.isImportNamespaceSpecifier())
    return importRemoval(module, path, touched);
  if (path.isTSImportEqualsDeclaration()) return remove(module, path);
  if (path.isFunctionDeclaration()) return path.parentPath.isExportDeclaration() ? null : remove(module, path);
  if (path.isClassDeclaration())
    return path.parentPath.isExportDeclaration() || !hasNoMethods(path, isPure) ? null : remove(module, path);
  if (!path.isVariableDeclarator()) return null;
  const declaration = path.parentPath as NodePath<ast.VariableDeclaration>;
  const init = path.get('init') as NodePath;
  if (
    declaration.parentPath.isExportDeclaration() ||
    declaration.parentPath.isFor() ||
    (init.node && !isPure(init, isMoved))
  )
    return null;
  if (!is.isIdentifier(path.node.id)) return patternRemoval(module, path, binding, touched);
  const list = declaration.get('declarations');
  if (list.length === 1) return remove(module, declaration);
  if (touched.has(declaration.node)) return null;
  touched.add(declaration.node);
  const index = Number(path.key);
  const next = list[index + 1];
  if (next) return { start: startOf(path.node), end: startOf(next.node), text: '' };
  return { start: endOf(list[index - 1]!.node), end: endOf(path.node), text: '' };
}

function importRemoval(module: SourceModule, path: NodePath, touched: Set<ast.Node>): TextEdit | null {
  const declaration = path.parentPath as NodePath<ast.ImportDeclaration>;
  const { specifiers } = declaration.node;
  if (specifiers.length === 1) return remove(module, declaration);
  if (touched.has(declaration.node)) return null;
  touched.add(declaration.node);
  const first = declaration.get<NodePath[]>('specifiers')[0] as NodePath;
  if (path.isImportDefaultSpecifier()) {
    const rest = /[{*]/.exec(module.text.slice(endOf(path.node)));
    return rest && { start: startOf(path.node), end: endOf(path.node) + rest.index, text: '' };
  }
  if (specifiers.length === 2 && first.isImportDefaultSpecifier()) {
    const end = path.isImportSpecifier() ? module.text.indexOf('}', endOf(path.node)) + 1 : endOf(path.node);
    return { start: endOf(first.node), end, text: '' };
  }
  return listRemoval(
    path,
    declaration.get<NodePath[]>('specifiers').filter((one) => one.isImportSpecifier()),
  );
}

function patternRemoval(
  module: SourceModule,
  path: NodePath<ast.VariableDeclarator>,
  binding: Binding,
  touched: Set<ast.Node>,
): TextEdit | null {
  const id = path.get('id') as NodePath;
  if (!id.isObjectPattern()) return null;
  const properties = id.get('properties') as NodePath[];
  const own = properties.find((property) => property.isObjectProperty() && property.node.value === binding.identifier);
  if (!own || properties.some((property) => property.isRestElement())) return null;
  const declaration = path.parentPath as NodePath<ast.VariableDeclaration>;
  if (properties.length === 1) return declaration.node.declarations.length === 1 ? remove(module, declaration) : null;
  if (touched.has(declaration.node)) return null;
  touched.add(declaration.node);
  return listRemoval(own, properties);
}

function listRemoval(path: NodePath, list: readonly NodePath[]): TextEdit {
  const index = list.findIndex((one) => one.node === path.node);
  const next = list[index + 1];
  if (next) return { start: startOf(path.node), end: startOf(next.node), text: '' };
  return { start: list[index - 1]?.node.end ?? path.node.start ?? 0, end: endOf(path.node), text: '' };
}

function remove(module: SourceModule, statement: NodePath): TextEdit {
  const { node } = statement;
  // a branch or a loop must not take what stands behind it for its own
  if (!statement.listKey && statement.isStatement()) return { ...spanOf(node), text: '{}' };
  return {
    ...removalRange(
      module.text,
      startOf(node),
      endOf(node),
      node.leadingComments?.filter((comment) => !/@license|copyright|^!|eslint|jshint|global/i.test(comment.value)) ??
        [],
    ),
    text: '',
  };
}

/** Edits that do not touch: the later of two that do waits for the next round. */
function apart(edits: readonly TextEdit[]): TextEdit[] {
  const kept: TextEdit[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = kept.at(-1);
    if (!last || edit.start >= last.end) kept.push(edit);
  }
  return kept;
}
