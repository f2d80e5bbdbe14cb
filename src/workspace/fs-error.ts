/** What went wrong in a call of node:fs or child_process, as values. */

/** `ENOENT`, `EACCES`, …; '' where the error has no code. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** One line for a reader: the code, or the message where there is none. */
export function errorText(error: unknown): string {
  return errorCode(error) || (error instanceof Error ? error.message : String(error));
}
