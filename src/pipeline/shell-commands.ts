/** The commands that send to v1 from a file that is no script of JavaScript: found, and written for v4. */
import type { Action } from '../catalogue/types.js';
import { BATCH } from '../edit/shell/batch.js';
import { migrateForeign } from '../edit/shell/migrate-foreign.js';
import { applied, migrateShell, reasonLine } from '../edit/shell/migrate-shell.js';
import { POWERSHELL } from '../edit/shell/powershell.js';
import type { Stop } from '../edit/shell/steps.js';
import { batchCommands } from '../find/shell/batch.js';
import type { CommandRequest } from '../find/shell/curl.js';
import { commandStrings } from '../find/shell/hosts/command-strings.js';
import { type HostedScript, hostedScripts, type ShellPart } from '../find/shell/hosts/index.js';
import { wholeFile } from '../find/shell/hosts/whole-file.js';
import { powershellCommands } from '../find/shell/powershell.js';
import { commentsIn, isWithin } from '../find/texts/comments.js';
import type { Finding, Span, TextEdit } from '../finding.js';
import { fingerprint } from '../fingerprint.js';
import type { MigrationOptions } from '../options.js';
import type { SourceText } from '../pipeline.js';
import { ruleOf } from '../plan/findings.js';
import { REASONS, reasonText } from '../plan/reasons.js';
import { isFailure, type NodePath, parseModule, type SourceModule, spanOf } from '../syntax/index.js';
import { isShell, type Language, languageOf } from '../workspace/file-kinds.js';

export interface Commands {
  readonly findings: readonly Finding[];
  /** what they account for */
  readonly told: readonly Span[];
  readonly edits: readonly TextEdit[];
  readonly permissions: readonly string[];
}

type Hidden = (offset: number) => boolean;

export function commandsIn(
  source: SourceText,
  language: Language,
  options: MigrationOptions,
  isHidden: Hidden,
): Commands {
  const { file, text } = source;
  const whole = KINDS[language.name] ?? (isShell(language) ? 'shell' : null);
  const scripts: readonly HostedScript[] = whole
    ? [{ kind: whole, part: wholeFile(text) }]
    : hostedScripts(file, text, language.name);
  const all = scripts.flatMap(({ kind, part }) =>
    kind === 'unknown' ? [] : (partCommands(kind, part, source, options, isHidden) ?? []),
  );
  return together(all);
}

function together(all: readonly Commands[]): Commands {
  return {
    findings: all.flatMap(({ findings }) => findings),
    told: all.flatMap(({ told }) => told),
    edits: all.flatMap(({ edits }) => edits),
    permissions: all.flatMap(({ permissions }) => permissions),
  };
}

/** Of a script of JavaScript: commands in strings that a shell carries out. */
export function commandsOf(
  module: SourceModule,
  options: MigrationOptions,
): Commands & { readonly places: readonly NodePath[] } {
  const strings = commandStrings(module);
  const all = strings.flatMap(({ part, literal, hidden }) => {
    const found = partCommands('shell', part, module, options, () => options.comments && hidden);
    return found ? [{ ...found, told: [spanOf(literal.node)] }] : [];
  });
  return { ...together(all), places: strings.map(({ literal }) => literal) };
}

/** A text with its commands written for v4, whatever else was written in it. */
export function withCommands(module: SourceModule, text: string, options: MigrationOptions): string {
  const now = text === module.text ? module : parseModule(module.file, text, module.kind === 'esm');
  if (isFailure(now)) return text;
  const after = applied(text, commandsOf(now, options).edits);
  return isFailure(parseModule(module.file, after, module.kind === 'esm')) ? text : after;
}

const KINDS: Readonly<Record<string, 'powershell' | 'batch'>> = { PowerShell: 'powershell', 'a batch file': 'batch' };

function partCommands(
  kind: 'shell' | 'powershell' | 'batch',
  part: ShellPart,
  { file, text }: Pick<SourceText, 'file' | 'text'>,
  options: MigrationOptions,
  isHidden: Hidden,
): Commands | null {
  const hidden = (at: number) => isHidden(part.offset(at));
  const result = kind === 'shell' ? shellResult(part, options, hidden) : foreignResult(kind, part, options, hidden);
  if (!result || result.commands.length === 0) return null;
  const { commands, edits, todos } = result;
  const written = part.written(edits);
  const addresses = part.text.match(/api_json|cloudflare\.com\/+api\.html/gi)?.length ?? 0;
  return {
    findings: commands.map((one) => commandFinding(written ? one : unwritten(one), file, (at) => part.offset(at))),
    told: [
      ...commands.flatMap(({ told }) =>
        told.map(({ start, end }) => ({ start: part.offset(start), end: part.offset(end) })),
      ),
      ...(part.span && addresses <= commands.length ? [part.span] : []),
    ],
    edits:
      written && edits.length + todos.length > 0
        ? [...(edits.length > 0 ? written : []), ...comments(part, todos, text)]
        : [],
    permissions: written && edits.length > 0 ? result.permissions : [],
  };
}

/** A command as a report tells of it. */
interface Told extends Span {
  readonly request: CommandRequest;
  readonly action: Action | null;
  readonly reasons: readonly Stop[];
  readonly isWritten: boolean;
  readonly told: readonly Span[];
}

interface Result {
  readonly commands: readonly Told[];
  readonly edits: readonly TextEdit[];
  readonly todos: readonly string[];
  readonly permissions: readonly string[];
}

function shellResult(part: ShellPart, options: MigrationOptions, isHidden: Hidden): Result | null {
  const shell = migrateShell(part.text, options, reasonLine, isHidden, part);
  if (!shell) return null;
  const commands = shell.planned.map(({ request, action, reasons, steps }): Told => {
    const { pos: start, end } = request.found.command;
    const told = usedIn(request.found.command, part.text);
    return { start, end, request, action, reasons, isWritten: steps !== null, told };
  });
  return { ...shell, commands };
}

function foreignResult(
  kind: 'powershell' | 'batch',
  { text }: ShellPart,
  options: MigrationOptions,
  isHidden: Hidden,
): Result {
  const language = languageOf(kind === 'powershell' ? 'a.ps1' : 'a.cmd', '');
  const spans = language ? commentsIn(text, language) : [];
  const isComment = (offset: number) => isWithin(spans, offset);
  const [find, dialect] = kind === 'powershell' ? [powershellCommands, POWERSHELL] : [batchCommands, BATCH];
  const found = migrateForeign(text, find(text, isComment), dialect, options, reasonLine, isHidden);
  const commands = found.planned.map(({ command, action, reasons, steps }): Told => {
    const { start, end, request, dropped } = command;
    return { start, end, request, action, reasons, isWritten: steps !== null, told: [{ start, end }, ...dropped] };
  });
  return { ...found, commands, todos: [] };
}

/** What is said where the edits cannot be made in the file. */
function unwritten(told: Told): Told {
  const reason: Stop = { id: 'shell-form', field: 'the command is put together by the file around it' };
  return told.isWritten ? { ...told, isWritten: false, reasons: [reason] } : told;
}

function comments({ comment }: ShellPart, todos: readonly string[], file: string): TextEdit[] {
  if (!comment) return [];
  const eol = file.includes('\r\n') ? '\r\n' : '\n';
  const above = file.slice(0, comment.at).trimEnd();
  const marked = comment.mark ? todos.map((line) => line.replace(/^#/, '//')) : todos;
  const open = marked.filter((line) => !above.endsWith(line));
  const text = open.map((line) => `${comment.indent}${line}${eol}`).join('');
  return open.length === 0 ? [] : [{ start: comment.at, end: comment.at, text }];
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

function commandFinding(told: Told, file: string, offset: (at: number) => number): Finding {
  const { request, action, reasons, start, end } = told;
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
    range: { start: offset(start), end: offset(end) },
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
