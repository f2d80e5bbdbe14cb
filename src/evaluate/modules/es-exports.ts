/** What an ES module or a TypeScript file exports, as written. */
import { type ast, is, type NodePath, type SourceModule } from '../../syntax/index.js';

/** A name of the file, an expression or declaration, or something of another module. */
export type EsExport =
  | { readonly is: 'local'; readonly name: string; readonly path: NodePath }
  | { readonly is: 'path'; readonly path: NodePath }
  | { readonly is: 'from'; readonly specifier: string; readonly name: string; readonly path: NodePath }
  | { readonly is: 'namespace'; readonly specifier: string; readonly path: NodePath };

export interface EsExports {
  readonly named: ReadonlyMap<string, EsExport>;
  /** `export * from './x'` */
  readonly stars: readonly { readonly specifier: string; readonly path: NodePath }[];
  /** `export = x` */
  readonly equals: NodePath | null;
}

export function esExports({ program }: SourceModule): EsExports {
  const named = new Map<string, EsExport>();
  const stars: { specifier: string; path: NodePath }[] = [];
  let equals: NodePath | null = null;
  for (const statement of program.get<NodePath[]>('body')) {
    if (statement.isExportDefaultDeclaration())
      named.set('default', { is: 'path', path: statement.get('declaration') as NodePath });
    else if (statement.isExportAllDeclaration())
      stars.push({ specifier: statement.node.source.value, path: statement });
    else if (statement.isExportNamedDeclaration()) addNamed(statement, named);
    else if (statement.isTSExportAssignment()) equals = statement.get('expression') as NodePath;
  }
  return { named, stars, equals };
}

function addNamed(statement: NodePath<ast.ExportNamedDeclaration>, named: Map<string, EsExport>): void {
  const source = statement.node.source?.value ?? null;
  const declaration = statement.get('declaration') as NodePath;
  if (declaration.node) {
    if (declaration.isTSEnumDeclaration()) named.set(declaration.node.id.name, { is: 'path', path: declaration });
    else
      for (const name of Object.keys(is.getBindingIdentifiers(declaration.node, false, true)))
        named.set(name, { is: 'local', name, path: declaration });
  }
  for (const specifier of statement.get('specifiers') as NodePath[]) {
    if (specifier.isExportSpecifier()) {
      const { local, exported } = specifier.node;
      const name = is.isIdentifier(exported) ? exported.name : exported.value;
      named.set(
        name,
        source === null
          ? { is: 'local', name: local.name, path: specifier }
          : { is: 'from', specifier: source, name: local.name, path: specifier },
      );
    } else if (specifier.isExportNamespaceSpecifier() && source !== null)
      named.set(specifier.node.exported.name, { is: 'namespace', specifier: source, path: specifier });
  }
}
