/**
 * How much is evaluated for one file. Values that depend on the way to them are not kept, so what calls itself in many
 * ways would make a run endless; beyond the limit the file is told to be not analysed.
 */
import { forgetValues } from './known-values.js';

/** evaluations of one expression; small programs were seen to take 10,000, or five for each character */
const LEAST = 100_000;
const PER_CHARACTER = 20;
const MOST = 5_000_000;

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
