/**
 * Which expressions a call is made of: its own, and those that its names, properties and builder functions lead to.
 * Functions that are only handed over (callbacks) are not entered: what they do is their own affair.
 */
import { bare, evaluate, memberName } from '../../evaluate/evaluate.js';
import { isExtend } from '../../evaluate/libraries.js';
import { selfOf, thisMember } from '../../evaluate/this-member.js';
import { type ast, type Binding, childKeys, is, type NodePath, referencesTo } from '../../syntax/index.js';

/** Every node that the starts are made of. */
export function reached(starts: readonly NodePath[]): ReadonlySet<ast.Node> {
  const reach = new Reach();
  reach.follow(starts);
  return reach.nodes;
}

class Reach {
  readonly nodes = new Set<ast.Node>();
  private readonly bindings = new Set<Binding>();
  private readonly functions = new Set<ast.Node>();
  private readonly ownMembers = new Set<string>();
  /** not by recursion: a chain of a thousand names would be too deep for it */
  private readonly waiting: NodePath[] = [];

  follow(starts: readonly NodePath[]): void {
    this.waiting.push(...starts);
    for (let next = this.waiting.pop(); next; next = this.waiting.pop()) this.enter(next);
  }

  private visit(path: NodePath): void {
    this.waiting.push(path);
  }

  private enter(path: NodePath): void {
    const { node } = path;
    if (path.isFunction() && isGetter(path)) this.given(path);
    if (!node || this.nodes.has(node) || path.isFunction() || path.isClass()) return;
    this.nodes.add(node);
    if (path.isIdentifier()) this.name(path);
    else if (path.isMemberExpression() || path.isOptionalMemberExpression())
      this.member(path as NodePath<ast.MemberExpression>);
    else {
      if (path.isCallExpression() || path.isNewExpression() || path.isOptionalCallExpression())
        this.callee(path.get('callee') as NodePath);
      for (const child of childrenOf(path)) this.visit(child);
    }
  }

  /** A function whose result is used: what it gives back. */
  private callee(callee: NodePath): void {
    const value = evaluate(callee);
    if (value.kind === 'function') this.given(value.fn);
  }

  private given(fn: NodePath): void {
    if (this.functions.has(fn.node)) return;
    this.functions.add(fn.node);
    const body = fn.get('body') as NodePath;
    if (!body.isBlockStatement()) {
      this.visit(body);
      return;
    }
    body.traverse({
      Function: (inner) => inner.skip(),
      ReturnStatement: (statement) => this.visit(statement.get('argument') as NodePath),
    });
  }

  private name(path: NodePath<ast.Identifier>): void {
    const binding = path.scope.getBinding(path.node.name);
    if (!binding || this.bindings.has(binding)) return;
    // another name of something is as external as that is
    const alias = is.isVariableDeclarator(binding.path.node) && is.isIdentifier(binding.path.node.init);
    this.binding(binding, !alias && evaluate(path).kind === 'external');
  }

  private binding(binding: Binding, external: boolean): void {
    this.bindings.add(binding);
    const { path } = binding;
    if (!external && path.isVariableDeclarator()) this.declared(path, binding);
    if (binding.kind === 'param') this.parameter(binding);
    if (!external)
      for (const step of binding.constantViolations)
        if (step.isAssignmentExpression()) this.visit(step.get('right') as NodePath);
    for (const reference of binding.referencePaths) this.change(reference);
  }

  private declared(path: NodePath<ast.VariableDeclarator>, binding: Binding): void {
    const init = path.get('init') as NodePath;
    const id = path.get('id') as NodePath;
    if (!init.node) return;
    const key = id.isObjectPattern() ? keyOf(id, binding) : null;
    if (key === null) this.visit(init);
    else this.property(init, key);
  }

  /** What the callers pass, and the default. */
  private parameter(binding: Binding): void {
    const fn = binding.scope.path as NodePath<ast.Function>;
    if (!fn.isFunction()) return;
    const parameters = fn.get('params') as NodePath[];
    const index = parameters.findIndex((one) => {
      const { node } = one;
      return node === binding.identifier || (is.isAssignmentPattern(node) && node.left === binding.identifier);
    });
    const own = parameters[index];
    if (own?.isAssignmentPattern()) this.visit(own.get('right') as NodePath);
    const name = nameOfFunction(fn);
    const callers = name ? referencesTo(fn.parentPath?.scope.getBinding(name)) : [];
    for (const caller of callers) {
      if (caller.key !== 'callee' || !caller.parentPath?.isCallExpression()) continue;
      const argument = (caller.parentPath.get('arguments') as NodePath[])[index];
      if (argument) this.visit(argument);
    }
  }

  /** `options.url = …`, `axios.defaults.baseURL = …`, `Object.assign(options, …)`, `xhr.open(…)`. */
  private change(reference: NodePath): void {
    let top = reference;
    while (top.parentPath?.isMemberExpression() && top.key === 'object') top = top.parentPath;
    const user = top.parentPath;
    if (!user) return;
    if (top !== reference && user.isAssignmentExpression() && top.key === 'left') {
      this.visit(user.get('right') as NodePath);
      return;
    }
    if (!user.isCallExpression()) return;
    const args = user.get('arguments') as NodePath[];
    if (top === reference && reference.key === 0 && isExtend(evaluate(user.get('callee') as NodePath)))
      for (const argument of args.slice(1)) this.visit(argument);
    if (top !== reference && top.isMemberExpression() && /^(?:open|ajaxSetup)$/.test(memberName(top) ?? ''))
      for (const argument of args) this.visit(argument);
  }

  private member(path: NodePath<ast.MemberExpression>): void {
    const name = memberName(path);
    if (path.node.computed) this.visit(path.get('property') as NodePath);
    if (name === null) this.visit(path.get('object') as NodePath);
    else this.property(path.get('object') as NodePath, name);
  }

  /** One property of an object, not the others. */
  private property(written: NodePath, name: string): void {
    const object = bare(written);
    const self = selfOf(object);
    if (self) this.ownMember(self, name);
    else if (object.isObjectExpression()) this.ownProperty(object, name);
    else this.heldProperty(object, name);
  }

  private heldProperty(object: NodePath, name: string): void {
    const binding = object.isIdentifier() ? object.scope.getBinding(object.node.name) : undefined;
    const init = binding?.path.isVariableDeclarator() ? (binding.path.get('init') as NodePath) : null;
    const own = binding?.path.isClassDeclaration() || binding?.path.isFunctionDeclaration() ? binding.path : null;
    const literal = init?.node && bare(init).isObjectExpression() ? init : null;
    if (!binding || !(own || literal) || binding.constantViolations.length > 0) {
      this.visit(object);
      return;
    }
    this.nodes.add(object.node);
    if (literal) this.property(literal, name);
    if (own?.isClassDeclaration()) this.staticMember(own, name);
    for (const reference of binding.referencePaths) {
      const member = reference.parentPath;
      const step = member?.parentPath;
      if (!member?.isMemberExpression() || !step?.isAssignmentExpression() || member.key !== 'left') continue;
      const set = memberName(member);
      if (set === name || set === null) this.visit(step.get('right') as NodePath);
    }
  }

  /** `Client.ENDPOINT` */
  private staticMember(owner: NodePath<ast.ClassDeclaration>, name: string): void {
    for (const member of owner.get<NodePath[]>('body.body'))
      if (isGetter(member) && keyText((member.node as ast.ClassMethod).key) === name) this.visit(member);
      else if (
        (member.isClassProperty() || member.isClassPrivateProperty()) &&
        member.node.static &&
        keyText(member.node.key) === name
      )
        this.visit(member.get('value') as NodePath);
  }

  private ownProperty(object: NodePath<ast.ObjectExpression>, name: string): void {
    for (const one of object.get('properties')) {
      if (one.isSpreadElement()) this.property(one.get('argument'), name);
      else if (one.isObjectProperty() && (one.node.computed || keyText(one.node.key) === name))
        this.visit(one.get('value') as NodePath);
      else if (isGetter(one) && keyText((one.node as ast.ObjectMethod).key) === name) this.visit(one);
    }
  }

  /** `this.name`: the one value it is set to, or every value that anything of the name is set to in this file. */
  private ownMember(self: NodePath, name: string): void {
    const only = thisMember(self, name);
    if (only) {
      this.visit(only);
      return;
    }
    if (this.ownMembers.has(name)) return;
    this.ownMembers.add(name);
    self.scope.getProgramParent().path.traverse({
      AssignmentExpression: (path) => {
        const left = path.get('left') as NodePath;
        if (left.isMemberExpression() && memberName(left) === name) this.visit(path.get('right') as NodePath);
      },
      ClassProperty: (path) => {
        if (keyText(path.node.key) === name) this.visit(path.get('value') as NodePath);
      },
      ObjectProperty: (path) => {
        if (keyText(path.node.key) === name) this.visit(path.get('value') as NodePath);
      },
    });
  }
}

/** `get url() { … }` */
function isGetter(path: NodePath): boolean {
  return (
    path.isClassMethod({ kind: 'get' }) ||
    path.isClassPrivateMethod({ kind: 'get' }) ||
    path.isObjectMethod({ kind: 'get' })
  );
}

function childrenOf(path: NodePath): NodePath[] {
  const keys = childKeys(path.node.type);
  const skipped = path.isObjectProperty() && !path.node.computed ? 'key' : '';
  return keys
    .filter((key) => key !== skipped)
    .flatMap((key) => path.get(key) as NodePath | NodePath[])
    .filter((child) => Boolean(child.node));
}

function keyText(key: ast.Node): string | null {
  if (is.isIdentifier(key)) return key.name;
  if (is.isPrivateName(key)) return `#${key.id.name}`;
  return is.isStringLiteral(key) ? key.value : null;
}

/** The property that a pattern takes for the binding; null where it takes the whole, or something deeper. */
function keyOf(pattern: NodePath<ast.ObjectPattern>, binding: Binding): string | null {
  for (const property of pattern.node.properties) {
    if (!is.isObjectProperty(property)) continue;
    const target = is.isAssignmentPattern(property.value) ? property.value.left : property.value;
    if (target === binding.identifier) return keyText(property.key);
  }
  return null;
}

function nameOfFunction(fn: NodePath<ast.Function>): string | null {
  if (fn.isFunctionDeclaration()) return fn.node.id?.name ?? null;
  const holder = fn.parentPath;
  return holder?.isVariableDeclarator() && is.isIdentifier(holder.node.id) ? holder.node.id.name : null;
}
