/** Every name under which a module hands something out, and what that is. */
import { type ast, is, type NodePath, nameOfKey, type SourceModule } from '../../syntax/index.js';
import { commonJsExports } from './commonjs.js';

export interface Export {
  /** what is handed out: an expression, a declaration, or a name of either */
  readonly value: NodePath;
  /** the statement that hands it out, or the part of one */
  readonly whole: NodePath;
  /** the names that lead to it: `api.send`, `default`; '' is the module itself */
  readonly chain: string;
}

/** Objects that a file hands out are looked into; `shared`: those too that it uses itself. */
export function exportsOf(module: SourceModule, shared = false): Export[] {
  const { whole, named, unclear } = commonJsExports(module);
  const found: Export[] = [];
  if (!unclear) {
    if (whole) found.push(...wholeExports(whole, shared));
    for (const [chain, value] of named) {
      const statement = value?.parentPath?.parentPath;
      if (value && statement?.isExpressionStatement())
        found.push(...nested({ chain, value, whole: statement }, shared));
    }
  }
  for (const statement of module.program.get<NodePath[]>('body')) found.push(...esExportsOf(statement, shared));
  return found;
}

function wholeExports(value: NodePath, shared: boolean): Export[] {
  const statement = value.parentPath?.parentPath;
  // `var self = module.exports = { … }` is used by that name as well.
  if (!statement?.isExpressionStatement() && !shared) return [];
  const held = objectOf(value, shared);
  if (!statement?.isExpressionStatement()) return held ? propertiesOf(held, '', shared) : [];
  return held ? propertiesOf(held, '', shared) : [{ chain: '', value, whole: statement }];
}

/** The object literal that an expression is, or that the name in it was declared with. */
function objectOf(path: NodePath, shared: boolean): NodePath<ast.ObjectExpression> | null {
  if (path.isObjectExpression()) return path;
  if (path.isTSAsExpression() || path.isTSSatisfiesExpression())
    return objectOf(path.get('expression') as NodePath, shared);
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  if (!binding?.path.isVariableDeclarator() || binding.constantViolations.length > 0) return null;
  // Its uses in the file may read what no other file does.
  if (!shared && binding.referencePaths.length > 1) return null;
  const init = binding.path.get<NodePath>('init');
  return init.node ? objectOf(init, shared) : null;
}

function nested(one: Export, shared: boolean): Export[] {
  const object = objectOf(one.value, shared);
  return [one, ...(object ? propertiesOf(object, one.chain, shared) : [])];
}

function propertiesOf(object: NodePath<ast.ObjectExpression>, chain: string, shared: boolean): Export[] {
  return object.get('properties').flatMap((property) => {
    const { node } = property;
    if ((!is.isObjectProperty(node) && !is.isObjectMethod(node)) || node.computed) return [];
    const key = nameOfKey(node.key);
    if (key === null) return [];
    const value = is.isObjectMethod(node) ? property : property.get<NodePath>('value');
    return nested({ chain: chain === '' ? key : `${chain}.${key}`, value, whole: property }, shared);
  });
}

function esExportsOf(statement: NodePath, shared: boolean): Export[] {
  if (statement.isExportDefaultDeclaration())
    return nested({ chain: 'default', value: statement.get('declaration') as NodePath, whole: statement }, shared);
  if (!statement.isExportNamedDeclaration() || statement.node.source) return [];
  const declaration = statement.get('declaration') as NodePath;
  if ((declaration.isFunctionDeclaration() || declaration.isClassDeclaration()) && declaration.node.id)
    return [{ chain: declaration.node.id.name, value: declaration, whole: statement }];
  if (declaration.isVariableDeclaration()) {
    const [only, ...others] = declaration.get('declarations');
    const { id } = only?.node ?? {};
    if (!only || others.length > 0 || !is.isIdentifier(id) || !only.node.init) return [];
    return nested({ chain: id.name, value: only.get('init') as NodePath, whole: statement }, shared);
  }
  const specifiers = statement.get('specifiers') as NodePath[];
  return specifiers.flatMap((one) => {
    if (!one.isExportSpecifier()) return [];
    const { exported } = one.node;
    const chain = is.isIdentifier(exported) ? exported.name : exported.value;
    return nested({ chain, value: one.get('local'), whole: specifiers.length === 1 ? statement : one }, shared);
  });
}
