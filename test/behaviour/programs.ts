/** The programs of the test bed: what each is, how it is run, what it is expected to do. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Applicability } from '../../src/finding.js';
import type { Scenario } from './scenario.js';

export const PROGRAMS_DIR = fileURLToPath(new URL('./programs/', import.meta.url));

/** `run.json` of a program. */
export interface RunFile {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** the scenarios it is run in */
  readonly faults: readonly Scenario[];
  /** the least sure of its rewrites */
  readonly expect: Applicability;
  /** exit codes, where they are not 0 */
  readonly exits: Readonly<Partial<Record<Scenario, number>>>;
  /** what stdout holds when nothing goes wrong */
  readonly prints: string;
  /** how many effects it has when nothing goes wrong */
  readonly effects: number;
  /** it sends writes side by side: their order is nobody's */
  readonly unordered?: boolean;
  /** another program shows the same in the plain run */
  readonly long?: boolean;
}

export interface Program {
  readonly name: string;
  readonly dir: string;
  readonly run: RunFile;
}

/** The programs whose name holds a text, by name; the text is that of the environment variable BEHAVIOUR, or all are. */
export function allPrograms(only = process.env.BEHAVIOUR ?? ''): readonly Program[] {
  return readdirSync(PROGRAMS_DIR)
    .filter((name) => name.includes(only))
    .sort()
    .map((name) => {
      const dir = `${PROGRAMS_DIR}${name}`;
      return { name, dir, run: JSON.parse(readFileSync(`${dir}/run.json`, 'utf8')) as RunFile };
    })
    .filter(({ run }) => only !== '' || process.env.LONG !== undefined || !run.long);
}
