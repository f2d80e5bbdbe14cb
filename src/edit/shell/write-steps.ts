/** The v4 call as a command, in the manner of Cloudflare's own guide: method, headers, JSON. */
import type { CommandRequest, ShellEntry, ShellRequest } from '../../find/shell/curl.js';
import type { MigrationOptions } from '../../options.js';
import { plainText } from '../../syntax/index.js';
import { double, inDouble, type Pieces, quote } from './quote.js';
import type { GraphQuery, Lookup, Steps } from './steps.js';

export const API = 'https://api.cloudflare.com/client/v4';

export interface Credentials {
  /** name and value of each header */
  readonly headers: readonly (readonly [name: string, value: Pieces])[];
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
  /** between the words of the command, and between its parts */
  readonly join: Joins;
  /** must it be asked for here? */
  readonly fresh: (lookup: Lookup) => boolean;
}

/** Null where the command sends none. The author's own variables stay. `variable`: one of the environment. */
export function credentialsOf(
  form: readonly ShellEntry[],
  { auth }: MigrationOptions,
  variable = (name: string) => `$${name}`,
): Credentials | null {
  if (auth === 'token')
    return {
      headers: [['Authorization', [{ text: 'Bearer ' }, { raw: variable('CLOUDFLARE_API_TOKEN') }]]],
      moved: false,
    };
  const value = (...keys: string[]) => form.findLast(({ key }) => keys.includes(key))?.value ?? [];
  const [email, key] = [value('email', 'u'), value('tkn')];
  if (email.length === 0 || key.length === 0) return null;
  const given = (pieces: Pieces, name: string) => (plainText(pieces) === null ? pieces : [{ raw: variable(name) }]);
  return {
    headers: [
      ['X-Auth-Email', given(email, 'CLOUDFLARE_EMAIL')],
      ['X-Auth-Key', given(key, 'CLOUDFLARE_API_KEY')],
    ],
    moved: plainText(email) !== null || plainText(key) !== null,
  };
}

/** What stands between one line of a command and the next, where there can be lines. */
export interface Joins {
  readonly words: string;
  /** behind `do` */
  readonly open: string;
  /** before `done` */
  readonly close: string;
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
  const headers = credentials.headers.map(([name, value]) => `-H "${name}: ${inDouble(value)}"`);
  const ask = ({ path, filter }: Lookup) =>
    `$(${[program, ...quiet, double([{ text: API }, ...replaced(path, inline)]), ...headers].join(' ')} | jq -r '${filter}')`;
  const { existing, query } = steps;
  for (const lookup of existing && around.before ? [...steps.lookups, existing] : steps.lookups) {
    if (!around.before) inline.set(lookup.variable, ask(lookup));
    else if (around.fresh(lookup)) lines.push(`${lookup.variable}=${ask(lookup)}`);
  }
  const body = query ? queryBody(query) : steps.body && quote(steps.body);
  const method = existing ? `"$([ -n "$${existing.variable}" ] && echo PATCH || echo POST)"` : steps.method;
  const path = existing ? [...steps.path, { raw: `\${${existing.variable}:+/$${existing.variable}}` }] : steps.path;
  const parts = [
    [
      program,
      ...request.kept.map(({ text }) => text),
      ...(method === 'GET' ? [] : [`-X ${method}`]),
      double([{ text: API }, ...replaced(path, inline)]),
    ].join(' '),
    ...headers,
    ...(body === null ? [] : ['-H "Content-Type: application/json"', `--data ${withInline(body, inline)}`]),
  ];
  const { words: next, open, close } = around.join;
  const text = parts.join(next);
  // what is asked of it twice is asked for once, right before
  if (existing && !around.before) return { lines, text: `{ ${existing.variable}=${ask(existing)}; ${text}; }` };
  if (!steps.each) return { lines, text };
  const words = 'words' in steps.each ? steps.each.words.join(' ') : ask(steps.each);
  const inner = next.endsWith(' ') && next !== ' ' ? text.replaceAll(next, `${next}  `) : text;
  return { lines, text: `for ${steps.each.variable} in ${words}; do${open}${inner}${close}done` };
}

function queryBody({ text, zone, hours }: GraphQuery): string {
  const program = `{ query: $query, variables: { zone: $zone, since: (now - ${hours} * 3600 | strftime("%Y-%m-%d")), until: (now | strftime("%Y-%m-%d")) } }`;
  return `"$(jq -n --arg zone ${double(zone)} --arg query '${text}' '${program}')"`;
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
export function quietOptions({ kept }: CommandRequest): string[] {
  const sent = kept.filter(
    ({ name }) =>
      !/^(?:-[oOwivDJRSf#]|--(?:output|remote-name|write-out|include|verbose|dump-header|fail|fail-with-body|progress-bar|show-error))$/.test(
        name,
      ),
  );
  const silent = sent.some(({ name }) => name === '-s' || name === '--silent');
  return [...(silent ? [] : ['-s']), ...sent.map(({ text }) => text)];
}
