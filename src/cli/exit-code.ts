/** The exit codes, as README and --help name them. */
import type { Finding } from '../finding.js';

export type ExitCode = 0 | 1 | 2 | 130 | 143;

export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ severity }) => severity === 'error');
}

/** lint and ci: an error is left, or more warnings than are allowed. */
export function lintExitCode(findings: readonly Finding[], maxWarnings: number | null, incomplete: boolean): ExitCode {
  if (incomplete) return 2;
  const warnings = findings.filter(({ severity }) => severity === 'warning').length;
  return hasErrors(findings) || (maxWarnings !== null && warnings > maxWarnings) ? 1 : 0;
}

/** migrate without --write: something would change, or an error remains. */
export function previewExitCode(findings: readonly Finding[], changes: number, incomplete: boolean): ExitCode {
  if (incomplete) return 2;
  return changes > 0 || hasErrors(findings) ? 1 : 0;
}

/** migrate --write: an error remains. */
export function writtenExitCode(left: readonly Finding[], incomplete: boolean): ExitCode {
  if (incomplete) return 2;
  return hasErrors(left) ? 1 : 0;
}
