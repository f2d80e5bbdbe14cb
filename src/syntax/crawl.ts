/** Makes the paths of a tree, and in the same walk its scopes: what is declared, used and changed, in Babel's sense. */

import { type ast, childKeys, is } from './babel.js';
import { type PathList, TreePath } from './tree-path.js';
import { type TreeBinding, TreeScope } from './tree-scope.js';

/** What is known of all nodes of a type. */
interface Kind {
  readonly type: string;
  readonly keys: readonly string[];
  readonly scopable: boolean;
  readonly pattern: boolean;
  readonly method: boolean;
  /** does it part the scopes of what it takes and of what it does? */
  readonly takes: boolean;
  /** is called when the paths of what it holds are made, and before they are looked at */
  readonly enter: ((path: TreePath, seen: Seen, children: readonly TreePath[]) => void) | null;
  readonly exports: boolean;
}

/** What is matched to bindings when all of them are known. */
interface Seen {
  readonly program: TreeScope;
  readonly uses: TreePath[];
  readonly assignments: TreePath[];
  readonly changes: TreePath[];
}

/** The path of the program; all below it are made. */
export function crawl(tree: ast.File, text: string): TreePath {
  const list: PathList = { text, paths: [], places: new Map(), merged: new Map() };
  const program = new TreePath(tree.program, tree, null, tree, undefined, 'program', list, null);
  program.scope = new TreeScope(program);
  const seen: Seen = { program: program.scope, uses: [], assignments: [], changes: [] };
  add(program, kindOf('Program'), seen, list);
  match(seen);
  return program;
}

function add(path: TreePath, kind: Kind, seen: Seen | null, list: PathList): void {
  const { paths, places } = list;
  path.at = paths.length;
  paths.push(path);
  const same = places.get(kind.type);
  if (same) same.push(path.at);
  else places.set(kind.type, [path.at]);
  // what stands in a type changes nothing and is no use of a value
  const below = kind.type === 'TSTypeAnnotation' ? null : seen;
  if (kind.enter === null || seen === null) eachChild(path, kind, (child) => place(child, path, kind, below, list));
  else {
    const children: TreePath[] = [];
    eachChild(path, kind, (child) => children.push(child));
    kind.enter(path, seen, children);
    for (const child of children) place(child, path, kind, below, list);
  }
  path.end = paths.length;
  if (seen !== null && kind.exports) useExported(path);
}

function eachChild(path: TreePath, { keys }: Kind, visit: (child: TreePath) => void): void {
  const { node, list, scope } = path;
  const fields = node as unknown as Readonly<Record<string, unknown>>;
  for (const key of keys) {
    const value = fields[key];
    if (!value) continue;
    if (!Array.isArray(value)) visit(new TreePath(value as ast.Node, node, path, node, undefined, key, list, scope));
    else
      for (let index = 0; index < value.length; index++)
        if (value[index]) visit(new TreePath(value[index], node, path, value, key, index, list, scope));
  }
}

/** Gives the path its scope, and looks at what stands below. */
function place(path: TreePath, parent: TreePath, above: Kind, seen: Seen | null, list: PathList): void {
  const kind = kindOf(path.node.type);
  const { key, listKey } = path;
  const outside = above.method
    ? key === 'key' || listKey === 'decorators'
    : key === 'discriminant' && above.type === 'SwitchStatement';
  if (outside && parent.parentPath) path.scope = parent.parentPath.scope;
  const scoped = kind.scopable ? !(above.takes && kind.type === 'BlockStatement') : above.takes && kind.pattern;
  if (scoped) path.scope = new TreeScope(path);
  add(path, kind, seen, list);
}

function match({ program, uses, assignments, changes }: Seen): void {
  for (const path of assignments) {
    const names = is.getAssignmentIdentifiers(path.node);
    for (const name of Object.keys(names)) if (!path.scope.getBinding(name)) program.globals[name] = names[name]!;
    changeNames(path, names);
  }
  for (const path of uses) {
    const node = path.node as ast.Identifier;
    const binding = path.scope.getBinding(node.name);
    if (binding) binding.use(path);
    else program.globals[node.name] = node;
  }
  for (const path of changes) changeNames(path, is.getAssignmentIdentifiers(path.node));
}

function changeNames(path: TreePath, names: object): void {
  for (const name of Object.keys(names)) path.scope.getBinding(name)?.change(path);
}

const functionOf = ({ scope }: TreePath): TreeScope => scope.getFunctionParent() ?? scope.getProgramParent();

/** The block that the path itself stands in: a function's own scope is inside of it. */
function blockOf(path: TreePath): TreeScope {
  const { scope } = path;
  return (scope.path === path ? (scope.parent ?? scope) : scope).getBlockParent();
}

type Enter = NonNullable<Kind['enter']>;

const declareVariables: Enter = (path, _seen, children) => {
  const { kind } = path.node as ast.VariableDeclaration;
  const scope = kind === 'var' ? functionOf(path) : blockOf(path);
  const named = kind === 'using' || kind === 'await using' ? 'const' : kind;
  for (const child of children) scope.declare(named, child);
};

const declareParams: Enter = (path, _seen, children) => {
  for (const child of children) if (child.listKey === 'params') path.scope.declare('param', child);
};

/** `constructor(private readonly api: Api)` declares a name in the constructor too; Babel does not know it. */
const declareParamsOfClass: Enter = (path, seen, children) => {
  declareParams(path, seen, children);
  for (const child of children) if (is.isTSParameterProperty(child.node)) path.scope.declareProperty(child.node, child);
};

const declareOwnName: Enter = (path, _seen, children) => {
  const id = children.find(({ key }) => key === 'id');
  if (id) path.scope.declare('local', id, path);
};

const use: Enter = (path, { uses }) => {
  if (!path.isReferencedIdentifier()) return;
  const { parent, node } = path;
  if (parent.type === 'TSParameterProperty') return;
  if (parent.type === 'TSQualifiedName' ? parent.right === node : parent.type === 'TSImportEqualsDeclaration') return;
  uses.push(path);
};

const ENTER: Readonly<Record<string, Enter>> = {
  Identifier: use,
  JSXIdentifier: use,
  VariableDeclaration: declareVariables,
  ArrowFunctionExpression: declareParams,
  ObjectMethod: declareParams,
  ClassMethod: declareParamsOfClass,
  ClassPrivateMethod: declareParams,
  FunctionExpression(path, seen, children) {
    declareParams(path, seen, children);
    declareOwnName(path, seen, children);
  },
  FunctionDeclaration(path, seen, children) {
    const id = children.find(({ key }) => key === 'id');
    if (id) blockOf(path).declare('hoisted', id, path);
    declareParams(path, seen, children);
  },
  ClassExpression: declareOwnName,
  ClassDeclaration(path) {
    const { declare, id } = path.node as ast.ClassDeclaration;
    if (!declare) blockOf(path).declare('let', path);
    if (id) path.scope.bindings[id.name] = path.scope.parent?.getBinding(id.name) as TreeBinding;
  },
  ImportDeclaration(path, _seen, children) {
    const { importKind } = path.node as ast.ImportDeclaration;
    const scope = path.scope.getBlockParent();
    for (const child of children) {
      if (child.listKey !== 'specifiers') continue;
      const own = child.type === 'ImportSpecifier' ? (child.node as ast.ImportSpecifier).importKind : null;
      const typed = [importKind, own].some((one) => one === 'type' || one === 'typeof');
      scope.declare(typed ? 'unknown' : 'module', child);
    }
  },
  TSImportEqualsDeclaration(path) {
    path.scope.getBlockParent().declare('unknown', path);
    functionOf(path).declare('unknown', path);
  },
  CatchClause: (path) => path.scope.declare('let', path),
  AssignmentExpression: (path, { assignments }) => void assignments.push(path),
  UpdateExpression: (path, { changes }) => void changes.push(path),
  UnaryExpression(path, { changes }) {
    if ((path.node as ast.UnaryExpression).operator === 'delete') changes.push(path);
  },
  ForInStatement: changesLeft,
  ForOfStatement: changesLeft,
};

/** `for (name of …)`; what is declared there is no change. */
function changesLeft(path: TreePath, { changes }: Seen): void {
  const { left } = path.node as ast.ForXStatement;
  if (is.isPattern(left) || left.type === 'Identifier') changes.push(path);
}

/** Types, enums and what else is declared. */
const declareUnknown: Enter = (path) => functionOf(path).declare('unknown', path);

/** What is exported where it is declared is used by that. */
function useExported(path: TreePath): void {
  const { declaration } = path.node as ast.ExportNamedDeclaration | ast.ExportDefaultDeclaration;
  if (is.isClassDeclaration(declaration) || is.isFunctionDeclaration(declaration)) {
    if (declaration.id) useIn(path, declaration.id.name);
  } else if (is.isVariableDeclaration(declaration))
    for (const declarator of declaration.declarations)
      for (const name of Object.keys(is.getBindingIdentifiers(declarator))) useIn(path, name);
}

function useIn(path: TreePath, name: string): void {
  const binding = path.scope.getBinding(name);
  if (binding && !binding.referencePaths.includes(path)) binding.use(path);
}

const groups = is.FLIPPED_ALIAS_KEYS as Readonly<Record<string, readonly string[]>>;
const isOf = (group: string, type: string): boolean => groups[group]?.includes(type) ?? false;
const KINDS = new Map<string, Kind>();

function kindOf(type: string): Kind {
  const known = KINDS.get(type);
  if (known) return known;
  const exports = type === 'ExportNamedDeclaration' || type === 'ExportDefaultDeclaration';
  const declares = isOf('Declaration', type) && !exports && type !== 'ExportAllDeclaration';
  const kind: Kind = {
    type,
    keys: childKeys(type),
    scopable: isOf('Scopable', type),
    pattern: isOf('Pattern', type),
    method: isOf('Method', type),
    takes: isOf('Function', type) || type === 'CatchClause',
    enter: ENTER[type] ?? (declares ? declareUnknown : null),
    exports,
  };
  KINDS.set(type, kind);
  return kind;
}
