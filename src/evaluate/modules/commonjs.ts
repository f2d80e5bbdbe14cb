/** What a CommonJS module hands out: every place that sets `module.exports` or a property of it. */
import { type ast, type Binding, is, type NodePath, type SourceModule, startOf } from '../../syntax/index.js';

export interface CommonJsExports {
  /** what `module.exports` itself is set to; null: it is the object that Node made */
  readonly whole: NodePath | null;
  /** name → what is set under it; null: more than once, or where the text does not tell */
  readonly named: ReadonlyMap<string, NodePath | null>;
  /** objects whose properties are copied into it, in order */
  readonly copied: readonly NodePath[];
  /** something else is done to it: nothing of it is known */
  readonly unclear: boolean;
  /** names of the file for the object that is handed out */
  readonly aliases: readonly Binding[];
}

interface Gathered {
  whole: NodePath | null;
  wholes: number;
  /** is the bare `exports` the object that is handed out in the end? */
  bareCounts: boolean;
  readonly named: { key: string | null; value: NodePath | null; bare: boolean; start: number }[];
  readonly copied: NodePath[];
  unclear: boolean;
  readonly aliases: Binding[];
}

const KNOWN = new WeakMap<ast.Node, CommonJsExports>();

export function commonJsExports({ program }: SourceModule): CommonJsExports {
  const known = KNOWN.get(program.node);
  if (known) return known;
  const found: Gathered = {
    whole: null,
    wholes: 0,
    bareCounts: true,
    named: [],
    copied: [],
    unclear: false,
    aliases: [],
  };
  program.traverse({
    Identifier(path) {
      if (path.node.name !== 'exports' && path.node.name !== 'module') return;
      if (!path.isReferencedIdentifier() || path.scope.getBinding(path.node.name)) return;
      if (path.node.name === 'exports') return use(path, true, found);
      const member = path.parentPath;
      if (member?.isMemberExpression() && path.key === 'object' && memberKey(member) === 'exports')
        use(member, false, found);
    },
  });
  const result = settled(found);
  KNOWN.set(program.node, result);
  return result;
}

function settled(found: Gathered): CommonJsExports {
  const named = new Map<string, NodePath | null>();
  const wholeStart = found.whole?.node.start ?? -1;
  let unclear = found.unclear || found.wholes > 1;
  for (const { key, value, bare, start } of found.named) {
    // What was set before is lost with the object that it was set on.
    if (found.whole && (bare ? !found.bareCounts : start < wholeStart)) continue;
    if (key === null) unclear = true;
    else named.set(key, named.has(key) ? null : value);
  }
  return { whole: found.whole, named, copied: found.copied, unclear, aliases: found.aliases };
}

/** One mention of the object: `exports`, `module.exports`, or a name for it. */
function use(path: NodePath, bare: boolean, found: Gathered): void {
  const parent = path.parentPath;
  if (!parent) return;
  if (parent.isMemberExpression() && path.key === 'object') return property(parent, bare, found);
  if (parent.isAssignmentExpression() && path.key === 'left') {
    if (!bare) whole(parent, found);
    else if (!isChained(parent)) found.bareCounts = false;
    return;
  }
  if (parent.isAssignmentExpression() && path.key === 'right') {
    // `exports = module.exports`, `api = module.exports`
    if (!is.isIdentifier(parent.node.left, { name: 'exports' })) found.unclear = true;
    return;
  }
  if (parent.isVariableDeclarator()) return alias(parent, bare, found);
  if (parent.isCallExpression() && path.listKey === 'arguments') return handedOver(parent, path, found);
  if (parent.isReturnStatement() || parent.isSpreadElement()) return;
  if (parent.isLogicalExpression() || parent.isUnaryExpression({ operator: 'typeof' })) return;
  if (!parent.isBinaryExpression() && !parent.isIfStatement()) found.unclear = true;
}

function whole(assignment: NodePath<ast.AssignmentExpression>, found: Gathered): void {
  const value = lastRight(assignment);
  found.wholes++;
  if (assignment.node.operator !== '=' || !isPlain(assignment)) found.unclear = true;
  else found.whole = value;
  if (!isChained(assignment)) found.bareCounts = false;
  let outer: NodePath = assignment;
  while (outer.parentPath?.isAssignmentExpression()) outer = outer.parentPath;
  if (outer.parentPath?.isVariableDeclarator()) alias(outer.parentPath, false, found);
}

/** `a = b = value` → value */
function lastRight(assignment: NodePath<ast.AssignmentExpression>): NodePath {
  let right = assignment.get('right') as NodePath;
  while (right.isAssignmentExpression()) right = right.get('right') as NodePath;
  return right;
}

/** Are `exports` and `module.exports` set in one go? */
function isChained(assignment: NodePath): boolean {
  const names = new Set<string>();
  let outer = assignment;
  while (outer.parentPath?.isAssignmentExpression()) outer = outer.parentPath;
  for (let one = outer; one.isAssignmentExpression(); one = one.get('right') as NodePath) {
    const { left } = one.node;
    names.add(is.isIdentifier(left) ? left.name : 'member');
    if (is.isMemberExpression(one.node.right)) names.add('member');
  }
  return names.has('exports') && names.has('member');
}

function alias(declarator: NodePath<ast.VariableDeclarator>, bare: boolean, found: Gathered): void {
  const { id } = declarator.node;
  if (!is.isIdentifier(id)) return;
  const binding = declarator.scope.getBinding(id.name);
  if (!binding || binding.constantViolations.length > 0 || declarator.getFunctionParent()) {
    found.unclear = true;
    return;
  }
  found.aliases.push(binding);
  for (const one of binding.referencePaths) use(one, bare, found);
}

function property(member: NodePath<ast.MemberExpression>, bare: boolean, found: Gathered): void {
  const parent = member.parentPath;
  const key = memberKey(member);
  const start = startOf(member.node);
  if (parent?.isAssignmentExpression() && member.key === 'left') {
    const plain = parent.node.operator === '=' && isPlain(parent);
    found.named.push({ key, value: plain ? lastRight(parent) : null, bare, start });
  } else if (parent?.isUpdateExpression() || parent?.isUnaryExpression({ operator: 'delete' })) {
    found.named.push({ key, value: null, bare, start });
  } else if (isSetBelow(member)) {
    found.named.push({ key, value: null, bare, start }, { key, value: null, bare, start });
  }
}

/** `exports.api.url = …` */
function isSetBelow(member: NodePath): boolean {
  let path = member;
  while (path.key === 'object' && path.parentPath?.isMemberExpression()) path = path.parentPath;
  return path !== member && path.key === 'left' && path.parentPath?.isAssignmentExpression() === true;
}

function handedOver(call: NodePath<ast.CallExpression>, path: NodePath, found: Gathered): void {
  const callee = String(call.get('callee'));
  const args = call.get('arguments') as NodePath[];
  if (path.key === 0 && /(?:^|\.)(?:assign|extend|_extend)$/.test(callee) && isPlain(call))
    found.copied.push(...args.slice(1));
  else if (path.key === 0 && callee === 'Object.defineProperty') {
    const name = args[1];
    const key = name?.isStringLiteral() ? name.node.value : null;
    if (key !== '__esModule') found.named.push({ key, value: null, bare: false, start: Number.MAX_SAFE_INTEGER });
  } else if (callee !== 'Object.freeze' && callee !== 'Object.keys') found.unclear = true;
}

/** A statement of the file's top level, or a variable that is set there: it runs once, whatever happens. */
function isPlain(path: NodePath): boolean {
  let outer = path;
  while (outer.parentPath?.isAssignmentExpression()) outer = outer.parentPath;
  const holder = outer.parentPath;
  if (holder?.isExpressionStatement()) return holder.parentPath?.isProgram() === true;
  return holder?.isVariableDeclarator() === true && holder.parentPath.parentPath?.isProgram() === true;
}

function memberKey(member: NodePath<ast.MemberExpression>): string | null {
  const { property: name, computed } = member.node;
  if (is.isStringLiteral(name)) return name.value;
  return !computed && is.isIdentifier(name) ? name.name : null;
}
