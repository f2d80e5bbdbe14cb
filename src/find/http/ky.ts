/** `ky` and `ky-universal`: the function, its methods, `ky.create`, `ky.extend`. */
import { unknown } from '../../evaluate/evaluate.js';
import { ENVELOPE, type HttpClient, type Shape, TEXT } from '../request.js';
import { asJson, unwrapped } from './bodies.js';
import { calleeOf, verb } from './callee.js';
import { chainedCall } from './handle.js';
import { methodOption, option, present, readOptions, staysTrue, transportOptions } from './options.js';
import { FETCH_RESPONSE, resolves } from './shapes.js';
import { address, joinUrl } from './url.js';

const READERS: Readonly<Record<string, Shape>> = { json: ENVELOPE, text: TEXT };

export const kyClient: HttpClient = {
  id: 'ky',
  match(call) {
    const callee = call.path.isNewExpression()
      ? null
      : calleeOf(call.callee, ['ky', 'ky-universal'], ['create', 'extend']);
    const [first, second] = callee ? call.args : [];
    const [name, more] = callee?.members ?? [];
    const method = verb(name);
    if (!callee || !first || more !== undefined || (name !== undefined && !method) || name === 'del') return null;
    const { options, hidden } = readOptions(...callee.defaults, second);
    const base = option(options, 'prefixUrl', 'prefix', 'baseUrl');
    const reader = chainedCall(call.path);
    const read = reader && Object.hasOwn(READERS, reader.name) ? READERS[reader.name] : undefined;
    const json = option(options, 'json');
    const hooks = present(option(options, 'hooks')).map((value) => unknown(value.path));
    return {
      client: 'ky',
      site: read && reader ? reader.call : call.path,
      method: method ?? (hidden.length > 0 && !option(options, 'method') ? null : methodOption(options, 'GET')),
      url: joinUrl(base && address(base), address(first)),
      query: present(
        ...[...callee.defaults, second].map((source) =>
          source?.kind === 'object' ? option(source, 'searchParams') : undefined,
        ),
      ),
      body: [...present(option(options, 'body'), json && asJson(json)).map(unwrapped), ...hidden, ...hooks],
      delivery: resolves(read ?? FETCH_RESPONSE),
      transport: transportOptions(options),
      ...(staysTrue(options, 'throwHttpErrors') && { failsOnStatus: true }),
    };
  },
};
