/** Ignore files (`.gitignore`, `.cfv1ignore`) at any depth, read where the tree is walked without git. */
import { lstatSync, readFileSync } from 'node:fs';
import ignore, { type Ignore } from 'ignore';
import { parentOf } from './paths.js';

/** Whether a path relative to the root is ignored, by itself or through a folder above it. */
export type IsIgnored = (path: string, isDirectory: boolean) => boolean;

/** Git compares names as the file system does by default. */
const IGNORE_CASE = process.platform === 'darwin' || process.platform === 'win32';

/** In: the real root, the names of the ignore files. Files that cannot be read ignore nothing. */
export function ignoreFiles(root: string, names: readonly string[]): IsIgnored {
  const rules = new Map<string, Ignore | null>();
  const directories = new Map<string, boolean>();

  function rulesOf(directory: string): Ignore | null {
    const known = rules.get(directory);
    if (known !== undefined) return known;
    const texts = names.flatMap(
      (name) => readRules(directory === '' ? `${root}/${name}` : `${root}/${directory}/${name}`) ?? [],
    );
    const made = texts.length === 0 ? null : ignore({ ignorecase: IGNORE_CASE }).add(texts.join('\n'));
    rules.set(directory, made);
    return made;
  }

  /** The nearest file that says something about the path decides. */
  function decide(path: string, isDirectory: boolean): boolean {
    for (let directory = parentOf(path); ; directory = parentOf(directory)) {
      const below = directory === '' ? path : path.slice(directory.length + 1);
      const rules = rulesOf(directory);
      const verdict = rules?.test(isDirectory ? `${below}/` : below);
      if (rules && verdict?.ignored && !isInherited(rules, below)) return true;
      if (verdict?.unignored || directory === '') return false;
    }
  }

  function isDirectoryIgnored(path: string): boolean {
    if (path === '') return false;
    let ignored = directories.get(path);
    if (ignored === undefined) {
      ignored = isDirectoryIgnored(parentOf(path)) || decide(path, true);
      directories.set(path, ignored);
    }
    return ignored;
  }

  return (path, isDirectory) =>
    isDirectory ? isDirectoryIgnored(path) : isDirectoryIgnored(parentOf(path)) || decide(path, false);
}

/**
 * Whether the rules ignore the path's folder. That was decided before, and a nearer file has readmitted it. What else
 * these rules say of the path is lost then: a file too many is looked at, never one too few.
 */
function isInherited(rules: Ignore, path: string): boolean {
  const folder = parentOf(path);
  return folder !== '' && rules.test(`${folder}/`).ignored;
}

/** Links are not followed, as in git. */
function readRules(path: string): string | null {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isFile()
      ? readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
      : null;
  } catch {
    return null;
  }
}
