/** The texts of comments, by the kind of file. Scripts are parsed, and their comments come with the tree. */
import type { Span } from '../../finding.js';
import type { Language } from '../../workspace/file-kinds.js';
import { commentsIn } from '../texts/comments.js';

export interface CommentText extends Span {
  /** what stands between the marks of the comment */
  readonly value: string;
}

/** Of HTML, Vue, Svelte and Astro files. */
export function markupComments(text: string): readonly CommentText[] {
  const found: CommentText[] = [];
  for (let start = text.indexOf('<!--'); start !== -1; start = text.indexOf('<!--', found.at(-1)?.end)) {
    const close = text.indexOf('-->', start + 4);
    if (close === -1) break;
    found.push({ start, end: close + 3, value: text.slice(start + 4, close) });
  }
  return found;
}

/** Of languages that are not parsed. */
export function languageComments(text: string, language: Language): readonly CommentText[] {
  return commentsIn(text, language).map(({ start, end }) => ({
    start,
    end,
    value: text
      .slice(start, end)
      .replace(/^(?:@?rem\b|[^\w\s]+)/i, '')
      .replace(/(?:\*\/|-->|#>)\s*$/, ''),
  }));
}
