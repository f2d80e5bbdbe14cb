/** What a file does to an axios instance besides calling it: `.defaults.x = …`, `.interceptors.request.use(f)`. */
import { evaluate } from '../../evaluate/evaluate.js';
import { type Export, exportsOf } from '../../evaluate/modules/exports-of.js';
import { localised, programOf } from '../../evaluate/modules/localised.js';
import { homeOf } from '../../evaluate/modules/module-index.js';
import { usesElsewhere } from '../../evaluate/modules/uses-elsewhere.js';
import type { Entry, ObjectValue } from '../../evaluate/value.js';
import { type ast, type Binding, endOf, is, type NodePath, startOf } from '../../syntax/index.js';
import { ofAxiosItself } from './axios-itself.js';

export interface AxiosSetup {
  readonly defaults: ObjectValue | null;
  readonly onRequest: Interceptors;
  readonly onResponse: Interceptors;
  /** calls that take the instance to change it: `axiosRetry(client)` */
  readonly wrapped: readonly NodePath[];
}

export interface Interceptors {
  /** calls of `.interceptors.request.use`, in their order */
  readonly uses: readonly NodePath[];
  /** are all of them there whenever the request is made? */
  readonly settled: boolean;
}

interface Step {
  /** the names after the instance: ['interceptors', 'request', 'use'] */
  readonly names: readonly string[];
  /** the whole member expression */
  readonly member: NodePath;
}

/**
 * Looks at every use of what `call` is made on: of the variable, or of the `this.x`, there and where the instance is
 * made; `making`: the calls that make it, none for axios itself.
 */
export function axiosSetup(call: NodePath, making: readonly NodePath[]): AxiosSetup {
  const root = rootOf(call.get('callee') as NodePath);
  const homes = making.flatMap((one) => holderOf(one) ?? []);
  const found = [...(root ? usesOf(root) : []), ...homes.flatMap(usesOf)];
  const uses = [...new Map(found.map((use) => [use.node, use])).values()];
  const steps = uses.map(stepOf);
  const entries = steps.flatMap((step) => {
    const entry = defaultOf(step);
    return entry ? [{ ...entry, value: localised(entry.value, { path: call, access: null }) }] : [];
  });
  const interceptors = (kind: 'request' | 'response'): Interceptors => {
    const names = steps.filter((step) => step.names[0] === 'interceptors' && step.names[1] !== otherOf(kind));
    const here = called(steps, `interceptors.${kind}.use`);
    const abroad = usedAbroad(call, making, kind).filter(({ node }) => !here.some((use) => use.node === node));
    const settled = names.length === here.length && abroad.length === 0;
    return { uses: [...here, ...abroad], settled: settled && here.every((use) => isAlways(use, call, making)) };
  };
  return {
    defaults: entries.length > 0 ? { kind: 'object', entries, open: false, path: call } : null,
    onRequest: interceptors('request'),
    onResponse: interceptors('response'),
    wrapped: uses.filter(isWrapped).map((use) => use.parentPath as NodePath),
  };
}

function otherOf(kind: 'request' | 'response'): string {
  return kind === 'request' ? 'response' : 'request';
}

function usesOf({ path, binding }: Root): readonly NodePath[] {
  return binding ? binding.referencePaths : sameMembers(path);
}

/** `const api = axios.create()`, `this.http = axios.create()`: the name that an instance gets where it is made. */
function holderOf(making: NodePath): Root | null {
  const holder = making.parentPath;
  if (holder?.isVariableDeclarator() && is.isIdentifier(holder.node.id)) {
    const binding = holder.scope.getBinding(holder.node.id.name);
    return binding ? { path: making, binding } : null;
  }
  const left = holder?.isAssignmentExpression() ? (holder.get('left') as NodePath) : null;
  return left && rootOf(left);
}

/** Calls of other files that add interceptors: when they do is not followed. */
function usedAbroad(call: NodePath, making: readonly NodePath[], kind: 'request' | 'response'): NodePath[] {
  if (making.length === 0) return ofAxiosItself(call, kind);
  return making.flatMap((one) => {
    const home = homeOf(programOf(one));
    const held = holderOf(one)?.binding;
    if (!home) return [];
    const isIt = ({ value }: Export) =>
      value.node === one.node ||
      (held != null && value.isIdentifier() && value.scope.getBinding(value.node.name) === held);
    const chains = exportsOf(home.module, true).filter(isIt);
    const callees = chains.flatMap(({ chain }) => {
      const names = [...(chain === '' ? [] : [chain]), 'interceptors', kind, 'use'].join('.');
      return usesElsewhere(home.index, home.module.file, names) ?? [];
    });
    return callees.flatMap(({ parentPath }) => (parentPath?.isCallExpression() ? [parentPath] : []));
  });
}

/** Is it done once, where the instance is made or the file is loaded, and before the call? */
function isAlways(use: NodePath, call: NodePath, making: readonly NodePath[]): boolean {
  const statement = use.parentPath;
  const block = statement?.isExpressionStatement() ? statement.parentPath : null;
  const fn = use.getFunctionParent();
  if (!block?.isProgram() && block?.node !== fn?.node.body) return false;
  const isBeside = (one: NodePath) => one.getFunctionParent()?.node === fn?.node && programOf(one) === programOf(use);
  if (!(making.length > 0 ? making : [...(fn ? [call] : [])]).every(isBeside)) return false;
  return !isBeside(call) || endOf(use.node) <= startOf(call.node);
}

interface Root {
  readonly path: NodePath;
  readonly binding: Binding | null;
}

/** The name that a callee starts with, or its `this.x`. */
function rootOf(callee: NodePath): Root | null {
  let path = callee;
  while (path.isMemberExpression()) {
    const object = path.get('object') as NodePath;
    if (object.isThisExpression()) return { path, binding: null };
    path = object;
  }
  if (!path.isIdentifier()) return null;
  const binding = path.scope.getBinding(path.node.name);
  return binding ? { path, binding } : null;
}

/** Every `this.x` of the class or file with the same x. */
function sameMembers(self: NodePath): NodePath[] {
  const owner = self.findParent((path) => path.isClass()) ?? (self.scope.getProgramParent().path as NodePath);
  const name = nameOf(self);
  const found: NodePath[] = [];
  owner.traverse({
    MemberExpression(path) {
      if (is.isThisExpression(path.node.object) && nameOf(path) === name) found.push(path);
    },
  });
  return found;
}

function nameOf(path: NodePath): string | null {
  const { property, computed } = path.node as ast.MemberExpression;
  if (is.isPrivateName(property)) return `#${property.id.name}`;
  if (!computed && is.isIdentifier(property)) return property.name;
  return computed && is.isStringLiteral(property) ? property.value : null;
}

function stepOf(use: NodePath): Step {
  const names: string[] = [];
  let member = use;
  while (member.parentPath?.isMemberExpression() && member.key === 'object') {
    member = member.parentPath;
    names.push(nameOf(member) ?? '');
  }
  return { names, member };
}

function called(steps: readonly Step[], names: string): NodePath[] {
  return steps.flatMap(({ names: own, member }) => {
    const call = member.parentPath;
    return own.join('.') === names && call?.isCallExpression() ? [call] : [];
  });
}

/** `client.defaults.baseURL = x`, `client.defaults.headers.common['X-Y'] = x` */
function defaultOf({ names, member }: Step): Entry | null {
  const assignment = member.parentPath;
  const [first, key] = names;
  if (first !== 'defaults' || !key || !assignment?.isAssignmentExpression() || member.key !== 'left') return null;
  const value = evaluate(assignment.get('right') as NodePath);
  if (names.length === 2) return { key, when: null, value };
  const inner: ObjectValue = {
    kind: 'object',
    entries: [{ key: names.at(-1) ?? '', when: null, value }],
    open: false,
    path: assignment,
  };
  return { key, when: null, value: inner };
}

/** `axiosRetry(client, …)`: given to a function of an `axios-…` package. */
function isWrapped(use: NodePath): boolean {
  const call = use.parentPath;
  if (!call?.isCallExpression() || use.listKey !== 'arguments') return false;
  const callee = evaluate(call.get('callee') as NodePath);
  return callee.kind === 'external' && /^axios-/.test(callee.module ?? '');
}
