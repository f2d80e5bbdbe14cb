import { applyEdits, modify, type ParseError, parse } from 'jsonc-parser';
import { callsProgram, type Repository, type SetUp, type Tool } from './set-up.js';

/** v1 is called from files of many kinds; those that the program does not know it passes over. */
const GLOB = '*';
const COMMAND = 'cfv1 lint';
const JSON_FILES = ['.lintstagedrc.json', '.lintstagedrc'];
const OTHERS = [
  '.lintstagedrc.yaml',
  '.lintstagedrc.yml',
  '.lintstagedrc.js',
  '.lintstagedrc.mjs',
  '.lintstagedrc.cjs',
  'lint-staged.config.js',
  'lint-staged.config.mjs',
  'lint-staged.config.cjs',
  'lint-staged.config.ts',
];
const MANIFEST = 'package.json';

export const LINT_STAGED: Tool = {
  name: 'lint-staged',
  setUp(repository) {
    const manifest = repository.read(MANIFEST);
    if (manifest !== null && isObject(parse(manifest)?.['lint-staged']))
      return inJson(MANIFEST, manifest, ['lint-staged']);
    const file = [...JSON_FILES, ...OTHERS].find((name) => repository.read(name) !== null);
    return file === undefined ? null : inFile(file, repository);
  },
};

function inFile(file: string, { read }: Repository): SetUp {
  const before = read(file) ?? '';
  if (callsProgram(before)) return { kind: 'there', file };
  const errors: ParseError[] = [];
  const value = JSON_FILES.includes(file) ? parse(before, errors) : null;
  // .lintstagedrc may be YAML
  return errors.length === 0 && isObject(value) ? inJson(file, before, []) : byHand(file);
}

function inJson(file: string, before: string, path: readonly string[]): SetUp {
  const errors: ParseError[] = [];
  const value = path.reduce((object, key) => object?.[key], parse(before, errors));
  if (callsProgram(JSON.stringify(value))) return { kind: 'there', file };
  if (errors.length > 0 || Object.hasOwn(value, GLOB)) return byHand(file);
  const indent = /^([ \t]+)"/m.exec(before)?.[1] ?? '  ';
  const edits = modify(before, [...path, GLOB], COMMAND, {
    formattingOptions: {
      insertSpaces: !indent.startsWith('\t'),
      tabSize: indent.startsWith('\t') ? 1 : indent.length,
      eol: before.includes('\r\n') ? '\r\n' : '\n',
    },
  });
  return { kind: 'write', file, before, after: applyEdits(before, edits) };
}

function byHand(file: string): SetUp {
  return { kind: 'by-hand', file, add: `${JSON.stringify(GLOB)}: ${JSON.stringify(COMMAND)}\n` };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
