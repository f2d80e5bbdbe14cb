/**
 * Files that hold no mark of v1 themselves, but belong to those that do: what they import, and who imports them. Only
 * a run that found v1 looks for them.
 */
import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SourceText } from '../pipeline.js';
import { decode } from './decode.js';
import { isModule } from './file-kinds.js';
import { isMinified } from './minified.js';
import { byCodeUnits, isManifest, isOffLimits } from './paths.js';
import { hasEvidence } from './prefilter.js';
import { MAX_SOURCE_SIZE } from './read-sources.js';
import { isRelative, pathFrom, resolveSpecifier, specifiersIn } from './specifiers.js';

export interface Neighbours {
  /** files of the listing that import a file that speaks v1, directly or through others */
  readonly importers: readonly SourceText[];
  /** what any of them imports, and who else imports that */
  readonly others: readonly SourceText[];
}

/** Beyond so many levels what a file hands on is no longer followed. */
const MOST_LEVELS = 4;
const OPEN = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** `unmarked`: the files of the listing beside the sources. */
export function readNeighbours(root: string, sources: readonly SourceText[], unmarked: readonly string[]): Neighbours {
  const speaking = sources.filter(({ text }) => speaksV1(text)).map(({ file }) => file);
  if (speaking.length === 0) return { importers: [], others: [] };
  const texts = new Texts(root, sources);
  const listed = [...sources.map(({ file }) => file), ...unmarked].filter(isModule);
  const importersOf = importGraph(listed, texts);
  const marked = new Set(sources.map(({ file }) => file));
  const importers = upward(speaking, importersOf).filter(
    (file) => !marked.has(file) && !isMinified(file, texts.of(file) ?? ''),
  );
  const own = new Set([...marked, ...importers]);
  const imported = downward([...own], texts).filter((file) => !own.has(file));
  const known = new Set([...own, ...imported]);
  const beside = [...known].flatMap((file) => importersOf.get(file) ?? []).filter((file) => !known.has(file));
  const others = [...new Set([...imported, ...beside])];
  return {
    importers: importers.sort(byCodeUnits).map((file) => ({ ...texts.source(file), unmarked: true })),
    others: others.sort(byCodeUnits).map(texts.source),
  };
}

/** The address may stand in another file: the name of the key tells then. */
function speaksV1(text: string): boolean {
  return /\btkn\b/.test(text) || hasEvidence([Buffer.from(text)]);
}

/** Texts that are read when they are first asked for. */
class Texts {
  private readonly known = new Map<string, string | null>();

  constructor(
    private readonly root: string,
    sources: readonly SourceText[],
  ) {
    for (const { file, text } of sources) this.known.set(file, text);
  }

  readonly source = (file: string): SourceText => ({ file, text: this.of(file) ?? '' });

  readonly has = (file: string): boolean => this.of(file) !== null;

  readonly mainOf = (folder: string): string | null => {
    try {
      const { main } = JSON.parse(this.of(folder === '' ? 'package.json' : `${folder}/package.json`) ?? '{}');
      return typeof main === 'string' ? main : null;
    } catch {
      return null;
    }
  };

  /** Null where there is no such file, or no text that could be looked at. */
  of(file: string): string | null {
    const before = this.known.get(file);
    if (before !== undefined) return before;
    const text = isOffLimits(file) ? null : readText(join(this.root, file));
    this.known.set(file, text);
    return text;
  }
}

function readText(path: string): string | null {
  let descriptor: number;
  try {
    descriptor = openSync(path, OPEN);
  } catch {
    return null;
  }
  try {
    const stats = fstatSync(descriptor);
    if (!stats.isFile() || stats.size > MAX_SOURCE_SIZE) return null;
    const decoded = decode(readFileSync(descriptor));
    return decoded.ok ? decoded.text : null;
  } catch {
    return null;
  } finally {
    closeSync(descriptor);
  }
}

/** File → the listed files that import it. */
function importGraph(listed: readonly string[], texts: Texts): ReadonlyMap<string, readonly string[]> {
  const files = new Set(listed);
  const has = (file: string) => files.has(file) || (file.endsWith('.json') && texts.has(file));
  const graph = new Map<string, string[]>();
  for (const file of listed) {
    for (const specifier of specifiersIn(texts.of(file) ?? '')) {
      const target = resolveSpecifier(file, specifier, has, texts.mainOf);
      if (target === null || target === file) continue;
      const list = graph.get(target);
      if (list) list.push(file);
      else graph.set(target, [file]);
    }
  }
  return graph;
}

function upward(from: readonly string[], importersOf: ReadonlyMap<string, readonly string[]>): string[] {
  const found = new Set(from);
  let level = from;
  for (let depth = 0; depth < MOST_LEVELS && level.length > 0; depth++) {
    level = [...new Set(level.flatMap((file) => importersOf.get(file) ?? []))].filter((file) => !found.has(file));
    for (const file of level) found.add(file);
  }
  return [...found];
}

/** Everything that the files import, and what that imports. */
function downward(from: readonly string[], texts: Texts): string[] {
  const found = new Set(from);
  for (const file of found) {
    if (file.endsWith('.json')) continue;
    for (const specifier of specifiersIn(texts.of(file) ?? '')) {
      const target = onDisk(file, specifier, texts);
      if (target !== null && !isManifest(target)) found.add(target);
    }
  }
  return [...found];
}

function onDisk(file: string, specifier: string, texts: Texts): string | null {
  if (!isRelative(specifier) || pathFrom(file, specifier) === null) return null;
  return resolveSpecifier(file, specifier, texts.has, texts.mainOf);
}
