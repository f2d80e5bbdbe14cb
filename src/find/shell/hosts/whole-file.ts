/** A file that is a shell script as a whole. */
import type { ShellPart } from './part.js';

export function wholeFile(text: string): ShellPart {
  return {
    text,
    layout: 'script',
    indent: '',
    variables: new Map(),
    offset: (at) => at,
    written: (edits) => edits,
    comment: null,
  };
}
