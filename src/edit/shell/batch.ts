/** Batch files: `%NAME%`, double quotes alone and doubled inside of themselves, `^` at the end of a line that goes on. */
import type { ForeignCommand } from '../../find/shell/foreign.js';
import { plainText } from '../../syntax/index.js';
import { type Asked, type Dialect, held, heldRequest, type Job, type Request } from './dialect.js';
import type { Pieces } from './quote.js';
import type { GraphQuery, Names } from './steps.js';
import type { Values } from './values.js';
import { quietOptions } from './write-steps.js';

export const BATCH: Dialect = {
  comment: 'rem ',
  separator: null,
  needsJq: true,
  reach: ({ inline }) => (inline ? 'none' : 'lines'),
  environment: (name) => `%${name}%`,
  holder: (name) => `%${name}%`,
  values: batchValues,
  stop: ({ query }, text) =>
    query && /enabledelayedexpansion|\/v:on/i.test(text)
      ? 'delayed expansion would take the exclamation marks out of the query'
      : null,
  write: (command, job, eol, text) => {
    const letters = freeLetters(text);
    const names = new Map<string, string>();
    const above: string[] = [];
    const loops: string[] = [];
    for (const { variable, filter, request } of job.lookups) {
      const found = answers(command, heldRequest(request, names), `-r ${word([{ text: filter }])}`);
      const letter = command.inline ? letters() : letters.first;
      const loop = `for /f "delims=" %%${letter} in (${found}) do`;
      names.set(`$${variable}`, command.inline ? `%%${letter}` : `%${variable}%`);
      // what an earlier answer left must not stand for one that did not come
      if (command.inline) loops.push(loop);
      else above.push(`set "${variable}=" & ${loop} set "${variable}=%%${letter}"`);
    }
    const { method, url } = target(command, job, names, letters, loops);
    const request = { ...heldRequest(job.request, names), method, url };
    const now = curl(command, request, job.query && { ...job.query, zone: held(job.query.zone, names) }, eol);
    const isGroup = loops.length > 0 && command.joined;
    return {
      above: above.map((line) => command.mark + line),
      text: `${isGroup ? '(' : ''}${[...loops, now].join(' ')}`,
      close: isGroup ? ')' : '',
    };
  },
};

/** Method and URL, which loops may have to give. */
function target(
  command: ForeignCommand,
  { request, existing, each }: Job,
  names: Map<string, string>,
  letters: Letters,
  loops: string[],
): { method: string; url: Pieces } {
  if (existing) {
    const [first, second] = letters.pair();
    const choose = '-r --arg edit "PATCH /" --arg new POST ".result[0].id | if . then $edit + . else $new end"';
    const found = answers(command, heldRequest(existing.request, names), choose);
    loops.push(`for /f "tokens=1,2" %%${first} in (${found}) do`);
    const { url } = heldRequest(request, names);
    return { method: `%%${first}`, url: [...url, { raw: `%%${second}` }] };
  }
  if (each) {
    const letter = letters();
    loops.push(
      'words' in each
        ? `for %%${letter} in (${each.words.join(' ')}) do`
        : `for /f "delims=" %%${letter} in (${askedEach(command, each, names)}) do`,
    );
    names.set(`$${each.variable}`, `%%${letter}`);
  }
  return { method: request.method, url: heldRequest(request, names).url };
}

function askedEach(command: ForeignCommand, { request, filter }: Asked, names: ReadonlyMap<string, string>): string {
  return answers(command, heldRequest(request, names), `-r ${word([{ text: filter }])}`);
}

/** A request and what jq makes of its answer, as `for /f` carries it out. */
function answers({ program, request: { kept } }: ForeignCommand, { url, headers }: Request, jq: string): string {
  const options = quietOptions({ client: 'curl', form: [], open: false, kept }).map(inFor);
  const ask = `${[program, ...options, word(url), ...headerWords(headers)].join(' ')} ^| jq ${jq}`;
  // cmd takes the first and the last quotation mark away where the first sign is one
  return program.startsWith('"') ? `'^"${ask}^"'` : `'${ask}'`;
}

/** Between the quotes of `for /f` these separate words, where they stand bare. */
function inFor(option: string): string {
  return option.replace(/"[^"]*"|[=,;]/g, (one) => (one.startsWith('"') ? one : `^${one}`));
}

function curl(
  { program, request: { kept } }: ForeignCommand,
  { method, url, headers, body }: Request,
  query: GraphQuery | null,
  eol: string,
): string {
  const json = query ? '@-' : body && word(body);
  const call = [
    [program, ...kept.map(({ text }) => text), ...(method === 'GET' ? [] : [`-X ${method}`]), word(url)].join(' '),
    ...headerWords(headers),
    ...(json ? ['-H "Content-Type: application/json"', `--data ${json}`] : []),
  ];
  // what is behind a pipe is read by a cmd of its own, to which a line that goes on is another one
  return query ? `${queryText(query)} | ${call.join(' ')}` : call.join(` ^${eol}  `);
}

/** Strings within the program would need quotes within quotes, which not every jq reads alike. */
function queryText({ text, zone, hours }: GraphQuery): string {
  const program = `{ query: $query, variables: { zone: $zone, since: (now - ${hours} * 3600 | strftime($day)), until: (now | strftime($day)) } }`;
  const given = Object.entries({ zone, day: [{ text: '%Y-%m-%d' }], query: [{ text }] });
  return `jq -n ${given.map(([name, value]) => `--arg ${name} ${word(value)}`).join(' ')} ${word([{ text: program }])}`;
}

function headerWords(headers: Request['headers']): string[] {
  return headers.map(([name, value]) => `-H ${word([{ text: `${name}: ` }, ...value])}`);
}

function word(pieces: Pieces): string {
  const inside = pieces.map((piece) => ('text' in piece ? piece.text.replaceAll('%', '%%') : piece.raw)).join('');
  // programs take a backslash before a quotation mark as one that hides it
  return `"${inside.replace(/(\\*)"/g, '$1$1""').replace(/\\+$/, '$&$&')}"`;
}

function batchValues(name: Names, lines: string[]): Values {
  const given = (pieces: Pieces) => word(pieces).slice(1, -1);
  return {
    choice: (value, cases) => {
      const key = given(value);
      const [held, variable] = [name('GIVEN', key), name('VALUE', key)];
      lines.push(`set "${held}=${key}"`, `set "${variable}=${cases.find(([pattern]) => pattern === '*')?.[1] ?? ''}"`);
      for (const [pattern, gives] of cases.filter(([one]) => one !== '*').toReversed()) {
        const part = /^\*(.+)\*$/.exec(pattern)?.[1];
        const test = part ? `not "%${held}:${part}=%"=="%${held}%"` : `"%${held}%"=="${pattern}"`;
        lines.push(`if ${test} set "${variable}=${gives}"`);
      }
      return [{ raw: `%${variable}%` }];
    },
    recordName: (record, zone) => {
      const [key, of] = [given(record), plainText(zone) ?? ''];
      const full = name('NAME', `${key} ${of}`);
      lines.push(
        `set "${full}=${key}"`,
        `if "%${full}%"=="@" set "${full}=${of}"`,
        `if not "%${full}%"=="${of}" if not "%${full}:~-${of.length + 1}%"==".${of}" set "${full}=%${full}%.${of}"`,
      );
      return [{ raw: `%${full}%` }];
    },
  };
}

interface Letters {
  (): string;
  /** two that follow each other */
  pair(): readonly [string, string];
  readonly first: string;
}

/** Variables of `for` that the file does not use. */
function freeLetters(text: string): Letters {
  const all = [...'IJKLMNOPQRSTUVWXYZABCDEFGH'];
  const isFree = (letter: string) => !new RegExp(`%%(?:~[a-z$:]*)?${letter}`).test(text);
  let at = 0;
  const next = () => {
    while (at < all.length - 1 && !isFree(all[at]!)) at++;
    return all[at++]!;
  };
  const pair = (): readonly [string, string] => {
    const first = next();
    return isFree(String.fromCharCode(first.charCodeAt(0) + 1)) ? [first, next()] : pair();
  };
  return Object.assign(next, { pair, first: all.find(isFree) ?? 'I' });
}
