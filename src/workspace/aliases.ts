/**
 * Names for files of the repository that are no paths: `#x` of a package.json, `paths` of a tsconfig.json, packages of
 * the same workspace. Nothing here touches the disk.
 */
import { byCodeUnits, foldersAbove, MANIFEST, parentOf } from './paths.js';

/** What the names are looked up in. */
export interface Configured {
  /** the text of a file; null: there is none */
  read(file: string): string | null;
  /** every package.json that is known */
  manifests(): Iterable<string>;
}

type Json = Readonly<Record<string, unknown>>;

interface Mapping {
  /** `@lib/*` → `src/lib/*`, from the root */
  readonly paths: readonly (readonly [pattern: string, targets: readonly string[]])[];
  /** where other names begin; null: nowhere */
  readonly base: string | null;
}

const MOST_EXTENDS = 8;

export class Aliases {
  private readonly parsed = new Map<string, Json | null>();
  private readonly mappings = new Map<string, Mapping | null>();
  private packages: ReadonlyMap<string, string> | null = null;

  constructor(private readonly configured: Configured) {}

  /** Paths from the root, perhaps without their extension, that the name may mean from a file; best first. */
  pathsOf(from: string, specifier: string): readonly string[] {
    if (!/^[#@~\w$]/.test(specifier) || specifier.includes('://') || /\s/.test(specifier)) return [];
    if (specifier.startsWith('#')) return this.ofImports(from, specifier);
    return [...this.ofCompiler(from, specifier), ...this.ofPackage(specifier)];
  }

  private json(file: string): Json | null {
    const known = this.parsed.get(file);
    if (known !== undefined) return known;
    const text = this.configured.read(file);
    const value = text === null ? null : parsed(text);
    this.parsed.set(file, value);
    return value;
  }

  private ofImports(from: string, specifier: string): readonly string[] {
    const folder = foldersAbove(from).find((one) => this.json(join(one, MANIFEST)));
    const imports = folder === undefined ? null : object(this.json(join(folder, MANIFEST))?.imports);
    if (folder === undefined || !imports) return [];
    return matching(Object.entries(imports), specifier).flatMap(({ value, rest }) =>
      texts(value).flatMap((target) => relativeTo(folder, target, rest)),
    );
  }

  private ofCompiler(from: string, specifier: string): readonly string[] {
    const mapping = this.mappingAbove(parentOf(from));
    if (!mapping) return [];
    const [match] = matching(mapping.paths, specifier);
    if (match) return texts(match.value).map((target) => target.replace('*', match.rest));
    return mapping.base === null ? [] : [join(mapping.base, specifier)];
  }

  private mappingAbove(folder: string): Mapping | null {
    const known = this.mappings.get(folder);
    if (known !== undefined) return known;
    const file = ['tsconfig.json', 'jsconfig.json'].map((name) => join(folder, name)).find((one) => this.json(one));
    const own = file === undefined ? undefined : this.mappingOf(file, MOST_EXTENDS);
    const found = own ?? (folder === '' || own === null ? null : this.mappingAbove(parentOf(folder)));
    this.mappings.set(folder, found);
    return found;
  }

  private mappingOf(file: string, depth: number): Mapping | null {
    const config = this.json(file);
    if (!config || depth === 0) return null;
    const folder = parentOf(file);
    let found: Mapping = { paths: [], base: null };
    for (const parent of texts(config.extends)) {
      const [path] = relativeTo(folder, parent, '');
      const inherited =
        path === undefined ? null : (this.mappingOf(path, depth - 1) ?? this.mappingOf(`${path}.json`, depth - 1));
      if (inherited) found = inherited;
    }
    const options = object(config.compilerOptions);
    const base = typeof options?.baseUrl === 'string' ? (inside(folder, options.baseUrl) ?? found.base) : found.base;
    const paths = object(options?.paths);
    if (!paths) return { ...found, base };
    const start = typeof options?.baseUrl === 'string' ? base : (base ?? folder);
    const entries = Object.entries(paths).map(
      ([pattern, targets]) => [pattern, texts(targets).flatMap((one) => inside(start ?? folder, one) ?? [])] as const,
    );
    return { paths: entries, base };
  }

  private ofPackage(specifier: string): readonly string[] {
    this.packages ??= this.workspacePackages();
    const name = /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? '';
    const folder = this.packages.get(name);
    if (folder === undefined) return [];
    const manifest = this.json(join(folder, MANIFEST));
    const below = specifier.slice(name.length + 1);
    const entry = entryOf(manifest, below).flatMap(({ value, rest }) =>
      texts(value).flatMap((target) => relativeTo(folder, target, rest)),
    );
    if (entry.length > 0 || manifest?.exports !== undefined) return entry;
    if (below !== '') return [join(folder, below)];
    const mains = texts([manifest?.main, manifest?.module, './index']);
    return mains.flatMap((main) => inside(folder, main) ?? []);
  }

  /** Name → folder, of those that a manifest above or pnpm's list counts among its own. */
  private workspacePackages(): ReadonlyMap<string, string> {
    const manifests = [...this.configured.manifests()].sort(byCodeUnits);
    const globs = manifests.flatMap((path) => {
      const workspaces = this.json(path)?.workspaces;
      return texts(object(workspaces)?.packages ?? workspaces).map((glob) => ({ folder: parentOf(path), glob }));
    });
    const pnpm = this.configured.read('pnpm-workspace.yaml') ?? '';
    for (const [, glob = ''] of pnpm.matchAll(/^[\t ]*-([^#\n]*)/gm)) {
      const bare = glob.replace(/['"]/g, '').trim();
      if (bare !== '') globs.push({ folder: '', glob: bare });
    }
    const found = new Map<string, string>();
    for (const path of manifests) {
      const name = this.json(path)?.name;
      const folder = parentOf(path);
      if (typeof name !== 'string' || !globs.some((one) => covers(one.folder, one.glob, folder))) continue;
      if (!found.has(name)) found.set(name, folder);
    }
    return found;
  }
}

/** The `exports` that serve what is asked of a package: '' is the package itself. */
function entryOf(manifest: Json | null, below: string): readonly { readonly value: unknown; readonly rest: string }[] {
  const { exports } = manifest ?? {};
  if (exports === undefined) return [];
  const named = object(exports);
  if (!named || !Object.keys(named).some((key) => key.startsWith('.')))
    return below === '' ? [{ value: exports, rest: '' }] : [];
  return matching(Object.entries(named), below === '' ? '.' : `./${below}`);
}

/** The most precise pattern first; `rest`: what its `*` stands for. */
function matching<T>(
  entries: readonly (readonly [string, T])[],
  specifier: string,
): readonly { readonly value: T; readonly rest: string }[] {
  const exact = entries.find(([pattern]) => pattern === specifier);
  if (exact) return [{ value: exact[1], rest: '' }];
  return entries
    .flatMap(([pattern, value]) => {
      const [head = '', tail, more] = pattern.split('*');
      if (tail === undefined || more !== undefined || !specifier.startsWith(head) || !specifier.endsWith(tail))
        return [];
      if (specifier.length < head.length + tail.length) return [];
      const rest = specifier.slice(head.length, specifier.length - tail.length);
      return [{ value, rest, length: head.length }];
    })
    .sort((a, b) => b.length - a.length)
    .slice(0, 1);
}

/** Every text in what may be one, a list of them, or an object of conditions. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

function relativeTo(folder: string, target: string, rest: string): string[] {
  const path = target.startsWith('.') ? inside(folder, target.replace('*', rest)) : null;
  return path === null ? [] : [path];
}

/** The path from the root; null where it leads out of it. */
function inside(folder: string, path: string): string | null {
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return null;
  }
  return parts.join('/');
}

function covers(root: string, glob: string, folder: string): boolean {
  const pattern = inside(root, glob);
  if (pattern === null || glob.startsWith('!')) return false;
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('**', '\0')
    .replaceAll('*', '[^/]+')
    .replaceAll('\0', '.+');
  return new RegExp(`^${source}$`).test(folder);
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function object(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

/** JSON with the comments and last commas that tsconfig files may have. */
function parsed(text: string): Json | null {
  try {
    return object(JSON.parse(text));
  } catch {
    const bare = text
      .replace(/"(?:[^"\\\n]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (part) => (part.startsWith('"') ? part : ''))
      .replace(/"(?:[^"\\\n]|\\.)*"|,(?=\s{0,500}[}\]])/g, (part) => (part === ',' ? '' : part));
    try {
      return object(JSON.parse(bare));
    } catch {
      return null;
    }
  }
}
