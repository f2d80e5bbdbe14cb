/** The callback of a rec_load_all, with a call of `look` in it that is asked about. */
import { actionByName } from '../../src/catalogue/index.js';
import { Follower } from '../../src/find/answers/follow.js';
import { findCalls } from '../../src/find/calls.js';
import type { Outcome, Stage } from '../../src/plan/outcome.js';
import { isFailure, type NodePath, parseModule } from '../../src/syntax/index.js';

export interface Seen {
  /** the call of `look` */
  readonly look: NodePath;
  /** what it is given first */
  readonly argument: NodePath;
  readonly stage: Stage;
}

/** `code`: what the callback does with `data`, the answer; `parsed`: which it is given as such. */
export function sceneOf(code: string, outcome: Outcome, parsed = false): Seen {
  const source = `var request = require('request');
request.post({ url: 'https://www.cloudflare.com/api_json.html', json: ${parsed}, form: { a: 'rec_load_all', tkn: k, email: e, z: 'example.com' } }, function (err, res, ${parsed ? 'data' : 'body'}) {
  ${parsed ? '' : 'var data = JSON.parse(body);'}
  ${code}
});`;
  const module = parseModule('a.ts', source);
  if (isFailure(module)) throw new Error(module.message);
  const [call] = findCalls(module, { cloudflareIsV1: true }).calls;
  const action = actionByName('rec_load_all');
  if (!call || !action) throw new Error('no call');
  const answer = new Follower(call, action).run();
  const stage: Stage = {
    at: (node) => (answer.shapes.has(node) || answer.decided.has(node) ? { call, action, answer, outcome } : undefined),
    touched: new WeakMap(),
  };
  let look: NodePath | undefined;
  module.program.traverse({
    CallExpression(path) {
      if (path.get('callee').isIdentifier({ name: 'look' })) look = path;
    },
  });
  if (!look) throw new Error('no look(…)');
  return { look, argument: (look.get('arguments') as NodePath[])[0] as NodePath, stage };
}
