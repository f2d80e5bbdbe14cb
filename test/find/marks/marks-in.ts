/** For tests: the marks of a rule in a source, as the text that they stand on. */
import { findCalls } from '../../../src/find/calls.js';
import { findMarks, isPath, type Mark, type MarkRule } from '../../../src/find/marks/index.js';
import { packageFacts } from '../../../src/find/packages/facts.js';
import { isFailure, parseModule } from '../../../src/syntax/index.js';

export interface Setting {
  readonly file?: string;
  readonly manifest?: object;
}

export function allMarks(source: string, { file = 'input.js', manifest }: Setting = {}): (Mark & { text: string })[] {
  const module = parseModule(file, source);
  if (isFailure(module)) throw new Error(module.message);
  const facts = packageFacts(file, { manifests: manifest ? { 'package.json': JSON.stringify(manifest) } : {} });
  return findMarks(module, findCalls(module, facts), facts).map((mark) => {
    const node = isPath(mark.at) ? mark.at.node : mark.at;
    return { ...mark, text: source.slice(node.start ?? 0, node.end ?? 0) };
  });
}

export function marksIn(rule: MarkRule, source: string, setting?: Setting): string[] {
  return allMarks(source, setting)
    .filter((mark) => mark.rule === rule)
    .map(({ text }) => text);
}
