/** `unirest`: `.post(url).headers({…}).send({…}).end(cb)`, and the variable style of generated code. */
import { evaluate, unknown } from '../../evaluate/evaluate.js';
import { literalText, type Value } from '../../evaluate/value.js';
import type { NodePath } from '../../syntax/index.js';
import { ENVELOPE, type HttpClient, type Shape, TEXT, type TransportOption } from '../request.js';
import { field } from './bodies.js';
import { calleeOf, verb } from './callee.js';
import { handleOf, type Use } from './handle.js';
import { headerOptions, transport } from './options.js';
import { resolves } from './shapes.js';
import { headersOf } from './superagent.js';
import { address } from './url.js';

const TRAVEL = new Set([
  'timeout',
  'proxy',
  'strictSSL',
  'followRedirect',
  'followAllRedirects',
  'maxRedirects',
  'pool',
  'localAddress',
  'auth',
  'retry',
  'jar',
  'secureProtocol',
]);
const FIELDS = new Set(['send', 'form', 'field', 'query', 'attach', 'rawField', 'part']);
const ACCEPTED = new Set([
  ...TRAVEL,
  ...FIELDS,
  'header',
  'headers',
  'set',
  'type',
  'encoding',
  'end',
  'complete',
  'as',
]);

const STATUS: Shape = { is: 'known', value: 200, broken: 'status', lost: undefined };

/** Where the connection broke there is a response as well, with an `error` and nothing else. */
const RESPONSE: Shape = {
  is: 'object',
  name: 'response',
  always: true,
  properties: {
    body: ENVELOPE,
    raw_body: TEXT,
    status: STATUS,
    code: STATUS,
    statusCode: STATUS,
    ok: { is: 'known', value: true, broken: false, lost: undefined },
    error: { is: 'error', broken: true },
  },
};

interface Read {
  readonly query: Value[];
  readonly body: Value[];
  readonly transport: TransportOption[];
  callback: NodePath | null;
  ended: boolean;
}

export const unirestClient: HttpClient = {
  id: 'unirest',
  match(call) {
    const callee = call.path.isNewExpression() ? null : calleeOf(call.callee, ['unirest']);
    const [name, more] = callee?.members ?? [];
    if (!callee || more !== undefined || (name !== undefined && !verb(name))) return null;
    const [word, url, headers, body, callback] = name === undefined ? call.args : [undefined, ...call.args];
    if (!url) return null;
    const handle = handleOf(call.path, ACCEPTED);
    const read: Read = {
      query: [],
      body: [],
      transport: headerOptions(headers?.kind === 'function' ? undefined : headers),
      callback: null,
      ended: false,
    };
    for (const use of handle.uses) readUse(use, read);
    const called =
      [headers, body, callback].find((value) => value?.kind === 'function')?.path ?? callback?.path ?? read.callback;
    const [escapes] = handle.rest;
    return {
      client: 'unirest',
      site: handle.site,
      method: verb(name) ?? literalText(word)?.toUpperCase() ?? null,
      url: address(url),
      query: read.query,
      body: [...(body && body.kind !== 'function' ? [body] : []), ...read.body],
      delivery: called
        ? { by: 'callback', callback: called, params: [RESPONSE] }
        : read.ended
          ? { by: 'nothing' }
          : resolves(RESPONSE),
      transport: read.transport,
      parts: handle.parts,
      ...(escapes && { escapes }),
    };
  },
};

function readUse(use: Use, read: Read): void {
  const { name, args } = use;
  const [first, second] = args;
  if (name === 'end' || name === 'complete') {
    read.ended = true;
    read.callback = first ?? null;
  } else if (!first) return;
  else if (name === 'query') read.query.push(evaluate(first));
  else if (name === 'send' || name === 'form') read.body.push(evaluate(first));
  else if (name === 'field' || name === 'rawField')
    read.body.push(second ? field(evaluate(first), evaluate(second), use.call) : evaluate(first));
  else if (name === 'attach' || name === 'part') read.body.push(unknown(first));
  else if (name === 'header' || name === 'headers' || name === 'set') read.transport.push(...headersOf(use));
  else if (TRAVEL.has(name)) read.transport.push(transport(name, evaluate(first)));
}
