/** What files take from one another before and after a run: tells which exports nobody needs any more. */

import { exportsOf } from '../evaluate/modules/exports-of.js';
import { filesAround } from '../evaluate/modules/importers.js';
import { programOf } from '../evaluate/modules/localised.js';
import type { ModuleIndex } from '../evaluate/modules/module-index.js';
import { homeOf } from '../evaluate/modules/module-index.js';
import { loadsAnything, usedChains } from '../evaluate/modules/used-chains.js';
import { mayAskFor, methodNames } from '../find/wrappers/uses.js';
import { startOf } from '../syntax/index.js';
import { setOnThis } from './dead-held.js';
import type { Planned } from './plan-calls.js';
import { overlaps, type Uses } from './released.js';

/** A function of another file through which a migrated call was made: where it begins, and its names as a method. */
export interface Entered {
  readonly file: string;
  readonly start: number;
  readonly methods: readonly string[];
}

export function enteredElsewhere(planned: readonly Planned[]): Entered[] {
  const found: Entered[] = [];
  for (const { call, plan } of planned) {
    for (let through = plan ? call.through : null; through; through = through.request.through) {
      const home = homeOf(programOf(through.fn));
      if (home && home.module.program.node !== programOf(call.site))
        found.push({
          file: home.module.file,
          start: startOf(through.fn.node),
          methods: methodNames(through.fn),
        });
    }
  }
  return found;
}

/** Only files of which something is no longer taken; `kept`: files that code outside of the repository may load. */
export function changedUses(
  files: readonly string[],
  before: ModuleIndex,
  after: ModuleIndex,
  kept: ReadonlySet<string>,
  entered: readonly Entered[],
): ReadonlyMap<string, Uses> {
  const found = new Map<string, Uses>();
  if (files.length === 0 || loadsAnything(before)) return found;
  for (const file of files) {
    if (kept.has(file)) continue;
    const [was, is] = [usedChains(before, file), usedChains(after, file)];
    const unnamed = unnamedIn(file, before, after, entered);
    const isLess = was !== null && is !== null && was.some((chain) => !is.includes(chain));
    const rest = { entered: startsIn(file, entered), unnamed, asked: askedOf(file, before, after) };
    const untaken = was !== null && is !== null && was.length > 0 ? untakenIn(file, before, [...was, ...is]) : [];
    if (isLess || untaken.length > 0)
      found.set(file, { before: was ?? [], after: is ?? [], ...(untaken.length > 0 && { untaken }), ...rest });
    else if (unnamed.length > 0) found.set(file, { before: [], after: [], ...rest });
  }
  return found;
}

/** The names under which it hands out what none of the chains leads to. */
function untakenIn(file: string, index: ModuleIndex, chains: readonly string[]): string[] {
  const module = index.module(file);
  const names = module ? exportsOf(module, true).map(({ chain }) => chain) : [];
  return [...new Set(names)].filter((name) => !overlaps(name, chains)).sort();
}

function startsIn(file: string, entered: readonly Entered[]): number[] {
  const starts = entered.filter((one) => one.file === file).map(({ start }) => start);
  return [...new Set(starts)].sort((a, b) => a - b);
}

/** What objects made in the file hold and other files may ask for: the account, which calls of v4 are made with there. */
function askedOf(file: string, before: ModuleIndex, after: ModuleIndex): string[] {
  const others = [...filesAround(before, file)].filter((one) => one !== file);
  const held = setOnThis(before.textOf(file) ?? '');
  return held.filter((name) => others.some((one) => mayAskFor(name, one, after))).sort();
}

/** The methods that were entered and that no other file asks for any more. */
function unnamedIn(file: string, before: ModuleIndex, after: ModuleIndex, entered: readonly Entered[]): string[] {
  const methods = entered.flatMap((one) => (one.file === file ? one.methods : []));
  const others = [...filesAround(before, file)].filter((one) => one !== file);
  const names = [...new Set(methods)].filter((name) => !others.some((one) => mayAskFor(name, one, after)));
  return names.sort();
}
