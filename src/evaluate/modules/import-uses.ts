/** What a file does with what it takes from another one, by the names it writes: `send`, `api.url`; '' is all of it. */

import { type ast, is, type NodePath, referencesTo, type SourceModule } from '../../syntax/index.js';
import { esExports } from './es-exports.js';
import type { ModuleIndex } from './module-index.js';

export type ImportUse =
  /** an expression that is it */
  | { readonly is: 'used'; readonly chain: string; readonly path: NodePath }
  /** `export { send } from './api'`, under that name; null: all of it, under the names it has */
  | { readonly is: 'handed-on'; readonly chain: string; readonly name: string | null }
  /** it is named, which is all that happens at that place */
  | { readonly is: 'named'; readonly chain: string }
  /** it goes where it is not followed */
  | { readonly is: 'unclear'; readonly chain: string };

/** All that one file does with what it imports from another; null where it loads it in ways that are not followed. */
export function importUses(
  index: ModuleIndex,
  module: SourceModule,
  target: SourceModule,
): readonly ImportUse[] | null {
  const reader = new Reader(index, module, target);
  return reader.read() ? reader.uses : null;
}

class Reader {
  readonly uses: ImportUse[] = [];
  private told = true;
  private readonly handled = new Set<ast.Node>();
  private readonly isEs: boolean;

  constructor(
    private readonly index: ModuleIndex,
    private readonly module: SourceModule,
    private readonly target: SourceModule,
  ) {
    const { named, stars, equals } = esExports(target);
    this.isEs = named.size > 0 || stars.length > 0 || equals !== null;
  }

  read(): boolean {
    const { program } = this.module;
    for (const statement of program.get<NodePath[]>('body')) this.statement(statement);
    program.traverse({
      CallExpression: (path) => {
        const [name] = path.node.arguments;
        if (!is.isIdentifier(path.node.callee, { name: 'require' }) || !this.isTarget(name)) return;
        this.handled.add(name as ast.Node);
        this.taken(path, '');
      },
      StringLiteral: ({ node }) => {
        // `jest.mock('./lib')`, `import('./lib')`: somebody else's business
        if (!this.handled.has(node) && this.isTarget(node)) this.told = false;
      },
    });
    return this.told;
  }

  private isTarget(node: ast.Node | null | undefined): boolean {
    if (!is.isStringLiteral(node) || node.value.length > 200) return false;
    return this.index.resolve(this.module.file, node.value) === this.target.file;
  }

  private statement(path: NodePath): void {
    const source = (path.node as { source?: ast.Node | null }).source;
    if (path.isTSImportEqualsDeclaration()) {
      const { moduleReference: reference, id } = path.node;
      if (!is.isTSExternalModuleReference(reference) || !this.isTarget(reference.expression)) return;
      this.handled.add(reference.expression);
      this.binding(path, id.name, '');
    }
    if (!this.isTarget(source)) return;
    this.handled.add(source as ast.Node);
    if (path.isImportDeclaration()) for (const one of path.get<NodePath[]>('specifiers')) this.specifier(one);
    else if (path.isExportAllDeclaration()) {
      this.uses.push({ is: 'handed-on', chain: '', name: null });
    } else if (path.isExportNamedDeclaration()) {
      for (const one of path.node.specifiers) {
        const { exported } = one;
        const name = is.isIdentifier(exported) ? exported.name : exported.value;
        const chain = is.isExportSpecifier(one) ? this.nameOf(one.local.name) : '';
        this.uses.push({ is: 'handed-on', chain, name });
      }
    }
  }

  private specifier(path: NodePath): void {
    if (path.isImportNamespaceSpecifier()) return this.binding(path, path.node.local.name, '');
    if (path.isImportDefaultSpecifier()) return this.binding(path, path.node.local.name, this.nameOf('default'), true);
    if (!path.isImportSpecifier()) return;
    const { imported, local } = path.node;
    this.binding(path, local.name, this.nameOf(is.isIdentifier(imported) ? imported.name : imported.value), true);
  }

  /** The default of a CommonJS module is all of it. */
  private nameOf(name: string): string {
    return name === 'default' && !this.isEs ? '' : name;
  }

  /** `named`: an import that names what is not there does not load. */
  private binding(path: NodePath, name: string, chain: string, named = false): void {
    const uses = referencesTo(path.scope.getBinding(name));
    if (uses.length === 0 && named && this.isEs) this.uses.push({ is: 'named', chain });
    for (const use of uses) this.used(use, chain);
    // types are no references
    if (uses.length === 0 && this.module.typescript) this.uses.push({ is: 'named', chain });
  }

  private used(use: NodePath, chain: string): void {
    let path = use;
    let names = chain;
    while (path.key === 'object' && path.parentPath?.isMemberExpression()) {
      const { property, computed } = path.parentPath.node as ast.MemberExpression;
      const name = is.isStringLiteral(property) ? property.value : null;
      const key = !computed && is.isIdentifier(property) ? property.name : name;
      if (key === null) break;
      names = names === '' ? key : `${names}.${key}`;
      path = path.parentPath;
    }
    const holder = path.parentPath;
    if (holder?.isVariableDeclarator() && path.key === 'init') this.held(holder, names);
    else this.uses.push({ is: 'used', chain: names, path });
  }

  /** What a `require` gives, where it stands. */
  private taken(call: NodePath, chain: string): void {
    if (call.parentPath?.isExpressionStatement()) return;
    this.used(call, chain);
  }

  private held(declarator: NodePath<ast.VariableDeclarator>, chain: string): void {
    const { id } = declarator.node;
    if (is.isIdentifier(id)) {
      const binding = declarator.scope.getBinding(id.name);
      if (!binding || binding.constantViolations.length > 0) this.uses.push({ is: 'unclear', chain });
      else for (const use of binding.referencePaths) this.used(use, chain);
    } else if (!is.isObjectPattern(id)) this.uses.push({ is: 'unclear', chain });
    else for (const property of id.properties) this.part(declarator, property, chain);
  }

  /** `const { records } = require('./dns')` */
  private part(
    declarator: NodePath<ast.VariableDeclarator>,
    property: ast.ObjectProperty | ast.RestElement,
    chain: string,
  ): void {
    if (!is.isObjectProperty(property) || property.computed || !is.isIdentifier(property.key)) {
      this.uses.push({ is: 'unclear', chain });
      return;
    }
    const inner = chain === '' ? property.key.name : `${chain}.${property.key.name}`;
    const { value } = property;
    const binding = is.isIdentifier(value) ? declarator.scope.getBinding(value.name) : undefined;
    if (!binding || binding.constantViolations.length > 0) this.uses.push({ is: 'unclear', chain: inner });
    else {
      this.uses.push({ is: 'named', chain: inner });
      for (const use of binding.referencePaths) this.used(use, inner);
    }
  }
}
