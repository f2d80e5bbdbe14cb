/** The package `form-data` sends by itself: `form.submit(url, cb)`. */
import type { HttpClient } from '../request.js';
import { ERROR } from '../request.js';
import { nodeOptions } from './node-options.js';
import { transportOptions } from './options.js';
import { NODE_RESPONSE } from './shapes.js';

export const formDataClient: HttpClient = {
  id: 'form-data',
  match(call) {
    const { callee } = call;
    if (callee.kind !== 'member' || callee.property !== 'submit' || call.args.length === 0) return null;
    const form = callee.object;
    if (form.kind !== 'encoded' || form.as !== 'multipart') return null;
    const { url, options, callback, hidden } = nodeOptions(call.args, 'http:', true);
    return {
      client: 'form-data',
      site: call.path,
      method: 'POST',
      url,
      query: [],
      body: [form, ...hidden],
      delivery: callback ? { by: 'callback', callback, params: [ERROR, NODE_RESPONSE] } : { by: 'nothing' },
      transport: transportOptions(options),
    };
  },
};
