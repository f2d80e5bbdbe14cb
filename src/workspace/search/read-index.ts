/** Git's index file: what it tracks, as `git ls-files -s` tells it, without starting git. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

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
/** The kinds of entries, as the first four bits of the mode. */
const [TREE, REGULAR, LINK, MODULE] = [0x4, 0x8, 0xa, 0xe];
const NOT_ASCII = /[\x80-\xff]/;
/** A longer name has no length in its entry. */
const LONG = 0xfff;

export function indexBytes(gitFolder: string): Buffer | null {
  try {
    return readFileSync(join(gitFolder, 'index'));
  } catch {
    return null;
  }
}

/** Null where it is of a form that git had better read. */
export function readIndex(bytes: Buffer): Tracked | null {
  const version = bytes.length > 12 + ID && bytes.toString('latin1', 0, 4) === 'DIRC' ? bytes.readUInt32BE(4) : 0;
  return version === 2 || version === 3 ? entriesOf(bytes) : null;
}

function entriesOf(bytes: Buffer): Tracked | null {
  const files = new Map<string, boolean>();
  const modules = new Set<string>();
  const links = new Set<string>();
  const end = bytes.length - ID;
  // one text, of which each name is a part: a text of its own for every name takes longer
  const text = bytes.toString('latin1', 0, end);
  let at = 12;
  for (let left = bytes.readUInt32BE(8); left > 0; left--) {
    if (at + HEAD >= end) return null;
    const flags = (bytes[at + FLAGS]! << 8) | bytes[at + FLAGS + 1]!;
    const isExtended = (flags & 0x4000) !== 0;
    const start = at + HEAD + (isExtended ? 2 : 0);
    const stop = (flags & LONG) < LONG ? start + (flags & LONG) : bytes.indexOf(0, start);
    if (stop <= start || stop >= end || bytes[stop] !== 0) return null;
    const plain = text.slice(start, stop);
    const path = NOT_ASCII.test(plain) ? bytes.toString('utf8', start, stop) : plain;
    const kind = bytes[at + MODE]! >> 4;
    // assumed unchanged, left out of a sparse work tree, or only meant to be added
    const isSeen = (flags & 0x8000) === 0 && !(isExtended && (bytes[at + HEAD]! & 0x60) !== 0);
    if (kind === REGULAR) files.set(path, isSeen && files.get(path) !== false);
    else if (kind === MODULE) modules.add(path);
    else if (kind === LINK) links.add(path);
    else if (kind === TREE) return null;
    // entries are padded with one to eight zero bytes
    at += (stop - at + 8) & ~7;
  }
  return isPlainTail(bytes, at, end) ? { files, modules, links } : null;
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
