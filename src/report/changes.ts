/** What changes in files, as reports show and hand it on: masked, or not at all. */
import { structuredPatch } from 'diff';
import type { Span } from '../finding.js';
import type { FileChange } from '../pipeline.js';
import { holdsCode } from './holds-code.js';
import type { Migration } from './migration.js';
import { LineIndex } from './positions.js';
import { type MaskedText, mask, type SafeText, show } from './safe-text.js';

const MANIFEST = 'package.json';

/** A line on both sides of a change; null: on the other side alone. Numbers from 1. */
export interface ChangedLine {
  readonly before: { readonly number: number; readonly text: SafeText } | null;
  readonly after: { readonly number: number; readonly text: SafeText } | null;
  readonly changed: boolean;
}

export interface ShownChange {
  readonly file: string;
  /** lines that belong together, three unchanged ones around those that change */
  readonly hunks: readonly (readonly ChangedLine[])[];
  readonly added: number;
  readonly removed: number;
}

/** Whole lines of a text replaced by others, which hold no credential. */
export interface LineEdit extends Span {
  readonly text: MaskedText;
}

/** The change as two columns show it. */
export function shownChange({ file, before, after }: FileChange): ShownChange {
  const bare = !holdsCode(file);
  const old = mask(before, bare).split('\n');
  const fresh = mask(after, bare).split('\n');
  const lineOf = (texts: readonly string[], number: number) => ({
    number,
    text: show((texts[number - 1] ?? '').replace(/\r$/, '').replaceAll('\t', '    ') as MaskedText),
  });
  const { hunks } = structuredPatch(file, file, before, after, undefined, undefined, { context: 3 });
  let added = 0;
  let removed = 0;
  const shown = hunks.map((hunk) => {
    const lines: ChangedLine[] = [];
    let [oldLine, newLine] = [hunk.oldStart, hunk.newStart];
    let [minus, plus]: number[][] = [[], []];
    const flush = () => {
      for (let at = 0; at < Math.max(minus!.length, plus!.length); at += 1) {
        const [left, right] = [minus![at], plus![at]];
        lines.push({
          before: left === undefined ? null : lineOf(old, left),
          after: right === undefined ? null : lineOf(fresh, right),
          changed: true,
        });
      }
      removed += minus!.length;
      added += plus!.length;
      [minus, plus] = [[], []];
    };
    for (const line of hunk.lines) {
      if (line[0] === '-') minus!.push(oldLine++);
      else if (line[0] === '+') plus!.push(newLine++);
      else if (line[0] === ' ') {
        flush();
        lines.push({ before: lineOf(old, oldLine++), after: lineOf(fresh, newLine++), changed: false });
      }
    }
    flush();
    return lines;
  });
  return { file, hunks: shown, added, removed };
}

/** The change as replacements of whole lines, in order and apart; null where a new line holds a credential. */
export function lineEdits({ file, before, after }: Pick<FileChange, 'file' | 'before' | 'after'>): LineEdit[] | null {
  const masked = mask(after, !holdsCode(file));
  const oldLines = lineOffsets(before);
  const newLines = lineOffsets(after);
  const { hunks } = structuredPatch(file, file, before, after, undefined, undefined, { context: 0 });
  const edits = hunks.map(({ oldStart, oldLines: removed, newStart, newLines: added }) => {
    const at = (offsets: readonly number[], line: number, end: number) => offsets[line - 1] ?? end;
    const [from, to] = [at(newLines, newStart, after.length), at(newLines, newStart + added, after.length)];
    if (masked.slice(from, to) !== after.slice(from, to)) return null;
    return {
      start: at(oldLines, oldStart, before.length),
      end: at(oldLines, oldStart + removed, before.length),
      text: masked.slice(from, to) as MaskedText,
    };
  });
  return edits.every((edit) => edit !== null) ? edits : null;
}

/** Where a line of the old text is in the new one, as near as can be told. */
export function lineAfter({ before, after }: FileChange): (line: number) => number {
  const { hunks } = structuredPatch('', '', before, after, undefined, undefined, { context: 0 });
  return (line) => {
    let shift = 0;
    for (const { oldStart, oldLines, newStart, newLines } of hunks) {
      if (line < oldStart) break;
      if (line < oldStart + oldLines) return newStart + Math.min(line - oldStart, Math.max(0, newLines - 1));
      shift += newLines - oldLines;
    }
    return line + shift;
  };
}

function lineOffsets(text: string): number[] {
  const offsets = [0];
  for (const match of text.matchAll(/\n/g)) offsets.push(match.index + 1);
  return offsets;
}

/** A change that a tool may offer by itself, with the lines of the text that it counts in. */
export interface Offer {
  readonly edits: readonly LineEdit[];
  /** the same as one edit, from the first line that changes to the last; null where kept lines hold a credential */
  readonly whole: LineEdit | null;
  readonly lines: LineIndex;
}

/** By file, the changes that are right alone and hold no credential. */
export function offers({ changes }: Pick<Migration, 'changes'>): ReadonlyMap<string, Offer> {
  const offered = new Map<string, Offer>();
  for (const change of changes) {
    const edits = standsAlone(change, changes) ? lineEdits(change) : null;
    if (!edits) continue;
    const { file, before } = change;
    offered.set(file, { edits, whole: wholeEdit(change, edits), lines: new LineIndex(before) });
  }
  return offered;
}

/**
 * Is the change right without those of other files? It takes nothing from a module that is made by the same run, from
 * another changed file, or from a package that the run exchanges.
 */
export function standsAlone({ file, before, after, needs }: FileChange, changes: readonly FileChange[]): boolean {
  if (isManifest(file) || before === '' || (needs && needs.length > 0)) return false;
  return changes.every((other) => {
    if (isManifest(other.file)) {
      const folder = other.file.slice(0, -MANIFEST.length);
      return !(file.startsWith(folder) && /"cloudflare"\s*:/.test(other.before));
    }
    const name = moduleName(other.file);
    return other.before !== '' || !after.includes(name) || before.includes(name);
  });
}

function wholeEdit({ file, before, after }: FileChange, edits: readonly LineEdit[]): LineEdit | null {
  const [first, last] = [edits[0], edits.at(-1)];
  if (!first || !last) return null;
  const to = after.length - (before.length - last.end);
  const masked = mask(after, !holdsCode(file)).slice(first.start, to);
  return masked === after.slice(first.start, to)
    ? { start: first.start, end: last.end, text: masked as MaskedText }
    : null;
}

function isManifest(file: string): boolean {
  return file === MANIFEST || file.endsWith(`/${MANIFEST}`);
}

function moduleName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.[^.]*$/, '');
}
