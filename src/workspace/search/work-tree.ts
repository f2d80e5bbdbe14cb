/** The files of a work tree, from its folders and git's index; git is asked about what it does not track alone. */
import { type Dirent, lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { listUntracked } from '../git.js';
import { ignoreFiles } from '../ignore-files.js';
import { foldersAbove, isOffLimits, parentOf } from '../paths.js';
import type { Tracked } from './read-index.js';

export interface TreeFiles {
  /** regular files that git tracks or would track */
  readonly files: readonly string[];
  /** links among them */
  readonly links: readonly string[];
  /** names of all files in the folders that were read, and of folders in them */
  readonly names: ReadonlySet<string>;
  /** not all folders were read: git listed what it does not track */
  readonly partly: boolean;
}

/** What lies at and below the scopes (files or folders, relative to the root); null where that cannot be told. */
export function treeFiles(root: string, tracked: Tracked, scopes: readonly string[]): TreeFiles | null {
  const walk = new Walk(root, tracked);
  for (const scope of scopes) {
    if (!walk.enter(scope)) return null;
  }
  const files = [...tracked.files.keys()].filter((file) => walk.regular.has(file) || walk.isMissed(file, scopes));
  const isIgnored = ignoreFiles(root, ['.gitignore']);
  const unknown = walk.unknown.filter((path) => !isIgnored(path.replace(/\/$/, ''), path.endsWith('/')));
  const untracked = unknown.length === 0 ? [] : listUntracked(root, unknown);
  if (untracked === null) return null;
  for (const file of untracked) {
    const stats = statsOf(join(root, file));
    if (stats?.isFile()) files.push(file);
    else if (stats?.isSymbolicLink()) walk.links.push(file);
  }
  return { files, links: walk.links, names: walk.names, partly: unknown.some((path) => path.endsWith('/')) };
}

class Walk {
  readonly regular = new Set<string>();
  readonly links: string[] = [];
  /** not tracked; folders end in `/` */
  readonly unknown: string[] = [];
  readonly names = new Set<string>();
  private readonly folders = new Set<string>(['']);

  constructor(
    private readonly root: string,
    private readonly tracked: Tracked,
  ) {
    let last = '';
    for (const path of [tracked.files, tracked.links, tracked.modules].flatMap((all) => [...all.keys()])) {
      const folder = parentOf(path);
      if (folder === last) continue;
      last = folder;
      for (const above of this.folders.has(folder) ? [] : foldersAbove(path)) this.folders.add(above);
    }
  }

  /** False where the scope is nothing to be sure of. */
  enter(scope: string): boolean {
    if (this.folders.has(scope)) return this.read(scope);
    if (!this.tracked.files.has(scope)) return false;
    this.names.add(scope);
    this.regular.add(scope);
    return true;
  }

  /** Is it there, though not under the name that git has for it: in another form of Unicode, or another case? */
  isMissed(file: string, scopes: readonly string[]): boolean {
    if (!scopes.some((scope) => scope === '' || file === scope || file.startsWith(`${scope}/`))) return false;
    return statsOf(join(this.root, file))?.isFile() ?? false;
  }

  private read(top: string): boolean {
    const open = [top];
    for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
      let entries: Dirent[];
      try {
        entries = readdirSync(folder === '' ? this.root : `${this.root}/${folder}`, { withFileTypes: true });
      } catch {
        return false;
      }
      for (const entry of entries) {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (!entry.isDirectory()) this.see(path, entry);
        else if (isOffLimits(entry.name) || this.tracked.modules.has(path)) continue;
        else if (this.folders.has(path)) open.push(path);
        else this.unknown.push(`${path}/`);
      }
    }
    return true;
  }

  private see(path: string, entry: Dirent): void {
    this.names.add(entry.name);
    const isTracked = this.tracked.files.has(path) || this.tracked.links.has(path);
    if (!isTracked) this.unknown.push(path);
    else if (entry.isFile()) this.regular.add(path);
    else if (entry.isSymbolicLink()) this.links.push(path);
  }
}

function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
