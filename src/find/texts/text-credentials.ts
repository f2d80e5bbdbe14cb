/** Keys and tokens in texts that are no scripts. The value goes nowhere: not into the message, not into a fingerprint. */
import { isPlaceholder } from '../marks/placeholder.js';
import type { TextMark } from './text-mark.js';

const MARK = /cloudflare|api_json|\btkn\b/i;

/** The value is the first group. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/(?<![0-9a-z])([0-9a-f]{37})(?![0-9a-z])/gi, 'what looks like a Global API Key stands in the file'],
  [/\btkn(?:['"]\s*\]?)?\s*(?:=>|[=:,])\s*\\?['"]?([^\s'"`&$;,)<>\\{}]{8,})/gi, 'a Cloudflare key stands in the file'],
  [
    /\bX-Auth-(?:User-Service-)?Key(?:['"]\s*\]?)?\s*(?:=>|[=:,])\s*\\?['"]?([^\s'"`&$;,)<>\\{}]{8,})/gi,
    'the value of X-Auth-Key stands in the file',
  ],
  [/\bBearer\s+([\w.~+/=-]{20,})/gi, 'a bearer token stands in the file'],
  [/(?<![\w-])(cf(?:k|at|ut)_[\w-]{20,})/g, 'a Cloudflare token stands in the file'],
];

/** A name, a call or a template in place of the value. */
const NAME =
  /^(?:[A-Za-z_][\w.]*[([]|@|%|#\{|os\.|env|process\.|self\.|params|config|settings)|^[A-Z][A-Z0-9_]*$|^[a-z_]+$/;

/** `everywhere`: also where nothing says that it is about Cloudflare. */
export function textCredentials(text: string, everywhere = false): TextMark[] {
  if (!everywhere && !MARK.test(text)) return [];
  const found = new Map<number, TextMark>();
  for (const [pattern, message] of FORMS) {
    for (const match of text.matchAll(pattern)) {
      const value = match[1]!;
      const end = match.index + match[0].length;
      const start = end - value.length;
      const isTold = [...found.values()].some((one) => one.start < end && start < one.end);
      if (isTold || isPlaceholder(value) || (NAME.test(value) && !/^[0-9a-f]{37}$/i.test(value))) continue;
      found.set(start, { rule: 'hardcoded-credential', message, start, end });
    }
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}
