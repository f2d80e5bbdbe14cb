/** What a file does to an axios instance besides calling it: `.defaults.x = …`, `.interceptors.request.use(f)`. */
import { onlyReturn } from '../../evaluate/calls.js';
import { evaluate } from '../../evaluate/evaluate.js';
import { type Entry, isExternal, type ObjectValue } from '../../evaluate/value.js';
import { type ast, type Binding, is, isNothing, type NodePath } from '../../syntax/index.js';

export interface AxiosSetup {
  readonly defaults: ObjectValue | null;
  /** calls of `.interceptors.request.use` */
  readonly onRequest: readonly NodePath[];
  readonly onResponse: readonly NodePath[];
  /** calls that take the instance to change it: `axiosRetry(client)` */
  readonly wrapped: readonly NodePath[];
}

interface Step {
  /** the names after the instance: ['interceptors', 'request', 'use'] */
  readonly names: readonly string[];
  /** the whole member expression */
  readonly member: NodePath;
}

const NONE: AxiosSetup = { defaults: null, onRequest: [], onResponse: [], wrapped: [] };

/** Looks at every use of the variable, or of the `this.x`, that `call` is made on. */
export function axiosSetup(call: NodePath): AxiosSetup {
  const root = rootOf(call.get('callee') as NodePath);
  if (!root) return NONE;
  const uses = root.binding ? root.binding.referencePaths : sameMembers(root.path);
  const steps = uses.map(stepOf);
  const entries: Entry[] = [];
  for (const step of steps) {
    const entry = defaultOf(step);
    if (entry) entries.push(entry);
  }
  return {
    defaults: entries.length > 0 ? { kind: 'object', entries, open: false, path: root.path } : null,
    onRequest: called(steps, 'interceptors.request.use'),
    onResponse: called(steps, 'interceptors.response.use'),
    wrapped: uses.filter(isWrapped).map((use) => use.parentPath as NodePath),
  };
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

/**
 * What the interceptors of answers hand on: the response, its data (`(response) => response.data`), or null where that
 * is something else. What they do with errors must be to hand these on.
 */
export function handedOn({ onResponse }: AxiosSetup): 'response' | 'data' | null {
  const [only, ...more] = onResponse;
  if (!only) return 'response';
  const [ok, failed] = only.isCallExpression() ? (only.get('arguments') as NodePath[]) : [];
  if (more.length > 0 || !ok || (failed && !handsErrorOn(failed))) return null;
  const fn = functionOf(ok);
  const [param] = fn ? (fn.get('params') as NodePath[]) : [];
  const given = fn && givenBy(fn);
  if (!param || !given) return null;
  if (param.isIdentifier()) {
    if (given.isIdentifier({ name: param.node.name })) return 'response';
    const { name } = param.node;
    const ofParam = given.isMemberExpression() && !given.node.computed && is.isIdentifier(given.node.object, { name });
    return ofParam && is.isIdentifier(given.node.property, { name: 'data' }) ? 'data' : null;
  }
  const taken = param.isObjectPattern() ? param.node.properties : [];
  const isData = taken.some(
    (one) =>
      is.isObjectProperty(one) &&
      is.isIdentifier(one.key, { name: 'data' }) &&
      is.isIdentifier(one.value) &&
      given.isIdentifier({ name: one.value.name }),
  );
  return isData ? 'data' : null;
}

/** `(error) => Promise.reject(error)`, `null` */
function handsErrorOn(path: NodePath): boolean {
  if (isNothing(path)) return true;
  const fn = functionOf(path);
  const [param] = fn?.node.params ?? [];
  const given = fn && givenBy(fn);
  if (!is.isIdentifier(param) || !given?.isCallExpression()) return false;
  const callee = evaluate(given.get('callee') as NodePath);
  return (
    isExternal(callee, [null], 'Promise', 'reject') && is.isIdentifier(given.node.arguments[0], { name: param.name })
  );
}

/** What a function gives that does nothing else. */
function givenBy(fn: NodePath<ast.Function>): NodePath | null {
  const body = fn.get('body') as NodePath;
  return body.isBlockStatement() && body.node.body.length !== 1 ? null : onlyReturn(body);
}

function functionOf(path: NodePath): NodePath<ast.Function> | null {
  const value = evaluate(path);
  return value.kind === 'function' && value.fn.isFunction() ? value.fn : null;
}
