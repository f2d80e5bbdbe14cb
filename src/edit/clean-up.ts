/**
 * Takes out what the old calls needed and nothing needs any more: requires, constants, forms. Only names that were
 * used before and are not now, and only where taking them out does nothing else.
 */
import type { TextEdit } from '../finding.js';
import {
  type ast,
  type Binding,
  is,
  isFailure,
  type NodePath,
  parseModule,
  type SourceModule,
} from '../syntax/index.js';
import { deadEndpoints } from './dead-endpoints.js';
import { type IsMoved, isPure } from './purity.js';
import { removalRange, sliceWith } from './text.js';
import { declaredTypes, usedTypes } from './type-names.js';
import { readProperties, unusedMemberEdits, unusedPropertyEdits } from './unused-properties.js';

export function cleanUp(before: SourceModule, text: string): string {
  const used = usedNames(before);
  const read = readProperties(before);
  const types = before.typescript && isModule(before) ? new Set(usedTypes(before).keys()) : null;
  let current = text;
  for (let round = 0; round < 8; round++) {
    const module = parseModule(before.file, current, before.kind === 'esm');
    if (isFailure(module)) return current;
    const lifted: IsMoved = (call) => isMoved(call, before.text, module.text);
    const edits = apart([
      ...deadEndpoints(module, before),
      ...unusedEdits(module, used, lifted),
      ...unusedPropertyEdits(module, read, isPure),
      ...unusedMemberEdits(module, read),
      ...(types ? unusedTypeEdits(module, types) : []),
    ]);
    if (edits.length === 0) return withoutLead(before.text, current);
    current = sliceWith(current, 0, current.length, edits);
  }
  return current;
}

/** Does the call stand in the file more often than it did, where the v4 call is made? */
function isMoved({ node }: NodePath, before: string, after: string): boolean {
  const text = after.slice(node.start ?? 0, node.end ?? 0);
  return text !== '' && after.split(text).length > before.split(text).length;
}

/** Blank lines that removed lines left at the top. */
function withoutLead(before: string, text: string): string {
  return /^[\t ]*\r?\n/.test(before) ? text : text.replace(/^(?:[\t ]*\r?\n)+/, '');
}

/** Names with a reference in the original; a name that was unused before is not ours to remove. */
function usedNames(module: SourceModule): Set<string> {
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

function unusedEdits(module: SourceModule, used: ReadonlySet<string>, isMoved: IsMoved): TextEdit[] {
  const edits: TextEdit[] = [];
  const touched = new Set<ast.Node>();
  eachBinding(module, (name, binding) => {
    if (!used.has(name)) return;
    const changes = onlyChanged(binding, isMoved);
    if (!changes) return;
    const removal = removalOf(module, binding, touched, isMoved);
    if (!removal) return;
    edits.push(removal, ...changes.map((statement) => remove(module, statement)));
  });
  return edits;
}

/** The types of a file that is none are everybody's. */
function isModule({ program }: SourceModule): boolean {
  return program.node.body.some(
    (one) =>
      is.isImportDeclaration(one) ||
      is.isExportDeclaration(one) ||
      is.isTSImportEqualsDeclaration(one) ||
      is.isTSExportAssignment(one),
  );
}

/** Interfaces and aliases that described v1's answer. What is exported may be used elsewhere. */
function unusedTypeEdits(module: SourceModule, used: ReadonlySet<string>): TextEdit[] {
  const uses = usedTypes(module);
  return [...declaredTypes(module)].flatMap(([name, path]) =>
    used.has(name) && !uses.has(name) && !path.parentPath?.isExportDeclaration() ? [remove(module, path)] : [],
  );
}

/** Statements that only set something on an object that nobody reads; null where it is read. */
function onlyChanged(binding: Binding, isMoved: IsMoved): NodePath[] | null {
  const statements: NodePath[] = [];
  for (const use of [
    ...binding.referencePaths,
    ...binding.constantViolations.filter((step) => step !== binding.path),
  ]) {
    const statement = changingStatement(use, isMoved);
    if (!statement) return null;
    statements.push(statement);
  }
  // what a module gives is everybody's
  return statements.length > 0 && isImported(binding) ? null : statements;
}

function isImported({ kind, path }: Binding): boolean {
  return kind === 'module' || (path.isVariableDeclarator() && /\brequire\(/.test(String(path.get('init'))));
}

function changingStatement(use: NodePath, isMoved: IsMoved): NodePath | null {
  if (use.isAssignmentExpression())
    return use.parentPath.isExpressionStatement() && isPure(use.get('right'), isMoved) ? use.parentPath : null;
  let member = use.parentPath;
  if (!member?.isMemberExpression() || use.key !== 'object') return null;
  // `url.searchParams.set(…)` changes the URL
  while (member.parentPath?.isMemberExpression() && member.key === 'object') member = member.parentPath;
  const outer = member.parentPath;
  if (
    outer?.isAssignmentExpression() &&
    member.key === 'left' &&
    outer.parentPath.isExpressionStatement() &&
    isPure(outer.get('right'), isMoved)
  )
    return outer.parentPath;
  const { property } = member.node as ast.MemberExpression;
  if (!outer?.isCallExpression() || member.key !== 'callee' || !outer.parentPath.isExpressionStatement()) return null;
  const adds = is.isIdentifier(property) && ['append', 'set', 'push'].includes(property.name);
  return adds && (outer.get('arguments') as NodePath[]).every((one) => isPure(one, isMoved)) ? outer.parentPath : null;
}

function removalOf(module: SourceModule, binding: Binding, touched: Set<ast.Node>, isMoved: IsMoved): TextEdit | null {
  const { path } = binding;
  if (path.isImportSpecifier() || path.isImportDefaultSpecifier() || path.isImportNamespaceSpecifier())
    return importRemoval(module, path, touched);
  if (path.isTSImportEqualsDeclaration()) return remove(module, path);
  if (path.isFunctionDeclaration()) return path.parentPath.isExportDeclaration() ? null : remove(module, path);
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
  const previous = list[index - 1];
  if (next) return { start: path.node.start ?? 0, end: next.node.start ?? 0, text: '' };
  return { start: previous?.node.end ?? 0, end: path.node.end ?? 0, text: '' };
}

function importRemoval(module: SourceModule, path: NodePath, touched: Set<ast.Node>): TextEdit | null {
  const declaration = path.parentPath as NodePath<ast.ImportDeclaration>;
  const { specifiers } = declaration.node;
  if (specifiers.length === 1) return remove(module, declaration);
  if (touched.has(declaration.node) || !path.isImportSpecifier()) return null;
  touched.add(declaration.node);
  return listRemoval(
    path,
    declaration.get('specifiers').filter((one) => one.isImportSpecifier()),
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
  if (next) return { start: path.node.start ?? 0, end: next.node.start ?? 0, text: '' };
  return { start: list[index - 1]?.node.end ?? path.node.start ?? 0, end: path.node.end ?? 0, text: '' };
}

function remove(module: SourceModule, statement: NodePath): TextEdit {
  const { node } = statement;
  return {
    ...removalRange(
      module.text,
      node.start ?? 0,
      node.end ?? 0,
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
