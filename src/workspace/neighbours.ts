/**
 * Files that hold no mark of v1 themselves, but belong to those that do: what they import, and who imports them. Only
 * a run that found v1 looks for them.
 */
import type { SourceText } from '../pipeline.js';
import { Aliases } from './aliases.js';
import { decode } from './decode.js';
import { isModule } from './file-kinds.js';
import type { FileStore } from './file-store.js';
import { isMinified } from './minified.js';
import { byCodeUnits, isManifest, isOffLimits } from './paths.js';
import { hasEvidence } from './prefilter.js';
import { MAX_SOURCE_SIZE } from './read-sources.js';
import { isRelative, pathFrom, resolveSpecifier, specifiersIn } from './specifiers.js';

export interface Neighbours {
  /**
   * files of the listing that import a file that speaks v1, directly or through others, and those of what they import
   * that may be handed a client
   */
  readonly importers: readonly SourceText[];
  /** what any of them imports, and who else imports that */
  readonly others: readonly SourceText[];
}

const NONE: Neighbours = { importers: [], others: [] };

/** Beyond so many levels what a file hands on is no longer followed. */
const MOST_LEVELS = 4;

export interface NeighbourOptions {
  /** the run looks at some files alone: what they import and was not listed may speak v1 for them */
  readonly partial?: boolean;
  /** every package.json of the listing */
  readonly manifests?: readonly string[];
  /** may a file that is handed a client by one that speaks v1 ask for something through it? */
  readonly mayAsk?: (text: string) => boolean;
}

/** `unmarked`: the files of the listing beside the sources. */
export function readNeighbours(
  store: FileStore,
  sources: readonly SourceText[],
  unmarked: readonly string[],
  { partial = false, manifests = [], mayAsk = () => false }: NeighbourOptions = {},
): Neighbours {
  if (sources.length === 0 && !partial) return NONE;
  const texts = new Texts(store, sources, manifests);
  const listed = [...sources.map(({ file }) => file), ...unmarked].filter(isModule);
  const beyond = partial ? importedBy(listed, texts) : [];
  const speaking = [...sources.map(({ file }) => file), ...beyond].filter(
    (file) => isModule(file) && speaksV1(texts.of(file) ?? ''),
  );
  if (speaking.length === 0) return NONE;
  const importersOf = importGraph([...listed, ...beyond], texts);
  const marked = new Set(sources.map(({ file }) => file));
  const wanted = new Set(unmarked);
  const importers = upward(speaking, importersOf).filter(
    (file) => wanted.has(file) && !marked.has(file) && !isMinified(file, texts.of(file) ?? ''),
  );
  const below = downward([...marked, ...importers], texts);
  const asking = below.filter((file) => wanted.has(file) && isModule(file) && mayAsk(texts.of(file) ?? ''));
  const own = new Set([...marked, ...importers, ...asking]);
  const imported = downward([...own], texts).filter((file) => !own.has(file));
  const known = new Set([...own, ...imported]);
  const beside = [...known].flatMap((file) => importersOf.get(file) ?? []).filter((file) => !known.has(file));
  const others = [...new Set([...imported, ...beside])];
  return {
    importers: [...own]
      .filter((file) => !marked.has(file))
      .sort(byCodeUnits)
      .map((file) => ({ ...texts.source(file), unmarked: true })),
    others: others.sort(byCodeUnits).map(texts.source),
  };
}

/** The address may stand in another file: the name of the key tells then. */
function speaksV1(text: string): boolean {
  return /\btkn\b/.test(text) || hasEvidence([Buffer.from(text)], true);
}

/** Texts that are read when they are first asked for. */
class Texts {
  private readonly known = new Map<string, string | null>();
  private readonly specifiers = new Map<string, readonly string[]>();
  readonly aliases: Aliases;

  constructor(
    private readonly store: FileStore,
    sources: readonly SourceText[],
    manifests: readonly string[],
  ) {
    this.aliases = new Aliases({ read: (file) => this.of(file), manifests: () => manifests });
    for (const { file, text } of sources) this.known.set(file, text);
  }

  /** What the file imports. Its text is not kept for that: of most files nothing else is wanted. */
  specifiersOf(file: string): readonly string[] {
    const before = this.specifiers.get(file);
    if (before) return before;
    // a part of a text keeps all of it in memory, a copy does not
    const found = specifiersIn(this.known.get(file) ?? this.fresh(file) ?? '').map((one) =>
      Buffer.from(one).toString(),
    );
    this.specifiers.set(file, found);
    return found;
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
    const text = this.fresh(file);
    this.known.set(file, text);
    return text;
  }

  private fresh(file: string): string | null {
    if (isOffLimits(file)) return null;
    const bytes = this.store.bytes(file, MAX_SOURCE_SIZE);
    const decoded = bytes && decode(bytes);
    return decoded?.ok ? decoded.text : null;
  }
}

/** File → the listed files that import it. */
function importGraph(listed: readonly string[], texts: Texts): ReadonlyMap<string, readonly string[]> {
  const files = new Set(listed);
  const has = (file: string) => files.has(file) || (file.endsWith('.json') && texts.has(file));
  const graph = new Map<string, string[]>();
  for (const file of listed) {
    for (const specifier of texts.specifiersOf(file)) {
      const target = resolveSpecifier(file, specifier, has, texts.mainOf, texts.aliases);
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

/** What listed files import that is not listed, as far down as what a file hands on is followed. */
function importedBy(listed: readonly string[], texts: Texts): string[] {
  const found = new Set(listed);
  let level = listed;
  for (let depth = 0; depth < MOST_LEVELS && level.length > 0; depth++) {
    level = [...new Set(level.flatMap((file) => importsOf(file, texts)))].filter((file) => !found.has(file));
    for (const file of level) found.add(file);
  }
  return [...found].slice(new Set(listed).size);
}

/** Everything that the files import, and what that imports. */
function downward(from: readonly string[], texts: Texts): string[] {
  const found = new Set(from);
  for (const file of found) for (const target of importsOf(file, texts)) found.add(target);
  return [...found];
}

function importsOf(file: string, texts: Texts): string[] {
  if (file.endsWith('.json')) return [];
  return texts.specifiersOf(file).flatMap((specifier) => {
    const target = whereStored(file, specifier, texts);
    return target === null || isManifest(target) ? [] : target;
  });
}

function whereStored(file: string, specifier: string, texts: Texts): string | null {
  if (isRelative(specifier) && pathFrom(file, specifier) === null) return null;
  return resolveSpecifier(file, specifier, texts.has, texts.mainOf, texts.aliases);
}
