/** A thread of `analyseInThreads`: files in, their results out, until it is ended. */
import { parentPort, workerData } from 'node:worker_threads';
import { analyseFile, type FileTask } from '../pipeline.js';
import type { ThreadData } from './threads.js';

const { project, options } = workerData as ThreadData;

parentPort?.on('message', (tasks: readonly FileTask[]) => {
  parentPort?.postMessage(tasks.map((task) => analyseFile(task, project, options)));
});
