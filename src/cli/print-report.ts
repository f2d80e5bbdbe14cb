/** Prints the reports that were asked for: one to stdout, others into files. */
import { painter, takesColour } from '../report/colour.js';
import { json } from '../report/json.js';
import { pretty } from '../report/pretty.js';
import type { Report } from '../report/report.js';
import { safe, showPath } from '../report/safe-text.js';
import { writeOutput } from './output-file.js';
import type { ReportFormat, RunOptions } from './run-options.js';
import { type Output, type Streams, widthOf } from './streams.js';

export const PRETTY_TO_STDOUT: readonly ReportFormat[] = [{ name: 'pretty', file: null }];

/** @throws UsageError where a file cannot be written */
export function printReport(
  streams: Streams,
  report: Report,
  formats: readonly ReportFormat[],
  options: Pick<RunOptions, 'colour'>,
): void {
  for (const { name, file } of formats) {
    const out = file === null ? streams.stdout : null;
    const text = name === 'json' ? json(report) : prettyFor(streams, out, report, options);
    if (file !== null) writeOutput(file, text);
    else if (text !== '') streams.stdout.write(text);
  }
  for (const { file, message } of report.errors) {
    streams.stderr.write(safe`cfv1: ${file === null ? safe`` : safe`${showPath(file)}: `}${message}\n`);
  }
}

function prettyFor(
  streams: Streams,
  out: Output | null,
  report: Report,
  { colour }: Pick<RunOptions, 'colour'>,
): string {
  return pretty(report, {
    width: out ? widthOf(out) : 120,
    paint: painter(out !== null && takesColour(out, streams.env, colour)),
  });
}
