/**
 * A node at its place in a tree: what the program uses of Babel's paths, made for all nodes of a file at once. Trees are
 * never changed, so a path is what it is; Babel's, which may be changed, take several times as long to make and to ask.
 */
import { type ast, is, type NodePath, type Visitor } from './babel.js';
import type { TreeScope } from './tree-scope.js';
import { walk } from './walk.js';

/** All paths of a file as they stand in its text: what is below a path stands behind it, up to its `end`. */
export interface PathList {
  readonly text: string;
  readonly paths: TreePath[];
  /** type of node → where those of it stand */
  readonly places: Map<string, number[]>;
  /** the same for the types that a visitor asks for together */
  readonly merged: Map<string, readonly number[]>;
}

type Fields = Readonly<Record<string, unknown>>;

const FUNCTIONS: ReadonlySet<string | undefined> = new Set(is.FLIPPED_ALIAS_KEYS.Function);

export class TreePath {
  readonly type: string | undefined;
  scope: TreeScope;
  at = -1;
  end = -1;
  shouldSkip = false;
  shouldStop = false;

  constructor(
    readonly node: ast.Node,
    readonly parent: ast.Node,
    readonly parentPath: TreePath | null,
    readonly container: unknown,
    readonly listKey: string | undefined,
    readonly key: string | number,
    readonly list: PathList,
    scope: TreeScope | null,
  ) {
    this.type = node?.type;
    // a program's is made for it at once
    this.scope = scope as TreeScope;
  }

  /** The path or paths at a key, which may be dotted. */
  get(key: string): TreePath | TreePath[] {
    if (!key.includes('.')) return this.child(key);
    let found: TreePath | TreePath[] = this;
    for (const part of key.split('.')) found = Array.isArray(found) ? found[Number(part)]! : found.child(part);
    return found;
  }

  private child(key: string): TreePath | TreePath[] {
    const value = (this.node as unknown as Fields)[key];
    if (!Array.isArray(value)) {
      for (let next = this.at + 1; value && next < this.end; ) {
        const place = this.list.paths[next]!;
        if (place.node === value) return place;
        next = place.end;
      }
      return this.unlisted(this.node, undefined, key);
    }
    const found: TreePath[] = [];
    let next = this.at + 1;
    for (let index = 0; index < value.length; index++) {
      while (value[index] && next < this.end && !this.isHere(next, key, index)) next = this.list.paths[next]!.end;
      const listed = value[index] && next < this.end;
      found.push(listed ? this.list.paths[next]! : this.unlisted(value, key, index));
      if (!listed) next = this.at + 1;
    }
    return found;
  }

  private isHere(at: number, listKey: string, key: number): boolean {
    const place = this.list.paths[at]!;
    return place.key === key && place.listKey === listKey;
  }

  /** A place where nothing is, or something that no walk goes to. */
  private unlisted(container: object, listKey: string | undefined, key: string | number): TreePath {
    const node = (container as Record<string | number, ast.Node>)[key]!;
    return new TreePath(node, this.node, this, container, listKey, key, this.list, this.scope);
  }

  getSibling(key: string | number): TreePath {
    const { parentPath, container, listKey } = this;
    if (!parentPath) throw new Error('a program has no siblings');
    const all = parentPath.child(listKey ?? String(key));
    return Array.isArray(all) ? (all[Number(key)] ?? parentPath.unlisted(container as object, listKey, key)) : all;
  }

  getAncestry(): TreePath[] {
    const paths: TreePath[] = [];
    for (let path: TreePath | null = this; path; path = path.parentPath) paths.push(path);
    return paths;
  }

  find(test: (path: TreePath) => boolean): TreePath | null {
    for (let path: TreePath | null = this; path; path = path.parentPath) if (test(path)) return path;
    return null;
  }

  findParent(test: (path: TreePath) => boolean): TreePath | null {
    return this.parentPath?.find(test) ?? null;
  }

  getFunctionParent(): TreePath | null {
    for (let path = this.parentPath; path; path = path.parentPath) if (FUNCTIONS.has(path.type)) return path;
    return null;
  }

  getStatementParent(): TreePath {
    let path: TreePath = this;
    while (path.parentPath && !(Array.isArray(path.container) && path.isStatement())) path = path.parentPath;
    if (path.type === 'Program') throw new Error('a program stands in no statement');
    return path;
  }

  isDescendant(ancestor: TreePath): boolean {
    for (let path = this.parentPath; path; path = path.parentPath) if (path === ancestor) return true;
    return false;
  }

  isReferencedIdentifier(): boolean {
    const { node, parent, parentPath } = this;
    if (is.isJSXIdentifier(node)) {
      if (!is.isJSXMemberExpression(parent) && /^[a-z]/.test(node.name)) return false;
    } else if (!is.isIdentifier(node)) return false;
    return is.isReferenced(node, parent, parentPath?.parent);
  }

  /** A name that is only declared is no expression. */
  isExpression(): boolean {
    return this.type === 'Identifier' ? this.isReferencedIdentifier() : is.isExpression(this.node);
  }

  /** What a loop declares in its head is no statement. */
  isStatement(): boolean {
    const { node, parent } = this;
    if (!is.isStatement(node)) return false;
    return !(
      node.type === 'VariableDeclaration' &&
      ((is.isForXStatement(parent) && parent.left === node) || (is.isForStatement(parent) && parent.init === node))
    );
  }

  isScope(): boolean {
    return is.isScope(this.node, this.parent);
  }

  /** As it is written, a chain of calls on one line. */
  toString(): string {
    return this.list.text.slice(this.node?.start ?? 0, this.node?.end ?? 0).replace(/\s*\n\s*(?=\??\.)/g, '');
  }

  traverse(visitor: Visitor): void {
    if (this.at >= 0) walk(this, visitor);
  }

  /** Do not go into the node's children. */
  skip(): void {
    this.shouldSkip = true;
  }

  /** End the walk. */
  stop(): void {
    this.shouldSkip = true;
    this.shouldStop = true;
  }
}

type Test = (this: TreePath, shape?: object) => boolean;

/**
 * `isCallExpression` and so on, of all types and of their groups: on a prototype of their own, made at once, since each
 * addition to one that is in use makes it anew.
 */
function giveTests(): void {
  const tests: Record<string, Test> = {};
  const groups = is.FLIPPED_ALIAS_KEYS as Readonly<Record<string, readonly string[]>>;
  for (const type of Object.keys(is.VISITOR_KEYS))
    tests[`is${type}`] = function (shape) {
      return this.type === type && (shape === undefined || is.shallowEqual(this.node, shape as Fields));
    };
  for (const [group, types] of Object.entries(groups)) {
    const all = new Set<string | undefined>(types);
    tests[`is${group}`] = function (shape) {
      return all.has(this.type) && (shape === undefined || is.shallowEqual(this.node, shape as Fields));
    };
  }
  Object.setPrototypeOf(TreePath.prototype, tests);
}
giveTests();

/** As the rest of the program sees it. */
export function asNodePath<T = ast.Node>(path: TreePath): NodePath<T> {
  return path as unknown as NodePath<T>;
}
