/** The bridges of a run: which module serves which files, and what the modules become. */
import { posix } from 'node:path';
import { isBridgeFile } from '../../find/bridge-file.js';
import { BRIDGE_MARK } from '../../find/bridge-mark.js';
import type { MigrationOptions } from '../../options.js';
import { isFailure, parseModule } from '../../syntax/index.js';
import { bridgeModule } from './module-file.js';
import { type BridgePlace, type BridgeUse, isEsmBridge, placeOf } from './placement.js';
import {
  BRIDGE_FUNCTION,
  type BridgeSpec,
  type ClientMethods,
  FAILING_METHOD,
  isAction,
  joined,
  methodsIn,
  NO_BRIDGE,
  refusedActions,
} from './spec.js';

/** A text of the repository, and what it becomes. */
interface Change {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** Where each using file finds its bridge. `manifestOf`: the package.json of a file, null where there is none. */
export function bridgePlaces(
  uses: readonly BridgeUse[],
  sources: readonly { readonly file: string; readonly text: string }[],
  manifestOf: (file: string) => string | null,
): ReadonlyMap<string, BridgePlace> {
  const known = sources.filter(({ file, text }) => isBridgeFile(file) && text.includes(BRIDGE_MARK));
  const places = new Map<string, BridgePlace>();
  for (const group of groupBy(uses, ({ file }) => manifestOf(file) ?? '').values()) {
    const manifest = manifestOf(group[0]?.file ?? '');
    const own = known.map(({ file }) => file).filter((file) => manifestOf(file) === manifest);
    const place = placeOf(group, own);
    for (const { file } of group) places.set(file, place);
  }
  return places;
}

/** The modules that are written, or hold too little. */
export function bridgeChanges(
  uses: readonly BridgeUse[],
  places: ReadonlyMap<string, BridgePlace>,
  sources: readonly { readonly file: string; readonly text: string }[],
  options: MigrationOptions,
): Change[] {
  const modules = groupBy(uses, ({ file }) => places.get(file) ?? 'inline');
  return [...modules].flatMap(([file, group]) => {
    if (file === 'inline') return [];
    const before = sources.find((source) => source.file === file)?.text ?? '';
    const after = moduleText(file, before, group, options);
    return after === before ? [] : [{ file, before, after }];
  });
}

function moduleText(file: string, before: string, uses: readonly BridgeUse[], options: MigrationOptions): string {
  const needed = uses.map(({ spec }) => spec).reduce(joined);
  const typescript = /ts$/.test(posix.extname(file));
  const esm = before === '' ? isEsmBridge(file, uses) : /^export /m.test(before);
  const parsed = before === '' ? null : parseModule(file, before, esm);
  const style = parsed && !isFailure(parsed) ? parsed.style : uses[0]?.style;
  if (!style) return before;
  const form = { typescript, esm, style: { ...style, es5: false } };
  if (before === '') return bridgeModule(needed, form, options);
  const held = heldSpec(before, options);
  const all = joined(held, needed);
  // What a person changed stays: only what was written here is written anew.
  if (covers(held, needed) || bridgeModule(held, form, options) !== before) return before;
  return bridgeModule(all, form, options);
}

/** What a bridge that is there can do already. */
export function heldSpec(text: string, options: MigrationOptions): BridgeSpec {
  const names = [...text.matchAll(/^[\t ]*case ['"](\w+)['"]:/gm)].map(([, name = '']) => name).filter(isAction);
  const refused = refusedActions({ ...NO_BRIDGE, actions: null }, options);
  const all = refused.length > 0 && refused.every(({ name }) => names.includes(name));
  return {
    actions: all ? null : new Set(names),
    callback: /\bcallback\b/.test(text),
    promise: /return (?:answer|answerAsV1\(fields\));?$/m.test(text),
    response: text.includes('Readable.from('),
    failing: text.includes(`${BRIDGE_FUNCTION}.${FAILING_METHOD} =`),
    encoded: text.includes('instanceof URLSearchParams'),
    client: methodsIn(text),
  };
}

function covers(held: BridgeSpec, needed: BridgeSpec): boolean {
  const both = joined(held, needed);
  return (
    both.callback === held.callback &&
    both.promise === held.promise &&
    both.response === held.response &&
    both.failing === held.failing &&
    both.encoded === held.encoded &&
    (both.client === held.client || sizeOf(both.client) === sizeOf(held.client)) &&
    (held.actions === null || (both.actions !== null && both.actions.size === held.actions.size))
  );
}

function sizeOf(client: ClientMethods): number {
  return typeof client === 'string' ? -1 : client.size;
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}
