/** Files that code outside of the repository can reach: those that a package which is not private leads to. */
import type { ModuleIndex } from '../evaluate/modules/module-index.js';
import { specifiersIn } from '../workspace/specifiers.js';
import { parse } from './packages/facts.js';
import { exportsSomething } from './wrappers/uses.js';

/** A program that hands out nothing, as many a `main` or `bin` is, leads nowhere. */
export function publishedFiles(index: ModuleIndex, manifests: Readonly<Record<string, string>>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [path, text] of Object.entries(manifests)) {
    const manifest = parse(text) as Record<string, unknown> | null;
    if (!manifest || manifest.private === true || typeof manifest.name !== 'string') continue;
    for (const entry of entriesOf(manifest)) {
      const file = index.resolve(path, /^\.\.?\//.test(entry) ? entry : `./${entry}`);
      if (file !== null) found.add(file);
    }
  }
  for (const file of found) {
    if (!handsOut(file, index)) continue;
    for (const specifier of specifiersIn(index.wordsOf(file))) {
      const next = index.resolve(file, specifier);
      if (next !== null) found.add(next);
    }
  }
  return found;
}

function entriesOf({ main, module, browser, bin, exports }: Record<string, unknown>): string[] {
  const found = [main ?? './index', module, browser, bin, exports].flatMap(texts);
  return found.length > 0 ? found : ['./index'];
}

function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
}

/** Most files that do say so at the start of a line: these are not parsed for it. */
function handsOut(file: string, index: ModuleIndex): boolean {
  const text = index.wordsOf(file);
  if (!/\bexports?\b/.test(text)) return false;
  if (/^(?:export\b|module\.exports\b|exports\.)/m.test(text)) return true;
  const module = index.module(file);
  return module === null || exportsSomething(module.program);
}
