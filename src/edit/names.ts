/** Names that are free in every scope they enter. */
import { type ast, is, type NodePath, type Scope, type SourceModule } from '../syntax/index.js';

const RESERVED = new Set([
  'arguments',
  'await',
  'class',
  'default',
  'delete',
  'enum',
  'eval',
  'export',
  'import',
  'new',
  'package',
  'private',
  'public',
  'return',
  'static',
  'super',
  'switch',
  'this',
  'undefined',
  'yield',
]);

export class Names {
  /** every identifier that the file writes anywhere */
  private readonly written = new Set<string>();
  private readonly given = new Set<string>();

  constructor(module: SourceModule) {
    module.program.traverse({
      Identifier: (path) => {
        if (!isPropertyName(path)) this.written.add(path.node.name);
      },
      JSXIdentifier: (path) => {
        this.written.add(path.node.name);
      },
    });
  }

  /** A name for the whole file: nothing in it is called so. */
  forFile(wish: string, otherwise = wish): string {
    let name = wish;
    for (
      let number = otherwise === wish ? 2 : 1;
      this.written.has(name) || this.given.has(name) || RESERVED.has(name);
      number++
    )
      name = number === 1 ? otherwise : `${otherwise}${number}`;
    this.given.add(name);
    return name;
  }

  /**
   * A name inside `scope`: no binding is visible there or made below, and nothing there means a global of that name.
   * Names of the file itself are kept free, too.
   */
  inside(scope: Scope, wish: string, except?: string): string {
    let name = wish;
    for (let number = 2; name !== except && (this.taken(scope, name) || RESERVED.has(name)); number++)
      name = `${wish}${number}`;
    return name;
  }

  private taken(scope: Scope, name: string): boolean {
    if (this.given.has(name) || scope.hasBinding(name, true)) return true;
    if (!this.written.has(name)) return false;
    let used = false;
    scope.path.traverse({
      Identifier(path) {
        if (path.node.name === name && !isPropertyName(path)) {
          used = true;
          path.stop();
        }
      },
    });
    return used;
  }
}

function isPropertyName(path: NodePath<ast.Identifier>): boolean {
  const parent = path.parent;
  if (is.isMemberExpression(parent) || is.isOptionalMemberExpression(parent))
    return path.key === 'property' && !parent.computed;
  if (is.isObjectProperty(parent)) return path.key === 'key' && !parent.computed && !parent.shorthand;
  return (
    (is.isObjectMethod(parent) || is.isClassMethod(parent) || is.isClassProperty(parent)) &&
    path.key === 'key' &&
    !parent.computed
  );
}
