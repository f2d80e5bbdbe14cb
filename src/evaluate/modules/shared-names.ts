/** Names of one file's top level as another file can import them. */
import { type ast, type Binding, is, type NodePath, type SourceModule } from '../../syntax/index.js';
import { exportsOf } from './exports-of.js';
import { homeOf } from './module-index.js';

export interface SharedName {
  readonly file: string;
  /** what the file hands it out as; `default`, or '' for all that a CommonJS file hands out */
  readonly name: string;
}

/** Where a file can import what the binding holds; null where no file hands it out. */
export function sharedName(binding: Binding): SharedName | null {
  const home = homeOf(binding.scope.getProgramParent().path.node);
  if (!home || !binding.scope.path.isProgram() || binding.constantViolations.length > 0) return null;
  const imported = importOf(binding);
  if (imported) {
    const file = imported.source.startsWith('.') ? home.index.resolve(home.module.file, imported.source) : null;
    return file ? { file, name: imported.name } : null;
  }
  const own = exportsOf(home.module, true).find(({ value, chain }) => !chain.includes('.') && isNameOf(value, binding));
  return own ? { file: home.module.file, name: own.chain } : null;
}

/** What the file itself calls it, as a value; null where it does not import it. */
export function localName({ file, name }: SharedName, module: SourceModule): string | null {
  const home = homeOf(module.program.node);
  for (const binding of Object.values(module.program.scope.bindings) as Binding[]) {
    const imported = importOf(binding);
    if (imported?.name === name && home?.index.resolve(module.file, imported.source) === file)
      return binding.identifier.name;
  }
  return null;
}

function isNameOf(value: NodePath, binding: Binding): boolean {
  if (value.isIdentifier()) return value.scope.getBinding(value.node.name) === binding;
  const { id } = value.node as { id?: ast.Node | null };
  return id === binding.identifier;
}

/** Which name of which file the binding imports. */
function importOf({ path, identifier }: Binding): { readonly source: string; readonly name: string } | null {
  const { node, parent } = path;
  if (is.isImportDeclaration(parent)) {
    const isType = parent.importKind === 'type' || (is.isImportSpecifier(node) && node.importKind === 'type');
    const name = is.isImportDefaultSpecifier(node)
      ? 'default'
      : is.isImportSpecifier(node) && is.isIdentifier(node.imported)
        ? node.imported.name
        : null;
    return name === null || isType ? null : { source: parent.source.value, name };
  }
  if (!is.isVariableDeclarator(node) || !is.isCallExpression(node.init)) return null;
  const [source] = node.init.arguments;
  if (!is.isIdentifier(node.init.callee, { name: 'require' }) || !is.isStringLiteral(source)) return null;
  if (is.isIdentifier(node.id)) return { source: source.value, name: '' };
  const properties = is.isObjectPattern(node.id) ? node.id.properties : [];
  const taken = properties.find((one) => is.isObjectProperty(one) && one.value === identifier);
  const key = is.isObjectProperty(taken) && !taken.computed ? taken.key : null;
  return is.isIdentifier(key) ? { source: source.value, name: key.name } : null;
}
