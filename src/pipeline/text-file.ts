/** Files that are no scripts: shell scripts are migrated, in the others v1 is found. */
import { NOTHING_SHARED } from '../edit/sharers.js';
import { migrateShell, type PlannedCommand, reasonLine } from '../edit/shell/migrate-shell.js';
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
import type { Finding, Span } from '../finding.js';
import { fingerprint } from '../fingerprint.js';
import type { MigrationOptions } from '../options.js';
import type { FileResult, SourceText } from '../pipeline.js';
import { ruleOf } from '../plan/findings.js';
import { REASONS, reasonText } from '../plan/reasons.js';
import { isTidy } from '../plan/select.js';
import { suppressionFindings } from '../plan/suppression-findings.js';
import { isShell, type Language } from '../workspace/file-kinds.js';

const TODO = /TODO\(cloudflare-v4\)/;
/** What takes no part in which packages are needed. */
export const NO_USE = {
  needsSdk: false,
  holds: null,
  waits: false,
  aliased: false,
  dropped: [],
  manifest: null,
} as const;

const SEVERITIES = { 'hardcoded-credential': 'warning', todo: 'warning' } as const;

export function analyseText(source: SourceText, language: Language, options: MigrationOptions): FileResult {
  const { file, text } = source;
  const suppressions = suppressionsOf(text, language);
  const lines = new Lines(suppressions.length > 0 ? text : '');
  const isHidden = (offset: number) => suppressions.some((one) => hides(one, 'v1-call', lines.of(offset)));
  const shell = isShell(language) ? migrateShell(text, options, reasonLine, isHidden) : null;
  const commands = (shell?.planned ?? []).map((planned) => commandFinding(planned, file));
  const told = (shell?.planned ?? []).flatMap(({ request }) => usedIn(request.found.command, text));
  const marks = [
    ...textEndpoints(text, language).filter(
      ({ start }) => !told.some((span) => span.start <= start && start < span.end),
    ),
    ...textCredentials(text, { everywhere: options.secrets !== false }),
  ];
  const findings = [...commands, ...marks.map((mark) => textFinding(mark, file))];
  const todos = todoMarks(text, findings).map((mark) => textFinding(mark, file));
  const after = shell?.text ?? null;
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
    permissions: after === null ? [] : (shell?.permissions ?? []),
    entered: [],
    crossings: [],
    shared: NOTHING_SHARED,
    refused: [],
  };
}

function suppressionsOf(text: string, language: Language): readonly Suppression[] {
  return text.includes(SUPPRESSION_MARK) ? suppressionsIn(text, languageComments(text, language)) : [];
}

/** The command, and the assignments of variables that it names. */
function usedIn({ pos, end }: { readonly pos: number; readonly end: number }, text: string): Span[] {
  const names = [...text.slice(pos, end).matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name]) => name!);
  const assigned = names.flatMap((name) =>
    [...text.matchAll(new RegExp(`(?<![\\w$])${name}=.*`, 'g'))].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
    })),
  );
  return [{ start: pos, end }, ...assigned];
}

function commandFinding(planned: PlannedCommand, file: string): Finding {
  const { request, action, reasons } = planned;
  const { pos: start, end } = request.found.command;
  const reason = reasons.find(({ id }) => REASONS[id].applicability === 'manual') ?? reasons[0];
  const rule = ruleOf(reason?.id ?? null);
  const target = action?.rewrite ? action.operations.at(-1) : undefined;
  const what = action ? `v1 action ${action.name}` : 'a request to Client API v1';
  const becomes = target && rule !== 'removed-action' ? ` becomes ${target}` : '';
  const why = reason && reasonText(reason.id, { action: action?.name, field: reason.field });
  return {
    rule,
    severity: 'error',
    applicability: reason ? REASONS[reason.id].applicability : 'safe',
    ...(reason ? { reason: reason.id } : {}),
    message: why ? `${what}${becomes}: ${why}` : `${what}${becomes}`,
    file,
    range: { start, end },
    related: [],
    ...(action ? { action: action.name } : {}),
    ...(target ? { target } : {}),
    notes: [
      `client: ${request.client}`,
      `form: ${request.form.map(({ key }) => key).join(', ') || 'empty'}${request.open ? ', and more that is not known' : ''}`,
      ...reasons.map(({ id, field }) => `${id}: ${reasonText(id, { action: action?.name, field })}`),
    ],
    fingerprint: fingerprint(
      rule,
      file,
      [request.client, action?.name, ...request.form.map(({ key }) => key)].join(' '),
    ),
  };
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
function todoMarks(text: string, findings: readonly Finding[]): TextMark[] {
  const lines = text.split('\n');
  const marks: TextMark[] = [];
  let start = 0;
  for (const line of lines) {
    const end = start + line.length;
    const isTold = findings.some(
      ({ range }) => range.start > end && /^\s*(?:#[^\n]*\n\s*)*[^\n]*$/.test(text.slice(end + 1, range.start)),
    );
    const comment = line.trim();
    if (comment.startsWith('#') && TODO.test(comment) && !isTold)
      marks.push({
        rule: 'todo',
        message: 'a migration left this to do',
        start: start + line.indexOf('#'),
        end: start + line.trimEnd().length,
      });
    start = end + 1;
  }
  return marks;
}
