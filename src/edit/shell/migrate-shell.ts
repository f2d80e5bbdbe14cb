/** One shell script: its v1 commands planned, and written as v4 calls where that is right. */
import { actionByName } from '../../catalogue/index.js';
import { operation } from '../../catalogue/operations.js';
import type { Action } from '../../catalogue/types.js';
import { resolve, type ShellRequest, shellRequests } from '../../find/shell/curl.js';
import { outputOf } from '../../find/shell/output.js';
import type { TextEdit } from '../../finding.js';
import type { MigrationOptions } from '../../options.js';
import { REASONS, type ReasonId, reasonText } from '../../plan/reasons.js';
import { isWanted } from '../../plan/select.js';
import { parseShell, plainText, type ShellScript } from '../../syntax/index.js';
import { placeOf } from './place.js';
import type { Lookup, Names, Steps, Stop } from './steps.js';
import { stepsOf } from './steps.js';
import { type Credentials, credentialsOf, type Written, writeSteps } from './write-steps.js';

export interface PlannedCommand {
  readonly request: ShellRequest;
  readonly action: Action | null;
  readonly reasons: readonly Stop[];
  readonly steps: Steps | null;
  readonly credentials: Credentials | null;
}

export interface MigratedShell {
  readonly planned: readonly PlannedCommand[];
  /** null where nothing changes */
  readonly text: string | null;
  /** assignments of the address that nothing needs any more */
  readonly permissions: readonly string[];
}

/** `isHidden`: comments keep the command there as it is. `script` null: the text is no shell script that can be parsed. */
export function migrateShell(
  source: string,
  options: MigrationOptions,
  todo: TodoLine,
  isHidden: (offset: number) => boolean,
): MigratedShell | null {
  const script = parseShell(source);
  if (!script) return null;
  const names = variableNames(script);
  const planned = shellRequests(script).map((request) => plan(request, script, options, names));
  const edits: TextEdit[] = [];
  const known = new Map<unknown, Set<string>>();
  const open = planned.filter(({ request }) => !isHidden(request.found.command.pos));
  for (const one of open) edits.push(...editsOf(one, script, options, todo, known));
  edits.push(...droppedVariables(script, edits));
  const written = open.filter(({ steps }) => steps);
  return {
    planned,
    text: edits.length === 0 ? null : applied(source, edits),
    permissions: written.flatMap(({ action }) => action?.operations.map((id) => operation(id).permission) ?? []),
  };
}

export type TodoLine = (reason: Stop, action: Action | null) => string;

/** Free names for what is looked up: one for each thing. */
function variableNames(script: ShellScript): Names {
  const given = new Map<string, string>();
  const taken = new Set<string>([...script.variables.keys(), ...(script.text.match(/(?<=\$\{?)[A-Za-z_]\w*/g) ?? [])]);
  return (wish, of) => {
    const key = `${wish} ${of}`;
    let name = given.get(key) ?? wish;
    for (let number = 2; !given.has(key) && taken.has(name); number++) name = `${wish}_${number}`;
    given.set(key, name);
    taken.add(name);
    return name;
  };
}

function plan(request: ShellRequest, script: ShellScript, options: MigrationOptions, name: Names): PlannedCommand {
  const given = request.form.findLast(({ key }) => key === 'a')?.value ?? [];
  const actionName = plainText(resolve(given, script));
  const action = actionName === null ? null : (actionByName(actionName) ?? null);
  const left = (...reasons: Stop[]): PlannedCommand => ({ request, action, reasons, steps: null, credentials: null });
  if (!action)
    return left(
      request.open || !actionName ? { id: request.open ? 'unknown-form' : 'unknown-action' } : { id: 'not-an-action' },
    );
  if (request.open) return left({ id: 'unknown-form' });
  const steps = stepsOf({ action, form: request.form, options, name });
  if ('id' in steps) return left(steps);
  if (request.client === 'wget')
    return left({ id: 'shell-form', field: 'wget sends no such methods everywhere: use curl' });
  const isWrapped = request.found.command.prefix.length > 0 || request.program !== 0;
  if (steps.each && isWrapped) return left({ id: 'shell-form', field: 'it would become a loop' });
  if (steps.methodText && !placeOf(request.found, script.text).before)
    return left({ id: 'shell-form', field: 'an id would have to be looked up in the middle of a line' });
  const output = outputOf(request.found, request.kept, script);
  if (output.to === 'code') return left({ id: 'shell-reader', field: output.what });
  const credentials = credentialsOf(request.form, options);
  if (!credentials) return left({ id: 'missing-credentials' });
  const reasons: Stop[] = [...steps.reasons];
  const asks = steps.lookups.length > 0 || (steps.each && 'filter' in steps.each);
  if (asks && !reasons.some(({ id }) => id === 'shell-jq') && !/\bjq\b/.test(script.text))
    reasons.push({ id: 'shell-jq' });
  if (credentials.moved) reasons.push({ id: 'shell-credentials' });
  const free = steps.body === null ? null : freeText(request);
  if (free) reasons.push({ id: 'shell-json-value', field: free });
  const option = request.kept.find(({ name }) =>
    /^(?:-f|--fail(?:-with-body)?|-w|--write-out|-i|--include|-D|--dump-header)$/.test(name),
  );
  if (option) reasons.push({ id: 'shell-option', field: option.name });
  if (output.to === 'people') reasons.push({ id: 'shell-output' });
  const isLeft =
    (reasons.length > 0 && options.safeOnly) || !isWanted({ rule: 'v1-call', action: action.name }, options);
  return { request, action, reasons, steps: isLeft ? null : steps, credentials };
}

/** Fields whose values may hold anything, quotes and backslashes too. */
const FREE_TEXT = new Set(['name', 'content', 'url', 'target', 'service']);

/** The field of free text that is put into the JSON as a variable of the shell has it; null where there is none. */
function freeText({ form }: ShellRequest): string | null {
  const type = plainText(form.findLast(({ key }) => key === 'type')?.value ?? []) ?? '';
  const isAddress = (key: string) => key === 'content' && /^(?:A|AAAA)$/.test(type);
  const found = form.find(({ key, value }) => FREE_TEXT.has(key) && !isAddress(key) && plainText(value) === null);
  return found?.key ?? null;
}

function editsOf(
  one: PlannedCommand,
  script: ShellScript,
  options: MigrationOptions,
  todo: TodoLine,
  known: Map<unknown, Set<string>>,
): TextEdit[] {
  const { request, steps, credentials, reasons, action } = one;
  const { command } = request.found;
  const place = placeOf(request.found, script.text);
  const reason = reasons.find(({ id }) => REASONS[id].applicability === 'manual') ?? reasons[0];
  const above: string[] = [];
  const isManual = reason !== undefined && REASONS[reason.id].applicability === 'manual';
  const line = options.todo && reason && (steps || isManual) ? todo(reason, action) : null;
  if (line && place.line !== null && !hasAbove(script.text, place.line, line)) above.push(line);
  const edits: TextEdit[] = [];
  if (steps && credentials) {
    const done = place.list && known.get(place.list);
    const fresh = (lookup: Lookup) =>
      lookup.of === '' || !done?.has(`${lookup.variable} ${lookup.of}`) || !isSteady(lookup.of, script);
    const text = writeSteps(steps, request, credentials, script.text, {
      before: place.before,
      indent: place.indent,
      fresh,
    });
    if (place.list)
      known.set(
        place.list,
        new Set([...(done ?? []), ...steps.lookups.map(({ variable, of }) => `${variable} ${of}`)]),
      );
    above.push(...text.lines);
    edits.push(...commandEdits(request, script.text, text));
  }
  if (above.length > 0 && place.line !== null) {
    const eol = script.text.includes('\r\n') ? '\r\n' : '\n';
    const lines = above.map((text) => `${place.indent}${text}${eol}`).join('');
    edits.push({ start: place.line, end: place.line, text: lines });
  }
  return edits
    .map((edit) => ({ ...edit, start: Math.max(edit.start, 0), end: Math.max(edit.end, 0) }))
    .filter(() => command.end > 0);
}

/** From the name of the program to its last word; redirections stay. */
function commandEdits({ found: { command } }: ShellRequest, source: string, { text }: Written): TextEdit[] {
  const words = [command.name, ...command.args].flatMap((one) => (one?.type === 'Word' ? [one] : []));
  const from = words.findIndex(({ value }) => /^(?:.*\/)?curl$/.test(value));
  const [start, end] = [words[from]!.pos, words.at(-1)!.end];
  const inside = command.redirects.filter((one) => one.pos >= start && one.end <= end);
  const kept = inside.map((one) => ` ${source.slice(one.pos, one.end)}`).join('');
  return [{ start, end, text: text + kept }];
}

/** Does the text keep its meaning through the file: its variables are assigned once at most? */
function isSteady(text: string, script: ShellScript): boolean {
  if (text.includes('$(') || text.includes('`')) return false;
  return [...text.matchAll(/\$\{?(\w+)/g)].every(
    ([, name]) => (script.variables.get(name!)?.length ?? 0) <= 1 && !/^\d/.test(name!),
  );
}

/** `API=https://…` where nothing else is said with it any more. */
function droppedVariables(script: ShellScript, edits: readonly TextEdit[]): TextEdit[] {
  return script.commands.flatMap(({ command }) => {
    const [only, ...others] = command.prefix;
    if (command.name || others.length > 0 || only?.type !== 'Assignment' || command.suffix.length > 0) return [];
    if (!/cloudflare\.com\/+api_json\.html/i.test(only.text)) return [];
    const use = new RegExp(`\\$(?:${only.name}\\b|\\{[#!]?${only.name}\\b)`, 'g');
    const uses = [...script.text.matchAll(use)];
    const isGone = (at: number) => edits.some(({ start, end }) => start <= at && at < end);
    if (uses.length === 0 || !uses.every(({ index }) => isGone(index))) return [];
    const start = script.text.lastIndexOf('\n', command.pos - 1) + 1;
    const end = script.text.indexOf('\n', command.end);
    const isAlone =
      script.text.slice(start, command.pos).trim() === '' &&
      script.text.slice(command.end, end === -1 ? undefined : end).trim() === '';
    return isAlone ? [{ start, end: end === -1 ? script.text.length : end + 1, text: '' }] : [];
  });
}

function hasAbove(text: string, line: number, todo: string): boolean {
  const before = text.slice(0, line).trimEnd();
  return before.slice(before.lastIndexOf('\n') + 1).trim() === todo;
}

function applied(text: string, edits: readonly TextEdit[]): string {
  let out = text;
  for (const edit of [...edits].sort((a, b) => b.start - a.start || b.end - a.end))
    out = out.slice(0, edit.start) + edit.text + out.slice(edit.end);
  return out;
}

export function reasonLine(reason: Stop, action: Action | null): string {
  const message = reasonText(reason.id as ReasonId, { action: action?.name, field: reason.field });
  return `# TODO(cloudflare-v4): ${message}. cfv1 explain ${reason.id}`;
}
