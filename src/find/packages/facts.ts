/** What the package.json above a file says of it. */
import type { PackageFacts } from './cloudflare.js';

export interface FileFacts extends PackageFacts {
  /** `.js` files are ES modules */
  readonly esm: boolean;
  /** path of the governing package.json, null where there is none */
  readonly manifest: string | null;
}

interface Manifest {
  readonly type?: unknown;
  readonly dependencies?: Record<string, unknown>;
  readonly devDependencies?: Record<string, unknown>;
  readonly peerDependencies?: Record<string, unknown>;
  readonly optionalDependencies?: Record<string, unknown>;
}

/** Facts of the nearest package.json; without one, `cloudflare` is taken for what its use says. */
export function packageFacts(
  file: string,
  project: { readonly manifests: Readonly<Record<string, string>> },
): FileFacts {
  const manifest = nearest(file, Object.keys(project.manifests));
  const content = manifest === null ? null : parse(project.manifests[manifest] ?? '');
  const version = content && versionOf(content, 'cloudflare');
  return {
    cloudflareIsV1: version === null || version === undefined || isBeforeOne(version),
    esm: content?.type === 'module',
    manifest,
  };
}

function nearest(file: string, manifests: readonly string[]): string | null {
  const folders = file.split('/').slice(0, -1);
  for (let depth = folders.length; depth >= 0; depth--) {
    const path = [...folders.slice(0, depth), 'package.json'].join('/');
    if (manifests.includes(path)) return path;
  }
  return null;
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
