/**
 * Follows what `createClient(…)` of the old package gives through all files of a run: names, properties, arguments,
 * exports, functions that give it back, instances that hold it. What is found here is certain; where it goes further than
 * can be followed, that is said.
 */

import { V1_PACKAGE, v1Method } from '../../../catalogue/v1-package.js';
import { argumentsOf } from '../../../evaluate/arguments.js';
import { bare, memberName } from '../../../evaluate/evaluate.js';
import { programOf } from '../../../evaluate/modules/localised.js';
import { type Home, homeOf } from '../../../evaluate/modules/module-index.js';
import { selfOf, thisMember } from '../../../evaluate/this-member.js';
import { type ast, type Binding, is, isNothing, type NodePath, spanOf } from '../../../syntax/index.js';
import { exportedName, isSettledExport, outsideUses } from './exports.js';
import {
  asMade,
  enteredFunction,
  isGiven,
  isMaker,
  isMember,
  isPlainAssignment,
  isPrivate,
  isTarget,
  isWrapping,
  names,
  ownerOf,
  prototypeMaker,
} from './paths.js';
import { CALL, type Chain, chainKey, NEW, propertyStep } from './steps.js';

/** A place in the text: trees may be let go and read again. */
export interface Spot {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** What must be a client as well for one that is followed to be one for certain. */
interface Claim {
  readonly origin: string;
  readonly path: NodePath;
  readonly chain: Chain;
}

export class ClientFollower {
  /** every expression that is a client: its place → where it was made */
  readonly clients = new Map<string, string>();
  /** calls of its methods */
  readonly calls: { readonly origin: string; readonly spot: Spot }[] = [];
  /** where one was made → where it leaves what is followed */
  readonly leaks = new Map<string, Spot>();
  /** those that code outside of the repository can get at */
  readonly handedOut = new Set<string>();
  /** two origins that meet in one place */
  readonly meetings: [string, string][] = [];
  private readonly seen = new Map<string, string>();
  private readonly claims: Claim[] = [];

  /** `made`: `createClient(…)` */
  start(made: NodePath): void {
    this.follow(made, [], spotKey(spotOf(made)));
  }

  /** When all is followed: what was taken for granted is not, where it did not turn out so. */
  finish(): void {
    for (const { origin, path, chain } of this.claims) {
      const other = this.seen.get(keyOf(path, chain));
      if (other !== undefined) this.meet(origin, other);
      else if (!isNothing(path)) this.leak(path, origin);
    }
  }

  private meet(one: string, other: string): void {
    if (one !== other) this.meetings.push([one, other]);
  }

  private leak(path: NodePath, origin: string): void {
    if (!this.leaks.has(origin)) this.leaks.set(origin, spotOf(path));
  }

  private claim(path: NodePath, chain: Chain, origin: string): void {
    this.claims.push({ origin, path: bare(path), chain });
  }

  private follow(path: NodePath, chain: Chain, origin: string): void {
    const key = keyOf(path, chain);
    const before = this.seen.get(key);
    if (before !== undefined) return this.meet(before, origin);
    this.seen.set(key, origin);
    if (chain.length === 0 && path.isExpression()) this.clients.set(spotKey(spotOf(path)), origin);
    const { parentPath: parent } = path;
    if (!parent || this.isHarmless(path, parent, chain)) return;
    if (isWrapping(parent)) return this.follow(parent, chain, origin);
    if (path.key === 'object' && isMember(parent)) return this.member(parent, chain, origin);
    if (parent.isVariableDeclarator() && path.key === 'init') return this.declared(parent, chain, origin);
    if (parent.isAssignmentExpression() && path.key === 'right') return this.assigned(parent, chain, origin);
    if (parent.isObjectProperty() && path.key === 'value') return this.property(parent, chain, origin);
    if (path.isObjectMethod()) return this.held(path, chain, origin);
    if (parent.isClassBody()) return this.classMember(path, chain, origin);
    if ((parent.isClassProperty() || parent.isClassPrivateProperty()) && path.key === 'value')
      return this.classMember(parent, chain, origin);
    if (parent.isReturnStatement() || (parent.isArrowFunctionExpression() && path.key === 'body'))
      return this.returned(path, chain, origin);
    if (parent.isCallExpression() || parent.isNewExpression() || parent.isOptionalCallExpression())
      return path.key === 'callee' ? this.entered(parent, chain, origin) : this.passed(path, parent, chain, origin);
    if (path.isFunctionDeclaration() || path.isClassDeclaration()) return this.named(path, chain, origin);
    if (parent.isExportDefaultDeclaration()) return this.exported('default', path, chain, origin);
    if (parent.isExportSpecifier()) {
      const { exported } = parent.node;
      return this.exported(is.isIdentifier(exported) ? exported.name : exported.value, path, chain, origin);
    }
    if (parent.isLogicalExpression() || parent.isConditionalExpression())
      return this.oneOfTwo(path, parent, chain, origin);
    if (parent.isAssignmentPattern() && path.key === 'right') return this.byDefault(parent, chain, origin);
    this.leak(path, origin);
  }

  /** Is it only looked at? */
  private isHarmless(path: NodePath, parent: NodePath, chain: Chain): boolean {
    if (parent.isExpressionStatement() || parent.isBinaryExpression() || parent.isUnaryExpression()) return true;
    if (path.key === 'test') return true;
    if (parent.isLogicalExpression({ operator: '&&' }) && path.key === 'left') return true;
    // What is made of it otherwise is none of the client's.
    return chain.length > 0 && path.key === 'callee' && chain[0] !== CALL && chain[0] !== NEW && !isGiven(chain[0]);
  }

  private member(member: NodePath<ast.MemberExpression>, chain: Chain, origin: string): void {
    const name = memberName(member);
    const [step, ...rest] = chain;
    const call = member.parentPath;
    if (step === undefined) {
      const called = member.key === 'callee' && (call?.isCallExpression() || call?.isOptionalCallExpression());
      if (called && name !== null && (v1Method(name) || name === V1_PACKAGE.request))
        this.calls.push({ origin, spot: spotOf(call) });
      else this.leak(member, origin);
      return;
    }
    const property = propertyStep(step);
    // `Updater.prototype`, `makeClient.call(…)`
    if (property === null) {
      if (name === 'prototype') this.prototype(member, chain, origin);
      else if (name === 'call' || name === 'apply' || name === 'bind') this.leak(member, origin);
      return;
    }
    if (name === null) return this.leak(member, origin);
    if (name !== property) return;
    if (isTarget(member)) {
      if (!this.isOwnSetting(member, chain)) this.leak(member, origin);
      return;
    }
    this.follow(member, rest, origin);
  }

  /** `exports.client = …` is where it came from. */
  private isOwnSetting(member: NodePath, [, ...rest]: Chain): boolean {
    const set = member.parentPath as NodePath<ast.AssignmentExpression>;
    return set.isAssignmentExpression({ operator: '=' }) && this.seen.has(keyOf(bare(set.get('right')), rest));
  }

  /** `Updater.prototype = …`, `Object.create(Updater.prototype)`: somebody else has its methods. */
  private prototype(member: NodePath, _chain: Chain, origin: string): void {
    const { parentPath: parent } = member;
    const object = isTarget(member) ? (parent as NodePath<ast.AssignmentExpression>).get('right') : null;
    const plain = (parent && isMember(parent) && member.key === 'object') || object?.isObjectExpression();
    if (!plain) this.leak(member, origin);
  }

  private declared(declarator: NodePath<ast.VariableDeclarator>, chain: Chain, origin: string): void {
    const { id } = declarator.node;
    if (is.isIdentifier(id)) return this.bound(declarator.scope.getBinding(id.name), declarator, chain, origin);
    this.destructured(declarator.get('id') as NodePath, chain, origin);
  }

  private destructured(pattern: NodePath, chain: Chain, origin: string): void {
    const property = propertyStep(chain[0]);
    if (!pattern.isObjectPattern() || property === null) return this.leak(pattern, origin);
    for (const one of pattern.get('properties')) {
      if (!one.isObjectProperty() || one.node.computed) return this.leak(pattern, origin);
      const { key } = one.node;
      if (!is.isIdentifier(key, { name: property }) && !is.isStringLiteral(key, { value: property })) continue;
      const value = one.get('value') as NodePath;
      if (value.isIdentifier()) this.bound(value.scope.getBinding(value.node.name), value, chain.slice(1), origin);
      else this.leak(one, origin);
    }
  }

  /** A name that holds it: whatever else is put into it must be one as well. */
  private bound(binding: Binding | undefined, at: NodePath, chain: Chain, origin: string): void {
    if (!binding) return this.leak(at, origin);
    if (binding.kind === 'param') return this.parameter(binding, at, chain, origin);
    const init = binding.path.isVariableDeclarator() ? binding.path.get<NodePath>('init') : null;
    const isWhole = binding.path.isVariableDeclarator() && is.isIdentifier(binding.path.node.id);
    if (binding.constantViolations.length > 0) {
      if (!isWhole) return this.leak(at, origin);
      if (init?.node) this.claim(init, chain, origin);
    }
    this.changes(binding, chain, origin);
    this.references(binding, chain, origin);
  }

  private changes(binding: Binding, chain: Chain, origin: string): void {
    for (const step of binding.constantViolations) {
      if (!step.isAssignmentExpression() || !isPlainAssignment(step)) return this.leak(step, origin);
      this.claim(step.get('right'), chain, origin);
    }
  }

  /** `client = client || shared` */
  private parameter(binding: Binding, at: NodePath, chain: Chain, origin: string): void {
    const fn = binding.scope.path as NodePath<ast.Function>;
    const index = fn.isFunction() ? fn.node.params.indexOf(binding.identifier as ast.Identifier) : -1;
    if (index < 0) this.leak(at, origin);
    else this.given(fn, fn.get('params')[index] as NodePath, index, chain, origin);
  }

  private references(binding: Binding, chain: Chain, origin: string): void {
    for (const use of binding.referencePaths) {
      if (use.isExportDeclaration()) this.exported(binding.identifier.name, use, chain, origin);
      else this.follow(use, chain, origin);
    }
  }

  private assigned(assignment: NodePath<ast.AssignmentExpression>, chain: Chain, origin: string): void {
    if (!isPlainAssignment(assignment)) return this.leak(assignment, origin);
    this.put(assignment, chain, origin);
    if (!assignment.parentPath.isExpressionStatement()) this.follow(assignment, chain, origin);
  }

  private put(assignment: NodePath<ast.AssignmentExpression>, chain: Chain, origin: string): void {
    const left = assignment.get('left') as NodePath;
    if (left.isIdentifier()) return this.bound(left.scope.getBinding(left.node.name), assignment, chain, origin);
    const { module } = homeAt(assignment);
    const name = exportedName(left, module);
    if (name !== null) return this.exported(name, assignment, chain, origin);
    const property = left.isMemberExpression() && !left.node.computed ? memberName(left) : null;
    if (!left.isMemberExpression() || property === null) return this.leak(assignment, origin);
    const object = left.get('object');
    const self = selfOf(object);
    if (self) return this.ofSelf(self, property, assignment.get('right'), chain, origin);
    if (is.isMemberExpression(object.node) && is.isIdentifier(object.node.property, { name: 'prototype' })) {
      const maker = object.get('object') as NodePath;
      const binding = maker.isIdentifier() ? maker.scope.getBinding(maker.node.name) : undefined;
      if (!binding || binding.constantViolations.length > 0) return this.leak(assignment, origin);
      this.throughThis(binding.path.scope.getProgramParent().path, property, assignment.get('right'), chain, origin);
      return this.references(binding, [NEW, property, ...chain], origin);
    }
    const binding = object.isIdentifier() ? object.scope.getBinding(object.node.name) : undefined;
    if (!binding || binding.constantViolations.length > 0 || binding.kind === 'param')
      return this.leak(assignment, origin);
    this.references(binding, [property, ...chain], origin);
  }

  /** `this.client = …`: what reads it of `this`, and of instances. */
  private ofSelf(self: NodePath, name: string, value: NodePath, chain: Chain, origin: string): void {
    if (thisMember(self, name)?.node !== value.node) return this.leak(value, origin);
    this.throughThis(self.scope.getProgramParent().path, name, value, chain, origin);
    const owner = ownerOf(self);
    if (!owner) return this.leak(value, origin);
    if (isPrivate(name)) return;
    this.follow(owner, owner.isObjectExpression() ? [name, ...chain] : [NEW, name, ...chain], origin);
  }

  /** Every `this.client` of the file that is this value; of a class that has it from its constructor's parameter. */
  private throughThis(program: NodePath, name: string, value: NodePath, chain: Chain, origin: string): void {
    const visit = (path: NodePath<ast.MemberExpression> | NodePath<ast.OptionalMemberExpression>) => {
      if (isTarget(path) || memberName(path as NodePath<ast.MemberExpression>) !== name) return;
      const self = selfOf(path.get('object'));
      if (!self) return;
      const own = value.isClass() ? ownerOf(self)?.node : thisMember(self, name)?.node;
      if (own === value.node) this.follow(path, chain, origin);
    };
    program.traverse({ MemberExpression: visit, OptionalMemberExpression: visit });
  }

  private property(property: NodePath<ast.ObjectProperty>, chain: Chain, origin: string): void {
    if (property.parentPath.isObjectExpression()) this.held(property, chain, origin);
    else this.leak(property, origin);
  }

  /** A member of an object that is written out. */
  private held(member: NodePath, chain: Chain, origin: string): void {
    const { key, computed } = member.node as ast.ObjectProperty | ast.ObjectMethod;
    const name = is.isIdentifier(key) && !computed ? key.name : is.isStringLiteral(key) ? key.value : null;
    const object = member.parentPath as NodePath;
    if (name === null) return this.leak(member, origin);
    const value = member.isObjectMethod() ? member : (member.get('value') as NodePath);
    const maker = prototypeMaker(object);
    this.throughThis(object.scope.getProgramParent().path, name, value, chain, origin);
    if (maker) this.references(maker, [NEW, name, ...chain], origin);
    else this.follow(object, [name, ...chain], origin);
  }

  private classMember(member: NodePath, chain: Chain, origin: string): void {
    const node = member.node as ast.ClassProperty | ast.ClassMethod | ast.ClassPrivateProperty | ast.ClassPrivateMethod;
    const made = member.parentPath?.parentPath as NodePath;
    const kind = 'kind' in node ? node.kind : 'method';
    if (kind === 'constructor') return this.follow(made, asMade(chain), origin);
    const name = is.isPrivateName(node.key) ? `#${node.key.id.name}` : is.isIdentifier(node.key) ? node.key.name : null;
    if (name === null || ('computed' in node && node.computed) || kind !== 'method') return this.leak(member, origin);
    const value = 'kind' in node ? member : (member.get('value') as NodePath);
    if (!node.static) this.throughThis(member.scope.getProgramParent().path, name, value, chain, origin);
    else if (isPrivate(name)) return this.leak(member, origin);
    if (!isPrivate(name)) this.follow(made, node.static ? [name, ...chain] : [NEW, name, ...chain], origin);
  }

  /** A declaration, by its name. */
  private named(declared: NodePath, chain: Chain, origin: string): void {
    const { parentPath: parent } = declared;
    if (parent?.isExportDefaultDeclaration()) this.exported('default', declared, chain, origin);
    const id = (declared.node as ast.FunctionDeclaration).id;
    const binding = id ? parent?.scope.getBinding(id.name) : undefined;
    if (!binding) {
      if (!parent?.isExportDefaultDeclaration()) this.leak(declared, origin);
    } else if (binding.constantViolations.length > 0) this.leak(declared, origin);
    else this.references(binding, chain, origin);
  }

  private returned(path: NodePath, chain: Chain, origin: string): void {
    const fn = path.getFunctionParent() as NodePath<ast.Function> | null;
    if (!fn || fn.node.async || fn.node.generator) return this.leak(path, origin);
    fn.traverse({
      Function: (inner) => inner.skip(),
      ReturnStatement: (one) => {
        const other = one.get<NodePath>('argument');
        if (other.node && other.node !== path.node) this.claim(other, chain, origin);
      },
    });
    if (!fn.isClassMethod({ kind: 'constructor' })) this.follow(fn, [CALL, ...chain], origin);
  }

  /** A call or `new` of what is followed. */
  private entered(call: NodePath, chain: Chain, origin: string): void {
    const [step, ...rest] = chain;
    const made = call.isNewExpression();
    if (isGiven(step)) {
      const argument = call.get<NodePath[]>('arguments')[step.argument];
      const spread = (call.node as ast.CallExpression).arguments.some((one) => is.isSpreadElement(one));
      if (made !== step.made || spread) this.leak(call, origin);
      else if (argument) this.claim(argument, step.chain, origin);
    } else if (step === (made ? NEW : CALL)) this.follow(call, rest, origin);
    else if (step === undefined || step === CALL) this.leak(call, origin);
  }

  /** An argument: what the parameter is, if all who call the function pass such a thing. */
  private passed(path: NodePath, call: NodePath, chain: Chain, origin: string): void {
    const fn = enteredFunction(call);
    const args = call.get<NodePath[]>('arguments');
    const index = args.findIndex((one) => one.node === path.node);
    if (args.slice(0, index + 1).some((one) => one.isSpreadElement())) return this.leak(path, origin);
    const parameter = fn?.get('params')[index] as NodePath | undefined;
    if (!fn || !parameter) {
      // a class whose constructor takes nothing, a function that looks at fewer
      if (!fn || argumentsOf(fn)) this.leak(path, origin);
      return;
    }
    this.given(fn, parameter, index, chain, origin);
  }

  private given(fn: NodePath<ast.Function>, written: NodePath, index: number, chain: Chain, origin: string): void {
    const property = written.isTSParameterProperty() ? (written.get('parameter') as NodePath) : written;
    const parameter = property.isAssignmentPattern() ? (property.get('left') as NodePath) : property;
    if (argumentsOf(fn)) return this.leak(written, origin);
    if (property.isAssignmentPattern()) this.claim(property.get('right'), chain, origin);
    if (parameter.isIdentifier()) {
      const binding = fn.scope.getBinding(parameter.node.name);
      if (binding) {
        this.changes(binding, chain, origin);
        this.references(binding, chain, origin);
      } else if (!written.isTSParameterProperty() || names(fn, parameter.node.name)) return this.leak(written, origin);
      if (written.isTSParameterProperty()) this.byParameter(fn, parameter.node.name, chain, origin);
    } else this.destructured(parameter, chain, origin);
    const made = fn.isClassMethod({ kind: 'constructor' });
    // a function that is called where it stands has no other callers
    if (fn.key === 'callee' && fn.parentPath?.isCallExpression()) return;
    this.follow(fn, [{ argument: index, made: made || isMaker(fn), chain }], origin);
  }

  /** `constructor(private client)` */
  private byParameter(fn: NodePath, name: string, chain: Chain, origin: string): void {
    const made = fn.parentPath?.parentPath as NodePath;
    let set = false;
    made.traverse({
      AssignmentExpression: (path) => {
        const left = path.get('left') as NodePath;
        if (left.isMemberExpression() && selfOf(left.get('object')) && memberName(left) === name) set = true;
      },
    });
    if (set) return this.leak(fn, origin);
    this.throughThis(fn.scope.getProgramParent().path, name, made, chain, origin);
    this.follow(made, [NEW, name, ...chain], origin);
  }

  /** `function (client = shared)` */
  private byDefault(pattern: NodePath<ast.AssignmentPattern>, chain: Chain, origin: string): void {
    const fn = pattern.parentPath as NodePath;
    const index = fn.isFunction() ? fn.node.params.indexOf(pattern.node) : -1;
    if (index < 0) return this.leak(pattern, origin);
    this.given(fn as NodePath<ast.Function>, pattern, index, chain, origin);
  }

  private oneOfTwo(path: NodePath, parent: NodePath, chain: Chain, origin: string): void {
    const keys = parent.isConditionalExpression() ? ['consequent', 'alternate'] : ['left', 'right'];
    const isSure = parent.isLogicalExpression() && (parent.node.operator === '&&' || path.key === 'left');
    for (const key of keys) if (key !== path.key && !isSure) this.claim(parent.get(key) as NodePath, chain, origin);
    this.follow(parent, chain, origin);
  }

  private exported(name: string, at: NodePath, chain: Chain, origin: string): void {
    const { index, module } = homeAt(at);
    const names = name === '' ? [] : [name];
    const properties = chain.findIndex((step) => propertyStep(step) === null);
    const own = (properties < 0 ? chain : chain.slice(0, properties)) as readonly string[];
    if (!index.isSeen() || (at.isAssignmentExpression() && !isSettledExport(module, name)))
      return this.leak(at, origin);
    if (!index.isClosed(module.file)) this.handedOut.add(origin);
    const uses = outsideUses(index, module.file, [...names, ...own]);
    if (!uses) return this.leak(at, origin);
    for (const { path, rest } of uses) this.follow(path, [...rest, ...chain.slice(own.length)], origin);
  }
}

function homeAt(path: NodePath): Home {
  const home = homeOf(programOf(path));
  if (!home) throw new Error('clients are followed only in files of the index');
  return home;
}

export function spotOf(path: NodePath): Spot {
  return { file: homeAt(path).module.file, ...spanOf(path.node) };
}

export function spotKey({ file, start, end }: Spot): string {
  return `${file}\0${start}\0${end}`;
}

function keyOf(path: NodePath, chain: Chain): string {
  return `${spotKey(spotOf(path))}\0${path.type}\0${chainKey(chain)}`;
}
