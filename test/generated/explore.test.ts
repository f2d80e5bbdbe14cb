import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import { it } from 'vitest';
import { judge, programOf, Workshop } from './judge.js';
import { specs } from './spec.js';
import { USES } from './uses.js';
it('explores', async () => {
  const n = Number(process.env.N ?? 100), seed = Number(process.env.SEED ?? 1);
  const w = new Workshop();
  const all = fc.sample(specs(USES.length), { numRuns: n, seed });
  const out: unknown[] = []; const shares: Record<string, number> = {}; const reasons: Record<string, number> = {};
  const t = performance.now();
  for (const spec of all) {
    const text = programOf(spec);
    let v; try { v = await judge(w, text, spec.scenario); } catch (e) { v = { problems: ['CRASH ' + (e as Error).stack], applicability: 'crash', reasons: [] }; }
    shares[v.applicability] = (shares[v.applicability] ?? 0) + 1;
    for (const r of v.reasons) reasons[`${v.applicability} ${r}`] = (reasons[`${v.applicability} ${r}`] ?? 0) + 1;
    out.push({ ...v, use: USES[spec.use]!.id, spec, text });
  }
  console.log('TIME', Math.round((performance.now() - t) / n), 'ms each', JSON.stringify(shares), JSON.stringify(reasons, null, 1));
  writeFileSync(process.env.OUT ?? '/tmp/gen/out.json', JSON.stringify(out));
  w.close();
}, 3_000_000);
