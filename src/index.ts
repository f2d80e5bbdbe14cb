import type { Analysis, ProjectFacts, SourceText } from './analysis.js';
import type { MigrationOptions } from './options.js';
import { analyse as analyseAll } from './pipeline.js';

export type { Analysis, FileChange, ProjectFacts, SourceText } from './analysis.js';
export type { Applicability, Finding, Related, RuleId, Severity, Span, TextEdit } from './finding.js';
export { DEFAULT_MIGRATION, type MigrationOptions } from './options.js';

/** Finds v1 in the sources and, where it can, writes v4. Deterministic; never throws for bad input. */
export function analyse(sources: readonly SourceText[], project: ProjectFacts, options: MigrationOptions): Analysis {
  return analyseAll(sources, project, options);
}
