/** What is mutated, and by which tests it is judged; fixtures: by those too. */
const REST = ['test/evaluate', 'test/find', 'test/plan', 'test/edit', 'test/pipeline', 'test/catalogue', 'test/matrix'];

export const AREAS = {
  redaction: {
    files: /^src\/(?:report\/(?:redact|safe-text)|workspace\/secret-marks)\.ts$/,
    fixtures: false,
    tests: ['test/report/redact.test.ts', 'test/report/redact-places.test.ts', 'test/workspace/secret-marks.test.ts'],
    wanted: 100,
  },
  catalogue: {
    files: /^src\/catalogue\//,
    sampled: true,
    fixtures: true,
    tests: [...REST, 'test/report/explanations.test.ts', 'test/docs-pages.test.ts'],
    wanted: 85,
  },
  evaluate: { files: /^src\/evaluate\//, sampled: true, fixtures: true, tests: REST, wanted: 85 },
  plan: { files: /^src\/plan\//, sampled: true, fixtures: true, tests: REST, wanted: 85 },
  edit: { files: /^src\/edit\//, sampled: true, fixtures: true, tests: REST, wanted: 85 },
};

/** Changes of these give a program that does the same, by `file: the line as it is written → what stands in it`. */
export const EQUAL = [
  // spans that touch are masked alike as one and as two
  'src/report/redact.ts: if (last && span.start <= last.end) → (span.start) < (last.end)',
  // behind the end of a text is nothing
  'src/report/redact.ts: for (let at = start + 1; at < text.length; at += 1) { → (at) <= (text.length)',
  'src/report/redact.ts: return text.length - 1; → (text.length) + (1)',
  // what is left of the value is masked by the next look
  'src/report/redact.ts: const scheme = /^(?:Bearer|Basic|Token)\\s+/i.exec(text.slice(span.start, Math.min(span.end, span.start + 20))); → /(?:Bearer|Basic|Token)\\s+/i',
  // a limit by one
  'src/report/safe-text.ts: for (let pass = 0; pass < MOST_PASSES; pass += 1) { → (pass) <= (MOST_PASSES)',
  // the last of these is no control
  "src/report/safe-text.ts: return code > 0xffff ? `\\\\u{${code.toString(16)}}` : `\\\\u${code.toString(16).padStart(4, '0')}`; → (code) >= (0xffff)",
];
