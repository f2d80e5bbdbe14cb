/**
 * The property: whatever program is put together from these parts, its migration does what it did. What fails shrinks,
 * and is printed with what it takes to see it again.
 */
import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import type { Sources } from '../behaviour/run-program.js';
import { judge, programOf, type Verdict, Workshop } from './judge.js';
import { type Spec, specs } from './spec.js';
import { USES } from './uses.js';

/** All over all test files; each is run before and after, for both targets, undisturbed and in one scenario. */
const PROGRAMS = process.env.LONG ? 2_400 : 200;
const FIXED_SEED = 20_140_801;
const FILES = 2;

/** The tests of one of the test files, which run side by side. */
export function generatedTests(part: number): void {
  const workshop = new Workshop();
  const shares: Record<string, number> = { safe: 0, review: 0, manual: 0 };
  const reasons: Record<string, number> = {};
  afterAll(() => workshop.close());

  const count = ({ applicability, reasons: told }: Verdict) => {
    shares[applicability] = (shares[applicability] ?? 0) + 1;
    if (applicability === 'safe') return;
    for (const reason of told)
      reasons[`${applicability}: ${reason}`] = (reasons[`${applicability}: ${reason}`] ?? 0) + 1;
  };

  it('does after its migration what it did before', { timeout: 1_800_000 }, async () => {
    const seed = Number(process.env.SEED ?? FIXED_SEED) + part;
    const property = fc.asyncProperty(specs(USES.length), async (spec) => {
      const sources = programOf(spec);
      const verdict = await judge(workshop, sources, spec.scenario);
      count(verdict);
      if (verdict.problems.length > 0) {
        throw new Error(`${USES[spec.use]?.id} (${spec.scenario})\n${listed(sources)}\n${verdict.problems.join('\n')}`);
      }
    });
    await fc.assert(property, { numRuns: Math.ceil(PROGRAMS / FILES), seed, reporter: told(seed, part) });
    process.stdout.write(`generated programs, seed ${seed}: ${JSON.stringify({ ...shares, reasons })}\n`);
    expect(shares.safe).toBeGreaterThan(0);
  });
}

function listed(sources: Sources): string {
  const files = Object.entries(sources);
  return files.map(([file, text]) => (files.length > 1 ? `// ${file}\n${text}` : text)).join('\n');
}

/** Says what failed, and how to see it again. */
function told(seed: number, part: number) {
  return (run: fc.RunDetails<[Spec]>) => {
    if (!run.failed) return;
    const why = run.errorInstance instanceof Error ? run.errorInstance.message : String(run.errorInstance);
    throw new Error(`SEED=${seed - part} fails after ${run.numRuns} programs, shrunk to\n${why}`);
  };
}
