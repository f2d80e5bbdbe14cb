#!/usr/bin/env node
import { writeSync } from 'node:fs';
import { run } from './run.js';
import { Interrupted, type Output, type Streams } from './streams.js';

const interruption = new AbortController();
const onInt = () => interruption.abort(new Interrupted(130));
const onTerm = () => interruption.abort(new Interrupted(143));

function listen(): void {
  process.on('SIGINT', onInt);
  process.on('SIGTERM', onTerm);
}

/** While nothing yields, a listener would only keep the signal from ending the process. */
function uninterrupted<T>(work: () => T): T {
  process.off('SIGINT', onInt);
  process.off('SIGTERM', onTerm);
  try {
    return work();
  } finally {
    listen();
  }
}

// a reader that closed the pipe (`| head`) has what it wanted
let failed = false;
const opened = new Set<NodeJS.WriteStream>();

/** Each is made when it is first used: it takes longer to load than to read a small repository. */
function guarded(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  if (opened.has(stream)) return stream;
  opened.add(stream);
  return stream.on('error', onFailure);
}

function onFailure({ code }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE') return;
  failed = true;
  process.exitCode = 2;
}

// a console of Windows wants more than bytes
let isDirect = process.platform !== 'win32';

/** A clean run writes one line to stderr, and no stream is made for it. What cannot be written at once goes to one. */
const stderr: Output = {
  write(text) {
    if (!isDirect) return guarded(process.stderr).write(text);
    const bytes = Buffer.from(text);
    let written = 0;
    try {
      while (written < bytes.length) written += writeSync(2, bytes, written);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return onFailure(error as NodeJS.ErrnoException);
      isDirect = false;
      return guarded(process.stderr).write(bytes.subarray(written));
    }
  },
  get isTTY() {
    return process.stderr.isTTY;
  },
  get columns() {
    return process.stderr.columns;
  },
};

listen();
const streams: Streams = {
  get stdout() {
    return guarded(process.stdout);
  },
  stderr,
  get stdin() {
    return process.stdin;
  },
  cwd: process.cwd(),
  env: process.env,
  signal: interruption.signal,
  uninterrupted,
};
// the exit code is set and not `process.exit` called: that would cut off output that is still under way
void run(process.argv.slice(2), streams).then((code) => {
  process.exitCode = failed ? 2 : code;
});
