/** Commands of a shell script that send to v1 with curl or wget: what they ask, and how. */
import {
  type FoundCommand,
  joined,
  type Piece,
  piecesOf,
  plainText,
  type ShellScript,
  variableOf,
} from '../../syntax/index.js';

export interface ShellEntry {
  readonly key: string;
  readonly value: readonly Piece[];
}

/** What a command sends to v1, in whatever shell. */
export interface CommandRequest {
  readonly client: string;
  readonly form: readonly ShellEntry[];
  /** more is sent that is not known */
  readonly open: boolean;
  /** options that stay as they are */
  readonly kept: readonly Option[];
}

export interface ShellRequest extends CommandRequest {
  readonly found: FoundCommand;
  readonly client: 'curl' | 'wget';
  /** which word of the command is the program: others may be in front of it */
  readonly program: number;
}

/** A word as the shell hands it to the program, and as written. */
export interface CommandWord {
  readonly pieces: readonly Piece[];
  readonly text: string;
}

/** What is known of variables put in their places. */
export type Resolve = (pieces: readonly Piece[]) => readonly Piece[];

export interface Option {
  /** `-s`, `--max-time`; of several letters in one word each is one */
  readonly name: string;
  /** as written, with its value */
  readonly text: string;
  readonly value: readonly Piece[] | null;
}

const V1 = /^(?:https?:\/\/)?(?:www\.)?cloudflare\.com\/+(?:api_json(?:\.html)?|api\.html)(?=$|[?#])/i;
const SHORT_VALUES = 'AbcCdDeEFHKmoPQrtTuUwxXyYz';
const LONG_VALUES =
  /^--(?:abstract-unix-socket|alt-svc|aws-sigv4|ca-?cert|capath|cert(?:-type)?|ciphers|config|connect-(?:timeout|to)|continue-at|cookie(?:-jar)?|crlfile|data(?:-ascii|-binary|-raw|-urlencode)?|dns-\w+|doh-url|dump-header|engine|form(?:-string)?|header|interface|json|keepalive-time|key(?:-type)?|limit-rate|local-port|max-filesize|max-redirs|max-time|netrc-file|noproxy|output(?:-dir)?|pass|pinnedpubkey|post-data|post-file|proto(?:-\w+)?|proxy(?:-\w+)?|quote|range|referer|request(?:-target)?|resolve|retry(?:-delay|-max-time)?|socks\w*|stderr|tls-?max|trace(?:-ascii)?|unix-socket|upload-file|url|user(?:-agent)?|write-out)$/;
const DATA = new Set(['-d', '--data', '--data-ascii', '--data-raw', '--data-binary', '--post-data']);
const FORM = new Set(['-F', '--form', '--form-string']);
/** what v4 is told in another way */
const DROPPED = new Set(['-X', '--request', '-G', '--get', '--url']);
const MOST_STEPS = 8;

export function shellRequests(script: ShellScript): ShellRequest[] {
  return script.commands.flatMap((found) => requestOf(found, script) ?? []);
}

function requestOf(found: FoundCommand, script: ShellScript): ShellRequest | null {
  const { command } = found;
  const words = [command.name, ...command.args].flatMap((one) => (one?.type === 'Word' ? [one] : []));
  const from = words.findIndex(({ value }) => /^(?:.*\/)?(?:curl|wget)$/.test(value));
  const isRun = words
    .slice(0, from)
    .every(({ value }) => /^(?:sudo|command|exec|time|nohup|env|timeout|-\w+|[\d.]+s?|\w+=.*)$/.test(value));
  if (from === -1 || !isRun) return null;
  const args = words
    .slice(from + 1)
    .map((word) => ({ pieces: piecesOf(word), text: script.text.slice(word.pos, word.end) }));
  const sent = curlRequest(args, (pieces) => resolve(pieces, script));
  if (!sent) return null;
  return { ...sent, found, client: /wget$/.test(words[from]!.value) ? 'wget' : 'curl', program: from };
}

/** What the arguments of curl or wget send; null where that is not v1. */
export function curlRequest(args: readonly CommandWord[], known: Resolve): Omit<CommandRequest, 'client'> | null {
  const { options, operands } = readWords(args);
  const urls = [
    ...operands,
    ...options.filter(({ name }) => name === '--url').flatMap(({ value }) => (value ? [value] : [])),
  ];
  const resolved = urls.map(known);
  const url = resolved.find(isV1);
  if (!url) return null;
  const form = new FormReader(known);
  form.query(url);
  for (const { name, value } of options) {
    if (!value) continue;
    if (DATA.has(name)) form.encoded(value);
    else if (name === '--data-urlencode') form.single(value, '=@');
    else if (FORM.has(name)) form.single(value, '=');
    else if (/^--?(?:K|config|json|T|upload-file|post-file)$/.test(name)) form.open = true;
  }
  const isOpen = form.open || resolved.some((pieces) => pieces !== url && variableList(pieces));
  return { form: form.entries, open: isOpen, kept: options.filter(isKept) };
}

export function isV1(url: readonly Piece[]): boolean {
  return V1.test(textOf(url));
}

/** `"$@"`, `"${args[@]}"`: words that are not known. */
function variableList(pieces: readonly Piece[]): boolean {
  return pieces.some((piece) => 'raw' in piece);
}

function isKept({ name, value }: Option): boolean {
  if (DATA.has(name) || FORM.has(name) || DROPPED.has(name) || name === '--data-urlencode') return false;
  const header = name === '-H' || name === '--header' ? textOf(value ?? []) : '';
  return !/^(?:content-type|content-length|x-requested-with)\s*:/i.test(header);
}

function readWords(words: readonly CommandWord[]): { options: Option[]; operands: (readonly Piece[])[] } {
  const options: Option[] = [];
  const operands: (readonly Piece[])[] = [];
  let ended = false;
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    const { pieces, text: source } = word;
    const next = () => words[++index] ?? null;
    const first = pieces[0] && 'text' in pieces[0] ? pieces[0].text : '';
    if (ended || !first.startsWith('-') || first === '-') operands.push(pieces);
    else if (first === '--') ended = true;
    else if (first.startsWith('--')) {
      const name = /^--[\w-]+/.exec(first)?.[0] ?? first;
      if (first[name.length] === '=') options.push({ name, text: source, value: cut(pieces, name.length + 1) });
      else {
        const value = LONG_VALUES.test(name) ? next() : null;
        options.push({ name, text: value ? `${source} ${value.text}` : source, value: value?.pieces ?? null });
      }
    } else shortOptions(pieces, first, source, next, options);
  }
  return { options, operands };
}

/** `-sSd a=stats`, `-XPOST`, `-da=stats` */
function shortOptions(
  pieces: readonly Piece[],
  first: string,
  source: string,
  next: () => { pieces: readonly Piece[]; text: string } | null,
  options: Option[],
): void {
  for (let at = 1; at < first.length; at++) {
    const name = `-${first[at]}`;
    if (!SHORT_VALUES.includes(first[at]!)) {
      options.push({ name, text: name, value: null });
      continue;
    }
    const rest = cut(pieces, at + 1);
    if (rest.length > 0)
      options.push({ name, text: at === 1 ? source : `${name}${source.slice(at + 1)}`, value: rest });
    else {
      const value = next();
      options.push({ name, text: value ? `${name} ${value.text}` : name, value: value?.pieces ?? [] });
    }
    return;
  }
}

/** The pieces behind so many characters of the first. */
function cut(pieces: readonly Piece[], length: number): readonly Piece[] {
  const [first, ...rest] = pieces;
  if (!first || !('text' in first)) return pieces;
  return joined([{ text: first.text.slice(length) }, ...rest]);
}

function textOf(pieces: readonly Piece[]): string {
  return pieces.map((piece) => ('text' in piece ? piece.text : '\u0000')).join('');
}

/** What stands before and behind the first such character in text; null: there is none. */
function splitAt(pieces: readonly Piece[], mark: string): [readonly Piece[], readonly Piece[] | null] {
  for (const [index, piece] of pieces.entries()) {
    const at = 'text' in piece ? piece.text.indexOf(mark) : -1;
    if (at === -1 || !('text' in piece)) continue;
    const before = joined([...pieces.slice(0, index), { text: piece.text.slice(0, at) }]);
    return [before, joined([{ text: piece.text.slice(at + 1) }, ...pieces.slice(index + 1)])];
  }
  return [pieces, null];
}

/** Variables that are assigned once in the file, and to something known, as what they are. */
export function resolve(pieces: readonly Piece[], script: ShellScript, steps = MOST_STEPS): readonly Piece[] {
  return joined(
    pieces.flatMap((piece) => {
      const name = variableOf(piece);
      const values = name === null ? undefined : script.variables.get(name);
      const [only] = values ?? [];
      return values?.length === 1 && only && steps > 0 ? resolve(only, script, steps - 1) : [piece];
    }),
  );
}

export class FormReader {
  readonly entries: ShellEntry[] = [];
  open = false;

  constructor(private readonly known: Resolve) {}

  /** What stands behind the address. */
  query(url: readonly Piece[]): void {
    const [, query] = splitAt(url, '?');
    if (query) this.encoded(query);
  }

  /** `a=stats&z=$ZONE`, percent-encoded; what begins with a variable may be the whole of it */
  encoded(pieces: readonly Piece[]): void {
    if (pieces[0] && 'text' in pieces[0] && pieces[0].text.startsWith('@')) this.open = true;
    else
      for (let rest: readonly Piece[] | null = pieces; rest; ) {
        const [item, more] = splitAt(rest, '&');
        rest = more;
        const [key, value] = splitAt(item, '=');
        const whole = this.known(item);
        if (plainText(key) === null && textOf(whole) !== textOf(item)) this.encoded(whole);
        else this.put(key, value, decoded);
      }
  }

  /** one field in its own words */
  single(pieces: readonly Piece[], marks: string): void {
    const [key, value] = splitAt(pieces, '=');
    const first = value?.[0] && 'text' in value[0] ? value[0].text[0] : '';
    if (marks === '=' && (first === '@' || first === '<')) this.open = true;
    else if (value === null) this.open = true;
    else this.put(key, value, (text) => text);
  }

  private put(key: readonly Piece[], value: readonly Piece[] | null, decode: (text: string) => string): void {
    const name = plainText(key);
    if (name === null || (value === null && name !== '')) this.open = true;
    else if (name !== '')
      this.entries.push({
        key: decode(name),
        value: (value ?? []).map((piece) => ('text' in piece ? { text: decode(piece.text) } : piece)),
      });
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
