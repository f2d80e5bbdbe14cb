/** What a command touches of the process: given by `main.ts`, replaced in tests. */
import type { Readable, Writable } from 'node:stream';

export interface Output {
  write(text: string | Uint8Array): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export interface Streams {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** set once the run is to end early; `reason` is an `Interrupted` */
  readonly signal: AbortSignal;
  /** runs work that does not yield, during which signals end the process at once */
  uninterrupted<T>(work: () => T): T;
}

/** SIGINT or SIGTERM came, or a person quit. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  constructor(readonly exitCode: 130 | 143) {
    super('interrupted');
  }
}

/** Columns of an output; 120 where it is no terminal. */
export function widthOf(output: Output): number {
  return output.isTTY ? (output.columns ?? 80) : 120;
}

/** The stream a question is printed to, as node:readline wants it. */
export function asWritable(output: Output): Writable {
  return output as unknown as Writable;
}

/**
 * Lets signals in, between two steps of work that does not yield.
 * @throws Interrupted where one came
 */
export async function checkpoint({ signal }: Streams): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  signal.throwIfAborted();
}
