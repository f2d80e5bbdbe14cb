/** All IO on the code that is worked on: which files, their text, what git knows of them, and writing. */
export { type Decoded, type DecodeFailure, decode, encode } from './decode.js';
export type { Listing, ListOptions, PathError, SkippedPath } from './list-files.js';
export type { Neighbours } from './neighbours.js';
export { byCodeUnits, IGNORE_FILE, inOrder } from './paths.js';
export { hasMark, MARKS } from './prefilter.js';
export {
  MAX_SOURCE_SIZE,
  type ReadOptions,
  type ReadProblem,
  type Sources,
  sourceFromBytes,
} from './read-sources.js';
export { openSearching } from './search/open-searching.js';
export type { Staged } from './staged.js';
export { type ChangedSince, openWorkspace, type View, type Workspace } from './workspace.js';
export { writeFile } from './write.js';
export { type WriteResult, writeAll } from './write-all.js';
export type { WriteError } from './write-target.js';
