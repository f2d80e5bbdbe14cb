/** Batch files: `%NAME%`, double quotes alone and doubled inside of themselves, `^` at the end of a line that goes on. */
import type { Dialect, Request } from './dialect.js';
import type { Pieces } from './quote.js';
import { quietOptions } from './write-steps.js';

export const BATCH: Dialect = {
  comment: 'rem ',
  needsJq: true,
  environment: (name) => `%${name}%`,
  holder: (name) => `%${name}%`,
  lookup: (name, filter, { url, headers }, command) => {
    const ask = [command.program, ...quietOptions(command.request), word(url), ...headerWords(headers)].join(' ');
    return `for /f "delims=" %%I in ('${ask} ^| jq -r ${word([{ text: filter }])}') do set "${name}=%%I"`;
  },
  command: ({ program, request: { kept } }, { method, url, headers, body }, eol) =>
    [
      [program, ...kept.map(({ text }) => text), ...(method === 'GET' ? [] : [`-X ${method}`]), word(url)].join(' '),
      ...headerWords(headers),
      ...(body ? ['-H "Content-Type: application/json"', `--data ${word(body)}`] : []),
    ].join(` ^${eol}  `),
};

function headerWords(headers: Request['headers']): string[] {
  return headers.map(([name, value]) => `-H ${word([{ text: `${name}: ` }, ...value])}`);
}

function word(pieces: Pieces): string {
  const inside = pieces.map((piece) =>
    'text' in piece ? piece.text.replaceAll('%', '%%').replaceAll('"', '""') : piece.raw,
  );
  return `"${inside.join('')}"`;
}
