/** A run over some files alone: who else loads npm `cloudflare` from the package.json that these would change? */

import { V1_PACKAGE } from '../catalogue/v1-package.js';
import { asksForOlder } from '../edit/package-json.js';
import { packageFacts } from '../find/packages/facts.js';
import type { ProjectFacts, SourceText } from '../pipeline.js';
import type { View, Workspace } from '../workspace/index.js';
import type { RunOptions } from './run-options.js';

const LOADS = new RegExp(`['"\`]${V1_PACKAGE.name}['"\`]`);

/**
 * The package.json files, of those that ask for a version too old for the SDK's calls, under which files outside the run
 * load the package. `own`: those of the run; `view`: where their texts are read.
 */
export function packageElsewhere(
  workspace: Workspace,
  view: View,
  own: readonly SourceText[],
  project: ProjectFacts,
  options: RunOptions,
): string[] {
  if (own.length === 0 || options.migration.target !== 'sdk' || !Object.values(project.manifests).some(asksForOlder))
    return [];
  const known = new Set(own.map(({ file }) => file));
  const listing = workspace.list([workspace.root], { noIgnore: options.noIgnore });
  const { sources } = view.read(listing.files.filter((file) => !known.has(file) && view.has(file)));
  const { manifests } = view.facts(
    sources.map(({ file }) => file),
    listing.manifests,
  );
  const governing = sources.flatMap(({ file, text }) => {
    const manifest = LOADS.test(text) ? packageFacts(file, { manifests }).governing : null;
    return manifest === null ? [] : [manifest];
  });
  return [...new Set(governing)].sort();
}
