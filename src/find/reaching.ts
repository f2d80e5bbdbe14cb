/** Which files have to do with something, themselves or through what they load. */
import type { ModuleIndex } from '../evaluate/modules/module-index.js';
import { specifiersIn } from '../workspace/specifiers.js';
import { handsOn } from './handed-on.js';
import { leadingOut, packageNames, topStatements } from './top-statements.js';

/** Is the file, or one that it loads, directly or not, such a one? */
export function isBehind(
  file: string,
  index: ModuleIndex,
  known: Map<string, boolean>,
  isOne: (file: string) => boolean,
): boolean {
  const before = known.get(file);
  if (before !== undefined) return before;
  const seen = new Set([file]);
  for (const one of seen) {
    const told = known.get(one);
    if (told ?? isOne(one)) {
      known.set(one, true).set(file, true);
      return true;
    }
    if (told === undefined) for (const next of loadedBy(one, index)) seen.add(next);
  }
  for (const one of seen) known.set(one, false);
  return false;
}

const LOADS = new WeakMap<ModuleIndex, Map<string, readonly string[]>>();

/** The files that a file names in a `require` or an import. */
export function loadedBy(file: string, index: ModuleIndex): readonly string[] {
  const known = LOADS.get(index) ?? new Map<string, readonly string[]>();
  LOADS.set(index, known);
  const before = known.get(file);
  if (before) return before;
  const specifiers = file.endsWith('.json') ? [] : specifiersIn(index.wordsOf(file));
  const found = specifiers.flatMap((specifier) => index.resolve(file, specifier) ?? []);
  known.set(file, found);
  return found;
}

/** Files that hand out what has to do with what the words say. */
export class Reach {
  private readonly speaking = new Map<string, boolean>();
  private readonly reaching = new Map<string, boolean>();
  private readonly handing = new Map<string, boolean>();

  constructor(
    private readonly index: ModuleIndex,
    private readonly words: Pick<RegExp, 'test'>,
  ) {}

  /** May what the file hands out have to do with them? */
  has(file: string): boolean {
    return this.mayReach(file) && this.handsOut(file);
  }

  /** By its own text. */
  private speaks(file: string): boolean {
    const before = this.speaking.get(file);
    if (before !== undefined) return before;
    let found = this.words.test(this.index.wordsOf(file));
    if (found && !file.endsWith('.json')) {
      const module = this.index.module(file);
      found = !module || handsOn(module, this.words);
    }
    this.speaking.set(file, found);
    return found;
  }

  /** By what files load, whatever they do with it. */
  private mayReach(file: string): boolean {
    return isBehind(file, this.index, this.reaching, (one) => this.speaks(one));
  }

  /** By what is done in each file with what it loads. */
  private handsOut(file: string): boolean {
    const before = this.handing.get(file);
    if (before !== undefined) return before;
    const handing = this.handing;
    const open = new Map<string, readonly string[]>();
    const files = new Set([file]);
    for (const one of files) {
      const through = this.speaks(one) ? [one] : this.handedThrough(one);
      open.set(one, through);
      for (const next of through) if (!handing.has(next)) files.add(next);
    }
    for (let more = true; more; ) {
      more = false;
      for (const [one, through] of open) {
        if (!through.some((next) => next === one || handing.get(next))) continue;
        handing.set(one, true);
        open.delete(one);
        more = true;
      }
    }
    for (const one of open.keys()) handing.set(one, false);
    return handing.get(file) ?? false;
  }

  /** The files of which something may be in what the file hands out. */
  private handedThrough(file: string): readonly string[] {
    const { index } = this;
    const loaded = loadedBy(file, index).filter((one) => this.mayReach(one));
    const module = loaded.length > 0 ? index.module(file) : null;
    if (!module) return loaded;
    const statements = topStatements(module);
    const packages = packageNames(module.program, (source) => index.resolve(file, source) !== null);
    const found = new Set<string>();
    for (const { start, end, loadsAnything } of statements.filter(leadingOut(statements, packages))) {
      if (loadsAnything) return loaded;
      for (const specifier of specifiersIn(module.text.slice(start, end))) {
        const one = index.resolve(file, specifier);
        if (one !== null && loaded.includes(one)) found.add(one);
      }
    }
    return [...found];
  }
}
