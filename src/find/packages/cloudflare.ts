/** npm `cloudflare` 0.0.x: its client objects and their methods. */
import { type Argument, type Method, REQUEST, V1_PACKAGE, v1Method } from '../../catalogue/v1-package.js';
import { evaluate } from '../../evaluate/evaluate.js';
import { asFormEntries } from '../../evaluate/form.js';
import { type Entry, entryOf, literalText, type ObjectValue, type Value } from '../../evaluate/value.js';
import { type ast, is, type NodePath, referencesTo } from '../../syntax/index.js';
import { callbackOf, transport } from '../http/options.js';
import type { CallSite, Shape, TransportOption } from '../request.js';
import type { Credentials, V1Call } from '../v1-call.js';

export interface PackageFacts {
  /** false where package.json asks for `cloudflare` 1.0.0 or later */
  readonly cloudflareIsV1: boolean;
  /** other names under which package.json asks for a version before 1.0.0 */
  readonly aliases?: readonly string[];
  /** a package that fills `process.env` is installed: the environment may be complete only after a file is loaded */
  readonly lateEnvironment?: boolean;
}

/** The names under which a file loads the old package. */
export function oldNames({ cloudflareIsV1, aliases = [V1_PACKAGE.alias] }: PackageFacts): readonly string[] {
  return cloudflareIsV1 ? [V1_PACKAGE.name, ...aliases] : aliases;
}

/** The client that `createClient(…)` or `new CloudFlare(…)` makes; null for anything else. */
export function packageClient(value: Value, facts: PackageFacts): Credentials | null {
  if (value.kind !== 'call' || value.callee.kind !== 'external') return null;
  const { module } = value.callee;
  if (module === null || !oldNames(facts).includes(module)) return null;
  const name = value.callee.members.filter((member) => member !== 'default').join('.');
  if (name !== 'createClient' && name !== 'CloudFlare') return null;
  const [first, second] = value.args;
  if (!first) return null;
  if (second && name) return { key: first, email: second };
  if (first.kind === 'object') {
    const key = entryOf(first, 'token')?.value;
    const email = entryOf(first, 'email')?.value;
    return key && email ? { key, email } : null;
  }
  const member = (property: string): Value => ({ kind: 'member', object: first, property, path: first.path });
  return { key: member('token'), email: member('email') };
}

/** A client that other files have too, or that is found only by following it from where it is made. */
export interface FollowedClient {
  readonly credentials: Credentials;
  /** its group, where that is shared by files */
  readonly shared: string | null;
  readonly handedOut: boolean;
}

/** The v1 call that a method of the old client makes, or null. */
export function matchPackageCall(
  call: CallSite,
  facts: PackageFacts,
  followed: (client: NodePath) => FollowedClient | null,
): V1Call | null {
  const { callee } = call;
  const object = objectOf(call.path);
  if (callee.kind !== 'member' || callee.property === null || !object) return null;
  const method = methodOf(call);
  const own = method && packageClient(callee.object, facts);
  const other = method ? followed(object) : null;
  const credentials = own ?? other?.credentials;
  if (!credentials || !method) return null;
  const callback = callbackOf(call.args, 0);
  const given = callback ? call.args.slice(0, -1) : call.args;
  const form = isSpread(call.path) ? openForm(call.path) : formOf(method, given, call.path);
  const actionValue = callee.property === V1_PACKAGE.request ? (given[0] ?? callee) : callee;
  const yields: Shape =
    method.yields === null
      ? { is: 'known', value: undefined }
      : { is: 'v1', path: ['response', ...split(method.yields)] };
  return {
    site: call.path,
    client: 'cloudflare',
    action: method.action === '' ? null : method.action,
    actionValue,
    form,
    sources: [form],
    credentials,
    delivery: callback ? { by: 'callback', callback, params: [{ is: 'error', api: true }, yields] } : { by: 'nothing' },
    transport: endpointOptions(object),
    parts: [],
    escapes: null,
    browser: false,
    synchronous: false,
    packageClient: callee.object,
    ...(other?.shared && { shared: other.shared }),
    ...(other?.handedOut && { handedOut: true }),
    through: null,
  };
}

/** `_request(action, form, callback)` is any of them. */
function methodOf(call: CallSite): Method | undefined {
  const { callee } = call;
  if (callee.kind !== 'member' || callee.property === null) return undefined;
  if (callee.property !== V1_PACKAGE.request) return v1Method(callee.property);
  const action = literalText(call.args[0]);
  return action === null ? REQUEST : { ...REQUEST, action };
}

function objectOf(call: NodePath): NodePath | null {
  const callee = call.get('callee') as NodePath;
  return callee.isMemberExpression() || callee.isOptionalMemberExpression() ? (callee.get('object') as NodePath) : null;
}

/** `client.endpoint = …`: its requests go elsewhere. */
function endpointOptions(client: NodePath): TransportOption[] {
  const binding = client.isIdentifier() ? client.scope.getBinding(client.node.name) : undefined;
  return referencesTo(binding).flatMap((use) => {
    const member = use.parentPath;
    const sets = member?.isMemberExpression() && member.key === 'left' && member.parentPath.isAssignmentExpression();
    const named = sets && is.isIdentifier(member.node.property, { name: 'endpoint' });
    return named ? [transport('endpoint', evaluate(member.parentPath?.get('right') as NodePath))] : [];
  });
}

function split(path: string): string[] {
  return path === '' ? [] : path.split('.');
}

/** `client.clearCache(...args)`: which argument is which is not known. */
function isSpread({ node }: NodePath): boolean {
  return (is.isCallExpression(node) || is.isOptionalCallExpression(node)) && node.arguments.some(isSpreadElement);
}

function isSpreadElement(node: ast.Node): boolean {
  return is.isSpreadElement(node);
}

function openForm(path: NodePath): ObjectValue {
  return { kind: 'object', entries: [], open: true, path };
}

/** The fields that the package sends for these arguments. */
function formOf(method: Method, args: readonly Value[], path: NodePath): ObjectValue {
  const entries: Entry[] = [];
  let open = false;
  for (const [name, value] of Object.entries(method.defaults)) {
    entries.push({ key: name, when: null, value: { kind: 'literal', value, path } });
  }
  method.arguments.forEach((argument, index) => {
    const value = args[index] ?? (argument.default === undefined ? null : literal(argument.default, path));
    if (!value || argument.encoding === 'ignored') return;
    if (argument.encoding === 'spread') {
      const options = asFormEntries(value);
      entries.push(...(options?.entries ?? []));
      if (!options || options.open) open = true;
    } else if (argument.field) entries.push({ key: argument.field, when: null, value: encoded(argument, value) });
  });
  return { kind: 'object', entries, open, path };
}

function literal(value: string, path: NodePath): Value {
  return { kind: 'literal', value, path };
}

/** What the method makes of an argument before it is sent. */
function encoded(argument: Argument, value: Value): Value {
  const { path, env } = value;
  if (argument.encoding === 'truthy') {
    if (value.kind === 'literal') return { ...literal(value.value ? '1' : '0', path), env };
    return {
      kind: 'choice',
      operator: '?:',
      test: path,
      then: literal('1', path),
      otherwise: literal('0', path),
      path,
      env,
    };
  }
  if (argument.encoding === 'rocket-loader' && value.kind === 'literal') {
    if (value.value === true) return { ...literal('a', path), env };
    if (value.value === false) return { ...literal('0', path), env };
  }
  return value;
}
