export type { Applicability, Finding, Related, RuleId, Severity, Span, TextEdit } from './finding.js';
export { DEFAULT_MIGRATION, type MigrationOptions } from './options.js';
export { type Analysis, analyse, type FileChange, type ProjectFacts, type SourceText } from './pipeline.js';
