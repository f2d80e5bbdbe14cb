/**
 * Does a file hand anything on that has to do with v1? Where it does not, those that import it need not be looked at. By
 * its top statements: one that speaks of v1, one that names what such a one names, and so on; then whether one of them
 * reaches what others see. Errs on the side of yes.
 */
import { is, type NodePath, type SourceModule } from '../syntax/index.js';

export const V1_WORDS = /cloudflare|api_json|tkn|api\.html|host-gw|external-event|dlouc-flare/i;
type Words = Pick<RegExp, 'test'>;
/** What a module, or a script of a page, shows others by. */
const DOORS = new Set(['module', 'exports', 'define', 'globalThis', 'global', 'window', 'self', 'eval']);

/** Could there be anything of v1 in the text? */
export function mentionsV1(text: string): boolean {
  return V1_WORDS.test(text);
}

interface Statement {
  marked: boolean;
  /** names of the file's own top that it mentions or declares */
  readonly names: Set<string>;
  /** those of them that it may change, and not just use */
  readonly changed: Set<string>;
  /** it is exported, mentions a door, or sets what the file does not declare */
  open: boolean;
}

/** `words`: what is looked for, if it is more than v1. */
export function handsOn({ program, text }: SourceModule, words: Words = V1_WORDS): boolean {
  const packages = packageNames(program, words);
  const statements = program.get<NodePath[]>('body').map((path) => statementOf(path, text, words));
  const naming = new Map<string, Statement[]>();
  for (const statement of statements) {
    for (const name of statement.names) {
      const known = naming.get(name);
      if (known) known.push(statement);
      else naming.set(name, [statement]);
    }
  }
  const next = statements.filter(({ marked }) => marked);
  for (let statement = next.pop(); statement; statement = next.pop()) {
    // what is put into a package reaches all that load it
    if (statement.open || [...statement.changed].some((name) => packages.has(name))) return true;
    for (const name of statement.names) {
      if (packages.has(name)) continue;
      for (const other of naming.get(name) ?? []) {
        if (!other.marked) next.push(other);
        other.marked = true;
      }
      naming.delete(name);
    }
  }
  return false;
}

function statementOf(path: NodePath, text: string, words: Words): Statement {
  const { start, end } = path.node;
  const statement: Statement = {
    marked: words.test(text.slice(start ?? 0, end ?? text.length)),
    names: new Set(),
    changed: new Set(),
    open: path.type.startsWith('Export') || path.type.startsWith('TSExport'),
  };
  if (statement.open && statement.marked) return statement;
  const top = path.scope.getProgramParent();
  const change = (target: NodePath) => {
    let root = target;
    while (root.isMemberExpression()) root = root.get('object') as NodePath;
    if (root.isIdentifier()) {
      const binding = root.scope.getBinding(root.node.name);
      if (!binding) statement.open = true;
      else if (binding.scope === top) statement.changed.add(root.node.name);
    } else if (!root.isThisExpression()) statement.open = true;
  };
  const see = (inner: NodePath) => {
    const { node } = inner;
    if (is.isIdentifier(node) || is.isJSXIdentifier(node)) {
      if (top.hasOwnBinding(node.name)) statement.names.add(node.name);
      else if (DOORS.has(node.name)) statement.open = true;
    } else if (is.isThisExpression(node)) statement.open ||= isTopThis(inner);
    else if (inner.isAssignmentExpression()) change(inner.get('left'));
    else if (inner.isUpdateExpression()) change(inner.get('argument'));
    else if (is.isWithStatement(node)) statement.open = true;
  };
  see(path);
  path.traverse({ enter: see });
  return statement;
}

function isTopThis(path: NodePath): boolean {
  for (let at = path.getFunctionParent(); at; at = at.getFunctionParent())
    if (!at.isArrowFunctionExpression()) return false;
  return true;
}

/** Names that are packages from the first to the last. */
function packageNames(program: NodePath, words: Words): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [name, { constant, path }] of Object.entries(program.scope.bindings)) {
    const source = constant ? sourceOf(path) : null;
    if (source !== null && !/^[./#~@]/.test(source) && !words.test(`'${source}'`)) names.add(name);
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
