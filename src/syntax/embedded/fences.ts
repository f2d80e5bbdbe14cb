/** The examples of a Markdown text, where they stand. The parser is mdast-util-from-markdown. */
import { fromMarkdown } from 'mdast-util-from-markdown';

export interface Fence {
  /** as the text names it, in lower case */
  readonly language: string;
  /** the lines between the fences, with what indents them */
  readonly start: number;
  readonly end: number;
  /** their text without that */
  readonly code: string;
  /** what every line begins with: of a list or a quotation; null where they begin with this and that */
  readonly prefix: string | null;
}

interface MarkdownNode {
  readonly type: string;
  readonly lang?: string | null;
  readonly value?: string;
  readonly children?: readonly MarkdownNode[];
  readonly position?: { readonly start: { readonly offset?: number }; readonly end: { readonly offset?: number } };
}

export function fencesIn(text: string): Fence[] {
  const found: Fence[] = [];
  const visit = (node: MarkdownNode) => {
    if (node.type === 'code' && node.lang) found.push(...(fenceAt(node, text) ?? []));
    for (const child of node.children ?? []) visit(child);
  };
  visit(fromMarkdown(text) as MarkdownNode);
  return found;
}

function fenceAt(node: MarkdownNode, text: string): Fence[] | null {
  const [from, to] = [node.position?.start.offset, node.position?.end.offset];
  if (from === undefined || to === undefined || !node.value) return null;
  const first = text.indexOf('\n', from) + 1;
  const last = text.lastIndexOf('\n', to - 1) + 1;
  const isClosed = /^[\s>]*(?:`{3,}|~{3,})\s*$/.test(text.slice(last, to));
  const [start, end] = [first, isClosed ? last : to];
  if (first === 0 || start >= end) return null;
  const values = node.value.split('\n');
  const lines = text.slice(start, end).split('\n').slice(0, values.length);
  const index = values.findIndex((value) => value.trim() !== '');
  const prefix = (lines[index] ?? '')
    .replace(/\r$/, '')
    .slice(0, -(values[index] ?? '').replace(/\r$/, '').length || undefined);
  const isUniform =
    lines.length === values.length && lines.every((line) => line.startsWith(prefix) || line.trim() === prefix.trim());
  const language = (node.lang ?? '').toLowerCase().replace(/^\{?\.?([\w+#-]+).*$/s, '$1');
  const code = `${lines.map((line) => (isUniform ? line.slice(prefix.length) : line)).join('\n')}\n`;
  return [
    {
      language,
      start,
      end: isUniform ? start + lines.join('\n').length + 1 : end,
      code,
      prefix: isUniform ? prefix : null,
    },
  ];
}

/** Where an offset into the code of a fence is in the text. */
export function inText({ start, code, prefix }: Fence, offset: number): number {
  const line = code.slice(0, Math.min(offset, code.length)).split('\n').length - 1;
  return start + Math.min(offset, code.length) + (prefix?.length ?? 0) * (line + 1);
}
