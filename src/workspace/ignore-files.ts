/** Ignore files (`.gitignore`, `.cfv1ignore`) at any depth, read where the tree is walked without git. */
import { lstatSync, readFileSync } from 'node:fs';
import ignore, { type Ignore } from 'ignore';
import { parentOf } from './paths.js';

/** Whether a path relative to the root is ignored, by itself or through a folder above it. */
export interface IsIgnored {
  (path: string, isDirectory: boolean): boolean;
  /** what is in a folder, where that is known: ignore files are then not looked for on the disk */
  readonly listed?: (directory: string, entries: readonly { readonly name: string }[]) => void;
}

/** Those of a folder, and what the folders above it say. */
interface Rules {
  readonly directory: string;
  readonly own: Ignore;
  readonly above: Rules | null;
}

/** Git compares names as the file system does by default. */
const IGNORE_CASE = process.platform === 'darwin' || process.platform === 'win32';

/** In: the real root, the names of the ignore files. Files that cannot be read ignore nothing. */
export function ignoreFiles(root: string, names: readonly string[]): IsIgnored {
  const rules = new Map<string, Rules | null>();
  const without = new Set<string>();
  const directories = new Map<string, boolean>();

  /** Those of the nearest folder that has any. */
  function rulesFor(directory: string): Rules | null {
    const known = rules.get(directory);
    if (known !== undefined) return known;
    const above = directory === '' ? null : rulesFor(parentOf(directory));
    const texts = without.has(directory)
      ? []
      : names.flatMap((name) => readRules(directory === '' ? `${root}/${name}` : `${root}/${directory}/${name}`) ?? []);
    const found =
      texts.length === 0 ? above : { directory, own: ignore({ ignorecase: IGNORE_CASE }).add(texts.join('\n')), above };
    rules.set(directory, found);
    return found;
  }

  /** The nearest file that says something about the path decides. */
  function decide(path: string, isDirectory: boolean): boolean {
    for (let at = rulesFor(parentOf(path)); at !== null; at = at.above) {
      const below = at.directory === '' ? path : path.slice(at.directory.length + 1);
      const verdict = at.own.test(isDirectory ? `${below}/` : below);
      if (verdict.ignored && !isInherited(at.own, below)) return true;
      if (verdict.unignored) return false;
    }
    return false;
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

  const isIgnored = (path: string, isDirectory: boolean) =>
    isDirectory ? isDirectoryIgnored(path) : isDirectoryIgnored(parentOf(path)) || decide(path, false);
  const listed: IsIgnored['listed'] = (directory, entries) => {
    if (!entries.some(({ name }) => names.includes(name))) without.add(directory);
  };
  return Object.assign(isIgnored, { listed });
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
