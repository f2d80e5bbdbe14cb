/** Tables of counts with a bar in each row. */
import { type Html, html } from './html-text.js';
import type { Subject, Words } from './migration-words.js';
import { type SafeText, showPath } from './safe-text.js';

const KINDS = ['safe', 'review', 'left'] as const;

export type Counts = Readonly<Record<(typeof KINDS)[number], number>>;

export function allOf(counts: Counts): number {
  return counts.safe + counts.review + counts.left;
}

/** A bar of three parts; the numbers beside it say the same. `most`: what the full width stands for. */
export function bar(counts: Counts, most: number): Html {
  let x = 0;
  const parts = KINDS.flatMap((kind) => {
    const width = most === 0 ? 0 : round((100 * counts[kind]) / most);
    const at = x;
    x = round(x + width);
    return width === 0 ? [] : [html`<rect class="${kind as SafeText}" x="${at}" y="0" width="${width}" height="8"/>`];
  });
  return html`<svg class="bar" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true" focusable="false">${parts}</svg>`;
}

export function countsTable(
  id: string,
  title: string,
  head: string,
  subjects: readonly Subject[],
  words: Words,
): Html | null {
  if (subjects.length === 0) return null;
  const most = Math.max(...subjects.map(allOf));
  const cells = (subject: Subject) =>
    KINDS.map((kind) => html`<td class="num">${subject[kind] || ('–' as SafeText)}</td>`);
  const rows = subjects.map(
    (subject) =>
      html`<tr><th scope="row"><code>${showPath(subject.name)}</code></th><td class="wide">${bar(subject, most)}</td>${cells(subject)}</tr>\n`,
  );
  const heads = [words.movedSafe, words.movedReview, words.leftTotal].map(
    (text) => html`<th scope="col">${text as SafeText}</th>`,
  );
  return html`<section aria-labelledby="${id as SafeText}"><h2 id="${id as SafeText}">${title as SafeText}</h2>
<div class="scroll" tabindex="0" role="region" aria-labelledby="${id as SafeText}"><table class="counts"><thead><tr><th scope="col">${head as SafeText}</th><td></td>${heads}</tr></thead>
<tbody>${rows}</tbody></table></div></section>
`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
