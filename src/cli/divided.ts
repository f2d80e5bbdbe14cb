/**
 * One part of a large repository, for machines that take one each. All files are read, which is fast; those alone are
 * analysed that are in the part, or that one of these imports or is imported by. The others are there to be asked, so
 * that nothing is told otherwise than where all are analysed.
 */
import type { ProjectFacts, SourceText } from '../pipeline.js';
import { byCodeUnits, type Listing } from '../workspace/index.js';
import type { Shard } from './shard.js';

export interface Part {
  /** what is reported are findings in these */
  readonly listing: Listing;
  readonly sources: readonly SourceText[];
  readonly project: ProjectFacts;
}

export async function divided(
  listing: Listing,
  sources: readonly SourceText[],
  project: ProjectFacts,
  shard: Shard,
): Promise<Part> {
  const sizes = new Map(sources.map(({ file, text }) => [file, text.length]));
  const chosen = new Set(inShard([...listing.files, ...listing.manifests], shard, (file) => sizes.get(file) ?? 0));
  const { connectedWith } = await import('../pipeline.js');
  const connected = connectedWith(chosen, sources, project);
  const mine = sources.filter(({ file }) => connected.has(file));
  const rest = sources.filter(({ file }) => !connected.has(file));
  const isChosen = (file: string) => chosen.has(file);
  return {
    listing: { ...listing, files: listing.files.filter(isChosen), manifests: listing.manifests.filter(isChosen) },
    sources: mine,
    project: { ...project, others: [...(project.others ?? []), ...rest] },
  };
}

/**
 * The files of one part. Neighbours in the order of paths stay together, since they import one another; every part has
 * about as much to analyse. The same files give the same parts on every machine, and each file is in one of them.
 */
export function inShard(
  files: readonly string[],
  { index, count }: Shard,
  sizeOf: (file: string) => number,
): readonly string[] {
  const sorted = [...files].sort(byCodeUnits);
  // what need not be analysed takes a place too
  const sizes = sorted.map((file) => sizeOf(file) + 1);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let before = 0;
  return sorted.filter((_, at) => {
    const size = sizes[at] ?? 0;
    const middle = before + size / 2;
    before += size;
    return Math.min(Math.floor((middle * count) / total), count - 1) === index - 1;
  });
}
