/**
 * What callers hand to a function of another file for its calls of v1, and nothing asks for when these are migrated: the
 * parameter and all that is given for it go together.
 */
import { cleanUp } from '../edit/clean-up.js';
import { setOnThis } from '../edit/dead-held.js';
import { type HandedBack, handedBack } from '../edit/idle-parameters.js';
import { sliceWith } from '../edit/text.js';
import { packageFacts } from '../find/packages/facts.js';
import { repository } from '../find/repository.js';
import type { FileChange, ProjectFacts, SourceText } from '../pipeline.js';
import { isFailure, parseModule } from '../syntax/index.js';
import type { FileResult } from './file-result.js';

/** Parameters that are taken out one after the other, at most. */
const MOST = 50;

/** File → its text without them, and what that builds on. `results`: those of the sources come first, in their order. */
export function withoutHanded(
  results: readonly FileResult[],
  sources: readonly SourceText[],
  project: ProjectFacts,
): ReadonlyMap<string, FileChange> {
  const changes = new Map<string, FileChange>();
  const idle = results.filter(({ change, idle }) => change && idle.length > 0);
  if (!project.whole || idle.length === 0) return changes;
  const written = new Map(results.flatMap(({ change }) => (change ? [[change.file, change]] : [])));
  const before = new Map([...(project.others ?? []), ...sources].map(({ file, text }) => [file, text]));
  const now = new Map([...before].map(([file, text]) => [file, written.get(file)?.after ?? text]));
  const together = new Map<string, Set<string>>();
  for (let round = 0; round < MOST; round++) {
    const edits = firstOf(idle, now, project);
    if (!edits) break;
    const files = [...edits.keys()];
    for (const [file, list] of edits) {
      const text = now.get(file) ?? '';
      const facts = packageFacts(file, project);
      const own = parseModule(file, before.get(file) ?? '', facts.esm);
      const after = sliceWith(text, 0, text.length, list);
      now.set(file, isFailure(own) ? after : cleanUp(own, after, askedBeside(file, after, now)));
      together.set(file, new Set([...(together.get(file) ?? []), ...files]));
    }
  }
  for (const [file, others] of together) {
    const known = written.get(file)?.needs ?? [];
    const needs = [...new Set([...known, ...others])].filter((one) => one !== file).sort();
    changes.set(file, { file, before: before.get(file) ?? '', after: now.get(file) ?? '', needs });
  }
  return changes;
}

/** The edits for the first parameter that can go. */
function firstOf(
  results: readonly FileResult[],
  texts: ReadonlyMap<string, string>,
  project: ProjectFacts,
): HandedBack | null {
  const sources = [...texts].map(([file, text]) => ({ file, text }));
  const index = repository(sources, { ...project, others: [] });
  for (const { change, idle } of results) {
    const module = change && index.module(change.file);
    const found = module ? handedBack({ module, index }, idle) : null;
    if (found) return found;
  }
  return null;
}

/** What objects made in the file hold and another file has a word for. */
function askedBeside(file: string, text: string, now: ReadonlyMap<string, string>): string[] {
  const others = [...now].filter(([name]) => name !== file).map(([, one]) => one);
  return setOnThis(text).filter((name) => others.some((one) => one.includes(`.${name}`)));
}
