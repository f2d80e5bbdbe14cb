/** What is known about the repository beside its sources. */
import { lstatSync, readFileSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { ProjectFacts } from '../pipeline.js';
import { decode } from './decode.js';
import { byCodeUnits, foldersAbove, isOffLimits, MANIFEST } from './paths.js';
import { MAX_SOURCE_SIZE } from './read-sources.js';

type LockFile = NonNullable<ProjectFacts['lockFile']>;

/** In the order in which npm and the others prefer them. */
const LOCK_FILES: readonly (readonly [name: string, as: LockFile])[] = [
  ['npm-shrinkwrap.json', 'npm-shrinkwrap.json'],
  ['package-lock.json', 'package-lock.json'],
  ['pnpm-lock.yaml', 'pnpm-lock.yaml'],
  ['yarn.lock', 'yarn.lock'],
  ['bun.lock', 'bun.lock'],
  ['bun.lockb', 'bun.lock'],
];

/**
 * The manifests that govern the sources: every `package.json` from a source's folder up to the root, and those given.
 * In: the real root; sources and manifests relative to it. Links, files over 1 MiB and what is not UTF-8 are left out.
 * The lock file is the one at the root, or else beside the manifest nearest to the root.
 */
export function collectFacts(
  root: string,
  sources: readonly string[],
  manifests: readonly string[] = [],
): ProjectFacts {
  const folders = new Set(sources.flatMap(foldersAbove));
  const paths = new Set([...folders].map((folder) => (folder === '' ? MANIFEST : `${folder}/${MANIFEST}`)));
  for (const manifest of manifests) paths.add(manifest);
  const texts: Record<string, string> = {};
  for (const path of [...paths].sort(byDepth)) {
    const text = isOffLimits(path) ? null : readManifest(join(root, path));
    if (text !== null) texts[path] = text;
  }
  return { manifests: texts, lockFile: findLockFile(root, Object.keys(texts)) };
}

function readManifest(path: string): string | null {
  const stats = statOf(path);
  if (!stats?.isFile() || stats.size > MAX_SOURCE_SIZE) return null;
  try {
    const decoded = decode(readFileSync(path));
    return decoded.ok ? decoded.text : null;
  } catch {
    return null;
  }
}

function findLockFile(root: string, manifests: readonly string[]): LockFile | null {
  const folders = ['', ...manifests.map((path) => path.slice(0, -MANIFEST.length))];
  for (const folder of folders) {
    for (const [name, as] of LOCK_FILES) {
      if (statOf(join(root, folder, name))?.isFile()) return as;
    }
  }
  return null;
}

function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Nearest to the root first, then by code units. */
function byDepth(a: string, b: string): number {
  return a.split('/').length - b.split('/').length || byCodeUnits(a, b);
}
