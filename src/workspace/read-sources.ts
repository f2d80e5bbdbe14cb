/** Reads files, and keeps those that hold a mark of v1 as text. */
import { closeSync, constants, openSync, readSync } from 'node:fs';
import type { SourceText } from '../pipeline.js';
import { type DecodeFailure, decode, looksWide } from './decode.js';
import { containerKind, isReadable, isScript } from './file-kinds.js';
import type { FileStore } from './file-store.js';
import { errorCode, errorText } from './fs-error.js';
import { isMinified } from './minified.js';
import { hasEvidence, hasMark, searchedBuffer } from './prefilter.js';
import { mayHoldSecret } from './secret-marks.js';

/** bytes */
export const MAX_SOURCE_SIZE = 1024 * 1024;

/** A file that may speak v1 and was not analysed. `unreadable` is an IO error, the others are findings. */
export interface ReadProblem {
  readonly file: string;
  readonly kind: 'too-large' | 'minified' | 'unreadable' | DecodeFailure;
  /** one sentence without the file's name */
  readonly message: string;
}

export interface Sources {
  /** those with a mark, in the order given */
  readonly sources: readonly SourceText[];
  readonly problems: readonly ReadProblem[];
  /** those that were read and hold no mark, or too little to speak of */
  readonly unmarked: readonly string[];
}

export interface ReadOptions {
  /** bytes; default `MAX_SOURCE_SIZE`; larger files are searched for v1, not read as text */
  readonly maxSize?: number;
  /** keep files without a mark too that may hold a key or token of any kind */
  readonly secrets?: boolean;
  /** files that are known to hold no mark need not be read */
  readonly isUnmarked?: (file: string) => boolean;
}

type Outcome = SourceText | ReadProblem | null;

// a link that was put where a file was listed is not followed, a pipe does not block
const OPEN = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Reads every file of a listing. Files that vanished since, or became links, are left out.
 * In: the real root, paths relative to it. Never throws for what is on the disk.
 */
export function readSources(root: string, files: readonly string[], options: ReadOptions = {}): Sources {
  const maxSize = options.maxSize ?? MAX_SOURCE_SIZE;
  // one byte more than is allowed tells a larger file; one buffer for all files saves most of the time
  let buffer: Buffer | null = null;
  const result = new Gathered();
  for (const file of files) {
    if (!options.secrets && options.isUnmarked?.(file)) {
      result.unmarked.push(file);
      continue;
    }
    let outcome: Outcome;
    try {
      buffer ??= searchedBuffer(maxSize + 1);
      outcome = readOne(root, file, buffer, options);
    } catch (error) {
      if (['ENOENT', 'ENOTDIR', 'ELOOP', 'EISDIR', 'EMLINK'].includes(errorCode(error))) continue;
      outcome = { file, kind: 'unreadable', message: `the file cannot be read: ${errorText(error)}` };
    }
    result.add(file, outcome);
  }
  return result;
}

/** The same from another place than the disk; files that are not there are left out. */
export function sourcesFrom(store: FileStore, files: readonly string[], options: ReadOptions = {}): Sources {
  const result = new Gathered();
  for (const file of files) {
    const bytes = store.bytes(file, Number.POSITIVE_INFINITY);
    if (bytes !== null) result.add(file, sourceFromBytes(file, bytes, options));
  }
  return result;
}

class Gathered implements Sources {
  readonly sources: SourceText[] = [];
  readonly problems: ReadProblem[] = [];
  readonly unmarked: string[] = [];

  add(file: string, outcome: Outcome): void {
    if (outcome === null) this.unmarked.push(file);
    else if ('text' in outcome) this.sources.push(outcome);
    else this.problems.push(outcome);
  }
}

/** One file's text or problem from its bytes (a staged blob, standard input); null where there is no mark. */
export function sourceFromBytes(file: string, bytes: Buffer, options: ReadOptions = {}): Outcome {
  const maxSize = options.maxSize ?? MAX_SOURCE_SIZE;
  return bytes.length > maxSize ? ifEvidence([bytes], tooLarge(file, maxSize)) : fromBytes(file, bytes, options);
}

function readOne(root: string, file: string, buffer: Buffer, options: ReadOptions): Outcome {
  const descriptor = openSync(`${root}/${file}`, OPEN);
  try {
    const size = fill(descriptor, buffer);
    if (size < buffer.length) return fromBytes(file, buffer.subarray(0, size), options);
    return ifEvidence(chunksOf(descriptor, buffer), tooLarge(file, buffer.length - 1));
  } finally {
    closeSync(descriptor);
  }
}

function fromBytes(file: string, bytes: Buffer, { secrets }: ReadOptions): Outcome {
  if (!hasMark(bytes) && !(looksWide(bytes) && hasMark(narrow(bytes))))
    return secrets && mayHoldSecret(bytes) ? forSecrets(file, bytes) : null;
  const decoded = decode(bytes);
  const isKnown = isScript(file) || containerKind(file) !== null;
  if (!decoded.ok && !isKnown) return null;
  if (!decoded.ok) return { file, kind: decoded.kind, message: decoded.message };
  const { text } = decoded;
  if (!isReadable(file, text)) return null;
  if (!isKnown || !isMinified(file, text)) return { file, text };
  return ifEvidence([bytes], {
    file,
    kind: 'minified',
    message: 'the file is minified; its source should be migrated',
  });
}

/** Of v1 it says nothing: what cannot be read of it is no finding. */
function forSecrets(file: string, bytes: Buffer): Outcome {
  const decoded = decode(bytes);
  if (!decoded.ok || !isReadable(file, decoded.text) || isMinified(file, decoded.text)) return null;
  return { file, text: decoded.text, unmarked: true };
}

function ifEvidence(chunks: Iterable<Buffer>, problem: ReadProblem): ReadProblem | null {
  return hasEvidence(chunks, false) ? problem : null;
}

function tooLarge(file: string, maxSize: number): ReadProblem {
  return { file, kind: 'too-large', message: `the file is larger than ${maxSize} bytes` };
}

/** What is in the buffer already, then the rest of the file, through the same buffer. */
function* chunksOf(descriptor: number, buffer: Buffer): Iterable<Buffer> {
  for (let size = buffer.length; size > 0; size = fill(descriptor, buffer)) {
    const chunk = buffer.subarray(0, size);
    yield looksWide(chunk) ? narrow(chunk) : chunk;
  }
}

function fill(descriptor: number, buffer: Buffer): number {
  let size = 0;
  while (size < buffer.length) {
    const read = readSync(descriptor, buffer, size, buffer.length - size, null);
    if (read === 0) break;
    size += read;
  }
  return size;
}

/** Without NUL bytes: what is ASCII in a wide encoding becomes ASCII. */
function narrow(bytes: Buffer): Buffer {
  return Buffer.from(bytes.filter((byte) => byte !== 0));
}
