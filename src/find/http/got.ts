/** `got`, from 6 to 14: the function, its methods, `got.extend`. */
import { unknown } from '../../evaluate/evaluate.js';
import { literalText, type ObjectValue, type Value } from '../../evaluate/value.js';
import { type CallSite, ENVELOPE, type HttpClient, type HttpRequest, OK_STATUS, type Shape, TEXT } from '../request.js';
import { asJson, unwrapped } from './bodies.js';
import { type Callee, calleeOf, verb } from './callee.js';
import { chainedCall } from './handle.js';
import { methodOption, option, present, readOptions, staysTrue, transportOptions } from './options.js';
import { isSet, OK, OK_TEXT, resolves, responseOf } from './shapes.js';
import { address, joinUrl } from './url.js';

const READERS: Readonly<Record<string, Shape>> = { json: ENVELOPE, text: TEXT };

export const gotClient: HttpClient = {
  id: 'got',
  match(call) {
    const callee = call.path.isNewExpression() ? null : calleeOf(call.callee, ['got', 'got-cjs'], ['extend', 'create']);
    return callee && toRequest(call, callee);
  },
};

function toRequest(call: CallSite, callee: Callee): HttpRequest | null {
  const [name, more] = callee.members.filter((member) => member !== 'got');
  const [first, second] = call.args;
  const method = verb(name);
  if (!first || more !== undefined || (name !== undefined && !method) || name === 'del') return null;
  const own = first.kind === 'object' ? first : undefined;
  const { options, hidden } = readOptions(...callee.defaults, own, second);
  const base = option(options, 'prefixUrl', 'baseUrl');
  const path = own ? option(options, 'url') : first;
  if (!path && !base) return null;
  const reader = chainedCall(call.path);
  const read = reader && Object.hasOwn(READERS, reader.name) ? READERS[reader.name] : undefined;
  const hooks = present(option(options, 'hooks')).map((value) => unknown(value.path));
  return {
    client: 'got',
    site: read && reader ? reader.call : call.path,
    method: method ?? (hidden.length > 0 && !option(options, 'method') ? null : gotMethod(options)),
    url: joinUrl(base && address(base), path && address(path)),
    query: present(...[...callee.defaults, own, second].map((source) => searchOf(source))),
    body: [...bodyOf(options).map(unwrapped), ...hidden, ...hooks],
    delivery: resolves(read ?? responseShape(options)),
    transport: transportOptions(options),
    ...(staysTrue(options, 'throwHttpErrors') && { failsOnStatus: true }),
  };
}

/** got 6 to 9 made a POST of what has a body. */
function gotMethod(options: ObjectValue | null): string | null {
  return methodOption(options, option(options, 'body') ? 'POST' : 'GET');
}

/** got merges search parameters of instances key by key. */
function searchOf(source: Value | undefined): Value | undefined {
  return source?.kind === 'object' ? option(source, 'searchParams', 'query') : undefined;
}

/** `form: {…}`, `json: {…}`; up to 9, `form: true` and `json: true` say what `body` is. */
function bodyOf(options: ObjectValue | null): Value[] {
  const [form, json] = [option(options, 'form'), option(options, 'json')];
  const body = option(options, 'body');
  const sent = json?.kind === 'literal' && isSet(json) && !isSet(form) && body ? asJson(body) : body;
  const values = [form, json && asJson(json)].filter((value) => value?.kind !== 'literal');
  return present(sent, ...values);
}

function responseShape(options: ObjectValue | null): Shape {
  const json = option(options, 'json');
  const type = option(options, 'responseType');
  const parsed = literalText(type) === 'json' || (json?.kind === 'literal' && isSet(json));
  const known = !type || ['json', 'text'].includes(literalText(type) ?? '');
  const body = parsed ? ENVELOPE : TEXT;
  if (known && isSet(option(options, 'resolveBodyOnly'))) return body;
  return responseOf({ ...(known && { body }), statusCode: OK_STATUS, statusMessage: OK_TEXT, ok: OK });
}
