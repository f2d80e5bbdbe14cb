/** All files that a run knows, as modules that import one another. */
import { ModuleIndex } from '../evaluate/modules/module-index.js';
import { loadsAnything } from '../evaluate/modules/used-chains.js';
import { Aliases } from '../workspace/aliases.js';
import { oldNames } from './packages/cloudflare.js';
import { packageFacts, parse } from './packages/facts.js';
import { publishedFiles } from './published.js';

interface Text {
  readonly file: string;
  readonly text: string;
}

interface Project {
  readonly manifests: Readonly<Record<string, string>>;
  /** files that are not analysed, but that others import */
  readonly others?: readonly Text[];
  readonly whole?: boolean;
  /** what says which names mean which files: tsconfig.json, … */
  readonly configs?: Readonly<Record<string, string>>;
}

export function repository(sources: readonly Text[], project: Project): ModuleIndex {
  let open: ReadonlySet<string> | 'all' | null = project.whole ? null : 'all';
  const openTo = () => {
    open ??= loadsAnything(index) ? 'all' : publishedFiles(index, project.manifests);
    return open;
  };
  const index: ModuleIndex = new ModuleIndex([...(project.others ?? []), ...sources], {
    isEsm: (file) => packageFacts(file, project).esm,
    mainOf(folder) {
      const text = project.manifests[folder === '' ? 'package.json' : `${folder}/package.json`];
      const main = text === undefined ? undefined : parse(text)?.main;
      return typeof main === 'string' ? main : null;
    },
    aliases: new Aliases({
      read: (file) => project.configs?.[file] ?? project.manifests[file] ?? index.textOf(file),
      manifests: () => Object.keys(project.manifests),
    }),
    oldPackages: (file) => oldNames(packageFacts(file, project)),
    isSeen: () => openTo() !== 'all',
    isClosed(file) {
      const found = openTo();
      return found !== 'all' && !found.has(file);
    },
  });
  return index;
}
