/** The programs are what they claim to be: working programs of Client API v1. */
import { describe, expect, it } from 'vitest';
import { allPrograms } from './programs.js';
import { runScenario } from './scenario.js';

const REFUSED_CONNECTION = 97;

describe.each(allPrograms())('$name', (program) => {
  // Each plain run; every fault with `npm run test:long`. The comparison with v4 runs further scenarios anyway.
  const scenarios = process.env.LONG ? program.run.faults : program.run.faults.slice(0, 1);
  it.each(scenarios)('runs against v1: %s', async (scenario) => {
    const outcome = await runScenario(program, {}, scenario);
    const said = `stdout:\n${outcome.stdout}\nstderr:\n${outcome.stderr}`;
    expect(outcome.exit, said).toBe(program.run.exits[scenario] ?? 0);
    expect(outcome.exit, said).not.toBe(REFUSED_CONNECTION);
    expect(outcome.v1Requests.length, said).toBeGreaterThan(0);
    expect(outcome.v4Requests, said).toEqual([]);
    if (scenario === 'none') {
      expect(outcome.stdout, said).toContain(program.run.prints);
      expect(outcome.effects, said).toHaveLength(program.run.effects);
    }
    if (scenario.startsWith('retry-trap')) expect(outcome.effects.length, 'nothing to repeat').toBeGreaterThan(0);
    else if (scenario !== 'none' && scenario !== 'http-500-once' && scenario !== 'unknown-zone') {
      expect(outcome.effects).toEqual([]);
    }
  });
});

it('there are at least 64 programs', () => {
  expect(allPrograms('').length).toBeGreaterThanOrEqual(64);
});
