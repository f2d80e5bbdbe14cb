/**
 * The examples of Markdown texts: each is analysed alone, like a repository of one file, and rewritten with `--docs`;
 * without it they are told.
 */
import { NOTHING_SHARED } from '../edit/sharers.js';
import { textCredentials } from '../find/texts/text-credentials.js';
import type { Finding, Span } from '../finding.js';
import { fingerprint } from '../fingerprint.js';
import type { MigrationOptions } from '../options.js';
import { analyse, type SourceText } from '../pipeline.js';
import { REASONS } from '../plan/reasons.js';
import { type Fence, fencesIn, inText } from '../syntax/index.js';
import { languageOf } from '../workspace/file-kinds.js';
import { hasEvidence } from '../workspace/prefilter.js';
import type { FileResult } from './file-result.js';
import { analyseText, NO_USE, textFinding } from './text-file.js';

const SCRIPTS: Readonly<Record<string, string>> = {
  js: '.js',
  javascript: '.js',
  node: '.js',
  nodejs: '.js',
  cjs: '.cjs',
  mjs: '.mjs',
  jsx: '.jsx',
  ts: '.ts',
  typescript: '.ts',
  mts: '.mts',
  tsx: '.tsx',
};
/** Names of languages that are no extensions. */
const CALLED: Readonly<Record<string, string>> = {
  shell: 'sh',
  console: 'sh',
  'sh-session': 'sh',
  'shell-session': 'sh',
  terminal: 'sh',
  python: 'py',
  ruby: 'rb',
  perl: 'pl',
  golang: 'go',
  csharp: 'cs',
  powershell: 'ps1',
  pwsh: 'ps1',
  batch: 'bat',
  coffeescript: 'coffee',
  makefile: 'mk',
};

export function isMarkdown(file: string): boolean {
  return /\.(?:md|mdx|markdown)$/i.test(file);
}

export function analyseFences(source: SourceText, options: MigrationOptions): FileResult {
  const { file, text } = source;
  const found = hasEvidence([Buffer.from(text)], true) ? fencesIn(text) : [];
  const findings: Finding[] = [];
  const hidden: Finding[] = [];
  const permissions: string[] = [];
  let after = text;
  for (const fence of found.toReversed()) {
    if (!hasEvidence([Buffer.from(fence.code)], true)) continue;
    const result = analyseFence(fence, file, options);
    findings.push(...result.findings.flatMap((finding) => placed(finding, fence, file, options) ?? []));
    hidden.push(...result.hidden.flatMap((finding) => placed(finding, fence, file, options) ?? []));
    if (result.code === null || !options.docs || fence.prefix === null) continue;
    permissions.push(...result.permissions);
    after = after.slice(0, fence.start) + prefixed(result.code, fence.prefix) + after.slice(fence.end);
  }
  const told = [...findings, ...hidden].map(({ range }) => range);
  findings.push(...proseCredentials(source, told, options));
  const change = after === text ? null : { file, before: text, after };
  return {
    findings,
    hidden,
    change,
    use: { ...NO_USE, file },
    helpers: null,
    bridge: null,
    permissions,
    entered: [],
    crossings: [],
    shared: NOTHING_SHARED,
    asked: [],
    given: [],
    refused: [],
    idle: [],
  };
}

/** Keys in the text around the examples, and in examples of other languages. */
function proseCredentials({ file, text }: SourceText, told: readonly Span[], options: MigrationOptions): Finding[] {
  return textCredentials(text, { everywhere: options.secrets !== false })
    .filter(({ start, end }) => !told.some((span) => span.start < end && start < span.end))
    .map((mark) => textFinding(mark, file));
}

interface FenceResult {
  readonly findings: readonly Finding[];
  /** that a comment of the example hides */
  readonly hidden: readonly Finding[];
  /** as rewritten; null where it stays */
  readonly code: string | null;
  readonly permissions: readonly string[];
}

function analyseFence({ language, code }: Fence, file: string, options: MigrationOptions): FenceResult {
  const extension = SCRIPTS[language];
  const alone = { ...options, helpers: null, bridge: false, todo: options.todo && options.docs } as const;
  if (extension !== undefined) {
    const name = `${file}#1${extension}`;
    const { findings, hidden, changes } = analyse(
      [{ file: name, text: code }],
      { manifests: {}, lockFile: null },
      alone,
    );
    return { findings, hidden, code: changes.find((change) => change.file === name)?.after ?? null, permissions: [] };
  }
  const other = languageOf(`fence.${CALLED[language] ?? language}`, '');
  if (!other) return { findings: [], hidden: [], code: null, permissions: [] };
  const { findings, hidden, change, permissions } = analyseText({ file, text: code }, other, alone);
  return { findings, hidden, code: change?.after ?? null, permissions };
}

/** At its place in the text; without `--docs` nothing of it is rewritten. Null: nothing need be said of it. */
function placed(finding: Finding, fence: Fence, file: string, { docs }: MigrationOptions): Finding | null {
  const at = <Place extends { readonly start: number; readonly end: number }>(place: Place): Place => ({
    ...place,
    start: inText(fence, place.start),
    end: inText(fence, place.end),
  });
  // Of npm's `cloudflare` alone, it may be an example of the SDK.
  if (finding.rule === 'parse-error')
    return hasEvidence([Buffer.from(fence.code)], false) ? unparsed(finding, fence, file) : null;
  const isCall = finding.applicability !== 'manual' || finding.reason === 'other-language';
  const left = isCall && !docs ? ({ applicability: 'manual', reason: 'documentation' } as const) : {};
  const why = left.reason ? REASONS.documentation.message : null;
  return {
    ...finding,
    ...left,
    ...(why && { message: `${finding.message.split(':', 1)[0]}: ${why}` }),
    file,
    range: at(finding.range),
    related: finding.related.map((place) => ({ ...at(place), file })),
  };
}

/** Examples leave things out: what is told is the address. */
function unparsed(finding: Finding, fence: Fence, file: string): Finding {
  const at = Math.max(fence.code.search(/(?:https?:\/\/)?(?:www\.)?cloudflare\.com|api_json|\btkn\b/i), 0);
  const start = inText(fence, at);
  return {
    ...finding,
    rule: 'v1-endpoint',
    message: 'an example that speaks v1, and that cannot be parsed',
    file,
    range: { start, end: start + (/^[^\s'"`]*/.exec(fence.code.slice(at))?.[0].length ?? 0) },
    fingerprint: fingerprint('v1-endpoint', file, 'example'),
  };
}

function prefixed(code: string, prefix: string): string {
  if (prefix === '') return code;
  const lines = code.split('\n');
  return lines
    .map((line, index) => (line === '' ? (index === lines.length - 1 ? '' : prefix.trimEnd()) : prefix + line))
    .join('\n');
}
