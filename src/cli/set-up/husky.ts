import { append, callsProgram, type Tool } from './set-up.js';

const FOLDER = '.husky';
const FILE = `${FOLDER}/pre-commit`;
const LINE = 'npx cfv1 lint --staged\n';

/** husky runs the files of its folder as shell scripts; the last line's code decides unless one before it failed. */
export const HUSKY: Tool = {
  name: 'husky',
  setUp({ read, list }) {
    if (list(FOLDER).length === 0) return null;
    const before = read(FILE);
    if (before === null) return append(FILE, '', LINE);
    if (callsProgram(before)) return { kind: 'there', file: FILE };
    // what ends the script, or is no shell, would hide a line behind it
    const hides = /^[\t ]*(?:exit|exec)\b/m.test(before) || /^#!(?!.*\bsh\b)(?!.*bash)/.test(before);
    return hides ? { kind: 'by-hand', file: FILE, add: LINE } : append(FILE, before, LINE);
  },
};
