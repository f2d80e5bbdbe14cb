/** Bytes to text and back. UTF-8 alone is accepted, so that what is written back differs in the edits and nowhere else. */

export type DecodeFailure = 'utf-16' | 'nul' | 'not-utf-8';

export type Decoded =
  | { readonly ok: true; readonly text: string; readonly bom: boolean }
  | { readonly ok: false; readonly kind: DecodeFailure; readonly message: string };

const MESSAGES: Readonly<Record<DecodeFailure, string>> = {
  'utf-16': 'the file is UTF-16 or UTF-32; only UTF-8 is read',
  nul: 'the file holds NUL bytes; it is not text',
  'not-utf-8': 'the file is not valid UTF-8 (perhaps Latin-1)',
};

let decoder: InstanceType<typeof TextDecoder> | null = null;

/** `ignoreBOM` keeps the mark in the text: it is taken off here, where it can be remembered. */
function utf8(): InstanceType<typeof TextDecoder> {
  decoder ??= new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  return decoder;
}

/**
 * The text of a file, without its byte order mark.
 * In: all bytes of the file. Out: the text and whether it began with a BOM, or why it is not text. Never throws.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (looksWide(bytes)) return failed('utf-16');
  if (bytes.includes(0)) return failed('nul');
  try {
    const text = utf8().decode(bytes);
    const bom = text.startsWith('\uFEFF');
    return { ok: true, text: bom ? text.slice(1) : text, bom };
  } catch {
    return failed('not-utf-8');
  }
}

/** The bytes of a text; null where it holds half a surrogate pair, which UTF-8 cannot say. */
export function encode(text: string, bom: boolean): Buffer | null {
  const bytes = Buffer.from(bom ? `\uFEFF${text}` : text, 'utf8');
  return isWellFormed(text) ? bytes : null;
}

/** UTF-16 or UTF-32: by its byte order mark, or because half of the first four bytes are zero. */
export function looksWide(bytes: Uint8Array): boolean {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)) return true;
  let zeros = 0;
  for (let i = 0; i < Math.min(4, bytes.length); i++) if (bytes[i] === 0) zeros++;
  return zeros >= 2;
}

function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}

function failed(kind: DecodeFailure): Decoded {
  return { ok: false, kind, message: MESSAGES[kind] };
}
