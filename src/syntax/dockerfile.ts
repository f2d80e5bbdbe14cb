/** Dockerfiles: the parser is dockerfile-ast, loaded where one holds a command of interest. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

export interface DockerInstruction {
  /** in capitals */
  readonly keyword: string;
  /** of the whole, and of what stands behind the keyword and its flags */
  readonly start: number;
  readonly argumentsStart: number;
  readonly end: number;
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
  return {
    continues: parsed.getEscapeCharacter(),
    instructions: parsed.getInstructions().map((one) => {
      const range = one.getRange();
      const [first] = one.getArguments().filter((argument) => !argument.getValue().startsWith('--'));
      return {
        keyword: one.getKeyword(),
        start: offset(range.start),
        argumentsStart: first ? offset(first.getRange().start) : offset(range.end),
        end: offset(range.end),
      };
    }),
  };
}
