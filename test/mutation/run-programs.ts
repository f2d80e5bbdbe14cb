/** Whether a rewritten program still does what it did; in a bundle of its own, without mutants, which is loaded once. */
import { differences, wrongRequests } from '../behaviour/compare.js';
import { openApiCheck } from '../behaviour/openapi.js';
import type { Program } from '../behaviour/programs.js';
import { type Outcome, runScenario } from '../behaviour/scenario.js';

const check = openApiCheck();
const before = new Map<string, Promise<Outcome>>();

export async function doesTheSame(program: Program, sources: Readonly<Record<string, string>>): Promise<boolean> {
  for (const scenario of program.run.faults) {
    const key = `${program.name} ${scenario}`;
    const expected = before.get(key) ?? runScenario(program, {}, scenario);
    before.set(key, expected);
    const actual = await runScenario(program, sources, scenario);
    if (differences(program, scenario, await expected, actual).length > 0) return false;
    if (program.run.expect !== 'manual' && wrongRequests(actual, check).length > 0) return false;
  }
  return true;
}
