/** `{ send(fields, cb); }`: a block that stood on one line, in which several lines stand now, is laid out as such. */
import type { TextEdit } from '../finding.js';
import { type ast, endOf, is, type SourceModule, startOf } from '../syntax/index.js';
import { indentAt } from './text.js';

/** Edits that give every statement of such blocks lines of its own; `before`: the text as the author wrote it. */
export function laidOut(module: SourceModule, before: string): TextEdit[] {
  const edits: TextEdit[] = [];
  const texts = textsOfLines(module);
  let next = 0;
  // in the order in which they start
  module.program.traverse({
    enter(path) {
      if (!path.isBlockStatement()) return;
      const [start, end] = [startOf(path.node), endOf(path.node)];
      while (next < texts.length && texts[next]! < start) next += 1;
      // it would be changed by moving it
      if (path.node.directives.length > 0 || (texts[next] ?? end) < end) return;
      const text = module.text.slice(start, end);
      if (!text.includes('\n') || /^\{[\t ]*\r?\n/.test(text) || before.includes(text)) return;
      // `{ return function () {`: it had several lines before
      if (before.includes(text.slice(0, text.indexOf('\n') + 1))) return;
      const parts = partsOf(path.node, module.text);
      if (!parts) return;
      const outer = indentAt(module.text, start);
      const { indent, eol } = module.style;
      const lines = parts.map((part) => outer + indent + part.replaceAll(/\n(?=[^\r\n])/g, `\n${indent}`));
      edits.push({ start, end, text: `{${eol}${lines.join(eol)}${eol}${outer}}` });
      path.skip();
    },
  });
  return edits;
}

/** The statements with the comments above them; null where a comment stands behind the last one. */
function partsOf(block: ast.BlockStatement, text: string): string[] | null {
  let from = startOf(block) + 1;
  const parts = block.body.map((statement) => {
    const part = text.slice(from, endOf(statement)).trim();
    from = endOf(statement);
    return part;
  });
  return text.slice(from, endOf(block) - 1).trim() === '' ? parts : null;
}

/** Where texts of several lines start, in order. */
function textsOfLines(module: SourceModule): readonly number[] {
  const starts: number[] = [];
  module.program.traverse({
    enter({ node }) {
      if (!is.isTemplateLiteral(node) && !is.isJSXText(node)) return;
      if (node.loc?.start.line !== node.loc?.end.line) starts.push(startOf(node));
    },
  });
  return starts;
}
