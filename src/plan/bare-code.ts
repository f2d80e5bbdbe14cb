/** The code of a finding without what does not make it what it is: strings, which may be secret, comments, functions. */
import type { Span } from '../finding.js';
import { is, type NodePath, type SourceModule, spanOf } from '../syntax/index.js';

/** The code, with the texts of its strings, its comments and the bodies of its functions taken out. */
export function bareCode(module: SourceModule, path: NodePath): string {
  const { start, end } = spanOf(path.node);
  const comments = (module.tree.comments ?? []).map(spanOf);
  const gone = [...stringsIn(path), ...bodiesIn(path), ...comments]
    .filter((span) => span.start >= start && span.end <= end)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  let code = '';
  let at = start;
  for (const span of gone) {
    if (span.start < at) continue;
    code += module.text.slice(at, span.start);
    at = span.end;
  }
  return code + module.text.slice(at, end);
}

/** The bodies of functions in it, outermost: code of its own, that changes for reasons of its own. */
export function bodiesIn(path: NodePath): Span[] {
  const spans: Span[] = [];
  is.traverseFast(path.node, (node) => {
    if (!is.isFunction(node)) return;
    const span = spanOf(node.body);
    if (!spans.some(({ start, end }) => start <= span.start && span.end <= end)) spans.push(span);
  });
  return spans;
}

function stringsIn(path: NodePath): Span[] {
  const spans: Span[] = [];
  is.traverseFast(path.node, (node) => {
    if (is.isStringLiteral(node) || is.isTemplateElement(node) || is.isDirectiveLiteral(node) || is.isJSXText(node))
      spans.push(spanOf(node));
  });
  return spans;
}
