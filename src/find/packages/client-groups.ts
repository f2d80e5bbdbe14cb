/** Clients of the old package that files share: they become clients of v4 in all of these files, or in none. */
import { bare, evaluate } from '../../evaluate/evaluate.js';
import { localised, programOf } from '../../evaluate/modules/localised.js';
import { homeOf, type ModuleIndex } from '../../evaluate/modules/module-index.js';
import type { Value } from '../../evaluate/value.js';
import type { NodePath, SourceModule } from '../../syntax/index.js';
import type { Credentials } from '../v1-call.js';
import { type FollowedClient, type PackageFacts, packageClient } from './cloudflare.js';
import { ClientFollower, type Spot, spotKey, spotOf } from './flow/follow.js';

/** Clients that meet in the same places. */
export interface ClientGroup {
  /** where the first of them is made */
  readonly id: string;
  /** `createClient(…)` */
  readonly made: readonly Spot[];
  /** calls of their methods */
  readonly calls: readonly Spot[];
  /** the files of these, in order */
  readonly files: readonly string[];
  /** where one goes that is not followed; null: all that is done with them is seen */
  readonly leak: Spot | null;
  /** can code outside of the repository get at them? */
  readonly handedOut: boolean;
}

interface Groups {
  /** expression → its group */
  readonly at: ReadonlyMap<string, ClientGroup>;
}

const GROUPS = new WeakMap<ModuleIndex, Groups>();

/** The group of the client that an expression is; null where it is none, or the file is looked at alone. */
export function groupAt(path: NodePath): ClientGroup | null {
  const home = homeOf(programOf(path));
  // A text that is not the run's own has other places.
  if (!home || home.index.textOf(home.module.file) !== home.module.text) return null;
  return groupsOf(home.index).at.get(spotKey(spotOf(bare(path)))) ?? null;
}

/** Is it one whose clients are all seen, and that more than one file has? */
export function isShared(group: ClientGroup | null): group is ClientGroup {
  return group !== null && group.leak === null && group.files.length > 1;
}

/** The groups that the file has clients of, and others too. */
export function sharedGroups(module: SourceModule): ClientGroup[] {
  const home = homeOf(module.program.node);
  if (!home || home.index.textOf(module.file) !== module.text) return [];
  const groups = new Set(groupsOf(home.index).at.values());
  return [...groups].filter((group) => isShared(group) && group.files.includes(module.file));
}

/** The clients that a file makes for a shared group, by their places. */
export function sharedMakings(module: SourceModule): { readonly path: NodePath; readonly group: ClientGroup }[] {
  const home = homeOf(module.program.node);
  if (!home || !namesOld(home.index, module.file, module.text)) return [];
  return makingsIn(module, home.index).flatMap((path) => {
    const group = groupAt(path);
    return isShared(group) ? [{ path, group }] : [];
  });
}

/** `file:line` where a client that the file makes leaves what is followed. */
export function leakOf(module: SourceModule): string | null {
  const home = homeOf(module.program.node);
  if (!home || !namesOld(home.index, module.file, module.text)) return null;
  for (const path of makingsIn(module, home.index)) {
    const leak = groupAt(path)?.leak;
    const before = leak && home.index.textOf(leak.file)?.slice(0, leak.start);
    if (leak && before != null) return `${leak.file}:${before.split('\n').length}`;
  }
  return null;
}

/** What is known of a client by following it; null where nothing is. */
export function followedClient(path: NodePath): FollowedClient | null {
  const home = homeOf(programOf(path));
  const group = groupAt(path);
  if (!home || !group || group.leak) return null;
  const credentials = madeWith(group, home.index);
  if (!credentials) return null;
  const { handedOut, id } = group;
  return { credentials: localCredentials(credentials, path), shared: isShared(group) ? id : null, handedOut };
}

/** With what the first of the group is made. */
function madeWith({ made: [first] }: ClientGroup, index: ModuleIndex): Credentials | null {
  const module = first && index.module(first.file);
  if (!module) return null;
  const made = makingsIn(module, index).find((path) => spotKey(spotOf(path)) === spotKey(first));
  return made ? packageClient(evaluate(made), factsOf(index, first.file)) : null;
}

/** As the file says them that uses the client. */
function localCredentials({ email, key }: Credentials, path: NodePath): Credentials {
  const here = (value: Value) => localised(value, { path, access: null });
  return { email: here(email), key: here(key) };
}

function groupsOf(index: ModuleIndex): Groups {
  const known = GROUPS.get(index);
  if (known) return known;
  const follower = new ClientFollower();
  const made: Spot[] = [];
  for (const file of [...index.files].sort()) {
    if (file.endsWith('.json') || !namesOld(index, file, index.wordsOf(file))) continue;
    const module = index.module(file);
    for (const path of module ? makingsIn(module, index) : []) {
      made.push(spotOf(path));
      follower.start(path);
    }
  }
  follower.finish();
  const groups = { at: joined(made, follower) };
  GROUPS.set(index, groups);
  return groups;
}

/** May the file make a client? */
function namesOld(index: ModuleIndex, file: string, text: string): boolean {
  if (!/\b(?:createClient|CloudFlare)\b/.test(text)) return false;
  return index.oldPackages(file).some((name) => text.includes(`'${name}'`) || text.includes(`"${name}"`));
}

function factsOf(index: ModuleIndex, file: string): PackageFacts {
  return { cloudflareIsV1: false, aliases: index.oldPackages(file) };
}

/** Every `createClient(…)` and `new CloudFlare(…)` of the file. */
function makingsIn(module: SourceModule, index: ModuleIndex): NodePath[] {
  const facts = factsOf(index, module.file);
  const found: NodePath[] = [];
  const visit = (path: NodePath) => {
    if (evaluate(path.get('callee') as NodePath).kind === 'external' && packageClient(evaluate(path), facts))
      found.push(path);
  };
  module.program.traverse({ CallExpression: visit, NewExpression: visit });
  return found;
}

function joined(made: readonly Spot[], follower: ClientFollower): ReadonlyMap<string, ClientGroup> {
  const parent = new Map(made.map((spot) => [spotKey(spot), spotKey(spot)]));
  const root = (key: string): string => {
    const next = parent.get(key) ?? key;
    return next === key ? key : root(next);
  };
  for (const [one, other] of follower.meetings) {
    const [first, second] = [root(one), root(other)].sort() as [string, string];
    parent.set(second, first);
  }
  const groups = new Map<string, ClientGroup>();
  for (const id of new Set(made.map((spot) => root(spotKey(spot))))) {
    const own = made.filter((spot) => root(spotKey(spot)) === id);
    const calls = follower.calls.filter(({ origin }) => root(origin) === id).map(({ spot }) => spot);
    const files = [...new Set([...own, ...calls].map(({ file }) => file))].sort();
    const leak = [...follower.leaks].find(([origin]) => root(origin) === id)?.[1] ?? null;
    const handedOut = [...follower.handedOut].some((origin) => root(origin) === id);
    groups.set(id, { id, made: own, calls, files, leak, handedOut });
  }
  return new Map(
    [...follower.clients].flatMap(([key, origin]) => {
      const group = groups.get(root(origin));
      return group ? [[key, group] as const] : [];
    }),
  );
}
