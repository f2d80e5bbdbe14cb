/** Parameters of every call; `tkn` and `email` become headers, the others mean nothing in v4. */
import { param } from './build.js';
import type { Param } from './types.js';

export const COMMON_PARAMS: readonly Param[] = [
  param('a', null, { as: 'none' }, { meaning: 'the action', sources: ['DOC1', 'GUIDE'] }),
  param(
    'tkn',
    'X-Auth-Key',
    { as: 'same' },
    {
      meaning: 'the Global API Key, whatever it is called; never a bearer token',
      sources: ['DOC1', 'GUIDE', 'CALLS'],
    },
  ),
  param('email', 'X-Auth-Email', { as: 'same' }, { meaning: 'e-mail of the account', sources: ['DOC1', 'GUIDE'] }),
  param(
    'u',
    'X-Auth-Email',
    { as: 'same' },
    {
      optional: true,
      meaning: 'another name of email, never documented',
      sources: ['RUBY', 'PHP11', 'CPANEL'],
    },
  ),
  param(
    'callback',
    null,
    { as: 'none', reason: 'browser' },
    {
      optional: true,
      meaning: 'function that a JSONP answer calls',
      sources: ['DOC1'],
      confidence: 'single',
    },
  ),
  param(
    'act',
    null,
    { as: 'none' },
    {
      optional: true,
      meaning: 'the action again, sent by npm cloudflare 0.0.x; only ever echoed',
      sources: ['NODE008', 'LIBCLOUD'],
    },
  ),
];
