/** New statements at the top of a script that is indented as a whole stand where its own statements do. */
import { type ast, endOf, isFailure, parseModule, type SourceModule, startOf } from '../syntax/index.js';

export function indentedAs(before: string, after: string, file: string): string {
  const own = parseModule(file, before);
  const module = isFailure(own) ? own : parseModule(file, after);
  if (isFailure(own) || isFailure(module)) return after;
  const indents = new Set(placesOf(own).map(({ start }) => indentAt(before, start)));
  const [indent, ...others] = indents;
  if (indent === undefined || indent === '' || others.length > 0) return after;
  const inLiterals = literalLines(module);
  const lines = after.split('\n');
  for (const { start, end } of placesOf(module)) {
    if (start !== 0 && after[start - 1] !== '\n') continue;
    const [first, last] = [lineOf(after, start), lineOf(after, end)];
    for (let line = first; line <= last; line++)
      if (!inLiterals.has(line) && lines[line]?.trim()) lines[line] = indent + lines[line];
  }
  return lines.join('\n');
}

/** The statements of the file's top level, each with the comments above it. */
function placesOf({ program, text }: SourceModule): { start: number; end: number }[] {
  const nodes: readonly ast.Node[] = [...program.node.directives, ...program.node.body];
  let last = 0;
  return nodes.map((node) => {
    const [comment] = (node.leadingComments ?? []).filter((one) => startOf(one) >= last);
    last = endOf(node);
    return { start: startOf(comment ?? node), end: Math.min(last, text.length) };
  });
}

function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return line.trim() === '' ? line : '';
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length - 1;
}

/** Lines that begin inside a template: what they begin with is of its value. */
function literalLines({ program, text }: SourceModule): ReadonlySet<number> {
  const lines = new Set<number>();
  program.traverse({
    TemplateElement({ node }) {
      const [first, last] = [lineOf(text, startOf(node)), lineOf(text, endOf(node))];
      for (let line = first + 1; line <= last; line++) lines.add(line);
    },
  });
  return lines;
}
