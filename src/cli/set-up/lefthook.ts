import { append, callsProgram, type Tool, topKeys } from './set-up.js';

const NAMES = ['lefthook.yml', '.lefthook.yml', 'lefthook.yaml', '.lefthook.yaml'];
const OTHERS = ['lefthook.toml', '.lefthook.toml', 'lefthook.json', '.lefthook.json'];
const COMMAND = '    cfv1:\n      run: npx cfv1 lint --staged\n';
const SECTION = `pre-commit:\n  commands:\n${COMMAND}`;

export const LEFTHOOK: Tool = {
  name: 'lefthook',
  setUp({ read }) {
    const file = [...NAMES, ...OTHERS].find((name) => read(name) !== null);
    if (file === undefined) return null;
    const before = read(file) ?? '';
    if (callsProgram(before)) return { kind: 'there', file };
    const adds = NAMES.includes(file) && !topKeys(before).has('pre-commit') && isBlockYaml(before);
    return adds
      ? append(file, before, `${before.trim() === '' ? '' : '\n'}${SECTION}`)
      : { kind: 'by-hand', file, add: SECTION };
  },
};

/** Neither several documents nor one in braces: a key may stand behind the others. */
function isBlockYaml(text: string): boolean {
  return !/^(?:---|\.\.\.|\{|\[)/m.test(text.replace(/^---\s*\r?\n/, ''));
}
