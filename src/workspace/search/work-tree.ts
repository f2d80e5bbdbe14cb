/** The files of a work tree, from its folders and git's index; git is asked about what it does not track alone. */
import { type Dirent, lstatSync, readdirSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { listUntracked } from '../git.js';
import { ignoreFiles } from '../ignore-files.js';
import { IGNORE_FILE, isOffLimits, parentOf } from '../paths.js';
import type { Tracked } from './read-index.js';

export interface TreeFiles {
  /** regular files that git tracks or would track */
  readonly files: readonly string[];
  /** links among them */
  readonly links: readonly string[];
  /** no folder below the scopes, nor any above them, holds an ignore file of ours */
  readonly isOpen: boolean;
}

/** What lies at and below the scopes (files or folders, relative to the root); null where that cannot be told. */
export function treeFiles(root: string, tracked: Tracked, scopes: readonly string[]): TreeFiles | null {
  const walk = new Walk(root, tracked);
  if (!scopes.every((scope) => walk.enter(scope))) return null;
  const isWhole = scopes.length === 1 && scopes[0] === '' && walk.count === tracked.files.size;
  const files = [...tracked.files.keys()];
  const isIgnored = ignoreFiles(root, ['.gitignore']);
  const unknown = walk.unknown.filter((path) => !isIgnored(path.replace(/\/$/, ''), path.endsWith('/')));
  const untracked = unknown.length === 0 ? [] : listUntracked(root, unknown);
  if (untracked === null) return null;
  // git and the disk may know a file by two names: of another case, or in another form of Unicode
  const present = isWhole
    ? files
    : files.filter((file) => isBelow(file, scopes) && statsOf(join(root, file))?.isFile());
  for (const file of [...walk.former, ...untracked]) {
    const stats = statsOf(join(root, file));
    if (stats?.isFile()) present.push(file);
    else if (stats?.isSymbolicLink()) walk.links.push(file);
  }
  const isOpen = scopes.includes('') && !walk.hasIgnoreFile && !unknown.some((path) => path.endsWith('/'));
  return { files: present, links: walk.links, isOpen };
}

class Walk {
  /** tracked files that are there */
  count = 0;
  readonly links: string[] = [];
  /** tracked as links */
  readonly former: string[] = [];
  /** not tracked; folders end in `/` */
  readonly unknown: string[] = [];
  hasIgnoreFile = false;
  /** folder → the tracked files right in it, in git's order */
  private readonly folders = new Map<string, string[]>([['', []]]);

  constructor(
    private readonly root: string,
    private readonly tracked: Tracked,
  ) {
    for (const path of [...tracked.links, ...tracked.modules]) this.filesOf(parentOf(path));
    let prefix = '';
    let files = this.filesOf('');
    for (const path of tracked.files.keys()) {
      if (!path.startsWith(prefix) || path.includes('/', prefix.length)) {
        const folder = parentOf(path);
        prefix = folder === '' ? '' : `${folder}/`;
        files = this.filesOf(folder);
      }
      files.push(path);
    }
  }

  private filesOf(folder: string): string[] {
    const known = this.folders.get(folder);
    if (known) return known;
    this.filesOf(parentOf(folder));
    const files: string[] = [];
    this.folders.set(folder, files);
    return files;
  }

  /** False where the scope is nothing to be sure of. */
  enter(scope: string): boolean {
    return this.folders.has(scope) ? this.read(scope) : this.tracked.files.has(scope);
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
      const files = this.folders.get(folder)!;
      const start = folder === '' ? 0 : folder.length + 1;
      let next = 0;
      for (const entry of entries) {
        const { name } = entry;
        if (name === IGNORE_FILE) this.hasIgnoreFile = true;
        // both are in the same order: where all is as git knows it, nothing need be put together and looked up
        const isNext = next < files.length && isNamed(files[next]!, start, name);
        if (isNext) next++;
        if (isNext && entry.isFile()) this.count++;
        else this.see(start === 0 ? name : `${folder}/${name}`, entry, open);
      }
    }
    return true;
  }

  private see(path: string, entry: Dirent, open: string[]): void {
    const { files, links, modules } = this.tracked;
    if (entry.isDirectory()) {
      if (isOffLimits(entry.name) || modules.has(path)) return;
      if (this.folders.has(path)) open.push(path);
      else this.unknown.push(`${path}/`);
    } else if (files.has(path) && entry.isFile()) this.count++;
    else if (!files.has(path) && !links.has(path)) this.unknown.push(path);
    else if (entry.isSymbolicLink()) this.links.push(path);
    else if (entry.isFile()) this.former.push(path);
  }
}

function isNamed(path: string, start: number, name: string): boolean {
  return path.length === start + name.length && path.endsWith(name);
}

function isBelow(file: string, scopes: readonly string[]): boolean {
  return scopes.some((scope) => scope === '' || file === scope || file.startsWith(`${scope}/`));
}

function statsOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}
