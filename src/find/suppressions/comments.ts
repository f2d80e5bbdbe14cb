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
  return [...text.matchAll(/<!--([\s\S]*?)-->/g)].map(({ index, 0: whole, 1: value = '' }) => ({
    start: index,
    end: index + whole.length,
    value,
  }));
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
