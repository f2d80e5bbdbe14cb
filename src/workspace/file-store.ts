/** Where a run reads its files: the work tree, or what is staged in git. */
import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface FileStore {
  /** The bytes of a regular file; null where there is none, where it cannot be read, or has more than `most` bytes. */
  bytes(file: string, most: number): Buffer | null;
  /** Whether it is a regular file; links are none. */
  has(file: string): boolean;
}

// a link that was put where a file was listed is not followed, a pipe does not block
const OPEN = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** The work tree below a real root. */
export function diskStore(root: string): FileStore {
  return { bytes: (file, most) => readBytes(join(root, file), most), has: (file) => isFile(join(root, file)) };
}

/** As `FileStore.bytes`, for an absolute path. */
export function readBytes(path: string, most: number): Buffer | null {
  let descriptor: number;
  try {
    descriptor = openSync(path, OPEN);
  } catch {
    return null;
  }
  try {
    const stats = fstatSync(descriptor);
    return stats.isFile() && stats.size <= most ? readFileSync(descriptor) : null;
  } catch {
    return null;
  } finally {
    closeSync(descriptor);
  }
}

function isFile(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false;
  }
}
