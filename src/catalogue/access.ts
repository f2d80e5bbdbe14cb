/** wl, ban and nul: addresses let in, kept out, or neither. */
import { action, param, when } from './build.js';
import type { SourceKey } from './sources.js';
import type { Action, Answer, Rewrite } from './types.js';

const SEEN: readonly SourceKey[] = ['DOC1', 'LIBCLOUD', 'GUIDE', 'F2B', 'F2B-TOKEN', 'OPENAPI-CS', 'IPAR', 'SDK7'];

const PARAMS = [
  param(
    'key',
    'configuration.value',
    { as: 'same' },
    {
      meaning: 'address; its form decides whether configuration.target is ip, ip6 or ip_range',
      sources: ['DOC1', 'NODE008', 'GUIDE', 'PYFLARE', 'RUBY'],
    },
  ),
  param(
    'z',
    null,
    { as: 'none', reason: 'parameter-ended' },
    {
      optional: true,
      meaning: 'zone; sent by one client, never documented: v1 kept these lists for the whole account',
      sources: ['LIBCLOUD'],
      confidence: 'single',
    },
  ),
];

function answer(done: 'WL' | 'BAN' | 'NUL'): Answer {
  return {
    root: [],
    kind: 'nothing',
    shape: null,
    beside: [
      { path: 'result.ip', type: 'string', read: { as: 'param', param: 'key' } },
      { path: 'result.action', type: 'string WL/BAN/NUL', read: { as: 'constant', value: done } },
    ],
    noun: 'rule',
  };
}

interface Rule {
  readonly name: 'wl' | 'ban' | 'nul';
  readonly summary: string;
  readonly operations: readonly string[];
  readonly rewrite: Rewrite;
  readonly why: string;
  readonly notes: readonly string[];
}

function rule({ name, ...facts }: Rule): Action {
  return action({
    name,
    section: '4.7',
    params: PARAMS,
    answer: answer(name === 'wl' ? 'WL' : name === 'ban' ? 'BAN' : 'NUL'),
    verdict: 'lookup',
    cases: [
      when('rules of the user, with the Global API Key: nearest to v1', 'lookup'),
      when('rules of the user, with a token: no permission exists', 'decision', 'access-rule-scope'),
      when('rules of an account or a zone, if chosen', 'lookup'),
    ],
    sources: SEEN,
    // that the rules exist is certain, that v1 meant the user and not the account is not
    confidence: 'contradictory',
    ...facts,
  });
}

const SET = ['user.access-rules.list', 'user.access-rules.edit', 'user.access-rules.create'];
const WHY_SET = 'the rule of the address is looked up: changed if it is there, created if not';

export const WL = rule({
  name: 'wl',
  summary: 'Let an address in',
  operations: SET,
  rewrite: { kind: 'set-access-rule', mode: 'whitelist' },
  why: WHY_SET,
  notes: ['v4 still spells the mode whitelist.'],
});

export const BAN = rule({
  name: 'ban',
  summary: 'Keep an address out',
  operations: SET,
  rewrite: { kind: 'set-access-rule', mode: 'block' },
  why: WHY_SET,
  notes: ['Cloudflare now advises custom rules of its firewall for this.'],
});

export const NUL = rule({
  name: 'nul',
  summary: 'Forget an address, let in or kept out',
  operations: ['user.access-rules.list', 'user.access-rules.delete'],
  rewrite: { kind: 'remove-access-rules' },
  why: 'the rules of the address are looked up, and each is deleted',
  notes: ['The guide puts it under creating rules, but it removes.'],
});
