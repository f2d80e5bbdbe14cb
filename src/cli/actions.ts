/** `cfv1 actions`: what becomes of each v1 action. */
import { actionsJson, actionsTable } from '../report/actions-table.js';
import type { ExitCode } from './exit-code.js';
import { choice } from './option-values.js';
import type { RawValues } from './parse-arguments.js';
import type { Streams } from './streams.js';

/** @throws UsageError for a format that there is not */
export function actions({ stdout }: Streams, values: RawValues): ExitCode {
  const format = choice('--format', String(values.format ?? 'table'), ['table', 'json'] as const);
  stdout.write(format === 'json' ? actionsJson() : actionsTable());
  return 0;
}
