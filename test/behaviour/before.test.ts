/**
 * The programs are what they claim to be: working programs of Client API v1. The comparison with v4 looks at that in
 * the scenarios that it runs; all are run with `npm run test:long`.
 */
import { describe, expect, it } from 'vitest';
import { brokenClaims } from './claims.js';
import { allPrograms } from './programs.js';
import { runScenario } from './scenario.js';

describe.runIf(process.env.LONG).each(allPrograms())('$name', (program) => {
  it.each(program.run.faults)('runs against v1: %s', async (scenario) => {
    expect(brokenClaims(program, scenario, await runScenario(program, {}, scenario))).toEqual([]);
  });
});

it('there are at least 64 programs', () => {
  expect(allPrograms('').length).toBeGreaterThanOrEqual(64);
});
