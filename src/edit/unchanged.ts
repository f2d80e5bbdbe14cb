/** Whether a text gives at the call what it gave where the author wrote it: the form may be older than the request. */
import { functionOf } from '../evaluate/control.js';
import { bare } from '../evaluate/evaluate.js';
import { endOf, is, type NodePath, startOf } from '../syntax/index.js';

/** Methods that change what they are called on. */
const CHANGING = /^(?:push|pop|shift|unshift|splice|sort|reverse|fill|copyWithin|set|add|delete|clear|append)$/;

/** Does nothing between the expression and the call change what its names hold? */
export function staysUntil(path: NodePath, site: NodePath): boolean {
  const from = writtenBefore(path, site);
  if (!from) return true;
  const names = namesIn(path);
  if (names.size === 0) return true;
  const outer = functionOf(from);
  const isWhole = outer?.node !== functionOf(site)?.node;
  const start = endOf(from.node);
  const end = isWhole ? Number.POSITIVE_INFINITY : startOf(site.node);
  let stays = true;
  const block = (isWhole ? (outer ?? site.scope.getProgramParent().path) : commonBlock(from, site)) as NodePath;
  block.traverse({
    enter(inner) {
      if (endOf(inner.node) <= start || startOf(inner.node) >= end) inner.skip();
      else if (startOf(inner.node) < start || endOf(inner.node) > end) return;
      // what a function does is done when it is called
      else if (!isWhole && inner.isFunction()) inner.skip();
      else if (changes(inner, path, names)) stays = false;
      if (!stays) inner.stop();
    },
  });
  return stays;
}

/** The place in front of the call where the text was evaluated; null where it is the call's own. */
function writtenBefore(path: NodePath, site: NodePath): NodePath | null {
  const statement = site.getStatementParent();
  const isOwn = (one: NodePath) => one.findParent(({ node }) => node === statement?.node) !== null;
  const seen = new Set<unknown>();
  for (let from = path; ; ) {
    if (isOwn(from)) return null;
    const fn = functionOf(from);
    if (!fn || site.findParent(({ node }) => node === fn.node)) return isBefore(from, site) ? from : null;
    // in a function that gave it: where that was last called
    const holder = fn.parentPath?.isVariableDeclarator() ? fn.parentPath.node.id : null;
    const id = fn.isFunctionDeclaration() ? fn.node.id : holder;
    const named = is.isIdentifier(id) ? fn.parentPath?.scope.getBinding(id.name) : null;
    const called = named?.referencePaths.filter((one) => isBefore(one, site) || isOwn(one)).at(-1);
    if (!called || seen.has(fn.node)) return null;
    seen.add(fn.node);
    from = called;
  }
}

function isBefore(path: NodePath, site: NodePath): boolean {
  return endOf(path.node) <= startOf(site.node);
}

function commonBlock(one: NodePath, other: NodePath): NodePath {
  const around = new Set(other.getAncestry().map(({ node }) => node));
  return one.findParent(({ node }) => around.has(node)) ?? one.scope.getProgramParent().path;
}

/** The names that the value hangs on, and what is read of each: `o` → `.z` for `o.z`. */
function namesIn(path: NodePath): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const see = (inner: NodePath) => {
    if (inner.isFunction()) return inner.skip();
    if (!inner.isIdentifier() && !inner.isThisExpression()) return;
    const { parent } = inner;
    if ((is.isMemberExpression(parent) || is.isObjectProperty(parent)) && !parent.computed)
      if (inner.key === 'property' || inner.key === 'key') return;
    names.set(inner.isIdentifier() ? inner.node.name : 'this', membersOf(inner).text);
  };
  see(path);
  path.traverse({ enter: see });
  return names;
}

/** The whole of `o.a.b` that begins with the name, and `.a.b`; what is computed ends it. */
function membersOf(name: NodePath): { readonly whole: NodePath; readonly text: string } {
  let whole = name;
  let text = '';
  for (let parent = whole.parentPath; parent && whole.key === 'object'; parent = whole.parentPath) {
    const { node } = parent;
    if (!is.isMemberExpression(node) && !is.isOptionalMemberExpression(node)) break;
    if (node.computed || !is.isIdentifier(node.property)) break;
    text += `.${node.property.name}`;
    whole = parent;
  }
  return { whole, text };
}

function changes(inner: NodePath, path: NodePath, names: ReadonlyMap<string, string>): boolean {
  if (!inner.isIdentifier() && !inner.isThisExpression()) return false;
  const name = inner.isIdentifier() ? inner.node.name : 'this';
  const read = names.get(name);
  if (read === undefined || path.scope.getBinding(name) !== inner.scope.getBinding(name)) return false;
  const { whole, text } = membersOf(inner);
  const target = is.isMemberExpression(whole.parent) && whole.key === 'object' ? (whole.parentPath as NodePath) : whole;
  const touches = read.startsWith(text) || text.startsWith(read);
  if (isSet(target)) return touches;
  // `o.add(…)`, `list.shift()`
  if (target.key === 'callee') {
    const object = text.slice(0, Math.max(0, text.lastIndexOf('.')));
    return read.startsWith(object) && CHANGING.test(text.slice(object.length + 1));
  }
  return false;
}

/** Is it assigned, counted, deleted, or what a pattern or a loop fills? */
function isSet(target: NodePath): boolean {
  const { parentPath: parent, key } = target;
  if (!parent) return false;
  if (parent.isAssignmentExpression() || parent.isForOfStatement() || parent.isForInStatement()) return key === 'left';
  if (parent.isUpdateExpression() || parent.isUnaryExpression({ operator: 'delete' })) return true;
  if (parent.isCallExpression() && target.listKey === 'arguments' && key === 0)
    return /^Object\.(?:assign|definePropert(?:y|ies))$/.test(String(bare(parent.get('callee') as NodePath)));
  const pattern = target.findParent((one) => !one.isPattern() && !one.isObjectProperty() && !one.isRestElement());
  return (
    pattern?.isAssignmentExpression() === true &&
    target.findParent((one) => one.key === 'left' && one.parentPath === pattern) !== null
  );
}
