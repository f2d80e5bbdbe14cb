/** One shell script: its v1 commands planned, and written as v4 calls where that is right. */
import { actionByName } from '../../catalogue/index.js';
import { operation } from '../../catalogue/operations.js';
import type { Action } from '../../catalogue/types.js';
import { type CommandRequest, resolve, type ShellRequest, shellRequests } from '../../find/shell/curl.js';
import type { Layout } from '../../find/shell/hosts/part.js';
import { type Output, outputOf } from '../../find/shell/output.js';
import type { TextEdit } from '../../finding.js';
import type { MigrationOptions } from '../../options.js';
import { REASONS, type ReasonId, reasonText } from '../../plan/reasons.js';
import { isWanted } from '../../plan/select.js';
import { type Piece, parseShell, plainText, type ShellScript } from '../../syntax/index.js';
import { placeOf } from './place.js';
import type { Lookup, Names, Steps, Stop } from './steps.js';
import { stepsOf } from './steps.js';
import { POSIX_VALUES } from './values.js';
import { type Credentials, credentialsOf, type Joins, type Written, writeSteps } from './write-steps.js';

export interface PlannedCommand {
  readonly request: ShellRequest;
  readonly action: Action | null;
  readonly reasons: readonly Stop[];
  readonly steps: Steps | null;
  readonly credentials: Credentials | null;
}

export interface MigratedShell {
  readonly planned: readonly PlannedCommand[];
  /** none where nothing changes */
  readonly edits: readonly TextEdit[];
  /** what a comment above the whole must say, where there are no lines for it in between */
  readonly todos: readonly string[];
  readonly permissions: readonly string[];
}

/** What the shell stands in. */
export interface Frame {
  readonly layout: Layout;
  /** of lines that continue others */
  readonly indent: string;
  readonly variables: ReadonlyMap<string, readonly Piece[]>;
  /** who gets what is printed, where that is not people */
  readonly output?: Output;
}

const SCRIPT: Frame = { layout: 'script', indent: '', variables: new Map() };

/** `isHidden`: comments keep the command there as it is. Null: the text is no shell script that can be parsed. */
export function migrateShell(
  source: string,
  options: MigrationOptions,
  todo: TodoLine,
  isHidden: (offset: number) => boolean,
  frame: Frame = SCRIPT,
): MigratedShell | null {
  const parsed = parseShell(source);
  if (!parsed) return null;
  const known = [...frame.variables].map(([name, value]) => [name, [value]] as const);
  const script = known.length === 0 ? parsed : { ...parsed, variables: new Map([...parsed.variables, ...known]) };
  const names = variableNames(script);
  const inLine = frame.layout !== 'script';
  const planned = shellRequests(script).map((request) => plan(request, script, options, names, frame));
  const edits: TextEdit[] = [];
  const todos = new Set<string>();
  const asked = new Map<unknown, Set<string>>();
  const open = planned.filter(({ request }) => !isHidden(request.found.command.pos));
  for (const one of open) {
    const line = todoOf(one, options, todo);
    if (line && inLine) todos.add(line);
    edits.push(...editsOf(one, script, frame, inLine ? null : line, asked));
  }
  if (!inLine) edits.push(...droppedVariables(script, edits));
  const written = open.filter(({ steps }) => steps);
  return {
    planned,
    edits,
    todos: [...todos],
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

function plan(
  request: ShellRequest,
  script: ShellScript,
  options: MigrationOptions,
  name: Names,
  frame: Frame,
): PlannedCommand {
  const given = request.form.findLast(({ key }) => key === 'a')?.value ?? [];
  const actionName = plainText(resolve(given, script));
  const action = actionName === null ? null : (actionByName(actionName) ?? null);
  const left = (...reasons: Stop[]): PlannedCommand => ({ request, action, reasons, steps: null, credentials: null });
  if (request.open) return left({ id: 'unknown-form' });
  if (!action) return left(actionName ? { id: 'not-an-action', field: actionName } : { id: 'unknown-action' });
  const steps = stepsOf({ action, form: request.form, options, name, values: POSIX_VALUES });
  if ('id' in steps) return left(steps);
  if (request.client === 'wget')
    return left({ id: 'shell-form', field: 'wget sends no such methods everywhere: use curl' });
  const isWrapped = request.found.command.prefix.length > 0 || request.program !== 0;
  if ((steps.each || steps.existing) && isWrapped)
    return left({ id: 'shell-form', field: 'it would become several commands' });
  if (overwrites(steps, request)) return left({ id: 'shell-form', field: SEVERAL });
  const printed = outputOf(request.found, request.kept, script);
  const output = printed.to === 'people' && frame.output ? frame.output : printed;
  if (output.to === 'code') return left({ id: 'shell-reader', field: output.what });
  const credentials = credentialsOf(request.form, options);
  if (!credentials) return left({ id: 'missing-credentials' });
  const reasons: Stop[] = [...steps.reasons];
  if (needsJq(steps) && !/\bjq\b/.test(script.text)) reasons.push({ id: 'shell-jq' });
  if (credentials.moved) reasons.push({ id: 'shell-credentials' });
  const free = steps.body === null ? null : freeText(request);
  if (free) reasons.push({ id: 'shell-json-value', field: free });
  const option = changedOption(request);
  if (option) reasons.push({ id: 'shell-option', field: option.name });
  if (output.to === 'people') reasons.push({ id: 'shell-output' });
  const isLeft =
    (reasons.length > 0 && options.safeOnly) || !isWanted({ rule: 'v1-call', action: action.name }, options);
  return { request, action, reasons, steps: isLeft ? null : steps, credentials };
}

export function needsJq({ lookups, existing, query, each }: Steps): boolean {
  return lookups.length > 0 || Boolean(existing || query) || (each !== undefined && 'filter' in each);
}

export const SEVERAL = 'there would be several answers for one file';

/** Each answer of a loop would be written over the one before. */
export function overwrites({ each }: Steps, { kept }: CommandRequest): boolean {
  const file = kept.find(({ name }) => /^(?:-o|--output|-outfile)$/.test(name))?.value;
  return each !== undefined && file !== undefined && !/^(?:\/dev\/null|nul|\$null)$/i.test(plainText(file ?? []) ?? '');
}

/** What it says of the answer, or makes of it, is another thing with v4. */
export function changedOption({ kept }: CommandRequest) {
  return kept.find(({ name }) =>
    /^(?:-f|--fail(?:-with-body)?|-w|--write-out|-i|--include|-D|--dump-header)$/.test(name),
  );
}

/** Fields whose values may hold anything, quotes and backslashes too. */
const FREE_TEXT = new Set(['name', 'content', 'url', 'target', 'service']);

/** The field of free text that is put into the JSON as a variable of the shell has it; null where there is none. */
export function freeText({ form }: CommandRequest): string | null {
  const type = plainText(form.findLast(({ key }) => key === 'type')?.value ?? []) ?? '';
  const isAddress = (key: string) => key === 'content' && /^(?:A|AAAA)$/.test(type);
  const found = form.find(({ key, value }) => FREE_TEXT.has(key) && !isAddress(key) && plainText(value) === null);
  return found?.key ?? null;
}

/** Null where nothing needs to be said, or may. */
function todoOf({ steps, reasons, action }: PlannedCommand, options: MigrationOptions, todo: TodoLine): string | null {
  const reason = reasons.find(({ id }) => REASONS[id].applicability === 'manual') ?? reasons[0];
  const isManual = reason !== undefined && REASONS[reason.id].applicability === 'manual';
  return options.todo && reason && (steps || isManual) ? todo(reason, action) : null;
}

function editsOf(
  { request, steps, credentials }: PlannedCommand,
  script: ShellScript,
  frame: Frame,
  todo: string | null,
  asked: Map<unknown, Set<string>>,
): TextEdit[] {
  const eol = script.text.includes('\r\n') ? '\r\n' : '\n';
  const inLine = frame.layout !== 'script';
  const place = placeOf(request.found, script.text, inLine);
  const above: string[] = [];
  if (todo && place.line !== null && !hasAbove(script.text, place.line, todo)) above.push(todo);
  const edits: TextEdit[] = [];
  if (steps && credentials) {
    const done = place.list && asked.get(place.list);
    const fresh = (lookup: Lookup) =>
      lookup.of === '' || !done?.has(`${lookup.variable} ${lookup.of}`) || !isSteady(lookup.of, script);
    const join = JOINS[frame.layout](eol, inLine ? frame.indent : place.indent);
    const text = writeSteps(steps, request, credentials, script.text, { before: place.before, join, fresh });
    const kept = steps.lookups.map(({ variable, of }) => `${variable} ${of}`);
    // what is asked for within the command is not kept
    if (place.list && place.before) asked.set(place.list, new Set([...(done ?? []), ...kept]));
    above.push(...text.lines);
    edits.push(...commandEdits(request, script.text, text));
  }
  if (above.length === 0 || place.line === null) return edits;
  const behind = { script: eol, continued: `; \\${eol}${frame.indent}`, line: '; ' }[frame.layout];
  const lines = above.map((text) => `${inLine ? '' : place.indent}${text}${behind}`).join('');
  return [...edits, { start: place.line, end: place.line, text: lines }];
}

const JOINS: Readonly<Record<Layout, (eol: string, indent: string) => Joins>> = {
  script: (eol, indent) => ({
    words: ` \\${eol}${indent}  `,
    open: `${eol}${indent}  `,
    close: `${eol}${indent}`,
  }),
  continued: (eol, indent) => ({
    words: ` \\${eol}${indent}  `,
    open: ` \\${eol}${indent}  `,
    close: `; \\${eol}${indent}`,
  }),
  line: () => ({ words: ' ', open: ' ', close: '; ' }),
};

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

export function hasAbove(text: string, line: number, todo: string): boolean {
  const before = text.slice(0, line).trimEnd();
  return before.slice(before.lastIndexOf('\n') + 1).trim() === todo;
}

export function applied(text: string, edits: readonly TextEdit[]): string {
  let out = text;
  for (const edit of [...edits].sort((a, b) => b.start - a.start || b.end - a.end))
    out = out.slice(0, edit.start) + edit.text + out.slice(edit.end);
  return out;
}

export function reasonLine(reason: Stop, action: Action | null): string {
  const message = reasonText(reason.id as ReasonId, { action: action?.name ?? reason.field, field: reason.field });
  return `# TODO(cloudflare-v4): ${message}. cfv1 explain ${reason.id}`;
}
