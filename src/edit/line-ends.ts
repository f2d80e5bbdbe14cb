/** Line breaks: those of lines that stay are kept, new lines get the file's own, and those inside literals are no one's. */
import { diffArrays } from 'diff';
import type { TextEdit } from '../finding.js';
import { endOf, type NodePath, type SourceModule, startOf } from '../syntax/index.js';
import { sliceWith } from './text.js';

/** Line feeds inside template literals and strings guarded from indentation; same length. */
export function guarded(module: SourceModule): string {
  const { text } = module;
  const guard = guardOf(text);
  // Templates inside templates are visited after the whole outer one.
  const edits: TextEdit[] = [];
  const keep = ({ node }: NodePath) => {
    const [start, end] = [startOf(node), endOf(node)];
    const own = text.slice(start, end);
    if (own.includes('\n')) edits.push({ start, end, text: own.replaceAll('\n', guard) });
  };
  module.program.traverse({ TemplateElement: keep, JSXText: keep, StringLiteral: keep });
  return sliceWith(text, 0, text.length, edits);
}

/** `after` with the file's line breaks. `before`: its text as `guarded` gave it, which `after` was made from. */
export function withLineEnds(after: string, before: string, { text, style }: SourceModule): string {
  const unified = after.replaceAll('\r\n', '\n');
  const mixed = /(?<!\r)\n/.test(before) && before.includes('\r\n');
  const ended = mixed ? withOwnEnds(unified, before, style.eol) : unified.replaceAll('\n', style.eol);
  return ended.replaceAll(guardOf(text), '\n');
}

/** Lines that stay keep theirs: the file has both. */
function withOwnEnds(after: string, before: string, eol: string): string {
  const [old, lines] = [linesOf(before), linesOf(after)];
  const result: string[] = [];
  let place = 0;
  for (const { added, removed, count } of diffArrays(old.map(bare), lines.map(bare))) {
    if (removed) place += count;
    else
      for (let i = 0; i < count; i++) {
        const line = lines[result.length] ?? '';
        const own = added ? '' : (old[place++] ?? '');
        const end = /\r?\n$/.exec(own)?.[0] ?? eol;
        result.push(bare(line) + (line.endsWith('\n') ? end : ''));
      }
  }
  return result.join('');
}

/** Each with its line break. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function bare(line: string): string {
  return line.replace(/\r?\n$/, '');
}

/** A character that the file does not hold. */
function guardOf(text: string): string {
  for (let code = 0xe000; code < 0xf8ff; code++)
    if (!text.includes(String.fromCharCode(code))) return String.fromCharCode(code);
  return '\uf8ff';
}
