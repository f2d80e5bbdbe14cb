/** `XMLHttpRequest`: the call of `open` stands for the request. */
import { evaluate } from '../../evaluate/evaluate.js';
import { isExternal, literalText, type Value } from '../../evaluate/value.js';
import { is, type NodePath, referencesTo } from '../../syntax/index.js';
import { type HttpClient, OK_STATUS, type Shape, TEXT, type TransportOption } from '../request.js';
import { field } from './bodies.js';
import { chainedCall, type Use } from './handle.js';
import { headerOptions, present, transport } from './options.js';
import { responseOf } from './shapes.js';
import { address } from './url.js';

/** Packages that bring it to Node. */
const PACKAGES = ['xmlhttprequest', 'xhr2', 'xmlhttprequest-ssl', 'xhr2-cookies', 'w3c-xmlhttprequest'];
/** what is heard once there is an answer, and where none comes */
const LOADED = new Set(['load', 'readystatechange']);
const FAILED = new Set(['error', 'timeout', 'abort']);
const XHR: Shape = responseOf({
  responseText: TEXT,
  response: TEXT,
  status: OK_STATUS,
  readyState: { is: 'known', value: 4 },
});

export const xmlHttpRequestClient: HttpClient = {
  id: 'XMLHttpRequest',
  match(call) {
    const { callee } = call;
    if (callee.kind !== 'member' || callee.property !== 'open' || !call.args[1]) return null;
    const origin = originOf(callee.object);
    const object = origin && objectOf(call.path);
    if (!origin || !object) return null;
    const [method, url, async] = call.args as readonly [Value, Value, Value?];
    const read = readUses(object);
    const blocks = async?.kind === 'literal' && async.value === false;
    return {
      client: 'XMLHttpRequest',
      site: call.path,
      method: literalText(method)?.toUpperCase() ?? null,
      url: address(url),
      query: [],
      body: read.body,
      delivery: { by: 'events', response: read.loaded, shape: XHR, error: read.failed },
      transport: read.transport,
      parts: read.parts,
      ...(origin === 'page' && { browser: true }),
      ...(blocks && { synchronous: true }),
      // The answer is read from the object itself.
      ...(read.escapes && { escapes: read.escapes }),
    };
  },
};

function originOf(value: Value): 'page' | 'package' | null {
  if (value.kind === 'choice') return originOf(value.then) ?? originOf(value.otherwise);
  if (value.kind !== 'call' || !value.construct) return null;
  const { callee } = value;
  const inPage = [[], ['window'], ['self'], ['globalThis']].some((holder) =>
    isExternal(callee, [null], ...holder, 'XMLHttpRequest'),
  );
  if (inPage) return 'page';
  return isExternal(callee, PACKAGES, 'XMLHttpRequest') || isExternal(callee, PACKAGES) ? 'package' : null;
}

/** What `open` is called on: a name. */
function objectOf(call: NodePath): NodePath | null {
  const callee = call.get('callee') as NodePath;
  const object = callee.isMemberExpression() ? (callee.get('object') as NodePath) : null;
  return object?.isIdentifier() ? object : null;
}

interface Read {
  readonly body: Value[];
  readonly transport: TransportOption[];
  readonly parts: NodePath[];
  loaded: NodePath | null;
  failed: NodePath | null;
  hearsErrors: boolean;
  escapes: NodePath | null;
}

function readUses(object: NodePath): Read {
  const read: Read = {
    body: [],
    transport: [],
    parts: [],
    loaded: null,
    failed: null,
    hearsErrors: false,
    escapes: null,
  };
  const binding = is.isIdentifier(object.node) ? object.scope.getBinding(object.node.name) : undefined;
  for (const reference of referencesTo(binding)) {
    if (reference.node === object.node) continue;
    const use = chainedCall(reference);
    const known = use ? readCall(use, read) : readAssignment(reference, read);
    if (!known) read.escapes ??= reference;
  }
  // Who is told of less than each failure would be told of more.
  if (read.failed && !read.hearsErrors) read.escapes ??= read.failed;
  return read;
}

function readCall(use: Use, read: Read): boolean {
  const [first, second] = use.args;
  const values = use.args.map((argument) => evaluate(argument));
  if (use.name === 'send') read.body.push(...present(values[0]));
  else if (use.name === 'setRequestHeader' && values[0] && values[1])
    read.transport.push(...headerOptions(field(values[0], values[1], use.call)));
  else if (use.name === 'addEventListener' && first?.isStringLiteral() && second) {
    if (!listen(first.node.value, second, read)) return false;
  } else if (use.name !== 'overrideMimeType') return false;
  if (use.call.parentPath?.isExpressionStatement()) read.parts.push(use.call.parentPath);
  return true;
}

/** `xhr.onload = f`, `xhr.timeout = 1000` */
function readAssignment(reference: NodePath, read: Read): boolean {
  const member = reference.parentPath;
  const assignment = member?.parentPath;
  if (!member?.isMemberExpression() || !assignment?.isAssignmentExpression() || member.key !== 'left') return false;
  const name = is.isIdentifier(member.node.property) ? member.node.property.name : '';
  const right = assignment.get('right') as NodePath;
  if (name.startsWith('on')) {
    if (!listen(name.slice(2), right, read)) return false;
  } else read.transport.push(transport(name, evaluate(right)));
  if (assignment.parentPath?.isExpressionStatement()) read.parts.push(assignment.parentPath);
  return true;
}

/** false where there is no place for the handler, or another has it. */
function listen(event: string, handler: NodePath, read: Read): boolean {
  const heard = LOADED.has(event) ? 'loaded' : FAILED.has(event) ? 'failed' : null;
  if (!heard) return false;
  if (event === 'error') read.hearsErrors = true;
  const before = read[heard];
  read[heard] ??= handler;
  return !before || (is.isIdentifier(handler.node) && is.isIdentifier(before.node, { name: handler.node.name }));
}
