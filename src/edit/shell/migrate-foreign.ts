/** The v1 commands of a script of PowerShell or cmd, planned as those of a POSIX shell are, and written in its own way. */
import { actionByName } from '../../catalogue/index.js';
import { operation } from '../../catalogue/operations.js';
import type { Action } from '../../catalogue/types.js';
import type { CommandRequest } from '../../find/shell/curl.js';
import type { ForeignCommand } from '../../find/shell/foreign.js';
import type { TextEdit } from '../../finding.js';
import type { MigrationOptions } from '../../options.js';
import { REASONS } from '../../plan/reasons.js';
import { isWanted } from '../../plan/select.js';
import { plainText } from '../../syntax/index.js';
import type { Dialect, Request } from './dialect.js';
import { changedOption, freeText, hasAbove, type TodoLine } from './migrate-shell.js';
import type { Pieces } from './quote.js';
import { type Lookup, type Steps, type Stop, stepsOf } from './steps.js';
import { API, type Credentials, credentialsOf } from './write-steps.js';

export interface PlannedForeign {
  readonly command: ForeignCommand;
  readonly action: Action | null;
  readonly reasons: readonly Stop[];
  readonly steps: Steps | null;
  readonly credentials: Credentials | null;
}

export interface MigratedForeign {
  readonly planned: readonly PlannedForeign[];
  readonly edits: readonly TextEdit[];
  readonly permissions: readonly string[];
}

type Kind = NonNullable<Action['rewrite']>['kind'];
/** The others need a loop, or what only a POSIX shell puts together. */
const WRITTEN: ReadonlySet<Kind> = new Set<Kind>([
  'list-zones',
  'get-zone',
  'list-records',
  'set-setting',
  'purge-everything',
  'purge-url',
  'create-record',
  'edit-record',
  'delete-record',
]);
/** These are put into another form, which is done here and not when the script runs. */
const CONVERTED = new Set(['boolean', 'table', 'record-name']);

export function migrateForeign(
  text: string,
  commands: readonly ForeignCommand[],
  dialect: Dialect,
  options: MigrationOptions,
  todo: TodoLine,
  isHidden: (offset: number) => boolean,
): MigratedForeign {
  const given = new Map<string, string>();
  const name = (wish: string, of: string) => {
    const key = `${wish} ${of}`;
    const isTaken = (one: string) => [...given.values()].includes(one) || isUsed(text, dialect.holder(one));
    let free = given.get(key) ?? wish;
    for (let number = 2; !given.has(key) && isTaken(free); number++) free = `${wish}_${number}`;
    given.set(key, free);
    return free;
  };
  const planned = commands.map((command) => plan(command, dialect, options, name));
  const open = planned.filter(({ command }) => !isHidden(command.start));
  return {
    planned,
    edits: open.flatMap((one) => editsOf(one, text, dialect, options, todo)),
    permissions: open.flatMap(({ steps, action }) =>
      steps ? (action?.operations.map((id) => operation(id).permission) ?? []) : [],
    ),
  };
}

function isUsed(text: string, holder: string): boolean {
  return text.toLowerCase().includes(holder.replaceAll('%', '').toLowerCase());
}

function plan(
  command: ForeignCommand,
  dialect: Dialect,
  options: MigrationOptions,
  name: (wish: string, of: string) => string,
): PlannedForeign {
  const { request, output } = command;
  const actionName = plainText(command.action ?? []);
  const action = actionName ? (actionByName(actionName) ?? null) : null;
  const left = (...reasons: Stop[]) => ({ command, action, reasons, steps: null, credentials: null });
  if (!action) return left({ id: request.open ? 'unknown-form' : actionName ? 'not-an-action' : 'unknown-action' });
  if (request.open) return left({ id: 'unknown-form' });
  const unknown = unknownValue(request, action);
  const isWritten = action.rewrite ? WRITTEN.has(action.rewrite.kind) : true;
  if (unknown && isWritten) return left({ id: 'not-supported-value', field: unknown });
  const steps = stepsOf({ action, form: request.form, options, name });
  if ('id' in steps) return left(steps);
  if (!isWritten) return left({ id: 'shell-form', field: `${action.name} is written for POSIX shells alone` });
  if (command.stop) return left({ id: 'shell-form', field: command.stop });
  if (output.to === 'code') return left({ id: 'shell-reader', field: output.what });
  const credentials = credentialsOf(request.form, options, dialect.environment);
  if (!credentials) return left({ id: 'missing-credentials' });
  const reasons: Stop[] = [...steps.reasons];
  if (dialect.needsJq && steps.lookups.length > 0) reasons.push({ id: 'shell-jq' });
  if (credentials.moved) reasons.push({ id: 'shell-credentials' });
  const free = steps.body ? freeText(request) : null;
  if (free) reasons.push({ id: 'shell-json-value', field: free });
  const option = command.cmdlet ? null : changedOption(request);
  if (option) reasons.push({ id: 'shell-option', field: option.name });
  if (command.cmdlet) reasons.push({ id: 'shell-status' });
  if (output.to === 'people') reasons.push({ id: 'shell-output' });
  const isLeft =
    (reasons.length > 0 && options.safeOnly) || !isWanted({ rule: 'v1-call', action: action.name }, options);
  return { command, action, reasons, steps: isLeft ? null : steps, credentials };
}

/** A field whose value v4 wants in another form, and that is not known before the script runs. */
function unknownValue({ form }: CommandRequest, { params }: Action): string | null {
  const isKnown = (key: string) => plainText(form.findLast((one) => one.key === key)?.value ?? []) !== null;
  const found = params.find(({ name, convert }) => CONVERTED.has(convert.as) && !isKnown(name));
  if (found) return found.name;
  const names = params.some(({ convert }) => convert.as === 'record-name');
  return names && !isKnown('z') ? 'z' : null;
}

function editsOf(
  { command, steps, credentials, reasons, action }: PlannedForeign,
  text: string,
  dialect: Dialect,
  options: MigrationOptions,
  todo: TodoLine,
): TextEdit[] {
  const reason = reasons.find(({ id }) => REASONS[id].applicability === 'manual') ?? reasons[0];
  const isManual = reason !== undefined && REASONS[reason.id].applicability === 'manual';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const above: string[] = [];
  const edits: TextEdit[] = [];
  if (options.todo && reason && (steps || isManual)) {
    const line = todo(reason, action).replace(/^# /, dialect.comment);
    if (command.line !== null && !hasAbove(text, command.line, line)) above.push(line);
  }
  if (steps && credentials) {
    const names = new Map(steps.lookups.map(({ variable }) => [`$${variable}`, dialect.holder(variable)]));
    const url = (path: Pieces) => [{ text: API }, ...path].map((piece) => held(piece, names));
    const { headers } = credentials;
    const ask = ({ path }: Lookup): Request => ({ method: 'GET', url: url(path), headers, body: null });
    for (const one of steps.lookups) above.push(dialect.lookup(one.variable, one.filter, ask(one), command));
    const request = { method: steps.method, url: url(steps.path), headers, body: steps.body };
    edits.push({
      start: command.start,
      end: command.end,
      text: dialect.command(command, request, `${eol}${command.indent}`),
    });
    edits.push(...command.dropped.map((span) => wholeLines(text, span)));
  }
  if (above.length === 0 || command.line === null) return edits;
  const lines = above.map((line) => `${command.indent}${line}${eol}`).join('');
  return [...edits, { start: command.line, end: command.line, text: lines }];
}

function held(piece: Pieces[number], names: ReadonlyMap<string, string>): Pieces[number] {
  return 'raw' in piece ? { raw: names.get(piece.raw) ?? piece.raw } : piece;
}

function wholeLines(text: string, { start, end }: { readonly start: number; readonly end: number }): TextEdit {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const rest = /^[ \t]*(?:;[ \t]*)?\r?\n/.exec(text.slice(end))?.[0].length;
  const isAlone = text.slice(line, start).trim() === '' && rest !== undefined;
  return isAlone ? { start: line, end: end + rest, text: '' } : { start, end: start, text: '' };
}
