/** A thread of `analyseInThreads`: files in, their results out, until it is ended. */
import { parentPort, workerData } from 'node:worker_threads';
import { repository } from '../find/repository.js';
import { analyseFile } from '../pipeline/analyse-file.js';
import type { FileTask } from '../pipeline/file-result.js';
import type { ThreadData } from './threads.js';

const { project, options, sources } = workerData as ThreadData;
const index = repository(sources, project);

parentPort?.on('message', (tasks: readonly FileTask[]) => {
  parentPort?.postMessage(tasks.map((task) => analyseFile(task, project, options, index)));
});
