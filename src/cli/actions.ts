/** `cfv1 actions`: what becomes of each v1 action. */
import { actionsJson, actionsTable } from '../report/actions-table.js';
import type { ExitCode } from './exit-code.js';
import { choice } from './option-values.js';
import type { RawValues } from './parse-arguments.js';
import type { Streams } from './streams.js';

/** @throws UsageError for a format that there is not */
export function actions({ stdout }: Streams, values: RawValues): ExitCode {
  const format = choice('--format', String(values.format ?? 'table'), ['table', 'json'] as const);
  const text = format === 'json' ? JSON.stringify(actionsJson(), null, 2) : actionsTable();
  stdout.write(text.endsWith('\n') ? text : `${text}\n`);
  return 0;
}
