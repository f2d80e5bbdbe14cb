/** Files that a run was asked to make: reports and patches. Sources are written by the workspace alone. */
import { appendFileSync, chmodSync, writeFileSync } from 'node:fs';
import { UsageError } from './usage-error.js';

/**
 * @param secret the text may hold credentials: nobody else may read the file
 * @throws UsageError where it cannot be written
 */
export function writeOutput(path: string, text: string, secret = false): void {
  writing(path, () => {
    writeFileSync(path, text, secret ? { mode: 0o600 } : {});
    // `mode` is for new files alone
    if (secret) chmodSync(path, 0o600);
  });
}

/** @throws UsageError where the file cannot be written */
export function appendOutput(path: string, text: string): void {
  writing(path, () => appendFileSync(path, text));
}

function writing(path: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw new UsageError(`${path}: cannot be written (${(error as NodeJS.ErrnoException).code}); check the path`);
  }
}
