/** Interfaces, type aliases and enums of a file, and where names stand for types: scopes do not know them. */
import { type Home, homeOf } from '../evaluate/modules/module-index.js';
import { type ast, is, type NodePath, nameOfKey, type SourceModule } from '../syntax/index.js';

const DECLARED = new WeakMap<ast.Node, ReadonlyMap<string, NodePath>>();

/** Declarations by name; a name that is declared twice is left out. */
export function declaredTypes({ program }: Pick<SourceModule, 'program'>): ReadonlyMap<string, NodePath> {
  const known = DECLARED.get(program.node) ?? typesOf(program);
  DECLARED.set(program.node, known);
  return known;
}

function typesOf(program: NodePath): Map<string, NodePath> {
  const found = new Map<string, NodePath>();
  const twice = new Set<string>();
  program.traverse({
    enter(path) {
      if (!path.isTSInterfaceDeclaration() && !path.isTSTypeAliasDeclaration() && !path.isTSEnumDeclaration()) return;
      const { name } = path.node.id;
      if (found.has(name)) twice.add(name);
      found.set(name, path);
    },
  });
  for (const name of twice) found.delete(name);
  return found;
}

/** The declaration of a type that a file names, in whichever file of the repository it stands. */
export function typeDeclaration(name: string, use: NodePath): NodePath | null {
  const program = use.scope.getProgramParent().path as NodePath<ast.Program>;
  const own = declaredTypes({ program }).get(name);
  const home = own ? null : homeOf(program.node);
  const taken = program.scope.getBinding(name)?.path;
  if (!home || !taken?.isImportSpecifier()) return own ?? null;
  const { source } = taken.parent as ast.ImportDeclaration;
  const { imported } = taken.node;
  return exportedType(is.isIdentifier(imported) ? imported.name : imported.value, source.value, home);
}

/** What `specifier` gives the name, through the files that hand on what others declare. */
function exportedType(name: string, specifier: string, { module, index }: Home, depth = 0): NodePath | null {
  const file = depth < 8 ? index.resolve(module.file, specifier) : null;
  const given = file ? index.module(file) : null;
  if (!given) return null;
  const declared = declaredTypes(given).get(name);
  if (declared) return declared;
  for (const statement of given.program.node.body) {
    const all = is.isExportAllDeclaration(statement);
    if ((!all && !is.isExportNamedDeclaration(statement)) || !statement.source) continue;
    const one = all ? null : statement.specifiers.find((each) => nameOfKey(each.exported) === name);
    const inner = all ? name : is.isExportSpecifier(one) ? one.local.name : null;
    const found =
      inner === null ? null : exportedType(inner, statement.source.value, { module: given, index }, depth + 1);
    if (found) return found;
  }
  return null;
}

/** Names that stand for something, be it a value or a type; where they are declared or imported is no use. */
export function usedNames(module: SourceModule): Set<string> {
  const uses = new Set<string>();
  module.program.traverse({
    Identifier(path) {
      if (!isDeclaration(path) && !isMemberName(path)) uses.add(path.node.name);
    },
    JSXIdentifier(path) {
      uses.add(path.node.name);
    },
  });
  return uses;
}

/** Names of imports where they stand for types: scopes count no such use as a reference. */
export function typeUses(module: SourceModule): Set<string> {
  const uses = new Set<string>();
  module.program.traverse({
    Identifier(path) {
      if (isTypeName(path)) uses.add(path.node.name);
    },
  });
  return uses;
}

const TYPE_PARENTS = new Set([
  'TSTypeReference',
  'TSTypeQuery',
  'TSExpressionWithTypeArguments',
  'TSInterfaceHeritage',
  'TSClassImplements',
  'TSImportEqualsDeclaration',
  'GenericTypeAnnotation',
  'QualifiedTypeIdentifier',
  'InterfaceExtends',
  'ExportSpecifier',
]);

function isTypeName({ parent, key }: NodePath): boolean {
  if (is.isTSQualifiedName(parent)) return key === 'left';
  return (
    TYPE_PARENTS.has(parent.type) && key !== 'exported' && !(is.isTSImportEqualsDeclaration(parent) && key === 'id')
  );
}

function isDeclaration({ parent, key }: NodePath): boolean {
  if (is.isImportSpecifier(parent) || is.isImportDefaultSpecifier(parent) || is.isImportNamespaceSpecifier(parent))
    return true;
  const declares =
    is.isTSInterfaceDeclaration(parent) ||
    is.isTSTypeAliasDeclaration(parent) ||
    is.isTSEnumDeclaration(parent) ||
    is.isTSImportEqualsDeclaration(parent);
  return declares && key === 'id';
}

/** `zone.Record`, `{ Record: 1 }`: names of members are no uses. `V1.Record` in a type is one. */
function isMemberName({ parent, key }: NodePath): boolean {
  if (is.isMemberExpression(parent) || is.isOptionalMemberExpression(parent))
    return key === 'property' && !parent.computed;
  if (is.isTSEnumMember(parent)) return key === 'id';
  if (is.isTSQualifiedName(parent)) return false;
  return key === 'key' && !('computed' in parent && parent.computed === true);
}
