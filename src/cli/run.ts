/** One run of the program: arguments in, output to the streams, exit code out. Never throws. */
import { forLog } from '../report/build-log.js';
import { escapeControls, redact } from '../report/safe-text.js';
import { openSearching, openWorkspace, type Workspace } from '../workspace/index.js';
import { findConfig } from './config-file.js';
import type { ExitCode } from './exit-code.js';
import type { CommandName } from './options-table.js';
import type { Invocation, RawValues } from './parse-arguments.js';
import { quickArguments } from './quick-arguments.js';
import { readOptions } from './read-options.js';
import { Interrupted, type Streams, widthOf } from './streams.js';
import { UsageError } from './usage-error.js';

export async function run(args: readonly string[], streams: Streams): Promise<ExitCode> {
  try {
    const invocation = quickArguments(args) ?? (await slowArguments(args, streams));
    if (invocation.kind === 'run') return await runCommand(invocation, streams);
    streams.stdout.write(invocation.text);
    return 0;
  } catch (error) {
    return failure(error, streams);
  }
}

/** Help, errors, and what is rarely asked. */
async function slowArguments(args: readonly string[], { stdout }: Streams): Promise<Invocation> {
  const { parseArguments } = await import('./parse-arguments.js');
  return parseArguments(args, widthOf(stdout));
}

type Run = Extract<Invocation, { kind: 'run' }>;

async function runCommand(invocation: Run, streams: Streams): Promise<ExitCode> {
  const { command, operands, values } = invocation;
  if (command === 'actions') return (await import('./actions.js')).actions(streams, values);
  if (command === 'merge-reports') return (await import('./merge-reports.js')).mergeFiles(streams, operands, values);
  if (command === 'completion') return (await import('./completion.js')).completion(streams, operands);
  const searching = searches(command, values) ? openSearching(streams.cwd, operands) : null;
  try {
    if (searching) return await runOn(searching.workspace, invocation, streams);
  } catch (error) {
    streams.signal.throwIfAborted();
    if (await searching?.isConfirmed()) throw error;
  } finally {
    searching?.stop();
  }
  return runOn(openWorkspace(streams.cwd, values.staged === true), invocation, streams);
}

/** Does the command look at all files below its paths? */
function searches(command: CommandName, { staged, since, 'stdin-filename': input }: RawValues): boolean {
  return ['migrate', 'lint', 'ci'].includes(command) && !staged && since === undefined && input === undefined;
}

async function runOn(workspace: Workspace, { command, operands, values }: Run, streams: Streams): Promise<ExitCode> {
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
    default:
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
