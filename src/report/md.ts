/** Markdown: texts that come from outside keep their characters and mean nothing. */
import { type SafeText, showPath } from './safe-text.js';

/** A sentence; what stands in a pair of backticks is code. */
export function mdText(text: SafeText | string): string {
  const parts = text.split('`');
  // with an odd number of backticks the last one opens nothing
  const code = parts.length % 2 === 1 ? parts.length : parts.length - 1;
  return parts
    .map((part, index) => {
      if (index % 2 === 0) return escaped(part);
      return index < code ? mdCode(part) : `\\\`${escaped(part)}`;
    })
    .join('');
}

/** Code in a line, in a table too. */
export function mdCode(text: string): string {
  if (text === '') return '\\`\\`';
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = longest > 0 || /^ .* $/.test(text) ? ' ' : '';
  return `${fence}${pad}${text.replaceAll('|', '\\|')}${pad}${fence}`;
}

export function mdFile(file: string): string {
  return mdCode(showPath(file));
}

/** @param head titles; those that begin with `>` are of columns set to the right */
export function mdTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((cell) => (cell.startsWith('>') ? '--:' : '---'));
  return [line(head.map((cell) => cell.replace(/^>/, ''))), line(rule), ...rows.map(line)].join('\n');
}

function escaped(text: string): string {
  return text
    .replace(/[&<>@]|[\\*[\]|~#!$]|(?<!\w)_|_(?!\w)/g, (char) =>
      /[&<>@]/.test(char) ? `&#${char.charCodeAt(0)};` : `\\${char}`,
    )
    .replace(/\n/g, ' ');
}
