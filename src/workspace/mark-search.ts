/**
 * A search for a few rare sequences of three bytes, sixteen places at once, as a WebAssembly module that is put together
 * here: a script that is run for the first time, and mostly once, is many times slower. What a byte may be the part of is
 * looked up by its two halves in tables of sixteen; that finds more than the sequences, never less.
 */

/** A bit of its own for each sequence: there are no more than eight. At each of three places the bytes that may stand there. */
export type Sequence = readonly (readonly number[])[];

/** Memory that bytes are read into, and where in it one of the sequences may begin. */
export interface MarkSearch {
  readonly memory: ArrayBuffer;
  /** The first place from which on one of `BLOCK` places may begin a sequence; `end` or more: there is none. */
  next(from: number, end: number): number;
}

/** What of it is used: its types come with those of browsers alone. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number }) => { readonly buffer: ArrayBuffer };
  readonly Module: new (code: Uint8Array) => object;
  readonly Instance: new (module: object, given: object) => { readonly exports: Readonly<Record<string, unknown>> };
};

/** Places that are looked at together. */
export const BLOCK = 16;
const PLACES = [0, 1, 2];
const PAGE = 65_536;
/** What the module is given and gives is called `m`. */
const NAME = [1, 0x6d];
const [I32, V128, FUNCTION, NOTHING] = [0x7f, 0x7b, 0x60, 0x40];
const [BLOCK_OF, LOOP, IF, OUT, AGAIN, OUT_IF, RETURN, DONE] = [0x02, 0x03, 0x04, 0x0b, 0x0c, 0x0d, 0x0f, 0x0b];
const [NUMBER, NOT_LESS, ADD] = [0x41, 0x4f, 0x6a];
/** Of sixteen bytes: loaded, written out, looked up, and, any; each shifted by so many bits. */
const [LOAD, CONSTANT, LOOK_UP, AND, ANY, SHIFT] = [0, 12, 14, 78, 83, 109];
const [FROM, END, BYTES] = [0, 1, 2];

/** Null where Node has no WebAssembly, or there is no room for it. */
export function markSearch(size: number, sequences: readonly Sequence[]): MarkSearch | null {
  try {
    // the last block may begin at the last byte
    const memory = new WebAssembly.Memory({ initial: Math.ceil((size + BLOCK + 2) / PAGE) });
    const module = new WebAssembly.Module(moduleOf(sequences));
    const { exports } = new WebAssembly.Instance(module, { m: { m: memory } });
    return { memory: memory.buffer, next: exports.m as MarkSearch['next'] };
  } catch {
    return null;
  }
}

function moduleOf(sequences: readonly Sequence[]): Uint8Array<ArrayBuffer> {
  const body = [1, 1, V128, ...loopOver(sequences), ...get(FROM), DONE];
  const sections: readonly (readonly [id: number, content: readonly number[]])[] = [
    [1, [1, FUNCTION, 2, I32, I32, 1, I32]],
    [2, [1, ...NAME, ...NAME, 2, 0, 1]],
    [3, [1, 0]],
    [7, [1, ...NAME, 0, 0]],
    [10, [1, ...number(body.length), ...body]],
  ];
  const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  return Uint8Array.from([
    ...header,
    ...sections.flatMap(([id, content]) => [id, ...number(content.length), ...content]),
  ]);
}

/** while (from < end) { if (any of the places) return from; from += BLOCK } */
function loopOver(sequences: readonly Sequence[]): number[] {
  const found = PLACES.flatMap((place) => [...partsAt(place, sequences), ...(place === 0 ? [] : simd(AND))]);
  return [
    ...[BLOCK_OF, NOTHING, LOOP, NOTHING],
    ...[...get(FROM), ...get(END), NOT_LESS, OUT_IF, 1],
    ...[...found, ...simd(ANY), IF, NOTHING, ...get(FROM), RETURN, OUT],
    ...[...get(FROM), NUMBER, BLOCK, ADD, ...set(FROM), AGAIN, 0],
    ...[OUT, OUT],
  ];
}

/** For each of the bytes from a place on: the sequences that it may be in there. */
function partsAt(place: number, sequences: readonly Sequence[]): number[] {
  const half = (of: (byte: number) => number) => {
    const table = new Array<number>(BLOCK).fill(0);
    for (const [index, sequence] of sequences.entries())
      for (const byte of sequence[place]!) table[of(byte)]! |= 1 << index;
    return constant(table);
  };
  return [
    ...[...get(FROM), ...simd(LOAD), 0, place, ...set(BYTES)],
    ...[
      ...half((byte) => byte & 15),
      ...get(BYTES),
      ...constant(new Array(BLOCK).fill(15)),
      ...simd(AND),
      ...simd(LOOK_UP),
    ],
    ...[...half((byte) => byte >> 4), ...get(BYTES), NUMBER, 4, ...simd(SHIFT), ...simd(LOOK_UP)],
    ...simd(AND),
  ];
}

function get(local: number): number[] {
  return [0x20, local];
}

function set(local: number): number[] {
  return [0x21, local];
}

function constant(bytes: readonly number[]): number[] {
  return [...simd(CONSTANT), ...bytes];
}

function simd(operation: number): number[] {
  return [0xfd, ...number(operation)];
}

/** As WebAssembly writes numbers: seven bits a byte. */
function number(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...number(value >>> 7)];
}
