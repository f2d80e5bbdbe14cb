/** Analyses files in several threads. What comes out does not depend on their number. */
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { MigrationOptions } from '../options.js';
import type { FileResult, FileTask, Rejected } from '../pipeline/file-result.js';
import { unfold } from '../pipeline/unfold.js';
import { type Analysis, analysis, type ProjectFacts, type SourceText } from '../pipeline.js';

/** What a thread is started with. */
export interface ThreadData {
  readonly project: ProjectFacts;
  readonly options: MigrationOptions;
  /** all of them: any file may ask what another one exports */
  readonly sources: readonly SourceText[];
}

/** Files of one message: few enough that no thread waits long for another's last message. */
const BATCH = 8;
/** As the main thread has it, so that a file nested too deeply is that in every thread. */
const STACK_MB = 1;
const MIB = 1024 * 1024;
const LEAST_HEAP = 512 * MIB;
const HEAP_PER_CHARACTER = 16;

/** @throws what a thread died of; the signal's reason once it is aborted */
export async function analyseInThreads(
  count: number,
  sources: readonly SourceText[],
  project: ProjectFacts,
  options: MigrationOptions,
  rejected: Rejected,
  signal: AbortSignal,
): Promise<Analysis> {
  const flat = unfold(sources, project, rejected, options);
  const workerData: ThreadData = { project: flat.project, options, sources: flat.sources };
  // beside this file, and of its kind: modules as they are written, or what they are bundled into
  const url = new URL(`./analyse-thread${extname(import.meta.url)}`, import.meta.url);
  const resourceLimits = { stackSizeMb: STACK_MB, maxOldGenerationSizeMb: heapFor(flat.sources, flat.project) };
  const threads = Array.from({ length: count }, () => new Worker(url, { workerData, resourceLimits }));
  try {
    const steps = analysis(flat.sources, flat.project, options, flat.rejected, flat.beside);
    let step = steps.next([]);
    while (!step.done) step = steps.next(await runTasks(threads, step.value, signal));
    return flat.fold(step.value);
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/**
 * Far more than a thread needs, and less than there may be: the nearer the end, the sooner V8 clears away what nobody
 * needs any more, and half of what a thread takes is that.
 */
function heapFor(sources: readonly SourceText[], { others = [] }: ProjectFacts): number {
  const characters = [...sources, ...others].reduce((sum, { text }) => sum + text.length, 0);
  const most = process.getBuiltinModule('node:v8').getHeapStatistics().heap_size_limit;
  return Math.floor(Math.min(LEAST_HEAP + HEAP_PER_CHARACTER * characters, most) / MIB);
}

async function runTasks(
  threads: readonly Worker[],
  tasks: readonly FileTask[],
  signal: AbortSignal,
): Promise<readonly FileResult[]> {
  const results: FileResult[] = [];
  let next = 0;
  await Promise.all(
    threads.map(async (thread) => {
      while (next < tasks.length) {
        const from = next;
        next += BATCH;
        const part = await answer(thread, tasks.slice(from, next), signal);
        for (const [index, result] of part.entries()) results[from + index] = result;
      }
    }),
  );
  return results;
}

function answer(thread: Worker, tasks: readonly FileTask[], signal: AbortSignal): Promise<readonly FileResult[]> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const settle = (work: () => void) => {
      thread.off('message', onMessage).off('error', onError).off('exit', onExit);
      signal.removeEventListener('abort', onAbort);
      work();
    };
    const onMessage = (results: readonly FileResult[]) => settle(() => resolve(results));
    const onError = (error: unknown) => settle(() => reject(error));
    const onExit = (code: number) => settle(() => reject(new Error(`a thread ended with ${code}`)));
    const onAbort = () => settle(() => reject(signal.reason));
    thread.on('message', onMessage).on('error', onError).on('exit', onExit);
    signal.addEventListener('abort', onAbort);
    thread.postMessage(tasks);
  });
}
