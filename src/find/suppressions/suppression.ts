/**
 * Comments that hide findings: `cfv1-ignore-next-line RULE, RULE -- reason`, and the same for the comment's own line, for
 * all lines between `-start` and `-end`, and for the file. Without rules all are meant.
 */
import type { Finding, Span } from '../../finding.js';
import type { CommentText } from './comments.js';

export type SuppressionKind = 'next-line' | 'line' | 'start' | 'end' | 'file';

export interface Suppression extends Span {
  readonly kind: SuppressionKind;
  /** none: all */
  readonly rules: readonly string[];
  readonly reason: string;
  /** the first and last line that it is about, from 0; of an `-end` none */
  readonly from: number;
  readonly to: number;
  /** it stands around the script, and is spoken of there */
  readonly outer?: true;
}

export const SUPPRESSION_MARK = 'cfv1-ignore-';
const FORM = /^[\s*]*cfv1-ignore-(next-line|line|start|end|file)(?![\w-])([\s\S]*)$/;
/** what may stand on a line beside a comment without being code */
const NOT_CODE = /^[\s{}]*$/;

/** The suppressions of a text, in its order. */
export function suppressionsIn(text: string, comments: readonly CommentText[]): readonly Suppression[] {
  const lines = new Lines(text);
  const found: Suppression[] = [];
  let nextCode: readonly number[] | undefined;
  for (const { start, end, value } of comments) {
    const [, kind, rest = ''] = FORM.exec(value) ?? [];
    if (!kind) continue;
    const [names = '', ...reasons] = rest.split(/(?:^|\s)--(?=\s|$)/);
    if (kind === 'next-line') nextCode ??= nextCodeLines(text, comments);
    const [from, to] = linesOf(kind as SuppressionKind, start, end, lines, nextCode);
    found.push({
      start,
      end,
      kind: kind as SuppressionKind,
      rules: names.split(/[\s,]+/).filter((name) => /\w/.test(name)),
      reason: reasons
        .join(' ')
        .replace(/[\s*]+/g, ' ')
        .trim(),
      from,
      to,
    });
  }
  return closed(found, lines);
}

function linesOf(
  kind: SuppressionKind,
  start: number,
  end: number,
  lines: Lines,
  nextCode: readonly number[] = [],
): readonly [from: number, to: number] {
  const last = lines.of(end);
  if (kind === 'file') return [0, lines.count];
  if (kind === 'line') return [lines.of(start), last];
  if (kind !== 'next-line') return [last, kind === 'start' ? lines.count : -1];
  // comments between it and the code are part of what is meant
  return [last + 1, nextCode[last + 1] ?? last + 1];
}

/** Of each line the first from it on that holds code, or the text's last. */
function nextCodeLines(text: string, comments: readonly CommentText[]): readonly number[] {
  let bare = '';
  let at = 0;
  for (const { start, end } of comments) {
    bare += text.slice(at, Math.max(at, start)) + text.slice(Math.max(at, start), end).replace(/[^\r\n]+/g, '');
    at = Math.max(at, end);
  }
  const lines = (bare + text.slice(at)).split(LINE_END);
  const next = lines.map((_line, index) => index);
  for (let line = next.length - 2; line >= 0; line--) {
    if (NOT_CODE.test(lines[line]!)) next[line] = next[line + 1]!;
  }
  return next;
}

/** Each `-end` ends the `-start` before it. */
function closed(found: readonly Suppression[], lines: Lines): readonly Suppression[] {
  const result = [...found];
  const open: number[] = [];
  for (const [index, one] of found.entries()) {
    if (one.kind === 'start') open.push(index);
    if (one.kind !== 'end') continue;
    const started = open.pop();
    if (started === undefined) continue;
    result[started] = { ...found[started]!, to: lines.of(one.start) };
    // it is needed as long as what it ends is
    result[index] = { ...one, from: result[started]!.from, to: lines.of(one.start), rules: result[started]!.rules };
  }
  return result;
}

/** Does it hide such a finding there? What is said of suppressions themselves is not hidden. */
export function hides(one: Suppression, rule: string, line: number): boolean {
  if (rule === 'unused-suppression' || rule === 'bare-suppression') return false;
  if (line < one.from || one.to < line) return false;
  return (
    one.rules.length === 0 || one.rules.includes(rule) || (CALL.has(rule) && one.rules.some((name) => CALL.has(name)))
  );
}

/** All are of a call, and it may go from one to another by options alone: naming one of them hides the call. */
const CALL = new Set(['v1-call', 'removed-action', 'needs-decision', 'unknown-call']);

const LINE_END = /\r\n|\n|\r/;
const LINE_ENDS = new RegExp(LINE_END, 'g');

/** The lines of a text, from 0. */
export class Lines {
  private readonly starts: readonly number[];

  constructor(text: string) {
    this.starts = [0, ...[...text.matchAll(LINE_ENDS)].map(({ index, 0: end }) => index + end.length)];
  }

  get count(): number {
    return this.starts.length;
  }

  of(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** Findings that are left, and those that are hidden; and which suppressions hide none. */
export interface Sifted {
  readonly shown: readonly Finding[];
  readonly hidden: readonly Finding[];
  readonly unused: readonly Suppression[];
}

/** `more`: what would be found if the file were not rewritten; what hides that is used. */
export function sift(
  text: string,
  suppressions: readonly Suppression[],
  findings: readonly Finding[],
  more: readonly Finding[] = [],
): Sifted {
  if (suppressions.length === 0) return { shown: findings, hidden: [], unused: [] };
  const lines = new Lines(text);
  const used = new Set<Suppression>();
  const isHidden = ({ rule, range }: Finding) => {
    const by = suppressions.filter((one) => hides(one, rule, lines.of(range.start)));
    for (const one of by) used.add(one);
    return by.some(({ kind }) => kind !== 'end');
  };
  const hidden = new Set(findings.filter(isHidden));
  more.forEach(isHidden);
  return {
    shown: findings.filter((finding) => !hidden.has(finding)),
    hidden: [...hidden],
    unused: suppressions.filter((one) => !used.has(one)),
  };
}
