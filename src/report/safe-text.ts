/**
 * The text types that reporters take. A plain string is none of them, so nothing from a scanned file can be
 * printed before it went through `redact.ts`.
 */
import type { Span } from '../finding.js';
import { maskSpans } from './redact.js';

declare const brand: unique symbol;

/** Credentials masked, nothing moved: offsets are those of the original. Not yet fit for a terminal. */
export type MaskedText = string & { readonly [brand]: 'masked' };

/** Credentials masked, and control, direction and other invisible characters shown as `\u202e`. */
export type SafeText = string & { readonly [brand]: 'safe' };

/** A mask may make a name or a value of what stands around it; so often that is looked for again. */
const MOST_PASSES = 10;

/**
 * Masks a text without moving anything in it, until nothing more is to be masked: a masked text stays as it is when it
 * is masked again. `bare`: values need no quotes there (YAML, shell, INI).
 */
export function mask(text: string, bare = false): MaskedText {
  let masked = text;
  for (let pass = 0; pass < MOST_PASSES; pass += 1) {
    const before = masked;
    masked = covered(before, maskSpans(before, bare));
    if (masked === before) return masked as MaskedText;
  }
  return covered(masked, [{ start: 0, end: masked.length }]) as MaskedText;
}

function covered(text: string, spans: readonly Span[]): string {
  let masked = '';
  let at = 0;
  for (const { start, end } of spans) {
    masked += text.slice(at, start) + text.slice(start, end).replace(/[^\r\n]/g, '*');
    at = end;
  }
  return masked + text.slice(at);
}

/** Shows what a terminal would act on or hide: C0 and C1 controls, ESC, direction marks, lone surrogates. */
export function escapeControls(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu, (found) => {
    const code = found.codePointAt(0)!;
    return code > 0xffff ? `\\u{${code.toString(16)}}` : `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** A masked text made fit to be shown. */
export function show(text: MaskedText): SafeText {
  return escapeControls(text) as SafeText;
}

/** Any text made fit to be shown; the code of a control character may be a part of a name or a value. */
export function redact(text: string): SafeText {
  return mask(show(mask(text))) as string as SafeText;
}

/** A file name made fit to be shown. It is not masked: it must still name the file. */
export function showPath(file: string): SafeText {
  return escapeControls(file) as SafeText;
}

/** Joins the program's own words with texts that are safe already. */
export function safe(words: TemplateStringsArray, ...values: readonly (SafeText | number)[]): SafeText {
  return String.raw({ raw: words }, ...values) as SafeText;
}

export function joinSafe(parts: readonly SafeText[], separator = '\n'): SafeText {
  return parts.join(separator) as SafeText;
}
