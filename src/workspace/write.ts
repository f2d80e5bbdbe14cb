/**
 * Writes one file so that it is old or new and never torn: a temporary file beside it, synced and measured, then
 * renamed. Our own, since what is to be had takes a short write on a full disk for success.
 *
 * A file with several hard links is the exception: renaming would part it from its other names, so it is written in
 * place (after its new content fitted on the disk as a temporary file), and a crash in that moment can tear it.
 */
import type * as NodeFs from 'node:fs';
import { dirname, join } from 'node:path';
import type { FileChange } from '../pipeline.js';
import { encode } from './decode.js';
import { errorCode, errorText } from './fs-error.js';
import {
  asWriteError,
  checkUnchanged,
  type FileSystem,
  inspectTarget,
  Refusal,
  type WriteError,
  type WriteTarget,
} from './write-target.js';

// not as `import *`, which touches all that the module would load later
const nodeFs: typeof NodeFs = process.getBuiltinModule('node:fs');

/** A change whose new content lies ready beside its file. */
export interface Staged {
  readonly file: string;
  readonly target: WriteTarget;
  readonly content: Buffer;
  readonly temp: string;
  /** folders made for a new file, outermost first */
  readonly folders: readonly string[];
}

const TEMP = /^\.cfv1-(\d+)-[0-9a-f]{12}\.tmp$/;
const NEW_FILE_MODE = 0o666;

/** Writes one change. Out: null, or why not; then the file is as it was and no temporary file is left. */
export function writeFile(root: string, change: FileChange, fs: FileSystem = nodeFs): WriteError | null {
  let staged: Staged | undefined;
  try {
    staged = stage(root, change, fs);
    commit(staged, fs);
    return null;
  } catch (error) {
    if (staged) discard(staged, fs);
    return asWriteError(change.file, error);
  }
}

/** Checks the file and lays its new content beside it. Throws, leaving nothing behind. */
export function stage(root: string, change: FileChange, fs: FileSystem = nodeFs): Staged {
  const target = inspectTarget(root, change, fs);
  const content = encode(change.after, target.original?.bom ?? false);
  if (content === null) throw new Refusal('encoding', 'the new text holds half a surrogate pair');
  const folders = target.original ? [] : makeFolders(dirname(target.path), fs);
  try {
    sweep(dirname(target.path), fs);
    const temp = writeTemp(target, content, fs);
    return { file: change.file, target, content, temp, folders };
  } catch (error) {
    removeFolders(folders, fs);
    throw error;
  }
}

/** Puts the new content in place. Throws where that fails; the file is then as it was, the temporary one may be left. */
export function commit({ target, content, temp }: Staged, fs: FileSystem = nodeFs): void {
  checkUnchanged(target, fs);
  const { original, path } = target;
  if (original && original.stats.nlink > 1n) {
    try {
      writeInPlace(path, content, fs);
    } catch (error) {
      putOriginalBack(path, original.bytes, fs);
      throw error;
    }
    tryTo(() => fs.unlinkSync(temp));
  } else {
    fs.renameSync(temp, path);
  }
}

/** Undoes `commit`: the original content and mode, or no file where there was none. Throws where that fails. */
export function restore(staged: Staged, fs: FileSystem = nodeFs): void {
  const { target, folders } = staged;
  if (target.original === null) {
    fs.unlinkSync(target.path);
    removeFolders(folders, fs);
  } else if (target.original.stats.nlink > 1n) {
    writeInPlace(target.path, target.original.bytes, fs);
  } else {
    const temp = writeTemp(target, target.original.bytes, fs);
    try {
      fs.renameSync(temp, target.path);
    } catch (error) {
      tryTo(() => fs.unlinkSync(temp));
      throw error;
    }
  }
}

/** Removes what `stage` laid ready. Never throws. */
export function discard({ temp, folders }: Staged, fs: FileSystem = nodeFs): void {
  tryTo(() => fs.unlinkSync(temp));
  removeFolders(folders, fs);
}

function writeTemp({ path, original }: WriteTarget, content: Buffer, fs: FileSystem): string {
  const temp = join(
    dirname(path),
    `.cfv1-${process.pid}-${process.getBuiltinModule('node:crypto').randomBytes(6).toString('hex')}.tmp`,
  );
  const mode = original ? Number(original.stats.mode & 0o7777n) : NEW_FILE_MODE;
  const descriptor = fs.openSync(temp, 'wx', mode);
  try {
    try {
      // chown first: it takes set-id bits off
      if (original) tryTo(() => fs.fchownSync(descriptor, Number(original.stats.uid), Number(original.stats.gid)));
      if (original) fs.fchmodSync(descriptor, mode);
      writeAndSync(descriptor, content, fs);
    } finally {
      fs.closeSync(descriptor);
    }
    return temp;
  } catch (error) {
    tryTo(() => fs.unlinkSync(temp));
    throw error;
  }
}

/** Nothing is cut off before all is written, so the blocks of the old content stay there for a way back. */
function writeInPlace(path: string, content: Buffer, fs: FileSystem): void {
  const descriptor = fs.openSync(path, fs.constants.O_WRONLY | (fs.constants.O_NOFOLLOW ?? 0));
  try {
    writeAndSync(descriptor, content, fs);
  } finally {
    fs.closeSync(descriptor);
  }
}

function putOriginalBack(path: string, bytes: Buffer, fs: FileSystem): void {
  try {
    writeInPlace(path, bytes, fs);
  } catch (error) {
    throw new Refusal('io', `writing failed half-way, and so did putting the old content back: ${errorText(error)}`);
  }
}

/** Writes all bytes from the start, cuts the file there, and measures. */
function writeAndSync(descriptor: number, content: Buffer, fs: FileSystem): void {
  for (let done = 0; done < content.length; ) {
    const written = fs.writeSync(descriptor, content, done, content.length - done, done);
    if (written === 0) throw new Refusal('io', 'the file cannot be written: the disk takes no more');
    done += written;
  }
  fs.ftruncateSync(descriptor, content.length);
  fs.fsyncSync(descriptor);
  const { size } = fs.fstatSync(descriptor);
  if (size !== content.length) {
    throw new Refusal('io', `the file cannot be written: ${size} of ${content.length} bytes arrived`);
  }
}

/** Removes temporary files of runs that were killed; those of running ones stay. */
function sweep(folder: string, fs: FileSystem): void {
  tryTo(() => {
    for (const name of fs.readdirSync(folder)) {
      const pid = TEMP.exec(name)?.[1];
      if (pid !== undefined && !isRunning(Number(pid))) tryTo(() => fs.unlinkSync(join(folder, name)));
    }
  });
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) !== 'ESRCH';
  }
}

/** Out: the folders that were missing, outermost first. */
function makeFolders(folder: string, fs: FileSystem): string[] {
  const missing: string[] = [];
  for (let path = folder; !fs.existsSync(path); path = dirname(path)) missing.unshift(path);
  for (const [index, path] of missing.entries()) {
    try {
      fs.mkdirSync(path);
    } catch (error) {
      removeFolders(missing.slice(0, index), fs);
      throw error;
    }
  }
  return missing;
}

function removeFolders(folders: readonly string[], fs: FileSystem): void {
  for (const folder of folders.toReversed()) tryTo(() => fs.rmdirSync(folder));
}

function tryTo(act: () => void): void {
  try {
    act();
  } catch {
    // best effort
  }
}
