/** Files whose classes give others the v4 client are written together with those that ask for it. */
import type { Accessor } from '../edit/accounts.js';
import type { ProjectFacts } from '../pipeline.js';
import type { FileResult, FileTask } from './file-result.js';

interface Round {
  readonly results: readonly FileResult[];
  readonly tasks: readonly FileTask[];
}

/** Every file; then again those of whose classes something is asked, and, where they do not give it, those that asked. */
export function* withAccessors(
  round: Round,
  { others = [] }: ProjectFacts,
): Generator<readonly FileTask[], Round, readonly FileResult[]> {
  const tasks = [...round.tasks];
  const results = [...round.results];
  const unasked = new Set(tasks.flatMap((task) => task.unasked ?? []));
  for (;;) {
    const asked = askedIn(results);
    for (const file of asked.keys()) {
      const source = others.find((other) => other.file === file);
      if (tasks.some((task) => task.source.file === file) || !source) continue;
      const [like] = tasks;
      if (like)
        tasks.push({
          ...like,
          source: { ...source, unmarked: true },
          held: null,
          uses: null,
          guests: [],
          rejected: null,
        });
    }
    const again = tasks.flatMap((task, index) => {
      const accessors = asked.get(task.source.file) ?? [];
      const now = { ...task, accessors, unasked: [...unasked].sort() };
      return isSame(now, task) && results[index] ? [] : [{ index, task: now }];
    });
    if (again.length === 0) return { tasks, results };
    const done = yield again.map(({ task }) => task);
    for (const [position, { index, task }] of again.entries()) {
      const result = done[position];
      if (!result) continue;
      tasks[index] = task;
      results[index] = result;
    }
    for (const file of missingGivers(results)) unasked.add(file);
  }
}

function askedIn(results: readonly FileResult[]): ReadonlyMap<string, readonly Accessor[]> {
  const found = new Map<string, Map<string, Accessor>>();
  for (const one of results.flatMap(({ asked }) => asked)) {
    const own = found.get(one.file) ?? new Map<string, Accessor>();
    found.set(one.file, own.set(JSON.stringify(one), one));
  }
  const sorted = (own: ReadonlyMap<string, Accessor>) => [...own].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map([...found].map(([file, own]) => [file, sorted(own).map(([, one]) => one)]));
}

/** Files that do not give what is asked of them. */
export function missingGivers(results: readonly FileResult[]): readonly string[] {
  const given = new Set(results.flatMap((result) => result.given).map((one) => JSON.stringify(one)));
  return results.flatMap(({ asked }) => asked.filter((one) => !given.has(JSON.stringify(one))).map(({ file }) => file));
}

function isSame(one: FileTask, other: FileTask): boolean {
  const said = ({ accessors = [], unasked = [] }: FileTask) => JSON.stringify([accessors, unasked]);
  return said(one) === said(other);
}
