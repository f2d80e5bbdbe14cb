/** `popsicle`: `popsicle.request({…}).use(plugins.parse('json'))`. */
import { unknown } from '../../evaluate/evaluate.js';
import type { Value } from '../../evaluate/value.js';
import { is, type NodePath } from '../../syntax/index.js';
import { ENVELOPE, type HttpClient, OK_STATUS, type Shape, TEXT } from '../request.js';
import { calleeOf, verb } from './callee.js';
import { climb, type Use } from './handle.js';
import { methodOption, option, present, readOptions, transportOptions } from './options.js';
import { OK_TEXT, promiseOf, resolves, responseOf } from './shapes.js';
import { address } from './url.js';

const ACCEPTED = new Set(['use', 'exec']);

export const popsicleClient: HttpClient = {
  id: 'popsicle',
  match(call) {
    const callee = call.path.isNewExpression() ? null : calleeOf(call.callee, ['popsicle'], ['defaults']);
    const [name, more] = callee?.members ?? [];
    const [first, second] = callee ? call.args : [];
    const known = name === undefined || name === 'request' || name === 'fetch' || verb(name);
    if (!callee || !first || more !== undefined || !known) return null;
    const uses: Use[] = [];
    const site = climb(call.path, ACCEPTED, uses);
    const plugins = uses.filter((use) => use.name === 'use').flatMap((use) => use.args);
    const { options, hidden } = readOptions(...callee.defaults, isText(first) ? second : first);
    const method = hidden.length > 0 && !option(options, 'method') ? null : methodOption(options, 'GET');
    return {
      client: 'popsicle',
      site,
      method: verb(name) ?? method,
      url: address(isText(first) ? first : (option(options, 'url') ?? first)),
      query: present(option(options, 'query')),
      body: [
        ...present(option(options, 'body')),
        ...hidden,
        ...plugins.filter((plugin) => !isParse(plugin)).map((plugin) => unknown(plugin)),
      ],
      delivery: resolves(
        name === 'fetch'
          ? reading()
          : responseOf({ body: plugins.some(isParse) ? ENVELOPE : TEXT, status: OK_STATUS, statusText: OK_TEXT }),
      ),
      transport: transportOptions(options),
    };
  },
};

function isText(value: Value): boolean {
  return value.kind === 'literal' || value.kind === 'concat';
}

/** `popsicle.plugins.parse('json')`, `parse(['json'])` */
function isParse(plugin: NodePath): boolean {
  if (!plugin.isCallExpression()) return false;
  const { callee } = plugin.node;
  return (
    is.isIdentifier(callee, { name: 'parse' }) ||
    (is.isMemberExpression(callee) && is.isIdentifier(callee.property, { name: 'parse' }))
  );
}

/** popsicle 12 answers as fetch does. */
function reading(): Shape {
  return responseOf({ status: OK_STATUS }, { json: promiseOf(ENVELOPE), text: promiseOf(TEXT) });
}
