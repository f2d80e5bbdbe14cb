/**
 * Takes out what the old calls needed and nothing needs any more: requires, constants, forms. Only names that were
 * used before and are not now, and only where taking them out does nothing else.
 */
import { V1_PACKAGE } from '../catalogue/v1-package.js';
import { evaluate } from '../evaluate/evaluate.js';
import { isExternal } from '../evaluate/value.js';
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
import { removalRange, sliceWith } from './text.js';
import { declaredTypes, usedTypes } from './type-names.js';
import { readProperties, unusedPropertyEdits } from './unused-properties.js';

export function cleanUp(before: SourceModule, text: string): string {
  const used = usedNames(before);
  const read = readProperties(before);
  const types = before.typescript && isModule(before) ? new Set(usedTypes(before).keys()) : null;
  let current = text;
  for (let round = 0; round < 8; round++) {
    const module = parseModule(before.file, current, before.kind === 'esm');
    if (isFailure(module)) return current;
    const edits = apart([
      ...unusedEdits(module, used),
      ...unusedPropertyEdits(module, read, isPure),
      ...(types ? unusedTypeEdits(module, types) : []),
    ]);
    if (edits.length === 0) return withoutLead(before.text, current);
    current = sliceWith(current, 0, current.length, edits);
  }
  return current;
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

function unusedEdits(module: SourceModule, used: ReadonlySet<string>): TextEdit[] {
  const edits: TextEdit[] = [];
  const touched = new Set<ast.Node>();
  eachBinding(module, (name, binding) => {
    if (!used.has(name)) return;
    const changes = onlyChanged(binding);
    if (!changes) return;
    const removal = removalOf(module, binding, touched);
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
function onlyChanged(binding: Binding): NodePath[] | null {
  const statements: NodePath[] = [];
  for (const use of [
    ...binding.referencePaths,
    ...binding.constantViolations.filter((step) => step !== binding.path),
  ]) {
    const statement = changingStatement(use);
    if (!statement) return null;
    statements.push(statement);
  }
  return statements;
}

function changingStatement(use: NodePath): NodePath | null {
  if (use.isAssignmentExpression())
    return use.parentPath.isExpressionStatement() && isPure(use.get('right')) ? use.parentPath : null;
  const member = use.parentPath;
  if (!member?.isMemberExpression() || use.key !== 'object') return null;
  const outer = member.parentPath;
  if (
    outer?.isAssignmentExpression() &&
    member.key === 'left' &&
    outer.parentPath.isExpressionStatement() &&
    isPure(outer.get('right'))
  )
    return outer.parentPath;
  const { property } = member.node;
  if (!outer?.isCallExpression() || member.key !== 'callee' || !outer.parentPath.isExpressionStatement()) return null;
  const adds = is.isIdentifier(property) && ['append', 'set', 'push'].includes(property.name);
  return adds && (outer.get('arguments') as NodePath[]).every(isPure) ? outer.parentPath : null;
}

function removalOf(module: SourceModule, binding: Binding, touched: Set<ast.Node>): TextEdit | null {
  const { path } = binding;
  if (path.isImportSpecifier() || path.isImportDefaultSpecifier() || path.isImportNamespaceSpecifier())
    return importRemoval(module, path, touched);
  if (path.isTSImportEqualsDeclaration()) return remove(module, path);
  if (path.isFunctionDeclaration()) return path.parentPath.isExportDeclaration() ? null : remove(module, path);
  if (!path.isVariableDeclarator()) return null;
  const declaration = path.parentPath as NodePath<ast.VariableDeclaration>;
  const init = path.get('init') as NodePath;
  if (declaration.parentPath.isExportDeclaration() || declaration.parentPath.isFor() || (init.node && !isPure(init)))
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

/** Does evaluating it do nothing but give a value? Packages that are only loaded count as such. */
function isPure(path: NodePath): boolean {
  const { node } = path;
  if (is.isLiteral(node) && !is.isTemplateLiteral(node)) return true;
  if (path.isIdentifier() || path.isThisExpression() || path.isFunctionExpression() || path.isArrowFunctionExpression())
    return true;
  if (path.isMemberExpression())
    return isPure(path.get('object')) && (!path.node.computed || isPure(path.get('property') as NodePath));
  if (path.isTemplateLiteral()) return (path.get('expressions') as NodePath[]).every(isPure);
  if (path.isObjectExpression()) {
    return path
      .get('properties')
      .every((one) =>
        one.isObjectProperty()
          ? isPure(one.get('value') as NodePath)
          : one.isSpreadElement()
            ? isPure(one.get('argument'))
            : true,
      );
  }
  if (path.isArrayExpression()) return (path.get('elements') as NodePath[]).every((one) => !one.node || isPure(one));
  if (path.isBinaryExpression() || path.isLogicalExpression())
    return isPure(path.get('left') as NodePath) && isPure(path.get('right') as NodePath);
  if (path.isConditionalExpression())
    return isPure(path.get('test')) && isPure(path.get('consequent')) && isPure(path.get('alternate'));
  if (path.isUnaryExpression()) return path.node.operator !== 'delete' && isPure(path.get('argument'));
  if (path.isTSAsExpression() || path.isTSNonNullExpression() || path.isTSSatisfiesExpression())
    return isPure(path.get('expression') as NodePath);
  if (path.isCallExpression() || path.isNewExpression()) return isPureCall(path);
  return false;
}

const PURE_CALLS =
  /^(?:require|encodeURIComponent|String|Number|JSON\.stringify|Object\.(?:assign|keys|freeze)|(?:querystring|qs|QueryString|querystringify)\.(?:stringify|encode)|\w+\.(?:toString|defaults|promisify|promisifyAll|extend|assign|merge|clone|create|createClient|parse)|promisify|util\._extend|Buffer\.byteLength|URLSearchParams|URL|FormData|Map|Set|https?\.Agent)$/;

const checking = new Set<ast.Node>();

/** A local function that only makes an object of its own and gives it back. */
function isPureFunction(callee: NodePath): boolean {
  const declared = callee.isIdentifier() ? callee.scope.getBinding(callee.node.name) : undefined;
  if (declared && declared.constantViolations.length > 0) return false;
  const holder = declared?.path;
  const fn = holder?.isVariableDeclarator() ? (holder.get('init') as NodePath) : (holder ?? callee);
  if (!fn.isFunction() || fn.node.async || fn.node.generator || checking.has(fn.node)) return false;
  if (!(fn.get('params') as NodePath[]).every((one) => one.isIdentifier())) return false;
  checking.add(fn.node);
  try {
    const body = fn.get('body') as NodePath;
    return body.isBlockStatement() ? body.get<NodePath[]>('body').every((one) => isPureStep(one, fn)) : isPure(body);
  } finally {
    checking.delete(fn.node);
  }
}

function isPureStep(statement: NodePath, fn: NodePath): boolean {
  if (statement.isVariableDeclaration())
    return statement.get('declarations').every((one) => !one.node.init || isPure(one.get('init') as NodePath));
  if (statement.isReturnStatement()) return !statement.node.argument || isPure(statement.get('argument') as NodePath);
  const change = statement.isExpressionStatement() ? statement.get('expression') : null;
  if (!change?.isAssignmentExpression() || !isPure(change.get('right'))) return false;
  const left = change.get('left') as NodePath;
  const object = left.isMemberExpression() ? left.get('object') : null;
  const binding = object?.isIdentifier() ? object.scope.getBinding(object.node.name) : undefined;
  const init = binding?.path.isVariableDeclarator() ? binding.path.node.init : null;
  return binding?.scope.path === fn && binding.kind !== 'param' && is.isObjectExpression(init);
}

function isPureCall(path: NodePath<ast.CallExpression> | NodePath<ast.NewExpression>): boolean {
  const callee = path.get('callee') as NodePath;
  const args = path.get('arguments') as NodePath[];
  if (path.isCallExpression() && isPureFunction(callee)) return args.every((argument) => isPure(argument));
  const inner = callee.isMemberExpression() ? (callee.get('object') as NodePath) : null;
  const name = String(callee);
  const known =
    PURE_CALLS.test(name) ||
    isExternal(evaluate(callee), [V1_PACKAGE.name], V1_PACKAGE.class) ||
    (inner !== null &&
      inner.isCallExpression() &&
      isPure(inner) &&
      /\.(?:defaults|createClient|create|extend)$/.test(name));
  return known && args.every((argument) => isPure(argument));
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
