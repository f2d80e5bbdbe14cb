/** A place in a piece of code, for tests of what is asked about places. */
import { isFailure, type NodePath, parseModule, type SourceModule, spanOf } from '../../src/syntax/index.js';

interface Marked {
  readonly module: SourceModule;
  /** what stood between the brackets, in order */
  readonly paths: readonly NodePath[];
}

/** `⟦…⟧` around expressions says which are asked about; the brackets are no part of the code. */
export function marked(code: string, file = 'a.ts'): Marked {
  const spans: { start: number; end: number }[] = [];
  const open: number[] = [];
  let text = '';
  for (const char of code) {
    if (char === '⟦') open.push(spans.push({ start: text.length, end: -1 }) - 1);
    else if (char === '⟧') spans[open.pop() ?? -1]!.end = text.length;
    else text += char;
  }
  const module = parseModule(file, text);
  if (isFailure(module)) throw new Error(module.message);
  const found = new Map<string, NodePath>();
  module.program.traverse({
    enter(path) {
      const { start, end } = spanOf(path.node);
      if (!found.has(`${start} ${end}`)) found.set(`${start} ${end}`, path);
    },
  });
  const paths = spans.map(({ start, end }) => {
    const path = found.get(`${start} ${end}`);
    if (!path) throw new Error(`no expression: ${text.slice(start, end)}`);
    return path;
  });
  return { module, paths };
}

/** The one place. */
export function placeIn(code: string, file?: string): NodePath {
  return marked(code, file).paths[0] as NodePath;
}
