/** The commands of a Dockerfile: in the form of a shell, in documents, and in lists that start a shell. */
import { type Node, parseTree } from 'jsonc-parser';
import { type DockerInstruction, parseDockerfile } from '../../../syntax/index.js';
import { jsonStringPart } from './json-string.js';
import { PartText, type ShellPart, type Swap, withEnds } from './part.js';

const RUNS = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);
const INDENT = '  ';
const POSIX = /^(?:\/\S*\/)?(?:ba|da|a|z|k)?sh$/;

export function dockerfileParts(file: string): ShellPart[] {
  if (!/curl|wget/.test(file)) return [];
  const { continues, instructions } = parseDockerfile(file);
  let isPosix = true;
  return instructions.flatMap((one): ShellPart[] => {
    const text = file.slice(one.argumentsStart, one.end);
    if (one.keyword === 'FROM') isPosix = !/windows|nanoserver/i.test(text);
    if (one.keyword === 'SHELL') isPosix = POSIX.test(listIn(text)[0]?.value ?? '');
    if (!RUNS.has(one.keyword)) return [];
    const from = one.keyword === 'HEALTHCHECK' ? (/^CMD\s+/i.exec(text)?.[0].length ?? 0) : 0;
    if (/^\s*\[/.test(text.slice(from))) return listParts(file, one, from);
    if (!isPosix || continues !== '\\') return [];
    return one.heredocs.length > 0 ? documentParts(file, one) : plainParts(file, one, one.argumentsStart + from);
  });
}

function listIn(text: string): readonly Node[] {
  const root = parseTree(text);
  return root?.type === 'array' ? (root.children ?? []).filter(({ type }) => type === 'string') : [];
}

function commentAbove(file: string, start: number): ShellPart['comment'] {
  return { at: file.lastIndexOf('\n', start - 1) + 1, indent: '' };
}

/** `["sh", "-c", "…"]`; a list that starts the program itself has no shell that could look an id up. */
function listParts(file: string, { argumentsStart, start, end }: DockerInstruction, from: number): ShellPart[] {
  const [shell, ...words] = listIn(file.slice(argumentsStart + from, end));
  const at = words.findIndex(({ value }) => /^-\w*c$/.test(value));
  const script = words[at + 1];
  const isShell =
    shell !== undefined && POSIX.test(shell.value) && words.slice(0, at).every(({ value }) => /^-/.test(value));
  if (!isShell || at === -1 || !script || /\n/.test(file.slice(argumentsStart, end))) return [];
  const place = { ...script, offset: argumentsStart + from + script.offset };
  return jsonStringPart(file, place, commentAbove(file, start));
}

/** `RUN <<EOF`: a script of lines, for the shell or for the one that is named. */
function documentParts(file: string, { argumentsStart, heredocs }: DockerInstruction): ShellPart[] {
  const [only, ...others] = heredocs;
  if (!only || others.length > 0) return [];
  const line = file
    .slice(argumentsStart, only.content.start - 1)
    .replace(file.slice(only.opening.start, only.opening.end), '');
  const [program = 'sh', ...options] = line.trim().split(/\s+/).filter(Boolean);
  if (!POSIX.test(program) || !options.every((one) => /^-\w+$/.test(one))) return [];
  const { start, end } = only.content;
  const tabs = file[only.opening.start + 2] === '-' ? [...file.slice(start, end).matchAll(/^\t+/gm)] : [];
  const swaps = tabs.map(
    ({ index, 0: run }): Swap => ({ start: start + index, end: start + index + run.length, text: '' }),
  );
  const part = new PartText(file, start, end, swaps);
  return [
    {
      text: part.text,
      layout: 'script',
      indent: '',
      variables: new Map(),
      offset: (at) => part.offset(at),
      written: (edits) => part.edits(edits, (one) => withEnds(one, file)),
      comment: null,
    },
  ];
}

/** Comments between the lines of an instruction are gone before the shell sees it. */
function plainParts(file: string, { start, end }: DockerInstruction, from: number): ShellPart[] {
  const swaps = [...file.slice(from, end).matchAll(/(?<=\n)[^\S\n]*#.*\n/g)].map(
    ({ index, 0: line }): Swap => ({ start: from + index, end: from + index + line.length, text: '' }),
  );
  const part = new PartText(file, from, end, swaps);
  return [
    {
      text: part.text,
      layout: 'continued',
      indent: INDENT,
      variables: new Map(),
      offset: (at) => part.offset(at),
      written: (edits) => part.edits(edits, (one) => withEnds(one, file)),
      comment: commentAbove(file, start),
    },
  ];
}
