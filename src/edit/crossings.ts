/** Runs files again until those that make calls and those that read the answers agree on what is written in each. */

import type { FileResult, FileTask } from '../pipeline/file-result.js';
import type { ProjectFacts, SourceText } from '../pipeline.js';
import { sharersOf } from './sharers.js';

/** A file whose calls give answers to this one, and where those calls begin. */
export interface Guest {
  readonly file: string;
  readonly starts: readonly number[];
}

interface Round {
  readonly results: readonly FileResult[];
  readonly tasks: readonly FileTask[];
}

/**
 * `first`: every file on its own. A file that cannot be written for the answers that come to it refuses them: the files
 * of their calls keep them, then.
 */
export function* withGuests(
  first: Round,
  { others = [] }: ProjectFacts,
): Generator<readonly FileTask[], Round, readonly FileResult[]> {
  const tasks = [...first.tasks];
  const results = [...first.results];
  const refused = new Set<string>();
  for (;;) {
    for (const result of results) for (const file of result.refused) refused.add(file);
    const wanted = guestsOf(tasks, results, refused);
    for (const file of wanted.keys()) addTask(file, tasks, others);
    const again = tasks.flatMap((task, index) => {
      const { file } = task.source;
      const now = { ...task, across: task.across && !refused.has(file), guests: wanted.get(file) ?? [] };
      const same = now.across === task.across && JSON.stringify(now.guests) === JSON.stringify(task.guests);
      return same && results[index] ? [] : [{ index, task: now }];
    });
    if (again.length === 0) return { tasks, results };
    const done = yield again.map(({ task }) => task);
    for (const [position, { index, task }] of again.entries()) {
      const result = done[position];
      if (!result) continue;
      tasks[index] = task;
      results[index] = result;
    }
  }
}

function guestsOf(
  tasks: readonly FileTask[],
  results: readonly FileResult[],
  refused: ReadonlySet<string>,
): ReadonlyMap<string, readonly Guest[]> {
  const guests = new Map<string, Guest[]>();
  for (const [index, { source, across }] of tasks.entries()) {
    const crossings = across && !refused.has(source.file) ? (results[index]?.crossings ?? []) : [];
    for (const file of new Set(crossings.flatMap(({ files }) => files))) {
      const starts = crossings.filter(({ files }) => files.includes(file)).map(({ start }) => start);
      guests.set(file, [...(guests.get(file) ?? []), { file: source.file, starts }]);
    }
  }
  return guests;
}

/** A file that holds nothing of v1, and was looked at for what others import of it alone. */
function addTask(file: string, tasks: FileTask[], others: readonly SourceText[]): void {
  if (tasks.some(({ source }) => source.file === file)) return;
  const source = others.find((other) => other.file === file);
  if (!source) throw new Error(`a file that is not known reads an answer: ${file}`);
  const task = {
    held: null,
    bridge: null,
    uses: null,
    across: true,
    guests: [],
    rejected: null,
    staying: tasks[0]?.staying ?? [],
  };
  tasks.push({ ...task, source: { ...source, unmarked: true } });
}

/** The file of a call and those that read its answer are written together. */
export function withSharedNeeds(results: readonly FileResult[]): readonly FileResult[] {
  const changed = new Set(results.flatMap(({ change }) => (change ? [change.file] : [])));
  const needs = new Map<string, Set<string>>();
  const add = (file: string, other: string) => {
    if (file !== other && changed.has(other)) needs.set(file, (needs.get(file) ?? new Set()).add(other));
  };
  for (const { change, crossings } of results)
    for (const other of change ? crossings.flatMap(({ files }) => files) : []) {
      add(change?.file ?? '', other);
      add(other, change?.file ?? '');
    }
  for (const { change, asked } of results)
    for (const { file } of change ? asked : []) {
      add(change?.file ?? '', file);
      add(file, change?.file ?? '');
    }
  for (const result of results)
    for (const other of result.change ? sharersOf(result, results) : []) add(result.change?.file ?? '', other);
  return results.map((result) => {
    const { change } = result;
    const more = change && needs.get(change.file);
    if (!more) return result;
    return { ...result, change: { ...change, needs: [...new Set([...(change.needs ?? []), ...more])].sort() } };
  });
}
