/** `{ send(fields, cb); }`: a block that stood on one line, in which several lines stand now, is laid out as such. */
import type { TextEdit } from '../finding.js';
import { type ast, is, type NodePath, type SourceModule } from '../syntax/index.js';
import { indentAt } from './text.js';

/** Edits that give every statement of such blocks lines of its own; `before`: the text as the author wrote it. */
export function laidOut(module: SourceModule, before: string): TextEdit[] {
  const edits: TextEdit[] = [];
  module.program.traverse({
    enter(path) {
      if (!path.isBlockStatement() || path.node.directives.length > 0) return;
      const [start, end] = [path.node.start ?? 0, path.node.end ?? 0];
      const text = module.text.slice(start, end);
      if (!text.includes('\n') || /^\{[\t ]*\r?\n/.test(text) || before.includes(text) || holdsLines(path)) return;
      const parts = partsOf(path.node, module.text);
      if (!parts) return;
      const outer = indentAt(module.text, start);
      const { indent, eol } = module.style;
      const lines = parts.map((part) => outer + indent + part.replaceAll(/\n(?=[^\r\n])/g, `\n${indent}`));
      edits.push({ start, end, text: `{${eol}${lines.join(eol)}${eol}${outer}}` });
    },
  });
  return edits.filter((edit) => !edits.some((other) => other.start < edit.start && other.end > edit.end));
}

/** The statements with the comments above them; null where a comment stands behind the last one. */
function partsOf({ body, start, end }: ast.BlockStatement, text: string): string[] | null {
  let from = (start ?? 0) + 1;
  const parts = body.map((statement) => {
    const part = text.slice(from, statement.end ?? 0).trim();
    from = statement.end ?? 0;
    return part;
  });
  return text.slice(from, (end ?? 0) - 1).trim() === '' ? parts : null;
}

/** A text of several lines would be changed by moving it. */
function holdsLines(block: NodePath): boolean {
  let found = false;
  block.traverse({
    enter({ node }) {
      if (is.isTemplateLiteral(node) || is.isJSXText(node)) found ||= node.loc?.start.line !== node.loc?.end.line;
    },
  });
  return found;
}
