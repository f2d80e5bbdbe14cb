/** The commands of a Dockerfile in the form of a shell; those in the form of JSON run without one. */
import { parseDockerfile } from '../../../syntax/index.js';
import { PartText, type ShellPart, withEnds } from './part.js';

const RUNS = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);
const INDENT = '  ';

export function dockerfileParts(file: string): ShellPart[] {
  if (!/curl|wget/.test(file)) return [];
  const { continues, instructions } = parseDockerfile(file);
  const isOther = instructions.some(
    (one) => one.keyword === 'SHELL' && !/sh"/.test(file.slice(one.argumentsStart, one.end)),
  );
  if (continues !== '\\' || isOther || /^[^\S\n]*FROM\s[^\n]*windows/im.test(file)) return [];
  return instructions.flatMap(({ keyword, start, argumentsStart, end }) => {
    const text = file.slice(argumentsStart, end);
    const from = keyword === 'HEALTHCHECK' ? argumentsStart + (/^CMD\s+/i.exec(text)?.[0].length ?? 0) : argumentsStart;
    const isPlain = !/^\s*\[/.test(file.slice(from, end)) && !/<<-?["']?\w/.test(text) && !/^[^\S\n]*#/m.test(text);
    if (!RUNS.has(keyword) || !isPlain) return [];
    const part = new PartText(file, from, end, []);
    return [
      {
        text: part.text,
        layout: 'continued' as const,
        indent: INDENT,
        variables: new Map(),
        offset: (at: number) => part.offset(at),
        written: (edits) => part.edits(edits, (one) => withEnds(one, file)),
        comment: { at: file.lastIndexOf('\n', start - 1) + 1, indent: '' },
      } satisfies ShellPart,
    ];
  });
}
