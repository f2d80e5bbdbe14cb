/** What code that waits for an answer sees, by how the call ended. */
import { describe, expect, it } from 'vitest';
import { actionByName } from '../../src/catalogue/index.js';
import { Follower } from '../../src/find/answers/follow.js';
import { findCalls } from '../../src/find/calls.js';
import { knownIn, type Outcome, type Stage } from '../../src/plan/outcome.js';
import { isFailure, type NodePath, parseModule } from '../../src/syntax/index.js';

/** What `expression` is known to be in the callback of a rec_load_all. */
function known(expression: string, outcome: Outcome): unknown {
  const source = `var request = require('request');
request.post({ url: 'https://www.cloudflare.com/api_json.html', form: { a: 'rec_load_all', tkn: k, email: e, z: 'example.com' } }, function (err, res, body) {
  var data = JSON.parse(body);
  look(${expression});
});`;
  const module = parseModule('a.js', source);
  if (isFailure(module)) throw new Error(module.message);
  const [call] = findCalls(module, { cloudflareIsV1: true }).calls;
  const action = actionByName('rec_load_all');
  if (!call || !action) throw new Error('no call');
  const answer = new Follower(call, action).run();
  const stage: Stage = {
    at: (node) => (answer.shapes.has(node) || answer.decided.has(node) ? { call, action, answer, outcome } : undefined),
    touched: new WeakMap(),
  };
  let found: NodePath | undefined;
  module.program.traverse({
    CallExpression(path) {
      if (path.get('callee').isIdentifier({ name: 'look' })) found = path.get('arguments')[0] as NodePath;
    },
  });
  const result = found && knownIn(found, stage);
  if (!result) return 'unknown';
  return 'value' in result ? result.value : result.truthy ? 'truthy' : 'falsy';
}

describe.each<[string, unknown, unknown, unknown]>([
  // expression, success, api, transport
  ['err', null, null, 'truthy'],
  ['!err', true, true, false],
  ["data.result === 'success'", true, false, 'unknown'],
  ["data.result == 'error'", false, true, 'unknown'],
  ['data.msg', null, 'truthy', 'unknown'],
  ['res.statusCode === 200', true, true, 'unknown'],
  ['res.statusCode >= 400', false, false, 'unknown'],
  ['!err && res.statusCode == 200', true, true, false],
  ["err || data.result !== 'success'", false, true, 'truthy'],
  ['data && data.response && data.response.recs', 'truthy', undefined, undefined],
  ["typeof body === 'string'", true, true, false],
  ['data.response.recs.has_more', false, 'unknown', 'unknown'],
  ['data.response.recs.objs.length', 'unknown', 'unknown', 'unknown'],
  ['other', 'unknown', 'unknown', 'unknown'],
  ['data.response !== undefined', true, false, 'unknown'],
  ['Array.isArray(data.response.recs.objs)', true, 'unknown', 'unknown'],
  ["typeof data === 'object'", true, true, false],
  ["typeof err === 'object'", true, true, true],
  ["typeof data.response.recs === 'object'", true, 'unknown', 'unknown'],
  ['err instanceof Error', false, false, 'unknown'],
  ['body instanceof Object', false, false, false],
  ['other instanceof Error', 'unknown', 'unknown', 'unknown'],
  ['void err === undefined', true, true, true],
  ['-res.statusCode === -200', true, true, 'unknown'],
  ['res.statusCode < 300', true, true, 'unknown'],
  ['res.statusCode <= 199', false, false, 'unknown'],
  ['res.statusCode > 199', true, true, 'unknown'],
  ['200 == res.statusCode', true, true, 'unknown'],
  ['data.response == null', false, true, 'unknown'],
  ['data.response === null', false, false, 'unknown'],
  ['data.response != false', true, true, 'unknown'],
  ['data.response > 1', 'unknown', false, 'unknown'],
  ['other && data.response.recs.has_more', 'falsy', 'unknown', 'unknown'],
  ['other || data.response.recs', 'truthy', 'unknown', 'unknown'],
  ['(other && err) ?? true', 'unknown', 'unknown', 'unknown'],
  ['err ?? other', 'unknown', 'unknown', 'truthy'],
  ['data.msg ?? other', 'unknown', 'truthy', 'unknown'],
  ['err ? 1 : 2', 2, 2, 1],
  ['other ? 1 : 2', 'unknown', 'unknown', 'unknown'],
  ['Boolean(err)', false, false, true],
  ['Boolean(other)', 'unknown', 'unknown', 'unknown'],
  ['Boolean()', 'unknown', 'unknown', 'unknown'],
  ['other(err)', 'unknown', 'unknown', 'unknown'],
  ['Array.isArray(data.response.recs)', 'unknown', 'unknown', 'unknown'],
  ['Buffer.isBuffer(data)', false, false, 'unknown'],
  ['Object.keys(data).length', 'truthy', 'truthy', 'unknown'],
  ['[err]', 'truthy', 'truthy', 'truthy'],
  ['err?.message', undefined, undefined, 'unknown'],
  ['`${err}`', 'unknown', 'unknown', 'unknown'],
])('%s', (expression, success, api, transport) => {
  it('success', () => expect(known(expression, 'success')).toEqual(success));
  it('API error', () => expect(known(expression, 'api')).toEqual(api));
  it('transport error', () => expect(known(expression, 'transport')).toEqual(transport));
});
