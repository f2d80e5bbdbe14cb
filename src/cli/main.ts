#!/usr/bin/env node
import { run } from './run.js';
import { Interrupted, type Streams } from './streams.js';

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

/** Each is made when it is first used: a clean run writes one line to stderr. */
function guarded(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  if (opened.has(stream)) return stream;
  opened.add(stream);
  return stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    failed = true;
    process.exitCode = 2;
  });
}

listen();
const streams: Streams = {
  get stdout() {
    return guarded(process.stdout);
  },
  get stderr() {
    return guarded(process.stderr);
  },
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
