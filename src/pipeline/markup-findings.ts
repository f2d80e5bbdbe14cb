/** What the markup of a page or component says of v1 beside its scripts: forms, handlers, expressions. */
import { markupComments } from '../find/suppressions/comments.js';
import {
  Lines,
  type Sifted,
  SUPPRESSION_MARK,
  type Suppression,
  sift,
  suppressionsIn,
} from '../find/suppressions/suppression.js';
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

/** What the markup says, and the comments of it that hide findings, in it and in its scripts. */
export interface MarkupFindings {
  readonly file: string;
  readonly suppressions: readonly Suppression[];
  /** `inside`: what is hidden in the scripts */
  sifted(inside: readonly Finding[]): Pick<Sifted, 'shown' | 'hidden'>;
}

export function markupFindings(
  source: SourceText,
  { secrets, comments }: Pick<MigrationOptions, 'secrets' | 'comments'>,
): MarkupFindings {
  const { file, text } = source;
  const found = [...inMarkup(source), ...credentials(source, secrets !== false)];
  const suppressions = comments ? suppressionsOf(text) : [];
  const sifted = (inside: readonly Finding[]) => {
    const all = sift(text, suppressions, found, inside);
    const said = suppressionFindings(file, suppressions, all).map((one) => ({
      ...one,
      applicability: 'manual' as const,
    }));
    return { shown: [...all.shown, ...said], hidden: all.hidden };
  };
  return { file, suppressions, sifted };
}

function suppressionsOf(text: string): readonly Suppression[] {
  return text.includes(SUPPRESSION_MARK) ? suppressionsIn(text, markupComments(text)) : [];
}

/** Those of them that reach into a script which begins at an offset, by its lines. */
export function reaching(suppressions: readonly Suppression[], text: string, start: number): readonly Suppression[] {
  const first = new Lines(text).of(start);
  return suppressions
    .filter(({ kind, to }) => kind !== 'end' && to >= first)
    .map((one) => ({ ...one, from: one.from - first, to: one.to - first, outer: true }));
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
