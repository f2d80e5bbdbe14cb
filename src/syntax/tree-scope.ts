/** Which names a part of a file declares, and where they are used: what the program asks Babel's scopes for. */
import { type ast, is } from './babel.js';
import { GLOBALS } from './global-names.js';
import type { Binding } from './node-path.js';
import type { TreePath } from './tree-path.js';

export class TreeBinding {
  readonly constantViolations: TreePath[] = [];
  readonly referencePaths: TreePath[] = [];
  constant = true;
  referenced = false;

  constructor(
    readonly identifier: ast.Identifier,
    readonly scope: TreeScope,
    readonly path: TreePath,
    readonly kind: Binding['kind'],
  ) {
    if ((kind === 'var' || kind === 'hoisted') && isGivenInLoop(path)) this.change(path);
  }

  change(path: TreePath): void {
    this.constant = false;
    this.constantViolations.push(path);
  }

  use(path: TreePath): void {
    this.referenced = true;
    this.referencePaths.push(path);
  }
}

/** Does it get its value anew in each turn of a loop? */
function isGivenInLoop(path: TreePath): boolean {
  const { node } = path;
  const gives = node.type !== 'VariableDeclarator' || node.init;
  for (let { parentPath, key } = path; parentPath; { parentPath, key } = parentPath) {
    const { type } = parentPath;
    if (FUNCTION_PARENTS.has(type)) return false;
    if (key === 'left' && (type === 'ForInStatement' || type === 'ForOfStatement')) return true;
    if (gives && key === 'body' && LOOPS.has(type)) return true;
  }
  return false;
}

const groups = is.FLIPPED_ALIAS_KEYS as Readonly<Record<string, readonly string[]>>;
const group = (name: string): ReadonlySet<string | undefined> => new Set(groups[name]);
export const FUNCTION_PARENTS = group('FunctionParent');
const BLOCK_PARENTS = group('BlockParent');
const FUNCTIONS = group('Function');
const METHODS = group('Method');
const PATTERNS = group('Pattern');
const LOOPS = group('Loop');

type Names = Record<string, TreeBinding>;

export class TreeScope {
  readonly bindings: Names = Object.create(null);
  readonly globals: Record<string, ast.Node> = Object.create(null);
  private above: TreeScope | null | undefined;

  constructor(readonly path: TreePath) {}

  get block(): ast.Node {
    return this.path.node;
  }

  get parent(): TreeScope | undefined {
    if (this.above === undefined) this.above = scopeAbove(this.path);
    return this.above ?? undefined;
  }

  getOwnBinding(name: string): TreeBinding | undefined {
    return this.bindings[name];
  }

  hasOwnBinding(name: string): boolean {
    return this.bindings[name] !== undefined;
  }

  /** From a default value in a pattern what the function's body declares is not seen. */
  getBinding(name: string): TreeBinding | undefined {
    let below: TreeScope | null = null;
    for (let scope: TreeScope | undefined = this; scope; scope = scope.parent) {
      const binding = scope.bindings[name];
      if (binding) {
        const hidden = below && PATTERNS.has(below.path.type) && binding.kind !== 'param' && binding.kind !== 'local';
        if (!hidden) return binding;
      } else if (name === 'arguments' && hasArguments(scope.path)) return undefined;
      below = scope;
    }
    return undefined;
  }

  hasBinding(name: string, noGlobals = false): boolean {
    for (let scope: TreeScope | undefined = this; scope; scope = scope.parent) if (scope.bindings[name]) return true;
    return !noGlobals && GLOBALS.has(name);
  }

  hasGlobal(name: string): boolean {
    for (let scope: TreeScope | undefined = this; scope; scope = scope.parent) if (scope.globals[name]) return true;
    return false;
  }

  getProgramParent(): TreeScope {
    let scope: TreeScope = this;
    while (scope.parent) scope = scope.parent;
    return scope;
  }

  getFunctionParent(): TreeScope | null {
    for (let scope: TreeScope | undefined = this; scope; scope = scope.parent)
      if (FUNCTION_PARENTS.has(scope.path.type)) return scope;
    return null;
  }

  getBlockParent(): TreeScope {
    let scope: TreeScope = this;
    while (!BLOCK_PARENTS.has(scope.path.type) && scope.parent) scope = scope.parent;
    return scope;
  }

  /** What `path` declares; `binding`: what the bindings are said to be declared by. */
  declare(kind: Binding['kind'], path: TreePath, binding = path): void {
    const { node } = path;
    const named = node?.type === 'VariableDeclarator' ? node.id : node;
    if (named?.type === 'Identifier') {
      this.declareName(kind, named, binding);
      return;
    }
    const names = is.getBindingIdentifiers(node, true, true);
    for (const name of Object.keys(names)) for (const id of names[name]!) this.declareName(kind, id, binding);
  }

  declareProperty({ parameter }: ast.TSParameterProperty, path: TreePath): void {
    const name = is.isAssignmentPattern(parameter) ? parameter.left : parameter;
    if (is.isIdentifier(name)) this.declareName('param', name, path);
  }

  private declareName(kind: Binding['kind'], id: ast.Identifier, path: TreePath): void {
    const local = this.bindings[id.name];
    if (!local) {
      this.bindings[id.name] = new TreeBinding(id, this, path, kind);
      return;
    }
    if (local.identifier === id) return;
    if (collides(local.kind, kind)) throw new TypeError(`Duplicate declaration "${id.name}"`);
    if (local.constantViolations.includes(path)) local.constant = false;
    else local.change(path);
  }
}

function collides(local: Binding['kind'], kind: Binding['kind']): boolean {
  if (kind === 'param' || local === 'local') return false;
  return kind === 'let' || ['let', 'const', 'module'].includes(local) || (local === 'param' && kind === 'const');
}

function hasArguments({ type }: TreePath): boolean {
  return type !== 'ArrowFunctionExpression' && FUNCTIONS.has(type);
}

/** A method's key and its decorators stand outside of it. */
function scopeAbove(own: TreePath): TreeScope | null {
  let { parentPath: path, key, listKey } = own;
  while (path) {
    if ((key === 'key' || listKey === 'decorators') && METHODS.has(path.type)) path = path.parentPath;
    if (!path) return null;
    if (path.scope.path === path) return path.scope;
    ({ parentPath: path, key, listKey } = path);
  }
  return null;
}
