/** `git grep`, which reads a work tree in several threads: the files of it that may hold a mark of v1. */
import { spawn } from 'node:child_process';
import { SAFE, safeEnvironment, splitZero } from '../git.js';
import { MARK_PATTERNS } from '../prefilter.js';

/** Kinds of files that are not read, and may be large. */
const LEFT_OUT =
  'avif bin bmp eot exe gif gz ico jar jpeg jpg lock map mov mp3 mp4 otf pdf png tgz ttf wasm webm webp woff woff2 zip';

export interface Grep {
  /** paths relative to the root; null where git does not know the pattern language, fails, or could not read a file */
  readonly found: Promise<ReadonlySet<string> | null>;
  stop(): void;
}

/** @param scopes files and folders relative to the root; '' is all of it */
export function startGrep(root: string, scopes: readonly string[]): Grep {
  const patterns = MARK_PATTERNS.flatMap((pattern) => ['-e', pattern]);
  const paths = scopes.includes('') ? [] : scopes.map((scope) => `:(top,literal)${scope}`);
  const without = LEFT_OUT.split(' ').map((extension) => `:(top,exclude)*.${extension}`);
  const options = ['--no-color', '--no-recurse-submodules', '--no-textconv', '--text', '-lzP'];
  const child = spawn('git', [...SAFE, 'grep', ...options, ...patterns, '--', ...paths, ...without], {
    cwd: root,
    env: safeEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const output: Buffer[] = [];
  let complaints = false;
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', () => {
    complaints = true;
  });
  const found = new Promise<ReadonlySet<string> | null>((resolve) => {
    child.on('error', () => resolve(null));
    child.on('close', (code) => {
      const isDone = (code === 0 || code === 1) && !complaints;
      resolve(isDone ? new Set(splitZero(Buffer.concat(output))) : null);
    });
  });
  return { found, stop: () => void child.kill() };
}
