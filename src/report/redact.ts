/**
 * Where credentials stand in a text: by role (the value of something called `tkn`, `email`, `X-Auth-Key`, …) and by
 * pattern (37 hexadecimal digits, e-mail addresses). It works on any text, parsed or not, and rather masks too much.
 * An identifier or `process.env.X` is no credential and stays.
 */
import type { Span } from '../finding.js';

/** Names whose value is a credential, whatever stands before them: `tkn`, `CF_API_KEY`, `userEmail`. */
const ROLE =
  '[\\w$-]{0,60}?(?:tkn|token|api[_-]?key|auth[_-]?(?:[a-z]{1,20}[_-]){0,3}key|global[_-]?key|secret|passwd|password|' +
  'e[_-]?mail|authorization)' +
  '|(?:cf|cloudflare)[\\w$-]{0,40}?key';

/** `name:`, `name =`, `'name':`, `['name'] =`, `--name=`; not `==`, not `=>`. */
const ASSIGNED = new RegExp(
  `(?<![\\w$-])(?:${ROLE})(\\\\?['"\`])?\\]?\\s{0,20}(?:[:?|+]|\\|\\||\\?\\?)?[:=](?![=>])`,
  'gi',
);
/** `.append('name', …`, `['name', …` */
const PASSED = new RegExp(`[([]\\s{0,20}(['"\`])(?:${ROLE})\\1\\s{0,20},`, 'gi');

/** `'name' =>`, `:name =>`; after a bare name that is a function. */
const ARROWED = new RegExp(`(?:(['"])(?:${ROLE})\\1|(?<![\\w:]):(?:${ROLE}))\\s{0,20}=>`, 'gi');
/** `variable "name" { default =` */
const DEFAULTED = new RegExp(`\\bvariable\\s{1,9}"(?:${ROLE})"\\s{0,9}\\{[^{}]{0,400}?\\bdefault\\s{0,9}=`, 'gi');
/** `{ email: …, key:`, as rewritten code has it; the `key` of a form of v1 is no credential. */
const ACCOUNT = /\{\s{0,20}['"]?email['"]?\s{0,9}:[^{}:]{0,200}?,\s{0,20}['"]?key['"]?\s{0,9}:/gi;
/** A tag of HTML whose field has such a name, and the values in it. */
const TAGS = /<[a-z][\w-]{0,30}\s[^<>]{0,800}/gi;
const NAMED = new RegExp(`\\sname\\s{0,9}=\\s{0,9}(['"]?)(?:${ROLE})\\1(?=[\\s/]|$)`, 'i');
const HELD = /\svalue\s{0,9}=\s{0,9}(?:'([^'<>{}]*)'|"([^"<>{}]*)")/gi;
/** `'…name=' +`: the value is what comes next. */
const ADDED = /^\s{0,20}['"`]\s{0,20}\+/;
/** `{"value", "value"}`, a list of Go */
const LISTED =
  /^\s{0,20}(?:\[\]string)?\{(\s{0,20}"[^"\n]{0,300}"(?:\s{0,20},\s{0,20}"[^"\n]{0,300}")*)\s{0,20},?\s{0,20}\}/;

/** Calls whose argument is the value itself; what others are given is the name of a setting, a file, … */
const PASSES_ON = /(?:^|[^\w$])(?:String|from|btoa|atob|concat|encodeURIComponent|escape|resolve)\s*$/;

const PATTERNS: readonly RegExp[] = [
  /(?<![0-9a-fA-F])[0-9a-fA-F]{37}(?![0-9a-fA-F])/g,
  /(?<![\w.+%-])[\w.+%-]+(?:@|%40)(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w])/g,
  /(?<![\w-])cf(?:k|at|ut)_[\w-]{20,}/g,
];

/** The value is group 1, at the end of the match. */
const VALUES: readonly RegExp[] = [
  /\bBearer\s{1,9}([^\s'"`$,;)]+)/gi,
  /[?&]u=([^&\s'"`$#<>]+)/gi,
  /[?&'"`\s](?:tkn|token|email|api_?key)=([^&\s'"`$#<>;,)]+)/gi,
  /\bX-Auth-(?:Key|Email|User-Service-Key):[ \t]{0,9}([^\s'"`$,;){%<][^\s'"`$,;)]*)/gi,
];

/** The same where values need no quotes: `ENV name value`, `<name>value<`. */
const BARE_VALUES: readonly RegExp[] = [
  new RegExp(`^[ \\t]{0,40}(?:ENV|setenv)[ \\t]{1,9}(?:${ROLE})[ \\t]{1,9}([^\\s=]+)`, 'gim'),
  new RegExp(`<(?:${ROLE})>([^<>]+)`, 'gi'),
];

/** An unquoted value that looks drawn at random, as comments and shell lines hold them. */
const RANDOM = /^\s{0,20}((?=[\w-]*\d[\w-]*\d[\w-]*\d)[\w-]{16,})(?![\w.([-])/;
const BARE_VALUE = /^[ \t]*([^\s'"`$#;,{}[\]]+)/;

/** How far the value of a role is followed: characters outside its literals, literals, brackets in brackets. */
const REACH = 500;
const MOST_LITERALS = 20;
const DEEPEST = 8;

/** The spans to mask, in order and apart. `bare`: values need no quotes in this kind of file. */
export function maskSpans(text: string, bare: boolean): readonly Span[] {
  const spans: Span[] = [];
  for (const match of text.matchAll(ASSIGNED)) {
    const from = match.index + match[0].length;
    // `'X-Auth-Key: abc'`: the name is inside a literal, and so is its value
    if (match[1] === undefined && insideQuotes(text, match.index)) innerValue(text, from, spans);
    else valueSpans(text, from, bare, spans);
  }
  for (const form of [PASSED, ARROWED, DEFAULTED, ACCOUNT]) {
    for (const match of text.matchAll(form)) valueSpans(text, match.index + match[0].length, bare, spans);
  }
  for (const { 0: tag, index } of text.matchAll(TAGS)) if (NAMED.test(tag)) fieldSpans(tag, index, spans);
  for (const pattern of PATTERNS) {
    for (const match of text.matchAll(pattern)) spans.push({ start: match.index, end: match.index + match[0].length });
  }
  for (const value of VALUES) {
    for (const match of text.matchAll(value)) {
      const end = match.index + match[0].length;
      const start = end - match[1]!.length;
      if (bare || insideQuotes(text, match.index) || /^(?:[?&'"`]|Bearer|X-Auth-)/i.test(match[0])) {
        spans.push({ start, end });
      }
    }
  }
  for (const value of bare ? BARE_VALUES : []) {
    for (const match of text.matchAll(value)) {
      const end = match.index + match[0].length;
      spans.push({ start: end - match[1]!.length, end });
    }
  }
  return merged(spans);
}

/** The value of a name that stands in a literal: in it too, or added to it. */
function innerValue(text: string, from: number, spans: Span[]): void {
  const added = ADDED.exec(text.slice(from, from + 60));
  if (added) valueSpans(text, from + added[0].length, false, spans, true);
  else if (text.startsWith('${', from)) holeSpans(text, from, Math.min(text.length, from + REACH), spans);
  else bareValue(text, from, BARE_VALUE, spans);
}

/** The `value`s of a tag. */
function fieldSpans(tag: string, at: number, spans: Span[]): void {
  for (const { 0: found, 1: single, 2: double, index } of tag.matchAll(HELD)) {
    const end = at + index + found.length - 1;
    spans.push({ start: end - (single ?? double!).length, end });
  }
}

function merged(spans: readonly Span[]): readonly Span[] {
  const apart: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = apart.at(-1);
    if (last && span.start <= last.end)
      apart[apart.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else apart.push(span);
  }
  return apart;
}

/** Whether an odd number of quotes stands before `at` in its line. */
function insideQuotes(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 500), at);
  return (before.slice(before.lastIndexOf('\n') + 1).match(/['"`]/g)?.length ?? 0) % 2 === 1;
}

function bareValue(text: string, from: number, form: RegExp, spans: Span[]): void {
  const found = form.exec(text.slice(from, from + 200));
  if (!found) return;
  const end = from + found[0].length;
  spans.push({ start: end - found[1]!.length, end });
}

/** Masks the string literals of the expression that starts at `from`; stops where it ends, or where more is `added`. */
function valueSpans(text: string, from: number, bare: boolean, spans: Span[], added = false): void {
  bareValue(text, from, bare ? BARE_VALUE : RANDOM, spans);
  const listed = LISTED.exec(text.slice(from, from + REACH));
  if (listed) {
    const list = from + listed[0].indexOf('{') + 1;
    for (const { 0: item, index } of listed[1]!.matchAll(/"[^"]*"/g)) {
      spans.push({ start: list + index + 1, end: list + index + item.length - 1 });
    }
  }
  /** of each bracket, whether what stands in it is something else than the value */
  const open: boolean[] = [];
  const reach = Math.min(text.length, from + REACH);
  for (let at = from, literals = 0; at < reach && literals < MOST_LITERALS; at += 1) {
    const char = text[at]!;
    if (char === "'" || char === '"' || char === '`') {
      const end = literalEnd(text, at);
      if (!open.includes(true)) literalSpans(text, at, end, spans);
      literals += 1;
      at = end;
    } else if (!bare && char === '/' && (text[at + 1] === '/' || text[at + 1] === '*')) {
      at = commentEnd(text, at);
    } else if (char === '(' || char === '[') {
      if (open.push(!opensValue(text, from, at)) > DEEPEST) return;
    } else if (char === ')' || char === ']') {
      if (open.pop() === undefined) return;
    } else if (open.length === 0 && (',;{}'.includes(char) || (added && char === '+'))) {
      return;
    } else if (open.length === 0 && (char === '\n' || char === '\r') && endsAtLine(text, from, at)) {
      return;
    }
  }
}

/** Whether what stands in the bracket at `at` is (part of) the value, not an index or a setting's name. */
function opensValue(text: string, from: number, at: number): boolean {
  const before = text.slice(Math.max(from, at - 60), at);
  return !/[\w$)\]]\s*$/.test(before) || PASSES_ON.test(before);
}

/** Whether the expression is over at a line end: it has begun, and neither side continues it. */
function endsAtLine(text: string, from: number, at: number): boolean {
  const before = text
    .slice(from, at)
    .replaceAll(/\/\/.*|\/\*[^*]*\*\//g, '')
    .trimEnd();
  if (before === '' || /[+?:|&(=]$/.test(before)) return false;
  return !/^\s{0,200}[+?:|&.]/.test(text.slice(at, at + 201));
}

/** The offset of the last character of a comment, or the end of the text. */
function commentEnd(text: string, start: number): number {
  const line = text[start + 1] === '/';
  const end = text.indexOf(line ? '\n' : '*/', start + 2);
  return end === -1 ? text.length : line ? end - 1 : end + 1;
}

/** The offset of the closing quote, or the last character where the literal does not end. */
function literalEnd(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at;
    else if (quote !== '`' && text[at] === '\n') return at - 1;
  }
  return text.length - 1;
}

/** The inside of a literal; in a template without its `${…}`, whose own literals are masked. */
function literalSpans(text: string, start: number, end: number, spans: Span[]): void {
  const closed = text[end] === text[start] && end > start;
  const inside = { start: start + 1, end: closed ? end : end + 1 };
  if (text[start] !== '`') {
    spans.push(afterScheme(text, inside));
    return;
  }
  let at = inside.start;
  for (const match of text.slice(inside.start, inside.end).matchAll(/\$\{([^{}]*)\}/g)) {
    const hole = inside.start + match.index;
    spans.push(afterScheme(text, { start: at, end: hole }));
    holeSpans(text, hole, inside.end, spans);
    at = hole + match[0].length;
  }
  spans.push(afterScheme(text, { start: at, end: inside.end }));
}

/** The literals of a `${…}` that are its value, or may be. */
function holeSpans(text: string, hole: number, end: number, spans: Span[]): void {
  const code = /^\$\{([^{}]*)\}/.exec(text.slice(hole, end))?.[1];
  if (code === undefined) return;
  for (const inner of code.matchAll(/(?<=(?:^|[|?:+(])\s{0,20})(?:'([^'\n]*)'|"([^"\n]*)")/g)) {
    const value = hole + 2 + inner.index + 1;
    spans.push({ start: value, end: value + inner[0].length - 2 });
  }
}

/** `Bearer ` in front of a token is no secret and tells what the rest is. */
function afterScheme(text: string, span: Span): Span {
  const scheme = /^(?:Bearer|Basic|Token)\s+/i.exec(text.slice(span.start, Math.min(span.end, span.start + 20)));
  return { start: span.start + (scheme?.[0].length ?? 0), end: span.end };
}
