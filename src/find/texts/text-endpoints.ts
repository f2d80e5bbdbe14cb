/** The address of v1 in languages that are not parsed: in a string, a setting or a command; not in comments or prose. */
import { actionByName } from '../../catalogue/index.js';
import { neighbourOf } from '../../catalogue/neighbours.js';
import type { Span } from '../../finding.js';
import type { Language } from '../../workspace/file-kinds.js';
import { commentsIn, isWithin } from './comments.js';
import type { TextMark } from './text-mark.js';

const WANTED = /api_json|cloudflare\.com\/+api\.html|host-gw\.html|external-event\.html|v2\/railgun/i;
const ADDRESS =
  /(?:(?:https?:)?\/\/)?(?:(?:www|api)\.)?cloudflare\.com\/+(?:api_json(?:\.html)?|api\.html|host-gw\.html|ajax\/external-event\.html|api\/v2\/railgun)(?![\w.-]*\w)|(?<=['"`])\/*api_json\.html(?=['"`?])/gi;
const HOST = /(?:^|[\s'"`/@=])(?:www\.)?cloudflare\.com(?=$|[\s:/'"`])/im;
/** what sends it, as a command of its own or in a string */
const COMMAND = /(?:^|[\s;&|($`'"@=\\/])(?:curl(?:\.exe)?|wget|https?|Invoke-RestMethod|Invoke-WebRequest|irm|iwr)\s/i;
/** what may stand before an address that is a value */
const OPENS = /(?:['"`(>]|[:=]\s*)$/;
const ACTION = /(?:[?&\s'"]|^)a['"]?\s*(?:=>|[=:])\s*['"]?([a-z][a-z0-9_]*)/im;

export function textEndpoints(text: string, language: Language): TextMark[] {
  if (!WANTED.test(text)) return [];
  const comments = commentsIn(text, language);
  return [...text.matchAll(ADDRESS)].flatMap((match): TextMark[] => {
    const span = { start: match.index, end: match.index + match[0].length };
    if (isWithin(comments, span.start) || !isSent(text, span, language)) return [];
    if (/^['"`]?\/*api_json/.test(match[0]) && !HOST.test(text)) return [];
    const neighbour = neighbourOf(match[0]);
    if (neighbour && !neighbour.action)
      return [
        {
          ...span,
          rule: 'v1-endpoint',
          reason: 'other-api',
          message: `the address of ${neighbour.name}, another API than the Client API v1`,
        },
      ];
    const action = actionNear(text, span);
    return [
      {
        ...span,
        rule: 'v1-endpoint',
        reason: 'other-language',
        message: `the address of API v1 in ${language.name}, where it is not rewritten`,
        ...(action ? { action } : {}),
      },
    ];
  });
}

function isSent(text: string, { start, end }: Span, { bare }: Language): boolean {
  const before = text.slice(Math.max(0, start - 200), start);
  if (OPENS.test(before)) return isValue(text, start, end, before);
  return bare ? COMMAND.test(logicalLine(text, start)) : COMMAND.test(before.slice(before.lastIndexOf('\n') + 1));
}

/** `(see https://…)`, `help: https://… is gone`: text goes on behind it. */
function isValue(text: string, start: number, end: number, before: string): boolean {
  const line = text.slice(end).split('\n', 1)[0] ?? '';
  if (/['"`]$/.test(before)) return /^[^\s'"`]*(?:['"`]|$)/.test(line) || COMMAND.test(logicalLine(text, start));
  if (/\($/.test(before)) return COMMAND.test(logicalLine(text, start));
  return !/^[^\s'"]*\s+[a-z]+\s+[a-z]/i.test(line) || COMMAND.test(logicalLine(text, start));
}

/** The line, and those that it continues. */
function logicalLine(text: string, offset: number): string {
  let start = text.lastIndexOf('\n', offset - 1) + 1;
  while (start > 0 && /[\\^`]\s*$/.test(text.slice(Math.max(0, start - 200), start)))
    start = text.lastIndexOf('\n', start - 2) + 1;
  return text.slice(start, offset);
}

/** To the end of the line, and of those that continue it. */
function restOfLine(text: string, offset: number): string {
  return /^(?:[^\n]*[\\^`][\t ]*\r?\n)*[^\n]*/.exec(text.slice(offset))?.[0] ?? '';
}

/** What the request asks for, where the same command says it. */
function actionNear(text: string, { start, end }: Span): string | null {
  const name = ACTION.exec(restOfLine(text, end))?.[1] ?? ACTION.exec(logicalLine(text, start))?.[1];
  return name !== undefined && actionByName(name) ? name : null;
}
