/** Files that are no scripts: shell scripts are migrated, in the others v1 is found. */
import { NOTHING_SHARED } from '../edit/sharers.js';
import { applied } from '../edit/shell/migrate-shell.js';
import { withoutUnused } from '../edit/unused-suppressions.js';
import { languageComments } from '../find/suppressions/comments.js';
import {
  hides,
  Lines,
  SUPPRESSION_MARK,
  type Suppression,
  sift,
  suppressionsIn,
} from '../find/suppressions/suppression.js';
import { textCredentials } from '../find/texts/text-credentials.js';
import { textEndpoints } from '../find/texts/text-endpoints.js';
import type { TextMark } from '../find/texts/text-mark.js';
import type { Finding } from '../finding.js';
import { fingerprint } from '../fingerprint.js';
import type { MigrationOptions } from '../options.js';
import type { SourceText } from '../pipeline.js';
import { isTidy } from '../plan/select.js';
import { suppressionFindings } from '../plan/suppression-findings.js';
import type { Language } from '../workspace/file-kinds.js';
import type { FileResult } from './file-result.js';
import { commandsIn } from './shell-commands.js';

const TODO = /TODO\(cloudflare-v4\)/;
/** What takes no part in which packages are needed. */
export const NO_USE = {
  needsSdk: false,
  holds: null,
  waits: false,
  aliased: false,
  replaced: false,
  dropped: [],
  manifest: null,
} as const;

const SEVERITIES = { 'hardcoded-credential': 'warning', todo: 'warning' } as const;

export function analyseText(source: SourceText, language: Language, options: MigrationOptions): FileResult {
  const { file, text } = source;
  const suppressions = options.comments ? suppressionsOf(text, language) : [];
  const lines = new Lines(suppressions.length > 0 ? text : '');
  const isHidden = (offset: number) => suppressions.some((one) => hides(one, 'v1-call', lines.of(offset)));
  const commands = commandsIn(source, language, options, isHidden);
  const marks = [
    ...textEndpoints(text, language).filter(
      ({ start }) => !commands.told.some((span) => span.start <= start && start < span.end),
    ),
    ...textCredentials(text, { everywhere: options.secrets !== false }),
  ];
  const findings = [...commands.findings, ...marks.map((mark) => textFinding(mark, file))];
  const todos = todoMarks(text, findings, language).map((mark) => textFinding(mark, file));
  const after = commands.edits.length === 0 ? null : applied(text, commands.edits);
  const sifted = sift(text, suppressions, [...findings, ...todos]);
  const tidied = isTidy(options)
    ? withoutUnused(
        { all: suppressions, unused: sifted.unused },
        after ?? text,
        after === null ? suppressions : suppressionsOf(after, language),
      )
    : (after ?? text);
  return {
    findings: [...sifted.shown, ...suppressionFindings(file, suppressions, sifted)],
    hidden: sifted.hidden,
    change: tidied === text ? null : { file, before: text, after: tidied },
    use: { ...NO_USE, file },
    helpers: null,
    bridge: null,
    permissions: commands.permissions,
    entered: [],
    crossings: [],
    shared: NOTHING_SHARED,
    asked: [],
    given: [],
    refused: [],
    idle: [],
  };
}

function suppressionsOf(text: string, language: Language): readonly Suppression[] {
  return text.includes(SUPPRESSION_MARK) ? suppressionsIn(text, languageComments(text, language)) : [];
}

export function textFinding(mark: TextMark, file: string): Finding {
  const { start, end, rule, message, reason, action } = mark;
  const isSecret = rule === 'hardcoded-credential';
  return {
    rule,
    severity: isSecret || rule === 'todo' ? SEVERITIES[rule] : 'error',
    applicability: 'manual',
    ...(reason ? { reason } : {}),
    message,
    file,
    range: { start, end },
    related: [],
    ...(action ? { action } : {}),
    fingerprint: fingerprint(rule, file, message),
  };
}

/** TODO lines that no finding below them says again. */
function todoMarks(text: string, findings: readonly Finding[], { line: signs }: Language): TextMark[] {
  if (!TODO.test(text)) return [];
  const marks: TextMark[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    const comment = line.trim();
    if (signs.some((sign) => comment.startsWith(sign)) && TODO.test(comment) && !isToldBelow(text, end + 1, findings))
      marks.push({
        rule: 'todo',
        message: 'a migration left this to do',
        start: start + line.length - line.trimStart().length,
        end: start + line.trimEnd().length,
      });
    start = end + 1;
  }
  return marks;
}

/** Is there a finding below that nothing but comments stands before? */
function isToldBelow(text: string, from: number, findings: readonly Finding[]): boolean {
  return findings.some(({ range }) => {
    if (range.start < from) return false;
    const lines = text.slice(from, range.start).split('\n').slice(0, -1);
    return lines.every((line) => /^\s*(?:#|rem |$)/.test(line));
  });
}
