/** Keeps the heap small while many trees come and go: V8 lets it grow to several times what is in use before it clears. */

/** Clears once the heap has grown by so many percent. */
const GROWTH = 60;
/** Fewer files do not fill it. */
const LEAST_FILES = 20;
/** The last version of Node that is known to have the setting; one that lacks it would complain on stderr. */
const LAST_KNOWN = 24;

/** For all threads; afterwards all is as it was, so that V8 takes the code that was compiled under other settings. */
export async function withSmallHeap<T>(files: number, work: () => T | Promise<T>): Promise<T> {
  if (files < LEAST_FILES || Number.parseInt(process.versions.node, 10) > LAST_KNOWN) return work();
  const grow = (percent: number) =>
    process.getBuiltinModule('node:v8').setFlagsFromString(`--heap-growing-percent=${percent}`);
  grow(GROWTH);
  try {
    return await work();
  } finally {
    grow(0);
  }
}
