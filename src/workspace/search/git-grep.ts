/** `git grep`, which reads a work tree in several threads: the files of it that may hold a mark of v1. */
import { children, SAFE, safeEnvironment, splitZero } from '../git.js';
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
  const child = children().spawn('git', grepArguments(scopes), {
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
    child.on('close', (code) => resolve(complaints ? null : hitsOf(code, Buffer.concat(output))));
  });
  return { found, stop: () => void child.kill() };
}

function grepArguments(scopes: readonly string[]): string[] {
  const patterns = MARK_PATTERNS.flatMap((pattern) => ['-e', pattern]);
  const paths = scopes.includes('') ? [] : scopes.map((scope) => `:(top,literal)${scope}`);
  const without = LEFT_OUT.split(' ').map((extension) => `:(top,exclude)*.${extension}`);
  const options = ['--no-color', '--no-recurse-submodules', '--no-textconv', '--text', '-lzP'];
  return [...SAFE, 'grep', ...options, ...patterns, '--', ...paths, ...without];
}

function hitsOf(status: number | null, output: Buffer): ReadonlySet<string> | null {
  return status === 0 || status === 1 ? new Set(splitZero(output)) : null;
}
