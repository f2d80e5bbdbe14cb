/** Asks for each changed file whether to write it. */
import { createInterface } from 'node:readline/promises';
import type { FileChange } from '../pipeline.js';
import { painter, takesColour } from '../report/colour.js';
import { type PatchFile, shownPatch, terminalPatch } from '../report/patch.js';
import type { RunOptions } from './run-options.js';
import { asWritable, Interrupted, type Streams } from './streams.js';
import { UsageError } from './usage-error.js';

/** @throws UsageError where nobody can be asked */
export function checkTerminal({ stdin, stdout }: Streams): void {
  if (stdin.isTTY && stdout.isTTY) return;
  throw new UsageError('--interactive needs a terminal to ask on; use --diff to look and --write to change');
}

/**
 * Manifests come last: what they should hold depends on the files.
 * @param patches one for each change, in the same order
 * @returns the changes to write; `q` leaves out the one shown and those after it
 * @throws Interrupted on Ctrl-C
 */
export async function chooseChanges(
  streams: Streams,
  changes: readonly FileChange[],
  patches: readonly PatchFile[],
  { colour }: Pick<RunOptions, 'colour'>,
): Promise<readonly FileChange[]> {
  const paint = painter(takesColour(streams.stdout, streams.env, colour));
  const isManifest = (file: string) => /(?:^|\/)package\.json$/.test(file);
  const order = [...changes.keys()].sort(
    (a, b) => Number(isManifest(changes[a]!.file)) - Number(isManifest(changes[b]!.file)) || a - b,
  );
  const chosen = new Set<FileChange>();
  const asking = createInterface({ input: streams.stdin, output: asWritable(streams.stdout), terminal: false });
  const lines = asking[Symbol.asyncIterator]();
  try {
    for (const [done, index] of order.entries()) {
      streams.stdout.write(`${terminalPatch(shownPatch([patches[index]!]), paint)}`);
      const answer = await ask(
        streams,
        lines,
        `Write this file (${done + 1} of ${order.length})? [y]es, [n]o, [q]uit: `,
      );
      if (answer === 'q') break;
      if (answer === 'y') chosen.add(changes[index]!);
    }
  } finally {
    asking.close();
  }
  return complete(changes.filter((change) => chosen.has(change)));
}

/** Without those that build on a change that is not among them. */
export function complete(changes: readonly FileChange[]): readonly FileChange[] {
  const files = new Set(changes.map(({ file }) => file));
  const kept = changes.filter(({ needs = [] }) => needs.every((file) => files.has(file)));
  return kept.length === changes.length ? changes : complete(kept);
}

async function ask(streams: Streams, lines: AsyncIterator<string>, question: string): Promise<'y' | 'n' | 'q'> {
  for (;;) {
    streams.stdout.write(question);
    const { value, done } = await raceSignal(streams.signal, lines.next());
    if (done) return 'q';
    const answer = value.trim().toLowerCase();
    if (answer === 'y' || answer === 'yes') return 'y';
    if (answer === 'n' || answer === 'no') return 'n';
    if (answer === 'q' || answer === 'quit') return 'q';
  }
}

async function raceSignal<T>(signal: AbortSignal, waiting: Promise<T>): Promise<T> {
  signal.throwIfAborted();
  let stop = () => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason instanceof Interrupted ? signal.reason : new Interrupted(130));
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([waiting, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
