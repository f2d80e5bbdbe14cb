/** May this file be written, and is it still what was read? Asked before anything is written. */

import type * as NodeFs from 'node:fs';
import type { BigIntStats } from 'node:fs';
import { join, posix } from 'node:path';
import type { FileChange } from '../pipeline.js';
import { decode } from './decode.js';
import { errorCode, errorText } from './fs-error.js';
import { foldersAbove, isOffLimits, parentOf } from './paths.js';

// not as `import *`, which touches all that the module would load later
const nodeFs: typeof NodeFs = process.getBuiltinModule('node:fs');

/** What the writer uses of node:fs; tests put faults in. */
export type FileSystem = typeof NodeFs;

/** Why a file is not written. `message` is one sentence without the file's name. */
export interface WriteError {
  readonly file: string;
  readonly kind:
    | 'bad-path'
    | 'off-limits'
    | 'link'
    | 'missing'
    | 'not-a-file'
    | 'read-only'
    | 'changed'
    | 'encoding'
    | 'io';
  readonly message: string;
}

/** A file that may be written. */
export interface WriteTarget {
  /** absolute */
  readonly path: string;
  /** null where the file is new */
  readonly original: Original | null;
}

export interface Original {
  readonly bytes: Buffer;
  readonly bom: boolean;
  readonly stats: BigIntStats;
}

/** Thrown inside the writer, turned into its value at the border. */
export class Refusal extends Error {
  constructor(
    readonly kind: WriteError['kind'],
    message: string,
  ) {
    super(message);
  }
}

/** Any error of the writer as a value. */
export function asWriteError(file: string, error: unknown): WriteError {
  if (error instanceof Refusal) return { file, kind: error.kind, message: error.message };
  return { file, kind: 'io', message: `the file cannot be written: ${errorText(error)}` };
}

/**
 * Looks at the file that a change is for. In: the real root; the change, whose `before` is what was read, or '' for a
 * file to be made. Throws a `Refusal`, or what node:fs throws.
 */
export function inspectTarget(root: string, { file, before }: FileChange, fs: FileSystem = nodeFs): WriteTarget {
  checkPath(file);
  const path = join(root, file);
  const exists = checkFolders(root, file, fs);
  const stats = exists ? fs.lstatSync(path, { bigint: true, throwIfNoEntry: false }) : undefined;
  if (!stats) {
    if (before === '') return { path, original: null };
    throw new Refusal('missing', 'the file is gone since it was read');
  }
  if (stats.isSymbolicLink()) throw new Refusal('link', 'the file is a symbolic link');
  if (!stats.isFile()) throw new Refusal('not-a-file', 'this is not a regular file');
  // the mode decides for root too, who could write anything
  if ((stats.mode & 0o222n) === 0n || !isWritable(path, fs)) throw new Refusal('read-only', 'the file is read-only');
  const bytes = fs.readFileSync(path);
  const decoded = decode(bytes);
  if (!decoded.ok || decoded.text !== before) throw changed();
  return { path, original: { bytes, bom: decoded.bom, stats } };
}

/** Asked again just before the file is replaced: is it the one that was inspected? */
export function checkUnchanged({ path, original }: WriteTarget, fs: FileSystem): void {
  const now = fs.lstatSync(path, { bigint: true, throwIfNoEntry: false });
  if (original === null ? now === undefined : now !== undefined && isSame(now, original.stats)) return;
  throw changed();
}

function isSame(a: BigIntStats, b: BigIntStats): boolean {
  return a.dev === b.dev && a.ino === b.ino && a.size === b.size && a.mtimeNs === b.mtimeNs && a.mode === b.mode;
}

function changed(): Refusal {
  return new Refusal('changed', 'the file changed since it was read');
}

function checkPath(file: string): void {
  const isPlain =
    file !== '' && file === posix.normalize(file) && !posix.isAbsolute(file) && !/^\.\.?(?:\/|$)|\0|\/$/.test(file);
  if (!isPlain) throw new Refusal('bad-path', 'the path is not a plain path below the root');
  if (isOffLimits(file)) throw new Refusal('off-limits', 'nothing is written into node_modules or .git');
}

/**
 * Whether the file's folder exists. That folder, or the nearest one above it that exists, must be itself and not
 * lead elsewhere through a link.
 */
function checkFolders(root: string, file: string, fs: FileSystem): boolean {
  for (const folder of foldersAbove(file)) {
    const path = join(root, folder);
    let real: string;
    try {
      real = fs.realpathSync(path);
    } catch (error) {
      if (errorCode(error) === 'ENOENT' && folder !== '' && !fs.lstatSync(path, { throwIfNoEntry: false })) continue;
      throw error;
    }
    if (real !== join(root, folder)) throw new Refusal('link', 'the path leads through a symbolic link');
    return folder === parentOf(file);
  }
  return false;
}

function isWritable(path: string, fs: FileSystem): boolean {
  try {
    fs.accessSync(path, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
