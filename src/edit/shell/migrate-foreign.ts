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
import type { Dialect, Job, Reach } from './dialect.js';
import { changedOption, freeText, hasAbove, needsJq, overwrites, SEVERAL, type TodoLine } from './migrate-shell.js';
import type { Pieces } from './quote.js';
import { type Lookup, type Steps, type Stop, stepsOf } from './steps.js';
import { API, type Credentials, credentialsOf } from './write-steps.js';

export interface PlannedForeign {
  readonly command: ForeignCommand;
  readonly action: Action | null;
  readonly reasons: readonly Stop[];
  readonly steps: Steps | null;
  readonly credentials: Credentials | null;
  /** statements that work values out */
  readonly values: readonly string[];
}

export interface MigratedForeign {
  readonly planned: readonly PlannedForeign[];
  readonly edits: readonly TextEdit[];
  readonly permissions: readonly string[];
}

/** These are put into another form, here or when the script runs. */
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
    const isTaken = (one: string) =>
      [...given.values()].includes(one) || isUsed(text, dialect.holder(one)) || isUsed(text, `$${one}`);
    let free = given.get(key) ?? wish;
    for (let number = 2; !given.has(key) && isTaken(free); number++) free = `${wish}_${number}`;
    given.set(key, free);
    return free;
  };
  const planned = commands.map((command) => plan(command, text, dialect, options, name));
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
  const name = holder.replace(/\W/g, '');
  const use = holder.startsWith('%') ? `[%!]${name}[%!:]|\\bset\\s+(?:/[ap]\\s+)?"?${name}=` : `\\$\\{?${name}\\b`;
  return new RegExp(use, 'i').test(text);
}

function plan(
  command: ForeignCommand,
  text: string,
  dialect: Dialect,
  options: MigrationOptions,
  name: (wish: string, of: string) => string,
): PlannedForeign {
  const { request, output } = command;
  const actionName = plainText(command.action ?? []);
  const action = actionName ? (actionByName(actionName) ?? null) : null;
  const left = (...reasons: Stop[]) => ({ command, action, reasons, steps: null, credentials: null, values: [] });
  if (request.open) return left({ id: 'unknown-form' });
  if (!action) return left(actionName ? { id: 'not-an-action', field: actionName } : { id: 'unknown-action' });
  const unknown = unknownValue(request, action, dialect.reach(command));
  if (unknown) return left({ id: 'not-supported-value', field: unknown });
  const values: string[] = [];
  const steps = stepsOf({ action, form: request.form, options, name, values: dialect.values(name, values) });
  if ('id' in steps) return left(steps);
  if (command.stop) return left({ id: 'shell-form', field: command.stop });
  if (overwrites(steps, request)) return left({ id: 'shell-form', field: SEVERAL });
  if (output.to === 'code') return left({ id: 'shell-reader', field: output.what });
  const credentials = credentialsOf(request.form, options, dialect.environment);
  if (!credentials) return left({ id: 'missing-credentials' });
  const refused = dialect.stop(jobOf(steps, credentials), text);
  if (refused) return left({ id: 'shell-form', field: refused });
  const reasons: Stop[] = [...steps.reasons];
  if (dialect.needsJq && needsJq(steps)) reasons.push({ id: 'shell-jq' });
  if (credentials.moved) reasons.push({ id: 'shell-credentials' });
  const free = steps.body ? freeText(request) : null;
  if (free) reasons.push({ id: 'shell-json-value', field: free });
  const option = command.cmdlet ? null : changedOption(request);
  if (option) reasons.push({ id: 'shell-option', field: option.name });
  if (command.cmdlet || (!dialect.needsJq && needsJq(steps))) reasons.push({ id: 'shell-status' });
  if (output.to === 'people') reasons.push({ id: 'shell-output' });
  const isLeft =
    (reasons.length > 0 && options.safeOnly) || !isWanted({ rule: 'v1-call', action: action.name }, options);
  return { command, action, reasons, steps: isLeft ? null : steps, credentials, values };
}

/** A field whose value v4 wants in another form, where that cannot be worked out. */
function unknownValue({ form }: CommandRequest, { params, rewrite }: Action, reach: Reach): string | null {
  if (reach === 'all') return null;
  const textOf = (key: string) => plainText(form.findLast((one) => one.key === key)?.value ?? []);
  const label = textOf('name');
  const isInZone = label !== null && (/^[\w*-]+$/.test(label) || textOf('z') !== null);
  const found = params.find(({ name, convert }) => {
    if (!CONVERTED.has(convert.as)) return false;
    if (convert.as === 'record-name') return reach === 'lines' ? !isInZone && textOf('z') === null : !isInZone;
    return reach === 'none' && textOf(name) === null;
  });
  if (found) return found.name;
  return reach === 'none' && rewrite?.kind === 'set-access-rule' && textOf('key') === null ? 'key' : null;
}

function jobOf(steps: Steps, { headers }: Credentials): Job {
  const url = (path: Pieces): Pieces => [{ text: API }, ...path];
  const asked = ({ variable, filter, path }: Lookup) => ({
    variable,
    filter,
    request: { method: 'GET', url: url(path), headers, body: null },
  });
  const { lookups, existing, each, method, path, body, query } = steps;
  return {
    lookups: lookups.map(asked),
    request: { method, url: url(path), headers, body },
    query: query ?? null,
    existing: existing ? asked(existing) : null,
    each: !each ? null : 'words' in each ? each : asked(each),
  };
}

function editsOf(
  { command, steps, credentials, reasons, action, values }: PlannedForeign,
  text: string,
  dialect: Dialect,
  options: MigrationOptions,
  todo: TodoLine,
): TextEdit[] {
  const reason = reasons.find(({ id }) => REASONS[id].applicability === 'manual') ?? reasons[0];
  const isManual = reason !== undefined && REASONS[reason.id].applicability === 'manual';
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const { indent, line: place, at, mark } = command;
  const edits: TextEdit[] = [];
  const lines: string[] = [];
  if (options.todo && reason && (steps || isManual) && place !== null) {
    const line = todo(reason, action).replace(/^# /, dialect.comment);
    if (!hasAbove(text, place, mark + line)) lines.push(mark + line);
  }
  let written = '';
  if (steps && credentials) {
    const now = dialect.write(command, jobOf(steps, credentials), `${eol}${indent}`, text);
    edits.push({ start: command.start, end: command.end, text: now.text });
    if (now.close !== '') edits.push({ start: command.tail, end: command.tail, text: now.close });
    edits.push(...command.dropped.map((span) => wholeLines(text, span)));
    const above = [...values.map((line) => mark + line), ...now.above];
    if (command.inline) written = above.map((line) => `${line}${dialect.separator}`).join('');
    else lines.push(...above);
  }
  if (written !== '') edits.push({ start: at, end: at, text: written });
  if (lines.length === 0 || place === null) return edits;
  return [...edits, { start: place, end: place, text: lines.map((line) => `${indent}${line}${eol}`).join('') }];
}

function wholeLines(text: string, { start, end }: { readonly start: number; readonly end: number }): TextEdit {
  const line = text.lastIndexOf('\n', start - 1) + 1;
  const rest = /^[ \t]*(?:;[ \t]*)?\r?\n/.exec(text.slice(end))?.[0].length;
  const isAlone = text.slice(line, start).trim() === '' && rest !== undefined;
  return isAlone ? { start: line, end: end + rest, text: '' } : { start, end: start, text: '' };
}
