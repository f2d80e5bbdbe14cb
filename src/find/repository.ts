/** All files that a run knows, as modules that import one another. */
import { ModuleIndex } from '../evaluate/modules/module-index.js';
import { packageFacts, parse } from './packages/facts.js';

interface Text {
  readonly file: string;
  readonly text: string;
}

interface Project {
  readonly manifests: Readonly<Record<string, string>>;
  /** files that are not analysed, but that others import */
  readonly others?: readonly Text[];
}

export function repository(sources: readonly Text[], project: Project): ModuleIndex {
  return new ModuleIndex([...(project.others ?? []), ...sources], {
    isEsm: (file) => packageFacts(file, project).esm,
    mainOf(folder) {
      const text = project.manifests[folder === '' ? 'package.json' : `${folder}/package.json`];
      const main = text === undefined ? undefined : parse(text)?.main;
      return typeof main === 'string' ? main : null;
    },
  });
}
