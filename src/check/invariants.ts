/** What must hold before a file is written, whatever was planned. */
import { isFailure, parseModule, type SourceModule } from '../syntax/index.js';
import { newFreeName } from './free-names.js';

/** The file as it would be after another run. */
export type SecondRun = (text: string) => string | null;

/**
 * Why the new text must not be written; null when all is well.
 * `again` gives what another run would make of the text, null where it leaves it alone.
 */
export function checkEdits(before: SourceModule, after: string, again: SecondRun): string | null {
  const parsed = parseModule(before.file, after, before.kind === 'esm');
  if (isFailure(parsed)) return `the result does not parse: ${parsed.message}`;
  const free = newFreeName(before, parsed);
  if (free !== null) return `the result uses ${free}, which nothing declares`;
  const second = settled(after, again);
  return second === null ? null : `a second run would change the result again: ${second}`;
}

/** Why a second run would not leave the text alone; null when it does. */
function settled(after: string, again: SecondRun): string | null {
  try {
    const text = again(after);
    return text === null || text === after ? null : firstDifference(after, text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Where the two part, said without the text itself, which may hold a credential. */
function firstDifference(a: string, b: string): string {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return `line ${a.slice(0, at).split('\n').length}`;
}
