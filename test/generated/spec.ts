/** What a generated program is put together from. The first of each list is the plainest: failures shrink towards it. */
import fc from 'fast-check';

export const CLIENTS = [
  'request-post',
  'request-url-form',
  'request-json',
  'request-method',
  'request-qs',
  'request-chained-form',
  'needle',
  'superagent',
  'https-request',
  'https-get',
  'request-promise',
  'request-promise-text',
  'axios-post',
  'axios-params',
  'axios-data',
  'got',
  'got-response',
  'node-fetch',
  'fetch',
  'undici-fetch',
  'superagent-promise',
  'needle-promise',
] as const;
export const FORMS = ['literal', 'quoted', 'assign', 'extend', 'later', 'bracket', 'spread', 'append'] as const;
export const ENCODINGS = ['querystring', 'url-search-params', 'text'] as const;
export const WRAPPERS = [
  'none',
  'function',
  'class',
  'prototype',
  'curried',
  'options',
  'object',
  'two-levels',
] as const;
export const WAITS = ['callback', 'then', 'await'] as const;
export const CHECKS = ['not-success', 'error', 'success-block', 'message', 'none'] as const;
export const FAILURES = ['log', 'exit', 'exit-code', 'function', 'throw'] as const;
export const CREDENTIALS = ['env', 'constants', 'object'] as const;
/** Which parts stand in files of their own, as far as the program has them. */
export const SPLITS = ['one-file', 'wrapper', 'settings', 'both'] as const;
export const SCENARIOS = ['bad-key', 'unknown-zone', 'broken-connection'] as const;

export type ClientId = (typeof CLIENTS)[number];
export type FormId = (typeof FORMS)[number];
export type EncodingId = (typeof ENCODINGS)[number];
export type WrapperId = (typeof WRAPPERS)[number];
export type Wait = (typeof WAITS)[number];
export type CheckId = (typeof CHECKS)[number];
export type FailureId = (typeof FAILURES)[number];
export type CredentialsId = (typeof CREDENTIALS)[number];
export type SplitId = (typeof SPLITS)[number];
export type ScenarioId = (typeof SCENARIOS)[number];

export interface Spec {
  readonly client: ClientId;
  readonly form: FormId;
  readonly encoding: EncodingId;
  readonly wrapper: WrapperId;
  /** a wrapper hands on the body as it is, or only `response`, and errors as errors */
  readonly unwraps: boolean;
  readonly wait: Wait;
  readonly check: CheckId;
  readonly failure: FailureId;
  readonly credentials: CredentialsId;
  /** const, arrows and templates */
  readonly modern: boolean;
  readonly split: SplitId;
  /** index into the uses */
  readonly use: number;
  /** what is run besides the undisturbed run */
  readonly scenario: ScenarioId;
}

/** Any program of so many uses; what does not go together is made to when the program is written. */
export function specs(uses: number): fc.Arbitrary<Spec> {
  return fc.record({
    client: fc.constantFrom(...CLIENTS),
    form: fc.constantFrom(...FORMS),
    encoding: fc.constantFrom(...ENCODINGS),
    wrapper: fc.constantFrom(...WRAPPERS),
    unwraps: fc.boolean(),
    wait: fc.constantFrom(...WAITS),
    check: fc.constantFrom(...CHECKS),
    failure: fc.constantFrom(...FAILURES),
    credentials: fc.constantFrom(...CREDENTIALS),
    modern: fc.boolean(),
    split: fc.constantFrom(...SPLITS),
    use: fc.nat({ max: uses - 1 }),
    scenario: fc.constantFrom(...SCENARIOS),
  });
}
