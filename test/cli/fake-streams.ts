/** Streams that keep what is written to them, and a run of the program on them. */
import { PassThrough } from 'node:stream';
import { run } from '../../src/cli/run.js';
import { Interrupted, type Streams } from '../../src/cli/streams.js';

export interface FakeOptions {
  readonly cwd: string;
  readonly tty?: boolean;
  readonly columns?: number;
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  /** lines that a person types, each after a question; `^C` aborts `interruption`, the end is the end of the input */
  readonly answers?: readonly string[];
  readonly interruption?: AbortController;
  /** all of standard input */
  readonly input?: string | Uint8Array;
}

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function runCli(args: readonly string[], options: FakeOptions): Promise<Result> {
  const written = { stdout: '', stderr: '' };
  const stdin = Object.assign(new PassThrough(), { isTTY: options.tty ?? false });
  if (options.input !== undefined) stdin.end(options.input);
  const answers = [...(options.answers ?? [])];
  const output = (name: 'stdout' | 'stderr') => ({
    isTTY: options.tty ?? false,
    columns: options.columns ?? 100,
    write(given: string | Uint8Array) {
      const text = typeof given === 'string' ? given : Buffer.from(given).toString();
      written[name] += text;
      if (!text.includes('Write this file')) return true;
      const answer = answers.shift();
      if (answer === '^C') options.interruption?.abort(new Interrupted(130));
      else if (answer === undefined) stdin.end();
      else stdin.write(`${answer}\n`);
      return true;
    },
  });
  const streams: Streams = {
    stdout: output('stdout'),
    stderr: output('stderr'),
    stdin,
    cwd: options.cwd,
    env: options.env ?? {},
    signal: options.signal ?? options.interruption?.signal ?? new AbortController().signal,
    uninterrupted: (work) => work(),
  };
  const code = await run(args, streams);
  return { code, ...written };
}
