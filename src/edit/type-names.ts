/** Interfaces and type aliases of a file: scopes do not know them. */
import { is, type NodePath, type SourceModule } from '../syntax/index.js';

/** Declarations by name; a name that is declared twice is left out. */
export function declaredTypes(module: SourceModule): Map<string, NodePath> {
  const found = new Map<string, NodePath>();
  const twice = new Set<string>();
  const add = (path: NodePath, name: string) => {
    if (found.has(name)) twice.add(name);
    found.set(name, path);
  };
  module.program.traverse({
    TSInterfaceDeclaration: (path) => add(path, path.node.id.name),
    TSTypeAliasDeclaration: (path) => add(path, path.node.id.name),
  });
  for (const name of twice) found.delete(name);
  return found;
}

/** How often each name stands for a type, but for its own declaration. */
export function usedTypes(module: SourceModule): Map<string, number> {
  const uses = new Map<string, number>();
  module.program.traverse({
    Identifier(path) {
      const { parent } = path;
      const declares =
        (is.isTSInterfaceDeclaration(parent) || is.isTSTypeAliasDeclaration(parent)) && path.key === 'id';
      if (!declares && !isMemberName(path)) uses.set(path.node.name, (uses.get(path.node.name) ?? 0) + 1);
    },
  });
  return uses;
}

/** `zone.Record`, `{ Record: 1 }`: names of members are no uses. `V1.Record` in a type is one. */
function isMemberName(path: NodePath): boolean {
  const { parent } = path;
  if (is.isMemberExpression(parent) || is.isOptionalMemberExpression(parent))
    return path.key === 'property' && !parent.computed;
  return path.key === 'key';
}
