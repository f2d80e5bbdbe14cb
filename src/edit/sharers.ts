/** Files that share a client of the old package: it becomes one of v4 in all of them, or in none. */

import type { FileResult, FileTask } from '../pipeline/file-result.js';
import type { ProjectFacts, SourceText } from '../pipeline.js';
import type { Staying } from './old-package.js';

/** What a file has of clients that other files have as well. */
export interface SharedClients {
  /** groups that become clients of v4, as far as this file is concerned */
  readonly moved: readonly string[];
  readonly stuck: readonly string[];
  /** the files of all these */
  readonly files: readonly string[];
}

export const NOTHING_SHARED: SharedClients = { moved: [], stuck: [], files: [] };

/** Files that share clients with others, and that were not looked at: they hold nothing else of v1. */
export function missingSharers(
  tasks: readonly FileTask[],
  results: readonly FileResult[],
  { others = [] }: ProjectFacts,
): SourceText[] {
  const known = new Set(tasks.map(({ source }) => source.file));
  const wanted = new Set(results.flatMap(({ shared }) => shared.files));
  return others.flatMap((source) =>
    wanted.has(source.file) && !known.has(source.file) ? [{ ...source, unmarked: true }] : [],
  );
}

/** Those that stay, with what these results say: a file that keeps its part of one, or was not looked at, keeps it in all. */
export function stayingAfter(before: Staying, results: readonly FileResult[], files: readonly string[]): Staying {
  const seen = new Set(files);
  const stuck = results.flatMap(({ shared }) =>
    shared.files.every((file) => seen.has(file)) ? shared.stuck : [...shared.stuck, ...shared.moved],
  );
  return [...new Set([...before, ...stuck])].sort();
}

/** A file that is not written keeps them. */
export function notMoved({ moved, stuck, files }: SharedClients): SharedClients {
  return { moved: [], stuck: [...stuck, ...moved], files };
}

/** The changed files that are written together with this one. */
export function sharersOf(result: FileResult, results: readonly FileResult[]): string[] {
  return results.flatMap(({ change, shared }) =>
    change && change.file !== result.change?.file && meet(shared, result.shared) ? [change.file] : [],
  );
}

function meet(one: SharedClients, other: SharedClients): boolean {
  return one.moved.some((id) => other.moved.includes(id));
}
