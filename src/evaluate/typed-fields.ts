/** The fields of an object that only its type tells: a parameter `account: Account` that is spread into a form. */
import { type ast, declaredType, is, type NodePath } from '../syntax/index.js';
import { homeOf } from './modules/module-index.js';
import type { Entry, Value } from './value.js';

/** Each as a member of the parameter; null where its type does not name all of them. */
export function typedEntries(value: Value): Entry[] | null {
  if (value.kind !== 'param' || value.binding.constantViolations.length > 0) return null;
  const { typeAnnotation: annotation } = value.binding.identifier;
  if (!is.isTSTypeAnnotation(annotation)) return null;
  const names = fieldsOf(annotation.typeAnnotation, value.path.scope.getProgramParent().path);
  // The path of the parameter, for what is no expression of the file.
  const { path } = value;
  return (
    names?.map((key) => ({ key, when: null, value: { kind: 'member', object: value, property: key, path } })) ?? null
  );
}

function fieldsOf(type: ast.TSType, program: NodePath): string[] | null {
  if (is.isTSTypeLiteral(type)) return namesIn(type.members);
  if (!is.isTSTypeReference(type) || !is.isIdentifier(type.typeName)) return null;
  return declaredFields(type.typeName.name, program, true);
}

function declaredFields(name: string, program: NodePath, imported: boolean): string[] | null {
  const declared = declaredType(name, program.node as ast.Program);
  if (is.isTSInterfaceDeclaration(declared)) return declared.extends?.length ? null : namesIn(declared.body.body);
  if (declared) return is.isTSTypeLiteral(declared.typeAnnotation) ? namesIn(declared.typeAnnotation.members) : null;
  const taken = imported ? program.scope.getBinding(name)?.path : undefined;
  if (!taken?.isImportSpecifier() || !is.isIdentifier(taken.node.imported)) return null;
  return fieldsElsewhere(taken.node.imported.name, (taken.parent as ast.ImportDeclaration).source.value, program);
}

function fieldsElsewhere(name: string, specifier: string, program: NodePath): string[] | null {
  const home = homeOf(program.node as ast.Node);
  const file = home?.index.resolve(home.module.file, specifier);
  const module = file ? home?.index.module(file) : null;
  return module ? declaredFields(name, module.program, false) : null;
}

/** A field that may be left out, or any that is not named, is none to count on. */
function namesIn(members: readonly ast.TSTypeElement[]): string[] | null {
  const names = members.map((one) =>
    is.isTSPropertySignature(one) && !one.optional && !one.computed && is.isIdentifier(one.key) ? one.key.name : null,
  );
  return names.every((name) => name !== null) ? (names as string[]) : null;
}
