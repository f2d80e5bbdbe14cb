/** What is known about the repository beside its sources. */
import type { ProjectFacts } from '../pipeline.js';
import { decode } from './decode.js';
import type { FileStore } from './file-store.js';
import { byCodeUnits, foldersAbove, isOffLimits, MANIFEST } from './paths.js';
import { MAX_SOURCE_SIZE } from './read-sources.js';
import { pathFrom } from './specifiers.js';

type LockFile = NonNullable<ProjectFacts['lockFile']>;

const COMPILER_FILES = ['tsconfig.json', 'jsconfig.json'];
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
 * In: where files are read; sources and manifests relative to the root. Links, files over 1 MiB and what is not UTF-8 are left out.
 * The lock file is the one at the root, or else beside the manifest nearest to the root.
 */
export function collectFacts(
  store: FileStore,
  sources: readonly string[],
  manifests: readonly string[] = [],
): ProjectFacts {
  const folders = new Set(sources.flatMap(foldersAbove));
  const paths = new Set([...folders].map((folder) => (folder === '' ? MANIFEST : `${folder}/${MANIFEST}`)));
  for (const manifest of manifests) paths.add(manifest);
  const texts: Record<string, string> = {};
  for (const path of [...paths].sort(byDepth)) {
    const text = isOffLimits(path) ? null : readManifest(store, path);
    if (text !== null) texts[path] = text;
  }
  const configs = readConfigs(store, [...folders]);
  const facts = { manifests: texts, lockFile: findLockFile(store, Object.keys(texts)) };
  return Object.keys(configs).length > 0 ? { ...facts, configs } : facts;
}

function readManifest(store: FileStore, path: string): string | null {
  const bytes = store.bytes(path, MAX_SOURCE_SIZE);
  const decoded = bytes && decode(bytes);
  return decoded?.ok ? decoded.text : null;
}

/** What says which names mean which files: `tsconfig.json` above the sources with what it extends, pnpm's list. */
function readConfigs(store: FileStore, folders: readonly string[]): Record<string, string> {
  const texts: Record<string, string> = {};
  const names = folders.flatMap((folder) => COMPILER_FILES.map((name) => (folder === '' ? name : `${folder}/${name}`)));
  const wanted = new Set([...names, 'pnpm-workspace.yaml']);
  for (const path of wanted) {
    const text = isOffLimits(path) ? null : readManifest(store, path);
    if (text === null) continue;
    texts[path] = text;
    for (const [, parent = ''] of text.matchAll(/"(\.{1,2}\/[^"\n]+)"/g)) {
      const file = pathFrom(path, parent);
      if (file !== null && /(?:^|\/)[\w.-]*config[\w.-]*$/.test(file))
        for (const end of ['', '.json']) wanted.add(file + end);
    }
  }
  return texts;
}

function findLockFile(store: FileStore, manifests: readonly string[]): LockFile | null {
  const folders = ['', ...manifests.map((path) => path.slice(0, -MANIFEST.length))];
  for (const folder of folders) {
    for (const [name, as] of LOCK_FILES) if (store.has(folder + name)) return as;
  }
  return null;
}

/** Nearest to the root first, then by code units. */
function byDepth(a: string, b: string): number {
  return a.split('/').length - b.split('/').length || byCodeUnits(a, b);
}
