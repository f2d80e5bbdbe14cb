/** One run of the program: arguments in, output to the streams, exit code out. Never throws. */
import { forLog } from '../report/build-log.js';
import { escapeControls, redact } from '../report/safe-text.js';
import { openWorkspace } from '../workspace/index.js';
import { findConfig } from './config-file.js';
import type { ExitCode } from './exit-code.js';
import { type Invocation, parseArguments } from './parse-arguments.js';
import { readOptions } from './read-options.js';
import { Interrupted, type Streams, widthOf } from './streams.js';
import { UsageError } from './usage-error.js';

export async function run(args: readonly string[], streams: Streams): Promise<ExitCode> {
  try {
    const invocation = parseArguments(args, widthOf(streams.stdout));
    if (invocation.kind === 'run') return await runCommand(invocation, streams);
    streams.stdout.write(invocation.text);
    return 0;
  } catch (error) {
    return failure(error, streams);
  }
}

async function runCommand(
  { command, operands, values }: Extract<Invocation, { kind: 'run' }>,
  streams: Streams,
): Promise<ExitCode> {
  if (command === 'actions') return (await import('./actions.js')).actions(streams, values);
  if (command === 'completion') return (await import('./completion.js')).completion(streams, operands);
  const workspace = openWorkspace(streams.cwd);
  if (command === 'init') return (await import('./init.js')).init(streams, workspace);
  const named = typeof values.config === 'string' ? values.config : undefined;
  const config = findConfig(workspace.cwd, workspace.root, named);
  const options = readOptions({ command, cwd: workspace.cwd, root: workspace.root }, values, config);
  switch (command) {
    case 'migrate':
      return (await import('./migrate.js')).migrate(streams, workspace, operands, options);
    case 'lint':
      return (await import('./lint.js')).lint(streams, workspace, operands, options);
    case 'ci':
      return (await import('./ci.js')).ci(streams, workspace, operands, options);
    case 'explain':
      return (await import('./explain.js')).explain(streams, workspace, operands, options);
  }
}

function failure(error: unknown, { stderr, env }: Streams): ExitCode {
  if (error instanceof Interrupted) return error.exitCode;
  if (error instanceof UsageError) {
    const lines = [`cfv1: ${error.message}`, ...error.details];
    stderr.write(forLog(`${lines.map(escapeControls).join('\n')}\n`, env));
    return 2;
  }
  const { message, stack } = error instanceof Error ? error : { message: String(error), stack: '' };
  const calls = (stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 5);
  stderr.write(forLog(`${[`cfv1: internal error: ${message}`, ...calls].map(redact).join('\n')}\n`, env));
  return 2;
}
