import { TOOL } from '../../report/version.js';
import { append, callsProgram, type Tool, topKeys } from './set-up.js';

const FILE = '.pre-commit-config.yaml';

export const PRE_COMMIT: Tool = {
  name: 'pre-commit',
  setUp({ read }) {
    const before = read(FILE);
    if (before === null) return null;
    if (callsProgram(before)) return { kind: 'there', file: FILE };
    const indent = lastListIndent(before);
    return indent === null ? { kind: 'by-hand', file: FILE, add: hook('') } : append(FILE, before, hook(indent));
  },
};

/** The indent of the items of `repos`, where that is a list and the last thing of the file. */
function lastListIndent(text: string): string | null {
  const lines = text.split(/\r?\n/);
  if (
    [...topKeys(text).keys()].at(-1) !== 'repos' ||
    lines.some((line) => /^(?:---|\.\.\.)/.test(line) && line !== lines[0])
  ) {
    return null;
  }
  const after = lines.slice(lines.findIndex((line) => /^repos\s*:\s*(?:#.*)?$/.test(line)) + 1);
  const items = after.filter((line) => /^\s*- /.test(line)).map((line) => /^\s*/.exec(line)?.[0] ?? '');
  const [first] = items;
  return first !== undefined && lines.length > after.length ? first : null;
}

function hook(indent: string): string {
  return [
    '- repo: local',
    '  hooks:',
    '    - id: cfv1',
    '      name: Cloudflare API v1',
    '      entry: cfv1 lint --',
    '      language: node',
    `      additional_dependencies: ['${TOOL.name}@${TOOL.version}']`,
    // v1 is called from files of many kinds; those that the program does not know it passes over
    '      types: [text]',
  ]
    .map((line) => `${indent}${line}\n`)
    .join('');
}
