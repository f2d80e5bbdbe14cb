/** The v4 call as a command, in the manner of Cloudflare's own guide: method, headers, JSON. */
import type { ShellEntry, ShellRequest } from '../../find/shell/curl.js';
import type { MigrationOptions } from '../../options.js';
import { plainText } from '../../syntax/index.js';
import { double, inDouble, type Pieces } from './quote.js';
import type { Lookup, Steps } from './steps.js';

const API = 'https://api.cloudflare.com/client/v4';

export interface Credentials {
  readonly headers: readonly string[];
  /** they stood in the command itself */
  readonly moved: boolean;
}

export interface Written {
  /** lines above the command */
  readonly lines: readonly string[];
  /** in place of the command */
  readonly text: string;
}

export interface Around {
  /** ids may be looked up in lines above */
  readonly before: boolean;
  readonly indent: string;
  /** must it be asked for here? */
  readonly fresh: (lookup: Lookup) => boolean;
}

/** Null where the command sends none. The author's own variables stay. */
export function credentialsOf(form: readonly ShellEntry[], { auth }: MigrationOptions): Credentials | null {
  if (auth === 'token') return { headers: ['-H "Authorization: Bearer $CLOUDFLARE_API_TOKEN"'], moved: false };
  const value = (...keys: string[]) => form.findLast(({ key }) => keys.includes(key))?.value ?? [];
  const [email, key] = [value('email', 'u'), value('tkn')];
  if (email.length === 0 || key.length === 0) return null;
  const given = (pieces: Pieces, variable: string) => (plainText(pieces) === null ? inDouble(pieces) : variable);
  return {
    headers: [
      `-H "X-Auth-Email: ${given(email, '$CLOUDFLARE_EMAIL')}"`,
      `-H "X-Auth-Key: ${given(key, '$CLOUDFLARE_API_KEY')}"`,
    ],
    moved: plainText(email) !== null || plainText(key) !== null,
  };
}

export function writeSteps(
  steps: Steps,
  request: ShellRequest,
  credentials: Credentials,
  source: string,
  around: Around,
): Written {
  const program = programOf(request, source);
  const lines: string[] = [];
  const inline = new Map<string, string>();
  const quiet = quietOptions(request);
  const ask = ({ path, filter }: Lookup) =>
    `$(${[program, ...quiet, double([{ text: API }, ...replaced(path, inline)]), ...credentials.headers].join(' ')} | jq -r '${filter}')`;
  for (const lookup of steps.lookups) {
    if (!around.before) inline.set(lookup.variable, ask(lookup));
    else if (around.fresh(lookup)) lines.push(`${lookup.variable}=${ask(lookup)}`);
  }
  const hasMethod = steps.method !== 'GET';
  const parts = [
    [
      program,
      ...request.kept.map(({ text }) => text),
      ...(hasMethod ? [`-X ${steps.methodText ?? steps.method}`] : []),
      double([{ text: API }, ...replaced(steps.path, inline)]),
    ].join(' '),
    ...credentials.headers,
    ...(steps.body === null ? [] : ['-H "Content-Type: application/json"', `--data ${withInline(steps.body, inline)}`]),
  ];
  const eol = source.includes('\r\n') ? '\r\n' : '\n';
  const text = parts.join(` \\${eol}${around.indent}  `);
  if (!steps.each) return { lines, text };
  const words = 'words' in steps.each ? steps.each.words : ask(steps.each);
  return {
    lines,
    text: `for ${steps.each.variable} in ${words}; do${eol}${around.indent}  ${text.replaceAll(`${eol}${around.indent}  `, `${eol}${around.indent}    `)}${eol}${around.indent}done`,
  };
}

/** What is looked up in the place where it is needed. */
function replaced(path: Pieces, inline: ReadonlyMap<string, string>): Pieces {
  return path.map((piece) => ('raw' in piece ? { raw: withInline(piece.raw, inline) } : piece));
}

function withInline(text: string, inline: ReadonlyMap<string, string>): string {
  let out = text;
  for (const [variable, value] of inline)
    out = out.replace(new RegExp(`\\$\\{?${variable}\\b(?::\\+/\\$${variable})?\\}?`, 'g'), () => value);
  return out;
}

function programOf({ found: { command } }: ShellRequest, source: string): string {
  const words = [command.name, ...command.args].flatMap((one) => (one?.type === 'Word' ? [one] : []));
  const word = words.find(({ value }) => /^(?:.*\/)?curl$/.test(value));
  return word ? source.slice(word.pos, word.end) : 'curl';
}

/** How the program is reached, without what it does with its output. */
function quietOptions({ kept }: ShellRequest): string[] {
  const sent = kept.filter(
    ({ name }) =>
      !/^(?:-[oOwivDJRSf#]|--(?:output|remote-name|write-out|include|verbose|dump-header|fail|fail-with-body|progress-bar|show-error))$/.test(
        name,
      ),
  );
  const silent = sent.some(({ name }) => name === '-s' || name === '--silent');
  return [...(silent ? [] : ['-s']), ...sent.map(({ text }) => text)];
}
