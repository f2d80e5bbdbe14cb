/** The programs of the test bed, rewritten with the sources that hold the mutants. */
import { migrate } from '../behaviour/migrate.js';
import { allPrograms, type Program } from '../behaviour/programs.js';
import { TARGETS } from '../fixtures/cases.js';

export interface Rewritten {
  /** what is not as the program's `run.json` says, or is not v4 */
  readonly problems: readonly string[];
  /** the files that changed */
  readonly sources: Readonly<Record<string, string>>;
}

export interface ProgramCase {
  readonly name: string;
  readonly program: Program;
  rewrite(): Rewritten;
}

export function programs(): readonly ProgramCase[] {
  return allPrograms().flatMap((program) =>
    TARGETS.map((target) => ({
      name: `behaviour/${program.name} ${target}`,
      program,
      rewrite: () => migrate(program, target),
    })),
  );
}
