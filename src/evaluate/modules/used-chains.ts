/** What other files take from a module, by the names they write: `send`, `api.url`; '' is all of it. */

import { type ast, is, type NodePath, type SourceModule } from '../../syntax/index.js';
import { isRelative } from '../../workspace/specifiers.js';
import { importersOf } from './changed-names.js';
import { esExports } from './es-exports.js';
import type { ModuleIndex } from './module-index.js';

/** Code that loads modules by names made at run time: whom it loads is not known. */
const LOADS_ANYTHING = /\b(?:require|import)\s*\(\s*(?!['"`)\s])/;

/** Sorted; null where it cannot be told. */
export function usedChains(index: ModuleIndex, file: string): string[] | null {
  const chains = new Set<string>();
  return gather(index, file, chains, new Set()) ? [...chains].sort() : null;
}

/** Does any file of the index load modules by names that are made at run time? */
export function loadsAnything(index: ModuleIndex): boolean {
  for (const file of index.files)
    if (!file.endsWith('.json') && LOADS_ANYTHING.test(index.textOf(file) ?? '')) return true;
  return false;
}

function gather(index: ModuleIndex, file: string, chains: Set<string>, seen: Set<string>): boolean {
  if (seen.has(file)) return true;
  seen.add(file);
  const target = index.module(file);
  if (!target) return false;
  for (const importer of importersOf(index).get(file) ?? []) {
    index.trim();
    const module = index.module(importer);
    if (!module || !new Reader(index, module, target, chains, seen).read()) return false;
  }
  return true;
}

class Reader {
  private told = true;
  private readonly handled = new Set<ast.Node>();
  private readonly isEs: boolean;

  constructor(
    private readonly index: ModuleIndex,
    private readonly module: SourceModule,
    private readonly target: SourceModule,
    private readonly chains: Set<string>,
    private readonly seen: Set<string>,
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
    if (!is.isStringLiteral(node) || !isRelative(node.value)) return false;
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
      if (!gather(this.index, this.module.file, this.chains, this.seen)) this.told = false;
    } else if (path.isExportNamedDeclaration()) {
      for (const one of path.node.specifiers)
        this.chains.add(is.isExportSpecifier(one) ? this.nameOf(one.local.name) : '');
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
    const uses = path.scope.getBinding(name)?.referencePaths ?? [];
    if (uses.length === 0 && named && this.isEs) this.chains.add(chain);
    for (const use of uses) this.used(use, chain);
    // types are no references
    if (uses.length === 0 && this.module.typescript) this.chains.add(chain);
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
    else this.chains.add(names);
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
      if (!binding || binding.constantViolations.length > 0) this.chains.add(chain);
      else for (const use of binding.referencePaths) this.used(use, chain);
      return;
    }
    if (!is.isObjectPattern(id)) {
      this.chains.add(chain);
      return;
    }
    for (const property of id.properties) {
      if (!is.isObjectProperty(property) || property.computed || !is.isIdentifier(property.key)) this.chains.add(chain);
      else this.chains.add(chain === '' ? property.key.name : `${chain}.${property.key.name}`);
    }
  }
}
