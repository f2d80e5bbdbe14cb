/** What the markup of a page or component says of v1 beside its scripts: forms, handlers, expressions. */
import type { Finding, Span } from '../finding.js';
import { fingerprint } from '../fingerprint.js';
import type { SourceText } from '../pipeline.js';
import { readMarkup } from '../syntax/index.js';
import { containerKind } from '../workspace/file-kinds.js';

const ENDPOINT = /(?:(?:https?:)?\/\/)?(?:www\.)?cloudflare\.com\/+(?:api_json\.html|api\.html(?=\?))/i;
/** text for people; a link is one too where it asks for nothing */
const PROSE = /^(?:title|alt|placeholder|content|cite|aria-[\w-]+|label|summary)$/i;
/** an expression of a component's markup with the address in a string */
const EXPRESSION = /\{[^{}]*['"`](?:(?:https?:)?\/\/)?(?:www\.)?cloudflare\.com\/+api_json\.html/i;

export function markupFindings({ file, text }: SourceText): Finding[] {
  const kind = containerKind(file);
  if (!kind || !ENDPOINT.test(text)) return [];
  const { attributes, texts } = readMarkup(kind, text);
  const places: Span[] = attributes.filter(
    ({ name, tag, value }) =>
      ENDPOINT.test(value) &&
      !PROSE.test(name) &&
      !(/^href$/i.test(name) && /^(?:a|link)$/i.test(tag) && !/[?&]a=/.test(value)),
  );
  const expressions = kind === 'html' ? [] : texts.filter(({ start, end }) => EXPRESSION.test(text.slice(start, end)));
  return [...places, ...expressions].map(({ start, end }) => ({
    rule: 'v1-endpoint',
    severity: 'error',
    applicability: 'manual',
    ...(kind === 'astro' ? {} : { reason: 'browser' as const }),
    message: 'the markup holds the address of API v1',
    file,
    range: { start, end },
    related: [],
    fingerprint: fingerprint('v1-endpoint', file, ''),
  }));
}
