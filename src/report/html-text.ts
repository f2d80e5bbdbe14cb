/** HTML: texts that come from outside keep their characters and mean nothing. */
import type { SafeText } from './safe-text.js';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Markup. A text is none until `html` has escaped it. */
export class Html {
  constructor(readonly text: string) {}
}

type Value = Html | SafeText | number | null | readonly Html[];

/** The program's own markup, with texts in it escaped, markup as it is, and nothing for null. */
export function html(words: TemplateStringsArray, ...values: readonly Value[]): Html {
  return new Html(String.raw({ raw: words }, ...values.map(shown)));
}

function shown(value: Value): string {
  if (value === null) return '';
  if (value instanceof Html) return value.text;
  if (typeof value === 'object') return value.map(({ text }) => text).join('');
  return escapeHtml(String(value));
}

/** For text, and for attributes in quotes. `##[` would be a command in a build log. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"'`]/g, (char) => ENTITIES[char]!).replaceAll('##[', '#&#35;[');
}

/** A sentence; what stands in a pair of backticks is code. */
export function sentence(text: SafeText): Html {
  const parts = text.split('`') as SafeText[];
  const code = parts.length % 2 === 1 ? parts.length : parts.length - 1;
  return html`${parts.map((part, index) => {
    if (index % 2 === 0) return html`${part}`;
    return index < code ? html`<code>${part}</code>` : html`${`\`${part}` as SafeText}`;
  })}`;
}
