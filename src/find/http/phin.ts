/** `phin`: `phin({ url, form, parse })` as a promise or with a callback, `phin.defaults`. */
import { literalText, type Value } from '../../evaluate/value.js';
import { ENVELOPE, ERROR, type HttpClient, OK_STATUS, TEXT } from '../request.js';
import { asJson, unwrapped } from './bodies.js';
import { calleeOf, promised } from './callee.js';
import { callbackOf, methodOption, option, present, readOptions, transportOptions } from './options.js';
import { OK_TEXT, resolves, responseOf } from './shapes.js';

import { address } from './url.js';

const NAMES = new Set([undefined, 'promisified', 'unpromisified']);

export const phinClient: HttpClient = {
  id: 'phin',
  match(call) {
    if (call.path.isNewExpression()) return null;
    const copy = promised(call.callee);
    const callee = calleeOf(copy?.value ?? call.callee, ['phin', 'phin/lib/phin.compiled'], ['defaults']);
    const [first] = callee ? call.args : [];
    if (!callee || !first || callee.members.length > 1 || !NAMES.has(callee.members[0])) return null;
    const callback = copy ? null : callbackOf(call.args);
    const { options, hidden } = readOptions(...callee.defaults, textual(first) ? undefined : first);
    const url = textual(first) ? first : (option(options, 'url') ?? first);
    const data = option(options, 'data');
    const parse = literalText(option(options, 'parse'));
    const response = responseOf({
      body: parse === 'json' ? ENVELOPE : TEXT,
      statusCode: OK_STATUS,
      statusMessage: OK_TEXT,
    });
    return {
      client: 'phin',
      site: call.path,
      method: hidden.length > 0 && !option(options, 'method') ? null : methodOption(options, 'GET'),
      url: address(url),
      query: [],
      body: [...present(option(options, 'form') ?? (data && asJson(data))).map(unwrapped), ...hidden],
      delivery: callback ? { by: 'callback', callback, params: [ERROR, response] } : resolves(response),
      transport: transportOptions(options),
    };
  },
};

function textual(value: Value): boolean {
  return value.kind === 'literal' || value.kind === 'concat';
}
