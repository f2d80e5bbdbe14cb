/** The marks that API v1 leaves in a file, and a fast search for them in bytes. Most files end here. */
import { BLOCK, type MarkSearch, markSearch } from './mark-search.js';

interface Mark {
  readonly text: string;
  readonly ignoreCase: boolean;
  /** Where in `text` three bytes begin that are rare in code: the search looks for pairs of those. */
  readonly rare: number;
}

/**
 * Everything that can make a file of interest. `cloudflare` covers the hosts, the packages (`cloudflare-api`,
 * `gulp-cloudflare`, `grunt-cloudflare`, `machinepack-cloudflare`), `www.cloudflare.com/api.html` and
 * `TODO(cloudflare-v4)`; the rest is what may stand without it.
 */
export const MARKS: readonly Mark[] = [
  { text: 'cloudflare', ignoreCase: true, rare: 4 },
  { text: 'api_json', ignoreCase: false, rare: 2 },
  { text: 'tkn', ignoreCase: false, rare: 0 },
  { text: 'api.html', ignoreCase: false, rare: 2 },
  { text: 'host-gw.html', ignoreCase: false, rare: 4 },
  { text: 'external-event.html', ignoreCase: false, rare: 7 },
  { text: 'dlouc-flare', ignoreCase: false, rare: 4 },
  { text: 'cfv1', ignoreCase: false, rare: 1 },
];

/**
 * The marks for `git grep -P`, in as few searches as PCRE does fast: alternatives of one length, two of whose places hold
 * few letters. They find more than the marks, never less; the last one finds texts of two and four bytes a letter, which
 * are searched otherwise.
 */
export const MARK_PATTERNS: readonly string[] = [
  '(?i)flare',
  '(?:tkn|fv1)',
  '(?:pi|gw|nt)\\.html',
  'pi_json',
  '(?s)\\A(?:\\xff\\xfe|\\xfe\\xff|\\x00\\x00|\\x00.\\x00|\\x00..\\x00|.\\x00\\x00|.\\x00.\\x00|..\\x00\\x00)',
];

/** A mark as bytes: `lower[i]` and `upper[i]` are what may stand at `i`. */
interface Needle {
  readonly lower: Uint8Array;
  readonly upper: Uint8Array;
  readonly rare: number;
}

const NEEDLES: readonly Needle[] = MARKS.map(({ text, ignoreCase, rare }) => ({
  lower: Buffer.from(text),
  upper: Buffer.from(ignoreCase ? text.toUpperCase() : text),
  rare,
}));

/** pair of bytes, the first one low → bit per needle in whose rare three bytes it occurs */
const PAIRS = new Uint8Array(65536);
for (const [index, { lower, upper, rare }] of NEEDLES.entries()) {
  for (const at of [rare, rare + 1]) {
    for (const first of [lower[at]!, upper[at]!]) {
      for (const second of [lower[at + 1]!, upper[at + 1]!]) PAIRS[first | (second << 8)]! |= 1 << index;
    }
  }
}

/** Are numbers of several bytes kept with the lowest first? */
const LOW_FIRST = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

let search: MarkSearch | null = null;

/** Room for so many bytes, where marks are found fastest; the same each time. */
export function searchedBuffer(size: number): Buffer {
  if (search && search.memory.byteLength >= size) return Buffer.from(search.memory, 0, size);
  search = markSearch(
    size,
    NEEDLES.map(({ lower, upper, rare }) => [rare, rare + 1, rare + 2].map((at) => [lower[at]!, upper[at]!])),
  );
  return search ? Buffer.from(search.memory, 0, size) : Buffer.allocUnsafe(size);
}

/**
 * Whether the bytes hold one of `MARKS`. One pass that looks at every second pair of bytes: of three bytes in a row,
 * two begin at an even place. Nothing is copied, so it may be called on a part of a reused buffer.
 */
export function hasMark(bytes: Uint8Array): boolean {
  if (search && bytes.buffer === search.memory) return isFoundBy(search, bytes);
  const isFast = LOW_FIRST && bytes.byteOffset % 4 === 0;
  return hasMarkFrom(bytes, isFast ? fourAtOnce(bytes) : 0, bytes.length);
}

function isFoundBy({ next }: MarkSearch, bytes: Uint8Array): boolean {
  const start = bytes.byteOffset;
  // no sequence begins at the last two
  const end = start + Math.max(bytes.length - 2, 0);
  for (let at = next(start, end); at < end; at = next(at + BLOCK, end))
    if (hasMarkFrom(bytes, at - start, Math.min(at - start + BLOCK + 2, bytes.length))) return true;
  return false;
}

/** Where it stopped: at a place from which on a slower look is needed, near a pair of interest or at the end. */
function fourAtOnce(bytes: Uint8Array): number {
  const fours = new Int32Array(bytes.buffer, bytes.byteOffset, bytes.length >> 2);
  for (let index = 0; index < fours.length; index++) {
    const four = fours[index]!;
    const found = PAIRS[four & 0xffff]! | PAIRS[four >>> 16]!;
    if (
      found !== 0 &&
      (isMarkAround(bytes, index * 4, PAIRS[four & 0xffff]!) || isMarkAround(bytes, index * 4 + 2, PAIRS[four >>> 16]!))
    )
      return index * 4;
  }
  return fours.length * 4;
}

function hasMarkFrom(bytes: Uint8Array, from: number, end: number): boolean {
  for (let at = from; at < end - 1; at += 2) {
    const candidates = PAIRS[bytes[at]! | (bytes[at + 1]! << 8)]!;
    if (candidates !== 0 && isMarkAround(bytes, at, candidates)) return true;
  }
  return false;
}

function isMarkAround(bytes: Uint8Array, at: number, candidates: number): boolean {
  for (let index = 0, rest = candidates; rest !== 0; index++, rest >>= 1) {
    if ((rest & 1) === 0) continue;
    const needle = NEEDLES[index]!;
    if (matches(bytes, at - needle.rare, needle) || matches(bytes, at - needle.rare - 1, needle)) return true;
  }
  return false;
}

function matches(bytes: Uint8Array, start: number, { lower, upper }: Needle): boolean {
  if (start < 0 || start + lower.length > bytes.length) return false;
  for (let i = 0; i < lower.length; i++) {
    const byte = bytes[start + i];
    if (byte !== lower[i] && byte !== upper[i]) return false;
  }
  return true;
}

const SURE =
  /api_json|host-gw\.html|external-event\.html|dlouc-flare|(?:gulp|grunt|machinepack)-cloudflare|['"`]cloudflare-api['"`]/;
/** npm's `cloudflare`: that of v1 makes its clients by `createClient`, the SDK has the name as well. */
const PACKAGE = /['"`]cloudflare['"`]/;
const MAKES_CLIENT = /\bcreateClient\b/;
const CLOUDFLARE = /cloudflare/i;
const TKN = /\btkn\b/;
/** longer than anything above, so that nothing is lost between two chunks */
const OVERLAP = 64;

/**
 * Whether a file that will not be parsed (too large, minified) speaks v1 for all we know. Stricter than `hasMark`:
 * a bundle that holds the npm package ci-info names Cloudflare, and base64 holds `tkn`; neither is worth an error.
 * In: the file's bytes in chunks, in order; `isOld`: is npm's `cloudflare` that of v1 wherever it is loaded?
 */
export function hasEvidence(chunks: Iterable<Buffer>, isOld: boolean): boolean {
  const found = { cloudflare: false, tkn: false, named: false, made: isOld };
  let tail = '';
  for (const chunk of chunks) {
    const text = tail + chunk.toString('latin1');
    if (SURE.test(text)) return true;
    found.cloudflare ||= CLOUDFLARE.test(text);
    found.tkn ||= TKN.test(text);
    found.named ||= PACKAGE.test(text);
    found.made ||= MAKES_CLIENT.test(text);
    if ((found.cloudflare && found.tkn) || (found.named && found.made)) return true;
    tail = text.slice(-OVERLAP);
  }
  return false;
}
