/** Interfaces, type aliases and enums of a file, and where names stand for types: scopes do not know them. */
import { is, type NodePath, type SourceModule } from '../syntax/index.js';

/** Declarations by name; a name that is declared twice is left out. */
export function declaredTypes(module: SourceModule): Map<string, NodePath> {
  const found = new Map<string, NodePath>();
  const twice = new Set<string>();
  module.program.traverse({
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
