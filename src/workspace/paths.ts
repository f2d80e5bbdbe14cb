/** Paths as the rest of the program knows them: relative to the root, with `/`. */
import { isAbsolute, relative, sep } from 'node:path';

export const MANIFEST = 'package.json';
/** Our own ignore file, with the syntax of `.gitignore`; it holds for tracked files too. */
export const IGNORE_FILE = '.cfv1ignore';

/** A real absolute path relative to the real root ('' is the root itself), or null where it lies outside. */
export function insideRoot(root: string, path: string): string | null {
  const rel = relative(root, path);
  if (rel === '..' || rel.startsWith(`..${sep}`) || isAbsolute(rel)) return null;
  return sep === '/' ? rel : rel.split(sep).join('/');
}

/** Whether the path leads through `node_modules` or `.git`: never read, never written. */
export function isOffLimits(file: string): boolean {
  // the common case is decided without splitting; file systems that ignore case take `.GIT` for `.git`
  return /(?:^|\/)(?:node_modules|\.git)(?:\/|$)/i.test(file);
}

export function isManifest(file: string): boolean {
  return file === MANIFEST || file.endsWith(`/${MANIFEST}`);
}

/** '' for a path at the root. */
export function parentOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')));
}

/** Every folder from the file's own up to the root (''), nearest first. */
export function foldersAbove(file: string): string[] {
  const folders: string[] = [];
  let folder = file;
  do {
    folder = parentOf(folder);
    folders.push(folder);
  } while (folder !== '');
  return folders;
}

/** Order by UTF-16 code units, the same everywhere. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Each path once, in the order of code units. What is so already, as git's index is, is not sorted again. */
export function inOrder(paths: Iterable<string>): string[] {
  const list = [...paths];
  for (let index = 1; index < list.length; index++)
    if (list[index - 1]! >= list[index]!) return [...new Set(list)].sort(byCodeUnits);
  return list;
}
