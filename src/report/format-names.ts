/** The forms that a report can take. */
export const FORMATS = [
  'pretty',
  'compact',
  'summary',
  'json',
  'jsonl',
  'sarif',
  'github',
  'gitlab',
  'junit',
  'rdjson',
  'markdown',
  'html',
] as const;

export type FormatName = (typeof FORMATS)[number];
