/** `spidex`: `spidex.post(url, { data }, function (html, status) {…}).on('error', f)`. */
import { type Delivery, type HttpClient, OK_STATUS, TEXT } from '../request.js';
import { calleeOf, verb } from './callee.js';
import { handleOf } from './handle.js';
import { callbackOf, option, present, readOptions, transportOptions } from './options.js';
import { address } from './url.js';

const ACCEPTED = new Set(['on', 'once']);

export const spidexClient: HttpClient = {
  id: 'spidex',
  match(call) {
    const callee = call.path.isNewExpression() ? null : calleeOf(call.callee, ['spidex']);
    const method = callee?.members.length === 1 ? verb(callee.members[0]) : null;
    const [url, ...rest] = method ? call.args : [];
    if (!url) return null;
    const callback = callbackOf(call.args);
    const own = callback ? rest.slice(0, -1) : rest;
    const { options, hidden } = readOptions(own[0]);
    const handle = handleOf(call.path, ACCEPTED);
    const errors = handle.uses.filter((use) => use.args[0]?.isStringLiteral({ value: 'error' }));
    const error = errors[0]?.args[1];
    const other = handle.uses.find((use) => use !== errors[0]);
    const escapes = other?.call ?? handle.rest[0];
    const data = present(option(options, 'data'));
    const delivery: Delivery = callback
      ? { by: 'callback', callback, params: [TEXT, OK_STATUS], ...(error && { error }) }
      : { by: 'nothing' };
    return {
      client: 'spidex',
      site: handle.site,
      method,
      url: address(url),
      query: method === 'GET' ? data : [],
      body: [...(method === 'GET' ? [] : data), ...hidden],
      delivery,
      transport: transportOptions(options),
      parts: handle.parts,
      ...(escapes && { escapes }),
    };
  },
};
