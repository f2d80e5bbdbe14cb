/** The files of a run as modules: parsed when they are first asked for, and once. */
import { type ast, forgetLast, isFailure, parseApart, type SourceModule } from '../../syntax/index.js';
import type { Aliases } from '../../workspace/aliases.js';
import { resolveSpecifier } from '../../workspace/specifiers.js';
import { forgetValues } from '../known-values.js';

/** What the index needs to know of the folders that the files are in. */
export interface Surroundings {
  /** is a `.js` file an ES module? */
  isEsm(file: string): boolean;
  /** the `main` of the package.json in a folder; null where it has none */
  mainOf(folder: string): string | null;
  /** names for files that are no paths */
  readonly aliases: Aliases;
  /** is all code that can load the file in the index? */
  isClosed?(file: string): boolean;
  /** is all code of the repository that can load it in the index? Others may be able to */
  isSeen?(): boolean;
  /** the names under which a file loads npm `cloudflare` 0.0.x */
  oldPackages?(file: string): readonly string[];
}

/** Trees take much room: where they are of more files than this, and of more characters, they are let go between two files. */
const MOST_PARSED = 16;
const MOST_CHARACTERS = 200_000;

export class ModuleIndex {
  private readonly texts: ReadonlyMap<string, string>;
  private readonly resolved = new Map<string, string | null>();
  private readonly parsed = new Map<string, SourceModule | null>();
  /** of the texts of what is parsed */
  private characters = 0;

  constructor(
    sources: Iterable<{ readonly file: string; readonly text: string }>,
    private readonly surroundings: Surroundings,
  ) {
    this.texts = new Map([...sources].map(({ file, text }) => [file, text]));
  }

  has(file: string): boolean {
    return this.texts.has(file);
  }

  get files(): Iterable<string> {
    return this.texts.keys();
  }

  textOf(file: string): string | null {
    return this.texts.get(file) ?? null;
  }

  /** What is in a file to search for words; of one that is none of the index, nothing. */
  wordsOf(file: string): string {
    return this.texts.get(file) ?? '';
  }

  /** Can nobody but the files of the index load the file? */
  isClosed(file: string): boolean {
    return this.surroundings.isClosed?.(file) ?? false;
  }

  /** Is every file that loads one of these in the index? Code outside of the repository may load them too. */
  isSeen(): boolean {
    return this.surroundings.isSeen?.() ?? false;
  }

  oldPackages(file: string): readonly string[] {
    return this.surroundings.oldPackages?.(file) ?? [];
  }

  /** The file that a specifier means; null: not known. */
  resolve(from: string, specifier: string): string | null {
    const key = `${from.slice(0, from.lastIndexOf('/') + 1)}\0${specifier}`;
    const known = this.resolved.get(key);
    if (known !== undefined) return known;
    const found = resolveSpecifier(
      from,
      specifier,
      (file) => this.texts.has(file),
      (folder) => this.surroundings.mainOf(folder),
      this.surroundings.aliases,
    );
    this.resolved.set(key, found);
    return found;
  }

  /** Null where there is no such file, or it cannot be parsed. */
  module(file: string): SourceModule | null {
    const known = this.parsed.get(file);
    if (known !== undefined) return known;
    const text = this.texts.get(file);
    const module = text === undefined ? null : this.parse(file, text);
    this.parsed.set(file, module);
    this.characters += text?.length ?? 0;
    return module;
  }

  private parse(file: string, text: string): SourceModule | null {
    const json = file.endsWith('.json');
    const result = json
      ? parseApart(`${file}.cjs`, `module.exports = ${text}\n`)
      : parseApart(file, text, this.surroundings.isEsm(file));
    if (isFailure(result)) return null;
    const module = json ? { ...result, file } : result;
    settle(module, this);
    return module;
  }

  /** Between two files: nothing holds on to a tree then. */
  trim(): void {
    if (this.letGo()) forgetLast();
  }

  /** Lets go of the trees if they are many. */
  letGo(): boolean {
    if (this.parsed.size <= MOST_PARSED || this.characters <= MOST_CHARACTERS) return false;
    this.parsed.clear();
    this.characters = 0;
    return true;
  }
}

/** Where a tree belongs: the evaluator, which sees nodes alone, asks here. */
export interface Home {
  readonly module: SourceModule;
  readonly index: ModuleIndex;
}

const HOMES = new WeakMap<ast.Node, Home>();

/** From now on what the module imports is looked up in the index. */
export function settle(module: SourceModule, index: ModuleIndex): void {
  HOMES.set(module.program.node, { module, index });
  forgetValues();
}

/** Null where the file is looked at alone. */
export function homeOf(program: ast.Node): Home | null {
  return HOMES.get(program) ?? null;
}
