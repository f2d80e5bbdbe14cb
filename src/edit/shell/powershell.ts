/** PowerShell: `$Env:NAME`, single quotes for what holds no variable, a backtick at the end of a line that goes on. */
import type { ForeignCommand } from '../../find/shell/foreign.js';
import { plainText } from '../../syntax/index.js';
import { type Asked, type Dialect, held, heldRequest, type Job, type Request } from './dialect.js';
import type { Pieces } from './quote.js';
import type { GraphQuery } from './steps.js';
import type { Values } from './values.js';

const VALUES: Values = {
  choice: (value, cases) => {
    const arms = cases.map(([pattern, gives]) => `'${pattern}' { '${gives}'; break }`).join(' ');
    return [{ raw: `$(switch -Wildcard -CaseSensitive (${word(value)}) { ${arms} })` }];
  },
  recordName: (name, zone) => {
    const [given, of, within] = [word(name), word(zone), word([{ text: '*.' }, ...zone])];
    const full = word([...name, { text: '.' }, ...zone]);
    return [
      {
        raw: `$(if (${given} -ceq '@') { ${of} } elseif (${given} -ceq ${of} -or ${given} -clike ${within}) { ${given} } else { ${full} })`,
      },
    ];
  },
};

export const POWERSHELL: Dialect = {
  comment: '# ',
  separator: '; ',
  needsJq: false,
  reach: () => 'all',
  environment: (name) => `$Env:${name}`,
  holder: (name) => `$${camel(name)}`,
  values: () => VALUES,
  stop: () => null,
  write: (command, job, eol) => {
    const asked = [...job.lookups, ...(job.existing ? [job.existing] : [])];
    const names = new Map(asked.map(({ variable }) => [`$${variable}`, POWERSHELL.holder(variable)]));
    const above = job.lookups.map((one) => assigned(one, names, `(${answer(one, names)})${one.filter}`));
    const { existing, each } = job;
    if (existing) {
      const first = `(${answer(existing, names)}).result | Select-Object -First 1 -ExpandProperty id`;
      above.push(assigned(existing, names, first));
    }
    if (!each) return { above, text: call(command, job, names, eol), close: '' };
    names.set(`$${each.variable}`, 'words' in each ? '$_' : '$($_.id)');
    const items = 'words' in each ? each.words.map((one) => `'${one}'`).join(', ') : `(${answer(each, names)}).result`;
    const inner = call(command, job, names, `${eol}  `);
    return { above, text: `${items} | ForEach-Object {${eol}  ${inner}${eol}}`, close: '' };
  },
};

/** `ZONE_ID_2` → `ZoneId2` */
function camel(name: string): string {
  return name
    .toLowerCase()
    .split('_')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');
}

/** An answer that fails assigns nothing, and what was found of another zone must not stand for it. */
function assigned({ variable, request }: Asked, names: ReadonlyMap<string, string>, value: string): string {
  const holder = POWERSHELL.holder(variable);
  const varies = request.url.some((piece) => 'raw' in piece && !names.has(piece.raw));
  return `${varies ? `${holder} = $null; ` : ''}${holder} = ${value}`;
}

function answer({ request }: Asked, names: ReadonlyMap<string, string>): string {
  const { url, headers } = heldRequest(request, names);
  return `Invoke-RestMethod -Uri ${word(url)} -Headers ${table(headers)}`;
}

function call(command: ForeignCommand, job: Job, names: ReadonlyMap<string, string>, eol: string): string {
  const request = heldRequest(job.request, names);
  const query = job.query && { ...job.query, zone: held(job.query.zone, names) };
  const id = job.existing && POWERSHELL.holder(job.existing.variable);
  const url = id ? [...request.url, { raw: `$(if (${id}) { '/' + ${id} })` }] : request.url;
  const spelled = command.cmdlet ? capitalised : (name: string) => name;
  const method = id ? `$(if (${id}) { '${spelled('PATCH')}' } else { '${spelled('POST')}' })` : spelled(request.method);
  return command.cmdlet
    ? cmdlet(command, { ...request, url, method }, query, eol)
    : curl(command, { ...request, url, method }, query, eol);
}

function capitalised(method: string): string {
  return method.charAt(0) + method.slice(1).toLowerCase();
}

function cmdlet(
  { program, request: { kept }, headers: own }: ForeignCommand,
  { method, url, headers, body }: Request,
  query: GraphQuery | null,
  eol: string,
) {
  const json = query ? `(${queryText(query)})` : body && word(body);
  const lines = [
    [
      program,
      ...kept.map(({ text }) => text),
      ...(method === 'Get' ? [] : [`-Method ${method}`]),
      `-Uri ${word(url)}`,
    ].join(' '),
    own === null ? `-Headers ${table(headers)}` : `-Headers (${own} + ${table(headers)})`,
    ...(json ? ["-ContentType 'application/json'", `-Body ${json}`] : []),
  ];
  return lines.join(` \`${eol}  `);
}

/** The body goes through a pipe: versions differ in what they make of quotes inside of arguments. */
function curl(
  { program, request: { kept } }: ForeignCommand,
  { method, url, headers, body }: Request,
  query: GraphQuery | null,
  eol: string,
) {
  const json = query ? queryText(query) : body && word(body);
  const lines = [
    [program, ...kept.map(({ text }) => text), ...(method === 'GET' ? [] : [`-X ${method}`]), word(url)].join(' '),
    ...headers.map(([name, value]) => `-H ${word([{ text: `${name}: ` }, ...value])}`),
    ...(json ? ["-H 'Content-Type: application/json'", "--data '@-'"] : []),
  ];
  return `${json ? `${json} | ` : ''}${lines.join(` \`${eol}  `)}`;
}

function queryText({ text, zone, hours }: GraphQuery): string {
  const day = (back: string) => `[datetime]::UtcNow${back}.ToString('o').Substring(0, 10)`;
  const variables = `@{ zone = ${alone(zone)}; since = ${day(`.AddHours(-${hours})`)}; until = ${day('')} }`;
  return `@{ query = ${word([{ text }])}; variables = ${variables} } | ConvertTo-Json -Compress`;
}

function table(headers: Request['headers']): string {
  return `@{ ${headers.map(([name, value]) => `'${name}' = ${value.length === 1 ? alone(value) : word(value)}`).join('; ')} }`;
}

/** A variable that is the whole value needs no quotes. */
function alone(value: Pieces): string {
  const [only] = value;
  return value.length === 1 && only && 'raw' in only && /^\$[\w:]+$/.test(only.raw) ? only.raw : word(value);
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
