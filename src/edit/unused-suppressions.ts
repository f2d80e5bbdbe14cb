/** Takes out comments that hide nothing: with their line where nothing else stands on it. */

import type { Suppression } from '../find/suppressions/suppression.js';
import type { Span } from '../finding.js';

/** The suppressions of a text as it was read, and those of them that hide nothing. */
export interface Unused {
  readonly all: readonly Suppression[];
  readonly unused: readonly Suppression[];
}

/**
 * In: a text, rewritten or not, and the suppressions in it. Where it does not hold the same ones any more, it stays as
 * it is.
 */
export function withoutUnused({ all, unused }: Unused, text: string, now: readonly Suppression[]): string {
  const same = now.length === all.length && now.every((one, index) => isSame(one, all[index]!));
  if (!same) return text;
  return now
    .filter((_one, index) => unused.includes(all[index]!))
    .toSorted((a, b) => b.start - a.start)
    .reduce(without, text);
}

function isSame(a: Suppression, b: Suppression): boolean {
  return a.kind === b.kind && a.reason === b.reason && a.rules.join() === b.rules.join();
}

/** The text without the comment, its braces in JSX, and the white space or line that it leaves. */
function without(text: string, { start, end }: Span): string {
  const braces = /\{\s*$/.test(text.slice(0, start)) && /^\s*\}/.test(text.slice(end));
  const isJsx = braces && text.startsWith('/*', start);
  const from = isJsx ? text.lastIndexOf('{', start) : start;
  const to = isJsx ? text.indexOf('}', end) + 1 : end;
  const line = text.slice(0, from).search(/(?<=^|\n|\r)[\t ]*$/);
  const rest = /^[\t ]*(?:\r\n|\n|\r|$)/.exec(text.slice(to));
  if (line !== -1 && rest) return text.slice(0, line) + text.slice(to + rest[0].length);
  if (rest) return text.slice(0, from).trimEnd() + text.slice(to);
  return joined(text.slice(0, from), text.slice(to));
}

/** What stood on both sides of the comment stays apart. */
function joined(before: string, after: string): string {
  const next = after.replace(/^[\t ]+/, '');
  if (/^[)}\],;]/.test(next)) return before.trimEnd() + next;
  return /[\s([{]$/.test(before) ? before + next : `${before} ${next}`;
}
