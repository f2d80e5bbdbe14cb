/** What a file does with the clients of the old package, beside the calls that are seen. */
import { V1_PACKAGE, v1Method } from '../../catalogue/v1-package.js';
import { evaluate, memberName } from '../../evaluate/evaluate.js';
import type { Value } from '../../evaluate/value.js';
import { groupAt } from '../../find/packages/client-groups.js';
import { oldNames, type PackageFacts, packageClient } from '../../find/packages/cloudflare.js';
import { isTarget } from '../../find/packages/flow/paths.js';
import { type ast, is, type NodePath, type SourceModule } from '../../syntax/index.js';
import type { ClientMethods } from './spec.js';

export interface ClientUses {
  /** methods that are taken where no call of them is seen */
  readonly methods: ClientMethods;
  /** the first place where a client, or the package, goes where its calls are not seen */
  readonly leak: NodePath | null;
  /** the program puts functions of its own in the place of methods: a call of one is no request of its own */
  readonly patched: boolean;
}

/** What only the package has: where it sends, and how it writes it. */
const OWN_MEMBERS = new Set<string>([V1_PACKAGE.endpoint, 'createRequestData', 'createPostData', '_response']);
const MAKERS: readonly string[] = [V1_PACKAGE.factory, V1_PACKAGE.class];

/** null where something is used that a client with v4 behind it does not have. `moving`: calls that become v4's. */
export function clientUses(
  module: SourceModule,
  facts: PackageFacts,
  moving: ReadonlySet<ast.Node>,
): ClientUses | null {
  const scan = new Scan(facts, moving);
  module.program.traverse({
    Expression(path) {
      if (!isRead(path)) return;
      const value = evaluate(path);
      if (isClient(value, facts)) scan.client(path);
      else if (value.kind === 'external' && value.module !== null && oldNames(facts).includes(value.module))
        scan.package(
          path,
          value.members.filter((member) => member !== 'default'),
        );
    },
  });
  return scan.hasOwn ? null : { methods: scan.methods, leak: scan.leak, patched: scan.patched };
}

/** `cf || made`: one side is enough, its methods are called too. */
function isClient(value: Value, facts: PackageFacts): boolean {
  if (value.kind === 'choice') return [value.then, value.otherwise].some((one) => isClient(one, facts));
  return packageClient(value, facts) !== null;
}

function isRead(path: NodePath): boolean {
  if (path.isIdentifier()) return path.isReferencedIdentifier();
  return path.isMemberExpression() || path.isCallExpression() || path.isNewExpression();
}

class Scan {
  hasOwn = false;
  patched = false;
  leak: NodePath | null = null;
  private all = false;
  private readonly names = new Set<string>();

  constructor(
    private readonly facts: PackageFacts,
    private readonly moving: ReadonlySet<ast.Node>,
  ) {}

  get methods(): ClientMethods {
    return this.all ? 'all' : this.names.size > 0 ? this.names : 'none';
  }

  client(path: NodePath): void {
    const group = groupAt(path);
    if (group?.leak === null) return;
    const { parentPath: parent } = path;
    if (parent?.isMemberExpression() && path.key === 'object') this.member(parent);
    else if (this.isWithMethod(path)) this.leak ??= path;
    else if (isPromisified(path)) this.promisified(parent as NodePath);
    else if (!isHeld(path)) this.unseen(path);
  }

  /** The package itself, or what makes clients. */
  package(path: NodePath, members: readonly string[]): void {
    const { parentPath: parent } = path;
    const [maker, ...more] = members;
    if (!parent || (parent.isMemberExpression() && path.key === 'object' && members.length === 0)) return;
    if (maker !== undefined && !MAKERS.includes(maker)) this.hasOwn = true;
    if (more[0] === 'prototype') this.patched = true;
    if (more.length > 0) return this.unseen(path);
    if (maker !== undefined && path.key === 'callee' && (parent.isCallExpression() || parent.isNewExpression())) {
      if (!packageClient(evaluate(parent), this.facts)) this.unseen(parent);
      return;
    }
    if (!parent.isVariableDeclarator() || isExported(parent)) return this.unseen(path);
    const { id } = parent.node;
    if (is.isIdentifier(id)) return;
    const names = is.isObjectPattern(id) && maker === undefined ? id.properties.map(keyOf) : [null];
    if (names.some((name) => name === null)) this.unseen(path);
    else if (!names.every((name) => MAKERS.includes(name ?? ''))) this.hasOwn = true;
  }

  private member(member: NodePath<ast.MemberExpression>): void {
    const name = memberName(member);
    if (name === null) return this.unseen(member);
    if (OWN_MEMBERS.has(name)) this.hasOwn = true;
    const plain = name.replace(/Async$/, '');
    const method = [name, plain].find((one) => v1Method(one) || one === V1_PACKAGE.request);
    if (method === undefined) return;
    const { parentPath: parent } = member;
    if (parent && this.moving.has(parent.node)) return;
    if (isTarget(member)) this.patched = true;
    this.names.add(method);
    const called = parent?.isCallExpression() && member.key === 'callee' && method === name;
    if (!called) this.leak ??= member;
  }

  /** A library is given the client and the method that it is to call: `cf.purge.bind(cf)`, `_.bindKey(cf, 'purge')`. */
  private isWithMethod(path: NodePath): boolean {
    const call = path.parentPath;
    if (!call?.isCallExpression() || path.listKey !== 'arguments') return false;
    const callee = call.get('callee');
    const object = callee.isMemberExpression() ? callee.get('object') : null;
    const binds =
      object && ['bind', 'call', 'apply'].includes(memberName(callee as NodePath<ast.MemberExpression>) ?? '');
    if (binds && path.key === 0 && this.methodIn(object) !== null) return true;
    if (!isOfLibrary(callee)) return false;
    const names = call.get('arguments').flatMap((one) => this.methodIn(one) ?? literalMethod(one) ?? []);
    for (const name of names) this.names.add(name);
    return names.length > 0;
  }

  /** `client.purge`, and what a library makes of it: `promisify(client.purge)`. */
  private methodIn(path: NodePath): string | null {
    const value = evaluate(path);
    if (value.kind === 'member' && packageClient(value.object, this.facts)) return value.property;
    const [first] = path.isCallExpression() && isOfLibrary(path.get('callee')) ? path.get('arguments') : [];
    return first ? this.methodIn(first) : null;
  }

  /** `Promise.promisifyAll(client)` gives the client back, with `…Async` beside each method. */
  private promisified(call: NodePath): void {
    this.leak ??= call;
    const declarator = call.parentPath;
    if (declarator?.isExpressionStatement()) return;
    const { id } = declarator?.isVariableDeclarator() ? declarator.node : { id: null };
    const binding = is.isIdentifier(id) && declarator ? declarator.scope.getBinding(id.name) : undefined;
    if (!binding?.constant || (declarator && isExported(declarator))) return this.unseen(call);
    for (const use of binding.referencePaths) {
      if (use.parentPath?.isMemberExpression() && use.key === 'object') this.member(use.parentPath);
      else this.unseen(use);
    }
  }

  private unseen(path: NodePath): void {
    this.leak ??= path;
    this.all = true;
  }
}

/** A function that a package or Node has. */
function isOfLibrary(callee: NodePath): boolean {
  const value = evaluate(callee);
  return value.kind === 'external' && value.module !== null && !/^\.{0,2}\//.test(value.module);
}

function literalMethod(path: NodePath): string | null {
  const text = path.isStringLiteral() ? path.node.value : '';
  return v1Method(text) ? text : null;
}

function isPromisified(path: NodePath): boolean {
  const call = path.parentPath;
  if (!call?.isCallExpression() || path.listKey !== 'arguments' || path.key !== 0) return false;
  const { callee } = call.node;
  return is.isMemberExpression(callee) && is.isIdentifier(callee.property, { name: 'promisifyAll' });
}

function keyOf(property: ast.Node): string | null {
  if (!is.isObjectProperty(property) || property.computed) return null;
  return is.isIdentifier(property.key) ? property.key.name : null;
}

/** Put into a name whose uses are seen. */
function isHeld(path: NodePath): boolean {
  const { parentPath: parent } = path;
  if (parent?.isVariableDeclarator()) return is.isIdentifier(parent.node.id) && !isExported(parent);
  if (parent?.isAssignmentExpression() && path.key === 'right')
    return is.isIdentifier(parent.node.left) && parent.parentPath.isExpressionStatement();
  if (parent?.isLogicalExpression() || parent?.isTSAsExpression() || parent?.isTSNonNullExpression())
    return isHeld(parent);
  return parent?.isExpressionStatement() === true;
}

function isExported(declarator: NodePath): boolean {
  return declarator.parentPath?.parentPath?.isExportNamedDeclaration() === true;
}
