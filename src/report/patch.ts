/** Changes as one unified patch, as git writes and applies them. */
import { formatPatch, type StructuredPatch, structuredPatch } from 'diff';
import type { Paint } from './colour.js';
import { holdsCode } from './holds-code.js';
import { escapeControls, type MaskedText, mask, type SafeText } from './safe-text.js';

/** A changed file as git compares it: the whole text, byte order mark included. */
export interface PatchFile {
  readonly file: string;
  readonly before: string;
  readonly after: string;
  /** the file does not exist yet */
  readonly created: boolean;
}

/** A patch that may be shown: where it would hold a credential, that is masked and the patch does not apply. */
export interface ShownPatch {
  readonly text: MaskedText;
  /** lines with a masked credential; 0: `git apply` takes the patch */
  readonly maskedLines: number;
}

type Hunk = StructuredPatch['hunks'][number];

const CONTEXT = 3;

/** @returns the patch, complete: it holds the credentials that the changed lines hold */
export function completePatch(files: readonly PatchFile[]): string {
  return files.map((file) => formatPatch(structured(file))).join('');
}

/** The patch for eyes, logs and pipes. */
export function shownPatch(files: readonly PatchFile[]): ShownPatch {
  let maskedLines = 0;
  const parts = files.map((file) => {
    const bare = !holdsCode(file.file);
    const before = mask(file.before, bare).split('\n');
    const after = mask(file.after, bare).split('\n');
    const patch = structured(file);
    const hunks = patch.hunks.map((hunk) => maskHunk(hunk, before, after));
    const masked = hunks.map((hunk, index) => countOther(hunk.lines, patch.hunks[index]!.lines));
    const count = masked.reduce((sum, lines) => sum + lines, 0);
    maskedLines += count;
    const text = formatPatch({ ...patch, hunks });
    // git refuses such a header: asterisks must never be applied, not even where no context line tells
    return count === 0 ? text : text.replace(/^@@ /gm, '@@ masked ');
  });
  return { text: parts.join('') as MaskedText, maskedLines };
}

/** A shown patch for a terminal: nothing in it acts on the terminal, added and removed lines in colour. */
export function terminalPatch(patch: ShownPatch, paint: Paint): SafeText {
  const lines = patch.text.split('\n').map((line) => {
    const shown = escapeControls(line.replace(/\r$/, '').replaceAll('\t', '    ')) as SafeText;
    if (/^(?:diff --git|---|\+\+\+) /.test(line)) return paint('bold', shown);
    if (line.startsWith('@@ ')) return paint('cyan', shown);
    if (line.startsWith('+')) return paint('green', shown);
    return line.startsWith('-') ? paint('red', shown) : shown;
  });
  return lines.join('\n') as SafeText;
}

function structured({ file, before, after, created }: PatchFile): StructuredPatch {
  const patch = structuredPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, { context: CONTEXT });
  if (!created) return { ...patch, isGit: true };
  return { ...patch, isGit: true, isCreate: true, newMode: '100644', oldFileName: '/dev/null' };
}

/** The hunk with its lines taken from the masked texts. */
function maskHunk(hunk: Hunk, before: readonly string[], after: readonly string[]): Hunk {
  let oldLine = hunk.oldStart - 1;
  let newLine = hunk.newStart - 1;
  const lines = hunk.lines.map((line) => {
    const kind = line[0];
    if (kind === '-') return `-${before[oldLine++] ?? ''}`;
    if (kind === '+') return `+${after[newLine++] ?? ''}`;
    if (kind !== ' ') return line;
    newLine += 1;
    return ` ${before[oldLine++] ?? ''}`;
  });
  return { ...hunk, lines };
}

function countOther(lines: readonly string[], others: readonly string[]): number {
  return lines.filter((line, index) => line !== others[index]).length;
}
