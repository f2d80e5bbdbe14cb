/** Which file of the repository a specifier may mean. Nothing here touches the disk. */
import type { Aliases } from './aliases.js';

const EXTENSIONS = ['.js', '.cjs', '.mjs', '.jsx', '.ts', '.tsx', '.cts', '.mts', '.json'];
/** TypeScript names the file that it will be: `./x.js` is `./x.ts`. */
const WRITTEN_AS: Readonly<Record<string, readonly string[]>> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};

export function isRelative(specifier: string): boolean {
  return /^\.{1,2}(?:\/|$)/.test(specifier);
}

/** The path that a specifier names from a file, without `.` and `..`; null where it leads out of the root. */
export function pathFrom(file: string, specifier: string): string | null {
  const parts = file.split('/').slice(0, -1);
  for (const part of specifier.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

type Has = (file: string) => boolean;

/** The file that a path without its extension may mean: the first in the order in which Node and TypeScript look. */
function fileAt(path: string, has: Has): string | undefined {
  if (has(path)) return path;
  const added = EXTENSIONS.find((extension) => has(path + extension));
  if (added !== undefined) return path + added;
  const extension = /\.\w+$/.exec(path)?.[0] ?? '';
  const stem = path.slice(0, path.length - extension.length);
  const written = WRITTEN_AS[extension]?.find((other) => has(stem + other));
  return written === undefined ? undefined : stem + written;
}

function indexIn(folder: string, has: Has): string | undefined {
  const extension = EXTENSIONS.find((one) => has(join(folder, `index${one}`)));
  return extension === undefined ? undefined : join(folder, `index${extension}`);
}

function fileOrIndex(path: string, has: Has): string | undefined {
  return fileAt(path, has) ?? indexIn(path, has);
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

/** The file among those known that a specifier means; `mainOf`: what the package.json of a folder names. */
export function resolveSpecifier(
  from: string,
  specifier: string,
  has: Has,
  mainOf: (folder: string) => string | null,
  aliases: Aliases,
): string | null {
  if (!isRelative(specifier)) {
    for (const path of aliases.pathsOf(from, specifier)) {
      const named = fileOrIndex(path, has);
      if (named !== undefined) return named;
    }
    return null;
  }
  const path = pathFrom(from, specifier);
  if (path === null) return null;
  const asFolder = path === '' || /(?:^|\/)\.{0,2}$/.test(specifier);
  const file = asFolder ? undefined : fileAt(path, has);
  if (file !== undefined) return file;
  const main = mainOf(path);
  if (main !== null) {
    const inner = pathFrom(join(path, 'package.json'), main);
    const named = inner === null ? undefined : fileOrIndex(inner, has);
    if (named !== undefined) return named;
  }
  return indexIn(path, has) ?? null;
}

const IMPORTS =
  /(?:\brequire\s*\(\s*|\bfrom\s*|\bimport\s*\(?\s*)(?:"([\w.#@~$/][^"\n]*)"|'([\w.#@~$/][^'\n]*)'|`([\w.#@~$/][^`$\n]*)`)/g;

/** The specifiers of a text, found without parsing: what stands in a comment counts too. */
export function specifiersIn(text: string): string[] {
  const found = new Set<string>();
  for (const [, double, single, template] of text.matchAll(IMPORTS)) found.add(double ?? single ?? template ?? '');
  return [...found];
}
