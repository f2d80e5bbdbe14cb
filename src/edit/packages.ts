/** The package.json files of a run: which may rise to the SDK, what they become, and what else a person should do. */
import { V1_PACKAGE } from '../catalogue/v1-package.js';
import { parse } from '../find/packages/facts.js';
import type { FileChange, ProjectFacts } from '../pipeline.js';
import type { ReasonId } from '../plan/reasons.js';
import { asksForOlder, SDK_RANGE, unreadableRange, withAlias, withSdk } from './package-json.js';
import type { PackageUse } from './package-use.js';

export interface FileUse extends PackageUse {
  readonly file: string;
  /** the package.json that decides for the file; null where there is none */
  readonly manifest: string | null;
}

/**
 * Manifests whose `cloudflare` cannot simply become the SDK, and why: `package-alias` where what stays on the old
 * package can ask for it under another name, else nothing under them may call the SDK. `apart`: is that name wanted?
 */
export function heldManifests(
  uses: readonly FileUse[],
  project: ProjectFacts,
  apart: boolean,
): ReadonlyMap<string, ReasonId> {
  const held = new Map<string, ReasonId>();
  const wanting = new Set(uses.flatMap((use) => (use.needsSdk || use.waits ? [use.manifest] : [])));
  const elsewhere: readonly FileUse[] = (project.elsewhere ?? []).map((manifest) => ({
    ...NO_USE,
    holds: 'package-needed',
    manifest,
  }));
  for (const { manifest, holds } of [...uses, ...elsewhere]) {
    if (manifest === null || !holds || !wanting.has(manifest)) continue;
    const text = project.manifests[manifest] ?? '';
    // A version that is new enough stays, whoever uses it.
    if (holds === 'older-sdk' && !asksForOlder(text)) continue;
    const reason = holds === 'package-alias' && !(apart && withAlias(text) !== null) ? 'package-needed' : holds;
    held.set(manifest, strongest(held.get(manifest), reason));
  }
  return held;
}

const NO_USE = { needsSdk: false, waits: false, aliased: false, replaced: false, dropped: [], file: '' };

function strongest(one: ReasonId | undefined, other: ReasonId): ReasonId {
  const order: readonly ReasonId[] = ['package-alias', 'older-sdk', 'package-needed'];
  return one && order.indexOf(one) > order.indexOf(other) ? one : other;
}

/** Those of the manifests whose files took the other name only in part: it is no way out for them. */
export function brokenApart(
  uses: readonly FileUse[],
  held: ReadonlyMap<string, ReasonId>,
): ReadonlyMap<string, ReasonId> {
  const broken = uses.flatMap(({ manifest, holds }) =>
    manifest !== null && holds && held.get(manifest) === 'package-alias' ? [[manifest, 'package-needed'] as const] : [],
  );
  return new Map(broken);
}

export function manifestChanges(uses: readonly FileUse[], project: ProjectFacts): FileChange[] {
  return manifestsOf(uses, ({ needsSdk, aliased }) => needsSdk || aliased).flatMap((file) => {
    const before = project.manifests[file] ?? '';
    const raised = withSdk(before) ?? before;
    const beside = uses.filter((use) => use.aliased && use.manifest === file);
    const after = beside.length > 0 ? (withAlias(before, raised) ?? raised) : raised;
    // With the other name, all that loads either belongs together.
    const needs = uses.flatMap((use) => (use.manifest === file && (use.aliased || use.needsSdk) ? [use.file] : []));
    return after === before ? [] : [{ file, before, after, ...(beside.length > 0 && { needs }) }];
  });
}

/** Lines for the reader; `changes` are those of the manifests. */
export function packageAdvice(
  uses: readonly FileUse[],
  project: ProjectFacts,
  changes: readonly FileChange[],
  target: 'sdk' | 'fetch',
): string[] {
  const migrated = uses.filter(({ needsSdk }) => needsSdk);
  const lines: string[] = [];
  if (changes.length > 0)
    lines.push(
      `run \`${installCommand(project.lockFile)}\`: ${changes.map(({ file }) => file).join(', ')} ${changes.length > 1 ? 'ask' : 'asks'} for cloudflare ${SDK_RANGE}`,
    );
  if (target === 'sdk') lines.push(...unwritten(migrated, project));
  for (const file of manifestsOf(uses, ({ aliased }) => aliased)) {
    const staying = uses.filter((use) => use.aliased && use.manifest === file).map((use) => use.file);
    lines.push(
      `${file} asks for ${V1_PACKAGE.alias} as well, which ${staying.join(', ')} ${staying.length > 1 ? 'load' : 'loads'} for the calls that stay on v1`,
    );
  }
  for (const file of manifestsOf(migrated)) {
    const manifest = parse(project.manifests[file] ?? '');
    const listed = { ...manifest?.dependencies, ...manifest?.devDependencies };
    const unused = [...new Set(migrated.filter((use) => use.manifest === file).flatMap(({ dropped }) => dropped))]
      .filter((name) => Object.hasOwn(listed, name) && !(target === 'sdk' && name === 'cloudflare'))
      .sort();
    if (unused.length > 0)
      lines.push(`${file}: the migrated files no longer use ${unused.join(', ')}; remove what nothing else uses`);
    const oldest = lowestNode(manifest?.engines);
    const needed = target === 'sdk' ? 20 : 18;
    if (oldest !== null && oldest < needed)
      lines.push(`${file}: engines.node allows ${oldest}, and the v4 calls need Node ${needed} or later`);
  }
  return lines;
}

/** Where the SDK is called and no manifest could be made to ask for it. */
function unwritten(migrated: readonly FileUse[], project: ProjectFacts): string[] {
  const lines: string[] = [];
  const add = `${addCommand(project.lockFile)} cloudflare@7`;
  if (migrated.some(({ manifest }) => manifest === null)) lines.push(`run \`${add}\`: no package.json was found`);
  for (const file of manifestsOf(migrated)) {
    const text = project.manifests[file] ?? '';
    if (parse(text) === null) lines.push(`${file} could not be read: run \`${add}\` there`);
    else if (unreadableRange(text)) lines.push(`${file}: see that its cloudflare is 4.5 or later`);
  }
  return lines;
}

function manifestsOf(uses: readonly FileUse[], counts = ({ needsSdk }: FileUse) => needsSdk): string[] {
  const files = uses.flatMap((use) => (counts(use) && use.manifest !== null ? [use.manifest] : []));
  return [...new Set(files)].sort();
}

function installCommand(lockFile: ProjectFacts['lockFile']): string {
  if (lockFile === 'yarn.lock') return 'yarn install';
  if (lockFile === 'pnpm-lock.yaml') return 'pnpm install';
  return lockFile === 'bun.lock' ? 'bun install' : 'npm install';
}

function addCommand(lockFile: ProjectFacts['lockFile']): string {
  const install = installCommand(lockFile);
  return install === 'npm install' ? install : install.replace('install', 'add');
}

/** The lowest major version of Node that `engines` allows; null where it says nothing of it. */
function lowestNode(engines: unknown): number | null {
  const range = typeof engines === 'object' && engines !== null ? (engines as { node?: unknown }).node : undefined;
  if (typeof range !== 'string') return null;
  const majors = range.split('||').flatMap((one) => {
    const [, operator = '', major] = /(?<![<>=^~])([<>=^~]*)\s{0,9}v?(\d+)/.exec(one) ?? [];
    return major === undefined ? [] : [operator.startsWith('<') ? 0 : Number(major)];
  });
  return majors.length > 0 ? Math.min(...majors) : null;
}
