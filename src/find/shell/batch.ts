/**
 * Commands of batch files that send to v1 with curl. No parser of them is on npm; what has to be read is small: words
 * with double quotes, `^` before a sign or at the end of a line, `%NAME%`.
 */
import { joined, type Piece } from '../../syntax/index.js';
import { type CommandWord, curlRequest } from './curl.js';
import type { ForeignCommand } from './foreign.js';
import type { Output } from './output.js';

const PROGRAM = /(?<![\w.$'"/-])(?:"[^"\n]*\\curl\.exe"|curl(?:\.exe)?)(?=[ \t]|\^\r?\n)/gi;
const VARIABLE = /^(?:%\w+%|%~?\d|%%~?(?<loop>\w)|![\w]+!)/;

export function batchCommands(text: string, isComment: (offset: number) => boolean): ForeignCommand[] {
  return [...text.matchAll(PROGRAM)].flatMap((match): ForeignCommand[] => {
    const start = match.index;
    const lead = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
    if (isComment(start) || /(?:^|[\s@])(?:rem|echo|set|title)\s/i.test(lead)) return [];
    const { words, end } = wordsOf(text, start + match[0].length);
    const known = variablesOf(text);
    const resolve = (pieces: readonly Piece[]) =>
      joined(pieces.flatMap((piece) => ('raw' in piece ? (known.get(piece.raw.toLowerCase()) ?? [piece]) : [piece])));
    const sent = curlRequest(words, resolve);
    if (!sent) return [];
    const place = placeOf(text, start, lead);
    const rest = /^[^\r\n]*/.exec(text.slice(end))![0];
    const action = sent.form.findLast(({ key }) => key === 'a')?.value;
    return [
      {
        start,
        end,
        request: { ...sent, client: 'curl' },
        action: action ? resolve(action) : null,
        program: match[0],
        cmdlet: false,
        output: outputOf(rest, sent.kept.find(({ name }) => name === '-o' || name === '--output')?.text ?? '', lead),
        ...place,
        ...tailOf(rest, end),
        mark: /@\s*$/.test(lead) ? '@' : '',
        headers: null,
        indent: /^[ \t]*/.exec(lead)![0],
        dropped: [],
      },
    ];
  });
}

/** Whether what follows belongs to the command as a whole, and where what is left to each of its requests ends. */
function tailOf(rest: string, end: number): Pick<ForeignCommand, 'joined' | 'tail'> {
  const own = /^(?:[ \t]*[12]?>>?[ \t]*(?:nul\b|&[12]))*/i.exec(rest)![0];
  return { joined: /[&|>]/.test(rest.slice(own.length)), tail: end + own.length };
}

/** Where a command can begin: in a line of its own, behind another, behind a condition. */
const LEADS = /(?:^|&|\|\||[({]|\bdo|\belse)[ \t]*@?[ \t]*$/i;
const CONDITION =
  /\bif[ \t]+(?:\/i[ \t]+)?(?:not[ \t]+)?(?:(?:errorlevel|exist|defined)[ \t]+(?:"[^"]*"|\S+)|(?:"[^"]*"|[^\s=]+)[ \t]*(?:==|\b(?:equ|neq|lss|leq|gtr|geq)\b)[ \t]*(?:"[^"]*"|\S+))[ \t]+$/i;

function placeOf(text: string, start: number, lead: string): Pick<ForeignCommand, 'stop' | 'line' | 'at' | 'inline'> {
  const at = start - lead.length;
  const isFirst = /^[ \t]*@?[ \t]*$/.test(lead);
  const stop = isFirst || LEADS.test(lead) || CONDITION.test(lead) ? null : 'it stands in the middle of a command';
  const isOpen = /\^\r?\n$/.test(text.slice(0, at));
  return { stop, line: isOpen ? null : at, at, inline: !isFirst || isOpen || isInBlock(text, start) };
}

/** `%…%` inside of brackets is filled in before the command above it has run. */
function isInBlock(text: string, start: number): boolean {
  let depth = 0;
  for (const line of text.slice(0, start).split('\n')) {
    if (/^\s*(?:@?rem\b|::)/i.test(line)) continue;
    for (const one of line.replace(/"[^"]*"|\^./g, '')) depth += one === '(' ? 1 : one === ')' && depth > 0 ? -1 : 0;
  }
  return depth > 0;
}

function outputOf(rest: string, file: string, lead: string): Output {
  if (/in \($|in \('$/.test(lead)) return { to: 'code', what: 'for' };
  const pipe = /^[^|&]*\|(?!\|)[ \t]*([\w.]+)/.exec(rest)?.[1];
  if (pipe !== undefined && !/^(?:more|type)$/i.test(pipe)) return { to: 'code', what: pipe };
  return /(?:^|\s)1?>>?[ \t]*nul\b/i.test(rest) || /\s"?nul"?$/i.test(file) ? { to: 'nobody' } : { to: 'people' };
}

/** `set NAME=text`, once in the file. */
function variablesOf(text: string): ReadonlyMap<string, readonly Piece[]> {
  const found = new Map<string, readonly Piece[] | null>();
  for (const match of text.matchAll(/^[ \t]*@?set[ \t]+(\/[ap][ \t]+)?"?(\w+)=([^"\r\n]*)/gim)) {
    const name = `%${match[2]!.toLowerCase()}%`;
    const isPlain = match[1] === undefined && !/[%!^]/.test(match[3]!);
    found.set(name, found.has(name) || !isPlain ? null : [{ text: match[3]! }]);
  }
  return new Map([...found].flatMap(([name, value]) => (value ? [[name, value] as const] : [])));
}

/** The words up to what ends the command: a line break, `&`, `|`, a redirection, a bracket. */
function wordsOf(text: string, from: number): { words: CommandWord[]; end: number } {
  const words: CommandWord[] = [];
  let end = from;
  for (let at = from; ; ) {
    at += /^(?:[ \t]|\^\r?\n)*/.exec(text.slice(at))![0].length;
    if (at >= text.length || /^(?:[\r\n&|<>)]|[12]>)/.test(text.slice(at))) return { words, end };
    const word = wordAt(text, at);
    words.push({ pieces: word.pieces, text: text.slice(at, word.end) });
    at = end = word.end;
  }
}

function wordAt(text: string, start: number): { pieces: readonly Piece[]; end: number } {
  const pieces: Piece[] = [];
  let quoted = false;
  let at = start;
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') {
    const rest = text.slice(at, at + 200);
    const found = VARIABLE.exec(rest);
    const variable = found?.groups?.loop === undefined || isOfLoop(found.groups.loop, text) ? found?.[0] : undefined;
    if (variable !== undefined) pieces.push({ raw: unquoted(variable) });
    else if (rest.startsWith('%%')) pieces.push({ text: '%' });
    else if (rest.startsWith('\\"') || (quoted && rest.startsWith('""'))) pieces.push({ text: '"' });
    else if (rest.startsWith('"')) quoted = !quoted;
    else if (!quoted && /^[ \t&|<>)]/.test(rest)) break;
    else if (!quoted && /^\^[^\r\n]/.test(rest)) pieces.push({ text: rest[1]! });
    else if (!quoted && rest.startsWith('^')) break;
    else pieces.push({ text: rest[0]! });
    const isPair = /^(?:%%|\\"|"")/.test(rest) && !(rest.startsWith('""') && !quoted);
    at += variable?.length ?? (isPair || (!quoted && /^\^[^\r\n]/.test(rest)) ? 2 : 1);
  }
  return { pieces: joined(pieces), end: at };
}

/** `%%d` is a variable where a loop has that name, or gives several; else it is the sign of percent before a letter. */
function isOfLoop(name: string, text: string): boolean {
  return (
    /[a-z]/i.test(name) && (new RegExp(`%%${name}[ \\t]+in\\b`, 'i').test(text) || /"[^"\n]*\btokens=/i.test(text))
  );
}

/** An argument or a variable of `for`, without the quotes that may come with it: words are quoted anew. */
function unquoted(variable: string): string {
  return variable.replace(/^%(\d)$/, '%~$1').replace(/^%%(\w)$/, '%%~$1');
}
