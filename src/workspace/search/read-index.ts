/** Git's index file: what it tracks, as `git ls-files -s` tells it, without starting git. */
import { readFileSync } from 'node:fs';

export interface Tracked {
  /** regular files, and whether git looks at them in the work tree, or (false) takes them for unchanged */
  readonly files: ReadonlyMap<string, boolean>;
  /** submodules */
  readonly modules: ReadonlySet<string>;
  /** links */
  readonly links: ReadonlySet<string>;
}

/** Bytes before an entry's path, with ids of SHA-1: times, stats, mode, id, flags. */
const HEAD = 62;
const MODE = 26;
const FLAGS = 60;
const ID = 20;
const ID_AT = 40;
/** The kinds of entries, as the first four bits of the mode. */
const [TREE, REGULAR, LINK, MODULE] = [0x4, 0x8, 0xa, 0xe];
const NOT_ASCII = /[\x80-\xff]/;
/** A longer name has no length in its entry. */
const LONG = 0xfff;

export function indexBytes(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}

/** Null where it is of a form that git had better read. */
export function readIndex(bytes: Buffer): Tracked | null {
  const files = new Map<string, boolean>();
  const modules = new Set<string>();
  const links = new Set<string>();
  const isRead = forEachEntry(bytes, ({ path, kind, isSeen }) => {
    if (kind === REGULAR) files.set(path, isSeen && files.get(path) !== false);
    else if (kind === MODULE) modules.add(path);
    else if (kind === LINK) links.add(path);
  });
  return isRead ? { files, modules, links } : null;
}

/** Regular files as they are staged. */
export interface StagedFiles {
  readonly paths: readonly string[];
  /** files that a merge left in conflict */
  readonly conflicts: readonly string[];
  /** the id of a file's content; undefined where there is no such file, or it is in conflict */
  id(path: string): string | undefined;
}

/** Null as for `readIndex`. */
export function readStaged(bytes: Buffer): StagedFiles | null {
  const places = new Map<string, number>();
  const conflicts = new Set<string>();
  const isRead = forEachEntry(bytes, ({ path, kind, stage, at }) => {
    if (kind !== REGULAR) return;
    if (stage === 0) places.set(path, at + ID_AT);
    else conflicts.add(path);
  });
  if (!isRead) return null;
  return {
    paths: [...places.keys()],
    conflicts: [...conflicts],
    id: (path) => {
      const place = places.get(path);
      return place === undefined ? undefined : bytes.toString('hex', place, place + ID);
    },
  };
}

interface Entry {
  path: string;
  kind: number;
  stage: number;
  isSeen: boolean;
  /** where in the bytes it begins */
  at: number;
}

/** False where not all could be read. The entry is the same object each time. */
function forEachEntry(bytes: Buffer, see: (entry: Entry) => void): boolean {
  const version = bytes.length > 12 + ID && bytes.toString('latin1', 0, 4) === 'DIRC' ? bytes.readUInt32BE(4) : 0;
  if (version !== 2 && version !== 3) return false;
  const entry: Entry = { path: '', kind: 0, stage: 0, isSeen: false, at: 0 };
  const end = bytes.length - ID;
  // one text, of which each name is a part: a text of its own for every name takes longer
  const text = bytes.toString('latin1', 0, end);
  let at = 12;
  for (let left = bytes.readUInt32BE(8); left > 0; left--) {
    if (at + HEAD >= end) return false;
    const flags = (bytes[at + FLAGS]! << 8) | bytes[at + FLAGS + 1]!;
    const isExtended = (flags & 0x4000) !== 0;
    const start = at + HEAD + (isExtended ? 2 : 0);
    const stop = (flags & LONG) < LONG ? start + (flags & LONG) : bytes.indexOf(0, start);
    if (stop <= start || stop >= end || bytes[stop] !== 0) return false;
    const plain = text.slice(start, stop);
    entry.path = NOT_ASCII.test(plain) ? bytes.toString('utf8', start, stop) : plain;
    entry.kind = bytes[at + MODE]! >> 4;
    if (entry.kind === TREE) return false;
    entry.stage = (flags >> 12) & 3;
    // assumed unchanged, left out of a sparse work tree, or only meant to be added
    entry.isSeen = (flags & 0x8000) === 0 && !(isExtended && (bytes[at + HEAD]! & 0x60) !== 0);
    entry.at = at;
    see(entry);
    // entries are padded with one to eight zero bytes
    at += (stop - at + 8) & ~7;
  }
  return isPlainTail(bytes, at, end);
}

/** Extensions follow; of those without which the entries cannot be read (small letters) none is known here. */
function isPlainTail(bytes: Buffer, from: number, end: number): boolean {
  let at = from;
  while (at + 8 <= end) {
    const first = bytes[at]!;
    if (first < 0x41 || first > 0x5a) return false;
    at += 8 + bytes.readUInt32BE(at + 4);
  }
  return at === end;
}
