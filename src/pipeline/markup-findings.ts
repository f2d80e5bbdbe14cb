/** What the markup of a page or component says of v1 beside its scripts: forms, handlers, expressions. */
import { markupComments } from '../find/suppressions/comments.js';
import { type Sifted, SUPPRESSION_MARK, sift, suppressionsIn } from '../find/suppressions/suppression.js';
import { textCredentials } from '../find/texts/text-credentials.js';
import type { Finding, Span } from '../finding.js';
import { fingerprint } from '../fingerprint.js';
import type { MigrationOptions } from '../options.js';
import type { SourceText } from '../pipeline.js';
import { suppressionFindings } from '../plan/suppression-findings.js';
import { readMarkup } from '../syntax/index.js';
import { containerKind } from '../workspace/file-kinds.js';
import { textFinding } from './text-file.js';

const ENDPOINT = /(?:(?:https?:)?\/\/)?(?:www\.)?cloudflare\.com\/+(?:api_json\.html|api\.html(?=\?))/i;
/** text for people; a link is one too where it asks for nothing */
const PROSE = /^(?:title|alt|placeholder|content|cite|aria-[\w-]+|label|summary)$/i;
/** an expression of a component's markup with the address in a string */
const EXPRESSION = /\{[^{}]*['"`](?:(?:https?:)?\/\/)?(?:www\.)?cloudflare\.com\/+api_json\.html/i;

/** Comments of the markup hide what the markup says, and those of a script what that says. */
export function markupFindings(
  source: SourceText,
  { secrets, comments }: Pick<MigrationOptions, 'secrets' | 'comments'>,
): Pick<Sifted, 'shown' | 'hidden'> {
  const { file, text } = source;
  const found = [...inMarkup(source), ...credentials(source, secrets !== false)];
  if (!comments || !text.includes(SUPPRESSION_MARK)) return { shown: found, hidden: [] };
  const suppressions = suppressionsIn(text, markupComments(text));
  const sifted = sift(text, suppressions, found);
  const said = suppressionFindings(file, suppressions, sifted).map((one) => ({
    ...one,
    applicability: 'manual' as const,
  }));
  return { shown: [...sifted.shown, ...said], hidden: sifted.hidden };
}

/** Those of the scripts are told with them. */
function credentials({ file, text }: SourceText, everywhere: boolean): Finding[] {
  const kind = containerKind(file);
  if (!kind) return [];
  const found = textCredentials(text, { everywhere });
  if (found.length === 0) return [];
  const { scripts } = readMarkup(kind, text);
  return found
    .filter(({ start }) => !scripts.some((script) => script.start <= start && start < script.end))
    .map((mark) => textFinding(mark, file));
}

function inMarkup({ file, text }: SourceText): Finding[] {
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
