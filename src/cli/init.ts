/** `cfv1 init`: puts the program into the hooks and the CI that the repository uses. It only ever adds. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FileChange } from '../pipeline.js';
import { joinSafe, redact, type SafeText, safe, showPath } from '../report/safe-text.js';
import type { Workspace } from '../workspace/index.js';
import type { ExitCode } from './exit-code.js';
import { type Repository, type SetUp, TOOLS } from './set-up/index.js';
import type { Streams } from './streams.js';
import { UsageError } from './usage-error.js';

/** @throws UsageError where a file cannot be written */
export function init({ stdout }: Streams, workspace: Workspace): ExitCode {
  const repository = repositoryOf(workspace.root);
  const found = TOOLS.flatMap(({ name, setUp }) => {
    const one = setUp(repository);
    return one === null ? [] : [{ name: name as SafeText, one }];
  });
  if (found.length === 0) {
    stdout.write(`${NOTHING}\n`);
    return 0;
  }
  const changes = found.flatMap(({ one }): FileChange[] => (one.kind === 'write' ? [one] : []));
  const { errors } = workspace.write(changes.map(({ file, before, after }) => ({ file, before, after })));
  if (errors.length > 0) {
    throw new UsageError(
      'nothing is written:',
      errors.map(({ file, message }) => `  ${file}: ${message}`),
    );
  }
  stdout.write(`${joinSafe(found.map(({ name, one }) => line(name, one)))}\n`);
  return 0;
}

const NOTHING = [
  'no husky, lefthook, lint-staged, pre-commit, GitHub workflows or GitLab CI found, nothing is written;',
  'a hook runs: npx cfv1 lint --staged',
  'CI runs: npx cfv1 ci',
].join('\n');

function line(name: SafeText, one: SetUp): SafeText {
  const file = showPath(one.file);
  if (one.kind === 'there') return safe`${name}: ${file} runs cfv1 already`;
  if (one.kind === 'by-hand') return safe`${name}: ${file} is left as it is; add to it:\n${indented(one.add)}`;
  const added = one.after.slice(commonLength(one.before, one.after)).trim();
  return safe`${name}: ${one.before === '' ? safe`wrote` : safe`added to`} ${file}:\n${indented(added)}`;
}

function indented(text: string): SafeText {
  return joinSafe(
    text
      .trimEnd()
      .split(/\r?\n/)
      .map((one) => safe`  ${redact(one)}`),
  );
}

function commonLength(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

function repositoryOf(root: string): Repository {
  return {
    read: (file) => orNull(() => readFileSync(join(root, file), 'utf8')),
    list: (folder) => orNull(() => readdirSync(join(root, folder))) ?? [],
  };
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
