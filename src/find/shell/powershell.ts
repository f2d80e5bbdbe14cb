/** Commands of PowerShell that send to v1: curl, Invoke-RestMethod and Invoke-WebRequest. */
import type { Span } from '../../finding.js';
import { joined, type Piece } from '../../syntax/index.js';
import { type CommandRequest, curlRequest, FormReader, isV1, type Option } from './curl.js';
import type { ForeignCommand } from './foreign.js';
import type { Output } from './output.js';
import { commandAt, type PsCommand, type PsWord, wordAt } from './powershell-words.js';

const PROGRAM =
  /(?<![\w.$'"/-])(?:&[ \t]*)?(?:curl(?:\.exe)?|Invoke-RestMethod|Invoke-WebRequest|irm|iwr|(?<=&[ \t]*)(?:'[^'\n]*\bcurl(?:\.exe)?'|"[^"\n]*\bcurl(?:\.exe)?"))(?=[ \t]|`\r?\n)/gi;
/** of the cmdlets: what is sent, and what says how */
const SENT = /^-(?:uri|body|method|contenttype|form|infile|headers|customethod)$/i;
const FLAGS =
  /^-(?:usebasicparsing|usedefaultcredentials|disablekeepalive|skipcertificatecheck|skiphttperrorcheck|passthru|resume)$/i;
const PRINTS = /^(?:Write-Host|Write-Output|Write-Verbose|Write-Information|echo|Out-Host)$/i;
const SHOWS = /^(?:Out-Host|Out-String|ConvertTo-Json|Format-\w+|Tee-Object|Out-File|Set-Content|Add-Content)$/i;

export function powershellCommands(text: string, isComment: (offset: number) => boolean): ForeignCommand[] {
  const variables = variablesOf(text);
  return [...text.matchAll(PROGRAM)].flatMap((match) => {
    const start = match.index;
    if (isComment(start) || !isCommand(text, start)) return [];
    const program = match[0];
    const command = commandAt(text, start + program.length);
    const isCurl = /curl/i.test(program);
    const found = isCurl ? fromCurl(command.words, text, variables) : fromCmdlet(command.words, text, variables);
    if (!found) return [];
    const line = text.lastIndexOf('\n', start - 1) + 1;
    const lead = text.slice(line, start);
    const assigned = /(?:^|[;{])[ \t]*\$(\w+)[ \t]*=[ \t]*$/.exec(lead)?.[1];
    const action = found.request.form.findLast(({ key }) => key === 'a')?.value;
    return [
      {
        start,
        end: command.end,
        request: found.request,
        action: action ? resolver(variables)(action) : null,
        program,
        cmdlet: !isCurl,
        output: outputOf(text, command, lead, assigned),
        ...placeOf(text, line, lead, found.stop),
        joined: false,
        tail: command.end,
        mark: '',
        headers: found.headers,
        indent: /^[ \t]*/.exec(lead)![0],
        dropped: found.dropped,
      },
    ];
  });
}

/** A statement of its own, alone in its line or among others. */
function placeOf(text: string, line: number, lead: string, stop: string | null) {
  const statement = /(^|[;{])[ \t]*(?:\$(?:\w+)[ \t]*=[ \t]*|\[void\]\(?)?$/i.exec(lead);
  const inline = statement?.[1] !== '';
  const isOpen = /[`|,(=][ \t]*\r?\n$/.test(text.slice(0, line));
  const before = statement ? line + statement.index + statement[1]!.length : line;
  return {
    stop: stop ?? (statement && !isOpen ? null : 'it stands in the middle of a statement'),
    line: isOpen ? null : line,
    at: inline ? before + /^[ \t]*/.exec(text.slice(before))![0].length : line,
    inline,
  };
}

interface Found {
  readonly request: CommandRequest;
  readonly stop: string | null;
  readonly headers: string | null;
  readonly dropped: readonly Span[];
}

interface Variable extends Span {
  readonly value: PsWord;
  /** how often it is named */
  readonly uses: number;
}

/** Those that are assigned once in the file, and not filled otherwise. */
function variablesOf(text: string): ReadonlyMap<string, Variable> {
  const found = new Map<string, Variable>();
  const again = new Set<string>();
  for (const match of text.matchAll(/(?<=^|[\n;])[ \t]*\$(\w+)[ \t]*([+]?=)(?!=)[ \t]*/g)) {
    const name = match[1]!.toLowerCase();
    const value = wordAt(text, match.index + match[0].length);
    const uses = [...text.matchAll(new RegExp(`\\$\\{?${match[1]}\\b`, 'gi'))];
    const isFilled = uses.some(({ index, 0: use }) =>
      /^(?:\.(?:Add|Remove)\b|\.\w+[ \t]*=|\[[^\]]*\][ \t]*=)/i.test(text.slice(index + use.length)),
    );
    const isPassed = new RegExp(`@${match[1]}\\b`, 'i').test(text);
    if (found.has(name) || match[2] !== '=' || isFilled || isPassed) again.add(name);
    const line = match.index + /^[ \t]*/.exec(match[0])![0].length;
    found.set(name, { start: line, end: value.end, value, uses: uses.length });
  }
  for (const name of again) found.delete(name);
  return found;
}

function resolver(variables: ReadonlyMap<string, Variable>) {
  const resolve = (pieces: readonly Piece[], steps = 8): readonly Piece[] =>
    joined(
      pieces.flatMap((piece) => {
        const value = steps > 0 ? variableIn(piece, variables)?.value.pieces : undefined;
        return value ? resolve(value, steps - 1) : [piece];
      }),
    );
  return (pieces: readonly Piece[]) => resolve(pieces);
}

function variableIn(piece: Piece | undefined, variables: ReadonlyMap<string, Variable>): Variable | undefined {
  const name = piece && 'raw' in piece ? /^\$\{?(\w+)\}?$/.exec(piece.raw)?.[1] : undefined;
  return name === undefined ? undefined : variables.get(name.toLowerCase());
}

function fromCurl(words: readonly PsWord[], text: string, variables: ReadonlyMap<string, Variable>): Found | null {
  const unknown = words.some(({ pieces }) => pieces === null);
  const args = words.map((word) => ({ pieces: word.pieces ?? [], text: text.slice(word.start, word.end) }));
  const sent = curlRequest(args, resolver(variables));
  return (
    sent && { request: { ...sent, client: 'curl', open: sent.open || unknown }, stop: null, headers: null, dropped: [] }
  );
}

function fromCmdlet(words: readonly PsWord[], text: string, variables: ReadonlyMap<string, Variable>): Found | null {
  const known = resolver(variables);
  const given = new Map<string, PsWord>();
  const kept: Option[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index]!;
    const name = /^-[A-Za-z]\w*/.exec(text.slice(word.start, word.end))?.[0];
    if (name === undefined) given.set('-uri', word);
    else {
      const value = FLAGS.test(name) ? undefined : words[++index];
      const option = {
        name: name.toLowerCase(),
        text: text.slice(word.start, value?.end ?? word.end),
        value: value?.pieces ?? null,
      };
      if (!SENT.test(name)) kept.push(option);
      else if (value) given.set(option.name, value);
    }
  }
  const url = known(given.get('-uri')?.pieces ?? []);
  if (!isV1(url)) return null;
  const form = new FormReader(known);
  form.query(url);
  const dropped: Span[] = [];
  for (const key of ['-body', '-form']) {
    const word = given.get(key);
    if (!word) continue;
    const holder = variableIn(word.pieces?.length === 1 ? word.pieces[0] : undefined, variables);
    const table = (holder?.value ?? word).table;
    if (table) {
      form.entries.push(...table.entries);
      form.open ||= table.open;
      if (holder && holder.uses === 2) dropped.push({ start: holder.start, end: holder.end });
    } else if (word.pieces) form.encoded(known(word.pieces));
    else form.open = true;
  }
  const own = given.get('-headers');
  const request = { client: 'PowerShell', form: form.entries, open: form.open, kept };
  const stop = given.has('-infile') ? 'a file is sent' : own ? headersStop(own, variables) : null;
  return { request, stop, headers: own ? text.slice(own.start, own.end) : null, dropped };
}

/** Headers of its own are kept, unless they say how the form is sent. */
function headersStop(own: PsWord, variables: ReadonlyMap<string, Variable>): string | null {
  const holder = variableIn(own.pieces?.length === 1 ? own.pieces[0] : undefined, variables);
  const table = (holder?.value ?? own).table;
  if (!table || table.open) return 'it has headers that are not known';
  const said = table.entries.find(({ key }) => /^(?:content-|x-auth-|authorization$)/i.test(key));
  return said ? `it has a header ${said.key} of its own` : null;
}

/** At the start of a statement, behind `=`, `|`, `(` or `&`. */
function isCommand(text: string, start: number): boolean {
  return /(?:^|[\n;{}(|&=]|\[void\])[ \t]*$/.test(text.slice(Math.max(0, start - 200), start));
}

function outputOf(text: string, { end, by }: PsCommand, lead: string, assigned: string | undefined): Output {
  const rest = text.slice(end).split('\n', 1)[0] ?? '';
  if (
    /\$null[ \t]*=[ \t]*$|\[void\]/i.test(lead) ||
    /^\)?[ \t]*(?:\|[ \t]*Out-Null\b|[12*]?>+[ \t]*\$null)/i.test(rest)
  )
    return { to: 'nobody' };
  if (assigned !== undefined) {
    const uses = [...text.matchAll(new RegExp(`.*\\$\\{?${assigned}\\b(?![ \\t]*=(?!=)).*`, 'gi'))].map(([line]) =>
      line.trim(),
    );
    if (uses.length === 0) return { to: 'nobody' };
    const isPrinted = uses.every((line) =>
      new RegExp(`^(?:(?:${PRINTS.source.slice(1, -1)})[ \\t]+["']?)?\\$\\{?${assigned}\\}?["']?$`, 'i').test(line),
    );
    return isPrinted ? { to: 'people' } : { to: 'code', what: `$${assigned}` };
  }
  if (by === '|') {
    const next = /^[ \t]*\|[ \t]*([\w-]+)/.exec(rest)?.[1] ?? 'a pipe';
    return SHOWS.test(next) ? { to: 'people' } : { to: 'code', what: next };
  }
  return by === ')' ? { to: 'code', what: 'an expression' } : { to: 'people' };
}
