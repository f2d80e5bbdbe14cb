/** Keys and tokens in texts that are no scripts. The value goes nowhere: not into the message, not into a fingerprint. */
import { isAddress, isPlaceholder } from '../marks/placeholder.js';
import type { TextMark } from './text-mark.js';

const MARK = /cloudflare|api_json|\btkn\b/i;
const GLOBAL_KEY = /^[0-9a-f]{37}$/i;

interface Form {
  /** the value is the first group */
  readonly pattern: RegExp;
  readonly message: string;
  /** it tells by itself what it is, wherever it stands */
  readonly sure?: true;
  readonly address?: true;
}

const FORMS: readonly Form[] = [
  {
    pattern: /(?<![0-9a-z])([0-9a-f]{37})(?![0-9a-z])/gi,
    message: 'what looks like a Global API Key stands in the file',
    sure: true,
  },
  {
    pattern: /\btkn(?:['"]\s{0,9}\]?)?\s{0,20}(?:=>|[=:,])\s{0,40}\\?['"]?([^\s'"`&$;,)<>\\{}]{8,})/gi,
    message: 'a Cloudflare key stands in the file',
  },
  {
    pattern:
      /\bX-Auth-(?:User-Service-)?Key(?:['"]\s{0,9}\]?)?\s{0,20}(?:=>|[=:,])\s{0,40}\\?['"]?([^\s'"`&$;,)<>\\{}]{8,})/gi,
    message: 'the value of X-Auth-Key stands in the file',
  },
  { pattern: /\bBearer\s{1,9}([\w.~+/=-]{20,})/gi, message: 'the token of an Authorization header stands in the file' },
  { pattern: /(?<![\w-])(cf(?:k|at|ut)_[\w-]{20,})/g, message: 'a Cloudflare token stands in the file', sure: true },
  {
    pattern:
      /\bX-Auth-Email(?:['"]\s{0,9}\]?)?\s{0,20}(?:=>|[=:,])\s{0,40}\\?['"]?([^\s'"`&$;,)<>\\{}@]{1,99}@[^\s'"`&$;,)<>\\{}]{1,99})/gi,
    message: 'the e-mail address of a Cloudflare account stands in the file',
    address: true,
  },
];
/** beside a v1 key an address is that of its account */
const EMAIL: Form = {
  pattern:
    /\bemail(?:['"]\s{0,9}\]?)?\s{0,20}(?:=>|[=:,])\s{0,40}\\?['"]?([^\s'"`&$;,)<>\\{}@]{1,99}?(?:@|%40)[^\s'"`&$;,)<>\\{}]{1,99})/gi,
  message: 'the e-mail address of a Cloudflare account stands in the file',
  address: true,
};
const V1_FORM = /\btkn\b/i;

/** A name, a call or a template in place of the value. */
const NAME =
  /^(?:[A-Za-z_][\w.]*[([]|@|%|#\{|os\.|env|process\.|self\.|params|config|settings)|^[A-Z][A-Z0-9_]*$|^[a-z_]+$/;

export interface CredentialOptions {
  /** also where nothing says that it is about Cloudflare */
  readonly everywhere?: boolean;
  /** only what tells by itself what it is */
  readonly sureOnly?: boolean;
}

export function textCredentials(
  text: string,
  { everywhere = false, sureOnly = false }: CredentialOptions = {},
): TextMark[] {
  if (!everywhere && !MARK.test(text)) return [];
  const found = new Map<number, TextMark>();
  const forms = V1_FORM.test(text) ? [...FORMS, EMAIL] : FORMS;
  for (const { pattern, message, sure, address } of forms) {
    if (sureOnly && !sure) continue;
    for (const match of text.matchAll(pattern)) {
      const value = match[1]!;
      const end = match.index + match[0].length;
      const start = end - value.length;
      const isTold = [...found.values()].some((one) => one.start < end && start < one.end);
      if (isTold || (address ? !isAddress(value.replace(/%40/i, '@')) : !isKey(value))) continue;
      found.set(start, { rule: 'hardcoded-credential', message, start, end });
    }
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}

function isKey(value: string): boolean {
  return !isPlaceholder(value) && (GLOBAL_KEY.test(value) || !NAME.test(value));
}
