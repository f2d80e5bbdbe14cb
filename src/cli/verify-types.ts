/** `--verify-types`: files whose rewritten text has type errors of its own are left as they are, and told. */

import type { TypeChecker } from '../check/type-check.js';
import { isBridgeFile } from '../find/bridge-file.js';
import type { Rejected } from '../pipeline/file-result.js';
import type { Analysis } from '../pipeline.js';
import type { Streams } from './streams.js';

export interface Verified {
  readonly analysis: Analysis;
  readonly rejected: Rejected;
}

/** Analyses, and again without the files that fail: what stays of v1 may keep others from changing. */
export async function analyseVerified(
  streams: Streams,
  root: string,
  helpers: string | null,
  analyse: (rejected: Rejected) => Promise<Analysis>,
): Promise<Verified> {
  let rejected: Rejected = new Map();
  let checker: TypeChecker | null = null;
  for (;;) {
    const analysis = await analyse(rejected);
    if (!analysis.changes.some(({ file }) => /\.[cm]?tsx?$/.test(file))) return { analysis, rejected };
    checker ??= new (await import('../check/type-check.js')).TypeChecker(root);
    const { errors, notes } = checker.check(analysis.changes);
    const shared = [...errors.keys()].find((file) => file === helpers || isBridgeFile(file));
    const inShared = shared === undefined ? undefined : errors.get(shared);
    const failed = inShared === undefined ? errors : new Map(analysis.changes.map(({ file }) => [file, inShared]));
    if (failed.size === 0) {
      for (const note of notes) streams.stderr.write(`cfv1: ${note}\n`);
      return { analysis, rejected };
    }
    rejected = new Map([...rejected, ...failed]);
  }
}
