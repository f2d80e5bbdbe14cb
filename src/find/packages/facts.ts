/** What the package.json above a file says of it. */
import { V1_PACKAGE } from '../../catalogue/v1-package.js';
import type { PackageFacts } from './cloudflare.js';

const ALIASED = `npm:${V1_PACKAGE.name}@`;

export interface FileFacts extends PackageFacts {
  /** `.js` files are ES modules */
  readonly esm: boolean;
  /** path of the nearest package.json, null where there is none */
  readonly manifest: string | null;
  /** path of the package.json that decides which `cloudflare` the file gets; null where there is none */
  readonly governing: string | null;
  /** package → version range, of every package.json above the file; the nearest wins */
  readonly ranges: Readonly<Record<string, string>>;
}

export interface Manifest {
  readonly name?: unknown;
  readonly type?: unknown;
  readonly main?: unknown;
  readonly engines?: unknown;
  readonly dependencies?: Record<string, unknown>;
  readonly devDependencies?: Record<string, unknown>;
  readonly peerDependencies?: Record<string, unknown>;
  readonly optionalDependencies?: Record<string, unknown>;
}

/** Where a manifest lists packages, in the order in which they are asked. */
export const GROUPS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;

/** Facts of the package.json files above; without one, `cloudflare` is taken for what its use says. */
export function packageFacts(
  file: string,
  project: { readonly manifests: Readonly<Record<string, string>> },
): FileFacts {
  const above = manifestsAbove(file, Object.keys(project.manifests)).map((path) => ({
    path,
    content: parse(project.manifests[path] ?? ''),
  }));
  const [nearest] = above;
  const listing = above.find(({ content }) => content && versionOf(content, 'cloudflare') !== null);
  const version = listing?.content ? versionOf(listing.content, 'cloudflare') : null;
  const ranges: Record<string, string> = Object.create(null);
  for (const { content } of [...above].reverse()) if (content) Object.assign(ranges, rangesOf(content));
  return {
    cloudflareIsV1: version === null || isBeforeOne(version),
    aliases: aliasesIn(ranges),
    esm: nearest?.content?.type === 'module',
    manifest: nearest?.path ?? null,
    governing: (listing ?? above.find(({ content }) => content && isPackage(content)) ?? nearest)?.path ?? null,
    ranges,
    lateEnvironment: Object.keys(ranges).some(isEnvironmentLoader),
  };
}

/** `{ "cloudflare-v1": "npm:cloudflare@0.0.8" }`; our own alias also where no package.json names it. */
function aliasesIn(ranges: Readonly<Record<string, string>>): string[] {
  const listed = Object.entries(ranges).filter(
    ([name, range]) =>
      name !== V1_PACKAGE.name && range.startsWith(ALIASED) && isBeforeOne(range.slice(ALIASED.length)),
  );
  const own = Object.hasOwn(ranges, V1_PACKAGE.alias) ? [] : [V1_PACKAGE.alias];
  return [...own, ...listed.map(([name]) => name)];
}

/** Packages that fill `process.env` when the program asks them to. */
export function isEnvironmentLoader(module: string): boolean {
  return /^(?:dotenv(?:-[\w-]+)?|@dotenvx\/dotenvx|env2|habitat|node-env-file|envfile)(?:\/|$)/.test(module);
}

/** `{ "type": "module" }` in a folder says how files load, not what is installed. */
function isPackage(content: Manifest): boolean {
  return content.name !== undefined || GROUPS.some((group) => content[group] !== undefined);
}

/** Nearest first. */
function manifestsAbove(file: string, manifests: readonly string[]): string[] {
  const folders = file.split('/').slice(0, -1);
  const found: string[] = [];
  for (let depth = folders.length; depth >= 0; depth--) {
    const path = [...folders.slice(0, depth), 'package.json'].join('/');
    if (manifests.includes(path)) found.push(path);
  }
  return found;
}

function rangesOf(manifest: Manifest): Record<string, string> {
  const ranges: Record<string, string> = Object.create(null);
  for (const group of [...GROUPS].reverse()) {
    for (const [name, range] of Object.entries(manifest[group] ?? {})) {
      if (typeof range === 'string') ranges[name] = range;
    }
  }
  return ranges;
}

export function parse(text: string): Manifest | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Manifest) : null;
  } catch {
    return null;
  }
}

export function versionOf(manifest: Manifest, name: string): string | null {
  for (const group of [
    manifest.dependencies,
    manifest.devDependencies,
    manifest.optionalDependencies,
    manifest.peerDependencies,
  ]) {
    const range = group && typeof group === 'object' && Object.hasOwn(group, name) ? group[name] : undefined;
    if (typeof range === 'string') return range;
  }
  return null;
}

/** `0.0.8`, `^0.0.5`, `~0.0`, `<1`, git URLs with `#v0.0.8`, `latest` of those days is not known: the use decides. */
export function isBeforeOne(range: string): boolean {
  const version = /(\d+)(?:\.(\d+|x|\*))?/.exec(range.replace(/^.*#(?:semver:)?/, ''));
  if (!version || /^[\w+.-]*:(?!.*#)/.test(range)) return true;
  if (/^\s*<\s*1\b/.test(range)) return true;
  return version[1] === '0';
}
