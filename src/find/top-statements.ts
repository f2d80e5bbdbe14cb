/** The top statements of a file, and by which names they have to do with one another. */
import { type ast, is, type NodePath, type SourceModule, spanOf } from '../syntax/index.js';

/** What a module, or a script of a page, shows others by. */
const DOORS = new Set(['module', 'exports', 'define', 'globalThis', 'global', 'window', 'self', 'eval']);

export interface TopStatement {
  readonly start: number;
  readonly end: number;
  /** names of the file's own top that it mentions or declares */
  readonly names: ReadonlySet<string>;
  /** those of them that it may change, and not just use */
  readonly changed: ReadonlySet<string>;
  /** it is exported, mentions a door, or sets what the file does not declare */
  readonly open: boolean;
  /** it loads something whose name is put together */
  readonly loadsAnything: boolean;
}

const KNOWN = new WeakMap<ast.Node, readonly TopStatement[]>();

export function topStatements({ program }: Pick<SourceModule, 'program'>): readonly TopStatement[] {
  const known = KNOWN.get(program.node);
  if (known) return known;
  const found = program.get<NodePath[]>('body').map(statementOf);
  KNOWN.set(program.node, found);
  return found;
}

/** Name → the statements that mention or declare it. */
export function byNames(statements: readonly TopStatement[]): Map<string, TopStatement[]> {
  const naming = new Map<string, TopStatement[]>();
  for (const statement of statements)
    for (const name of statement.names) {
      const known = naming.get(name);
      if (known) known.push(statement);
      else naming.set(name, [statement]);
    }
  return naming;
}

/**
 * Statement → does it, or one that it shares a name with, and so on, reach what others see? What is put into a package
 * reaches all that load it.
 */
export function leadingOut(
  statements: readonly TopStatement[],
  packages: ReadonlySet<string>,
): (statement: TopStatement) => boolean {
  const naming = byNames(statements);
  const outside = new Set<TopStatement>();
  const shows = ({ open, changed }: TopStatement) => open || [...changed].some((name) => packages.has(name));
  for (const statement of statements) if (shows(statement)) outside.add(statement);
  for (const { names } of outside)
    for (const name of names) {
      if (packages.has(name)) continue;
      for (const other of naming.get(name) ?? []) outside.add(other);
      naming.delete(name);
    }
  return (statement) => outside.has(statement);
}

function statementOf(path: NodePath): TopStatement {
  const names = new Set<string>();
  const changed = new Set<string>();
  let open = path.type.startsWith('Export') || path.type.startsWith('TSExport');
  let loadsAnything = false;
  const top = path.scope.getProgramParent();
  const change = (target: NodePath) => {
    let root = target;
    while (root.isMemberExpression()) root = root.get('object') as NodePath;
    if (root.isIdentifier()) {
      const binding = root.scope.getBinding(root.node.name);
      if (!binding) open = true;
      else if (binding.scope === top) changed.add(root.node.name);
    } else if (!root.isThisExpression()) open = true;
  };
  const see = (inner: NodePath) => {
    const { node } = inner;
    if (is.isIdentifier(node) || is.isJSXIdentifier(node)) {
      if (top.hasOwnBinding(node.name)) {
        if (!names.has(node.name) && mayMeanTop(inner, node.name)) names.add(node.name);
      } else if (DOORS.has(node.name)) open = true;
      if (node.name === 'require' && !isPlainLoad(inner)) loadsAnything = true;
    } else if (is.isThisExpression(node)) open ||= isTopThis(inner);
    else if (inner.isAssignmentExpression()) change(inner.get('left'));
    else if (inner.isUpdateExpression()) change(inner.get('argument'));
    else if (is.isWithStatement(node)) open = true;
    else if (is.isImport(node) && !isPlainLoad(inner)) loadsAnything = true;
  };
  see(path);
  path.traverse({ enter: see });
  return { ...spanOf(path.node), names, changed, open, loadsAnything };
}

/** A property, or a name of a function's own, is something else than what is called so at the top. */
function mayMeanTop({ key, parent, scope }: NodePath, name: string): boolean {
  if (key === 'id') return true;
  if (key === 'property' || key === 'key') return (parent as { computed?: boolean }).computed === true;
  const binding = scope.getBinding(name);
  return !binding || binding.scope === scope.getProgramParent();
}

/** `require('./x')`, and nothing else that is done with it. */
function isPlainLoad({ key, parent }: NodePath): boolean {
  return is.isCallExpression(parent) && key === 'callee' && is.isStringLiteral(parent.arguments[0]);
}

function isTopThis(path: NodePath): boolean {
  for (let at = path.getFunctionParent(); at; at = at.getFunctionParent())
    if (!at.isArrowFunctionExpression()) return false;
  return true;
}

/** Names that are packages from the first to the last, whose specifiers are none of those asked for. */
export function packageNames(program: NodePath, isAsked: (specifier: string) => boolean): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [name, { constant, path }] of Object.entries(program.scope.bindings)) {
    const source = constant ? sourceOf(path) : null;
    if (source !== null && !/^[./#~@]/.test(source) && !isAsked(source)) names.add(name);
  }
  return names;
}

function sourceOf(path: NodePath): string | null {
  const { parent, node } = path;
  if (is.isImportDeclaration(parent)) return parent.source.value;
  if (!is.isVariableDeclarator(node) || !is.isIdentifier(node.id) || !is.isCallExpression(node.init)) return null;
  const [argument] = node.init.arguments;
  return is.isIdentifier(node.init.callee, { name: 'require' }) && is.isStringLiteral(argument) ? argument.value : null;
}
