/**
 * v1's words for what went wrong, in `err_code`, and the HTTP statuses of v4 that stand for them. v1 had no word for
 * what is not there, which is 404 in v4.
 */
import type { SourceKey } from './sources.js';

interface ErrorCode {
  readonly code: string;
  readonly statuses: readonly number[];
  readonly sources: readonly SourceKey[];
}

export const ERROR_CODES: readonly ErrorCode[] = [
  { code: 'E_UNAUTH', statuses: [401, 403], sources: ['DOC1', 'LIBCLOUD', 'SDK7'] },
  { code: 'E_MAXAPI', statuses: [429], sources: ['DOC1', 'SDK7'] },
  { code: 'E_INVLDINPUT', statuses: [400], sources: ['DOC1'] },
];

/** The statuses that stand for a word; empty where it is none of v1's. */
export function statusesOf(code: string): readonly number[] {
  return ERROR_CODES.find((one) => one.code === code)?.statuses ?? [];
}
