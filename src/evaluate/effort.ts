/**
 * How much is evaluated for one file. Values that depend on the way to them are not kept, so what calls itself in many
 * ways would make a run endless; beyond the limit the file is told to be not analysed.
 */
import { forgetValues } from './known-values.js';

/**
 * Evaluations of one expression. A call of v1 takes some forty; of 27,000 files of npm packages, those that are followed
 * to their end take 20,000 at most, or a few for each character. The dearest take 20 microseconds each: what is not
 * followed to its end is given up within about five seconds.
 */
const LEAST = 100_000;
const PER_CHARACTER = 5;
const MOST = 250_000;

export class TooMuchEffort extends Error {}

let left = Number.POSITIVE_INFINITY;

/** Counted from here on, for a file of so many characters. */
export function startEffort(length: number): void {
  forgetValues();
  left = Math.min(LEAST + PER_CHARACTER * length, MOST);
}

export function spend(): void {
  if (--left < 0) throw new TooMuchEffort('its values lead to one another too often');
}

/** What `make` gives; null where that takes more evaluations than these: it is given up alone, and the file goes on. */
export function withinEffort<Made>(most: number, make: () => Made): Made | null {
  const before = left;
  left = Math.min(before, most);
  const given = left;
  try {
    return make();
  } catch (error) {
    if (!(error instanceof TooMuchEffort) || given === before) throw error;
    forgetValues();
    return null;
  } finally {
    left = before - (given - Math.max(left, 0));
  }
}
