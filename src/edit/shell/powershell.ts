/** PowerShell: `$Env:NAME`, single quotes for what holds no variable, a backtick at the end of a line that goes on. */
import type { ForeignCommand } from '../../find/shell/foreign.js';
import { plainText } from '../../syntax/index.js';
import type { Dialect, Request } from './dialect.js';
import type { Pieces } from './quote.js';

export const POWERSHELL: Dialect = {
  comment: '# ',
  needsJq: false,
  environment: (name) => `$Env:${name}`,
  holder: (name) => `$${camel(name)}`,
  lookup: (name, filter, { url, headers }) =>
    `$${camel(name)} = (Invoke-RestMethod -Uri ${word(url)} -Headers ${table(headers)})${filter.replace(/ .*/, '')}`,
  command: (command, request, eol) => (command.cmdlet ? cmdlet(command, request, eol) : curl(command, request, eol)),
};

/** `ZONE_ID_2` → `ZoneId2` */
function camel(name: string): string {
  return name
    .toLowerCase()
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

function cmdlet({ program, request: { kept } }: ForeignCommand, { method, url, headers, body }: Request, eol: string) {
  const name = method.charAt(0) + method.slice(1).toLowerCase();
  const lines = [
    [
      program,
      ...kept.map(({ text }) => text),
      ...(method === 'GET' ? [] : [`-Method ${name}`]),
      `-Uri ${word(url)}`,
    ].join(' '),
    `-Headers ${table(headers)}`,
    ...(body ? ["-ContentType 'application/json'", `-Body ${word(body)}`] : []),
  ];
  return lines.join(` \`${eol}  `);
}

/** The body goes through a pipe: versions differ in what they make of quotes inside of arguments. */
function curl({ program, request: { kept } }: ForeignCommand, { method, url, headers, body }: Request, eol: string) {
  const lines = [
    [program, ...kept.map(({ text }) => text), ...(method === 'GET' ? [] : [`-X ${method}`]), word(url)].join(' '),
    ...headers.map(([name, value]) => `-H ${word([{ text: `${name}: ` }, ...value])}`),
    ...(body ? ["-H 'Content-Type: application/json'", "--data '@-'"] : []),
  ];
  return `${body ? `${word(body)} | ` : ''}${lines.join(` \`${eol}  `)}`;
}

function table(headers: Request['headers']): string {
  return `@{ ${headers.map(([name, value]) => `'${name}' = ${value.length === 1 ? alone(value) : word(value)}`).join('; ')} }`;
}

/** A variable that is the whole value needs no quotes. */
function alone(value: Pieces): string {
  const [only] = value;
  return only && 'raw' in only && /^\$[\w:]+$/.test(only.raw) ? only.raw : word(value);
}

function word(pieces: Pieces): string {
  const plain = plainText(pieces);
  if (plain !== null) return `'${ascii(plain).replaceAll("'", "''")}'`;
  const inside = pieces.map((piece, index) => {
    if ('text' in piece) return ascii(piece.text).replace(/[`$]/g, '`$&').replaceAll('"', '""');
    const next = pieces[index + 1];
    const runsOn = next && 'text' in next && /^[\w:?]/.test(next.text);
    return runsOn && /^\$[\w:]+$/.test(piece.raw) ? `\${${piece.raw.slice(1)}}` : piece.raw;
  });
  return `"${inside.join('')}"`;
}

/** What goes through a pipe is sent in an encoding that depends on the version; JSON and URLs do without. */
function ascii(text: string): string {
  return [...text].map((one) => (one > '\x7f' ? escaped(one) : one)).join('');
}

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`,
  ).join('');
}
