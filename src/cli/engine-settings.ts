/** Settings of V8 for what is to be analysed: how soon it clears its memory away, and whether it optimises. */

/** Many trees come and go: clears once the heap has grown by so many percent, where V8 lets it grow to several times that. */
const GROWTH = 60;
/** Fewer files do not fill it. */
const LEAST_FILES = 20;
/** So few characters are done before code that is made faster would pay for the making: it saves a quarter of the time. */
const MOST_UNOPTIMISED = 100_000;
/** The last version of Node that is known to have the settings; one that lacks them would complain on stderr. */
const LAST_KNOWN = 24;

/** For all threads; afterwards all is as it was, so that V8 takes the code that was compiled under other settings. */
export async function withEngineSettings<T>(
  sources: readonly { readonly text: string }[],
  work: () => T | Promise<T>,
): Promise<T> {
  const length = sources.reduce((sum, { text }) => sum + text.length, 0);
  const settings = [
    ...(sources.length < LEAST_FILES
      ? []
      : [[`--heap-growing-percent=${GROWTH}`, '--heap-growing-percent=0'] as const]),
    ...(length > MOST_UNOPTIMISED ? [] : [['--no-opt', '--opt'] as const]),
  ];
  if (settings.length === 0 || Number.parseInt(process.versions.node, 10) > LAST_KNOWN) return work();
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  for (const [set] of settings) setFlagsFromString(set);
  try {
    return await work();
  } finally {
    for (const [, unset] of settings) setFlagsFromString(unset);
  }
}
