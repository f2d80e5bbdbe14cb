/** What changes in a file, before and after side by side. */
import type { FileChange } from '../pipeline.js';
import { type ChangedLine, shownChange } from './changes.js';
import { type Html, html } from './html-text.js';
import { type SafeText, showPath } from './safe-text.js';

/** A longer line helps nobody. */
const MOST_OF_A_LINE = 300;
/** More of one file is better looked at with `cfv1 migrate --diff`. */
const MOST_LINES = 1_500;

export function diffHtml(change: FileChange): Html {
  const { file, hunks, added, removed } = shownChange(change);
  let room = MOST_LINES;
  const bodies = hunks.flatMap((lines) => {
    if (room <= 0) return [];
    const shown = lines.slice(0, room);
    room -= lines.length;
    return [html`<tbody>${shown.map(row)}</tbody>`];
  });
  return html`<details class="diff"><summary>Changes <span class="num">+${added} −${removed}</span></summary>
<div class="scroll" tabindex="0" role="region" aria-label="Changes of ${showPath(file)}"><table>
<colgroup><col class="n"><col><col class="n"><col></colgroup><thead><tr><th colspan="2" scope="colgroup">before</th><th colspan="2" scope="colgroup">after</th></tr></thead>
${bodies}</table></div>${room < 0 ? html`<p>There is more: <code>cfv1 migrate --diff</code> shows it all.</p>` : null}</details>
`;
}

function row({ before, after, changed }: ChangedLine): Html {
  const [left, right] =
    changed && before && after ? markPair(before.text, after.text) : [before?.text, after?.text].map(plain);
  return html`<tr>${side(before, left!, changed ? 'del' : null)}${side(after, right!, changed ? 'ins' : null)}</tr>`;
}

function side(line: ChangedLine['before'], text: Html, kind: 'del' | 'ins' | null): Html {
  if (!line) return html`<td class="no"></td><td class="no"></td>`;
  if (kind === null) return html`<td class="no">${line.number}</td><td><code>${text}</code></td>`;
  return kind === 'del'
    ? html`<td class="no">${line.number}</td><td class="del"><del><code>${text}</code></del></td>`
    : html`<td class="no">${line.number}</td><td class="ins"><ins><code>${text}</code></ins></td>`;
}

function plain(text: SafeText | undefined): Html {
  return html`${cut(text ?? ('' as SafeText))}`;
}

/** Both lines with what is not the same in them marked, where most of them is the same. */
function markPair(before: SafeText, after: SafeText): readonly Html[] {
  const [left, right] = [cut(before), cut(after)];
  const least = Math.min(left.length, right.length);
  let head = 0;
  while (head < least && left[head] === right[head]) head += 1;
  let tail = 0;
  while (tail < least - head && left[left.length - 1 - tail] === right[right.length - 1 - tail]) tail += 1;
  const indent = Math.min(head, left.length - left.trimStart().length);
  if ((head - indent + tail) * 2 <= least - indent) return [html`${left}`, html`${right}`];
  return [left, right].map((text) => {
    const [start, middle, end] = [
      text.slice(0, head),
      text.slice(head, text.length - tail),
      text.slice(text.length - tail),
    ];
    return html`${start as SafeText}${middle === '' ? null : html`<mark>${middle as SafeText}</mark>`}${end as SafeText}`;
  });
}

function cut(text: SafeText): SafeText {
  return text.length <= MOST_OF_A_LINE ? text : (`${text.slice(0, MOST_OF_A_LINE)}…` as SafeText);
}
