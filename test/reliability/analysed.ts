/** One text through the whole pipeline, and what must hold whatever the text is. */
import { expect } from 'vitest';
import type { Finding } from '../../src/finding.js';
import { DEFAULT_MIGRATION, type MigrationOptions } from '../../src/options.js';
import { type Analysis, analyse } from '../../src/pipeline.js';

/** milliseconds of processor time */
export const HANG = 5_000;

export interface Timed {
  readonly analysis: Analysis;
  readonly milliseconds: number;
}

/** Processor time and not the clock, so that a busy machine does not count. */
export function analysed(file: string, text: string, options: Partial<MigrationOptions> = {}): Timed {
  const before = process.cpuUsage();
  const analysis = analyse([{ file, text }], { manifests: {}, lockFile: null }, { ...DEFAULT_MIGRATION, ...options });
  return { analysis, milliseconds: process.cpuUsage(before).user / 1000 };
}

/** An error of the program itself, which every run survives and no run may have. */
export function failures(findings: readonly Finding[]): readonly string[] {
  return findings
    .filter(({ rule, message }) => rule === 'not-analysed' && message.includes('an error of the program'))
    .map(({ file, message }) => `${file}: ${message}`);
}

/** Nothing fails, nothing takes too long, and what is there is told or rewritten. */
export function survives(file: string, text: string, options: Partial<MigrationOptions> = {}): Analysis {
  const { analysis, milliseconds } = analysed(file, text, options);
  expect(failures(analysis.findings)).toEqual([]);
  expect(milliseconds).toBeLessThan(HANG);
  expect(analysis.findings.length).toBeGreaterThan(0);
  return analysis;
}
