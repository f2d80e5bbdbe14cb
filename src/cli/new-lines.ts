/** `--new-only`: the findings that stand on lines which were not there before. */
import { diffArrays } from 'diff';
import type { Finding } from '../finding.js';
import { LineIndex } from '../report/positions.js';
import type { Workspace } from '../workspace/index.js';

/** Beyond so many differing lines a file counts as new as a whole. */
const MOST_EDITS = 5000;

/**
 * @param texts by file, as the findings' offsets count
 * @param bases commits; a line that one of them holds at that place is not new
 */
export function onNewLines(
  workspace: Workspace,
  findings: readonly Finding[],
  texts: ReadonlyMap<string, string>,
  bases: readonly string[],
): readonly Finding[] {
  const files = [...new Set(findings.map(({ file }) => file))];
  const before = bases.map((commit) => workspace.textsAt(commit, files));
  const added = new Map<string, Added | null>();
  return findings.filter((finding) => {
    const { file, rule } = finding;
    // what cannot be read may hide a new call anywhere
    if (rule === 'parse-error' || rule === 'not-analysed') return true;
    if (!added.has(file)) {
      const text = texts.get(file);
      const olds = before.map((one) => one.get(file));
      added.set(file, text === undefined ? null : addedTo(text, olds));
    }
    const lines = added.get(file);
    return !lines || lines(finding);
  });
}

type Added = (finding: Finding) => boolean;

function addedTo(text: string, olds: readonly (string | undefined)[]): Added {
  const index = new LineIndex(text);
  const sets = olds.map((old) => (old === undefined ? null : addedLines(old, text)));
  const isNew = (line: number) => sets.every((set) => set === null || set.has(line));
  return ({ range, inner = [] }) => {
    const { start, end } = index.range(range);
    const bodies = inner.map((span) => index.range(span));
    for (let line = start.line; line <= end.line; line++) {
      const own = !bodies.some((body) => body.start.line < line && line < body.end.line);
      if (own && isNew(line)) return true;
    }
    return false;
  };
}

/** Numbers of the lines, from 1; null: all. Line ends are no difference. */
function addedLines(old: string, text: string): ReadonlySet<number> | null {
  const changes = diffArrays(linesOf(old), linesOf(text), { maxEditLength: MOST_EDITS });
  if (!changes) return null;
  const added = new Set<number>();
  let line = 1;
  for (const change of changes) {
    if (change.removed) continue;
    for (let i = 0; i < change.count; i++, line++) if (change.added) added.add(line);
  }
  return added;
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}
