/** What must hold before a file is written, whatever was planned. */
import { isFailure, parseModule, type SourceModule } from '../syntax/index.js';

/** Why the new text must not be written; null when all is well. */
export function checkEdits(before: SourceModule, after: string): string | null {
  const parsed = parseModule(before.file, after, before.kind === 'esm');
  if (isFailure(parsed)) return `the result does not parse: ${parsed.message}`;
  return null;
}
