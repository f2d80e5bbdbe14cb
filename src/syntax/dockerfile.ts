/** Dockerfiles: the parser is dockerfile-ast, loaded where one holds a command of interest. */
import { createRequire } from 'node:module';
import type { Instruction, Onbuild, Run } from 'dockerfile-ast';

const require = createRequire(import.meta.url);

interface Place {
  readonly start: number;
  readonly end: number;
}

/** `<<NAME` with what stands up to the line NAME. */
export interface DockerHeredoc {
  readonly opening: Place;
  readonly content: Place;
}

export interface DockerInstruction {
  /** in capitals; of ONBUILD that of what it holds */
  readonly keyword: string;
  /** of the whole, and of what stands behind the keyword and its flags */
  readonly start: number;
  readonly argumentsStart: number;
  readonly end: number;
  readonly heredocs: readonly DockerHeredoc[];
}

export interface Dockerfile {
  /** what continues a line: a backslash, or a backtick on Windows */
  readonly continues: string;
  readonly instructions: readonly DockerInstruction[];
}

export function parseDockerfile(text: string): Dockerfile {
  const { DockerfileParser } = require('dockerfile-ast') as typeof import('dockerfile-ast');
  const parsed = DockerfileParser.parse(text);
  const lines = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map(({ index, 0: end }) => index + end.length)];
  const offset = ({ line, character }: { line: number; character: number }) => (lines[line] ?? text.length) + character;
  const place = ({ start, end }: ReturnType<Instruction['getRange']>) => ({ start: offset(start), end: offset(end) });
  return {
    continues: parsed.getEscapeCharacter(),
    instructions: parsed.getInstructions().map((whole) => {
      const range = whole.getRange();
      const one = (whole as Onbuild).getTriggerInstruction?.() ?? whole;
      const [first] = one.getArguments().filter((argument) => !argument.getValue().startsWith('--'));
      const heredocs = (one as Run).getHeredocs?.() ?? [];
      return {
        keyword: one.getKeyword(),
        start: offset(range.start),
        argumentsStart: first ? offset(first.getRange().start) : offset(range.end),
        end: offset(range.end),
        heredocs: heredocs.flatMap((heredoc) => {
          const content = heredoc.getContentRange();
          return content ? [{ opening: place(heredoc.getStartRange()), content: place(content) }] : [];
        }),
      };
    }),
  };
}
