/** All files below a folder, where git does not say. Links are listed and never followed; ignored folders are not entered. */
import { type Dirent, readdirSync } from 'node:fs';
import type { IsIgnored } from './ignore-files.js';
import { isOffLimits } from './paths.js';

export interface Walked {
  readonly files: readonly string[];
  readonly links: readonly string[];
}

/**
 * In: the real root, a folder relative to it. Out: paths relative to the root, in any order.
 * Folders that may not be read go to `onError`.
 */
export function walk(
  root: string,
  folder: string,
  isIgnored: IsIgnored,
  onError: (folder: string, error: unknown) => void,
): Walked {
  const files: string[] = [];
  const links: string[] = [];
  const folders = [folder];
  for (let current = folders.pop(); current !== undefined; current = folders.pop()) {
    let entries: Dirent[];
    try {
      entries = readdirSync(current === '' ? root : `${root}/${current}`, { withFileTypes: true });
    } catch (error) {
      onError(current, error);
      continue;
    }
    isIgnored.listed?.(current, entries);
    for (const entry of entries) {
      const path = current === '' ? entry.name : `${current}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!isOffLimits(entry.name) && !isIgnored(path, true)) folders.push(path);
      } else if (entry.isFile()) {
        if (!isIgnored(path, false)) files.push(path);
      } else if (entry.isSymbolicLink() && !isIgnored(path, false)) links.push(path);
    }
  }
  return { files, links };
}
