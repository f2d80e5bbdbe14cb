/** `cfv1 merge-reports`: what the parts of a divided run found, as one report. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { FormatName } from '../report/format-names.js';
import { mergeReports, readReport } from '../report/read-report.js';
import { countsLine } from '../report/summary.js';
import type { ExitCode } from './exit-code.js';
import { reportFormats, warningLimit } from './option-values.js';
import type { RawValues } from './parse-arguments.js';
import { PRETTY_TO_STDOUT, printReport } from './print-report.js';
import type { Streams } from './streams.js';
import { UsageError } from './usage-error.js';

/** They show code, or count bytes of it: only a run has the files at hand. */
const WITH_CODE: readonly FormatName[] = ['html', 'markdown', 'rdjson'];

/** @throws UsageError for a file that is no report, and for a form that needs the code */
export async function mergeFiles(streams: Streams, files: readonly string[], values: RawValues): Promise<ExitCode> {
  if (files.length === 0) throw new UsageError('merge-reports: name the reports that --format json=FILE wrote');
  const absolute = (path: string) => resolve(streams.cwd, path);
  const formats = reportFormats([values.format ?? []].flat().map(String), absolute);
  const coded = formats.find(({ name }) => WITH_CODE.includes(name));
  if (coded) throw new UsageError(`--format ${coded.name}: needs the code itself; give it to the runs`);
  const limit =
    typeof values['max-warnings'] === 'string' ? warningLimit('--max-warnings', values['max-warnings']) : null;
  const report = mergeReports(files.map((file) => read(file, absolute(file))));
  const colour = values['no-color'] === true ? false : values.color === true ? true : null;
  await printReport(streams, report, formats.length > 0 ? formats : PRETTY_TO_STDOUT, { colour });
  streams.stderr.write(`${countsLine(report.summary)}\n`);
  if (report.errors.length > 0) return 2;
  const { error, warning } = report.summary.severity;
  return error > 0 || (limit !== null && warning > limit) ? 1 : 0;
}

function read(file: string, path: string) {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`${file}: cannot be read (${(error as NodeJS.ErrnoException).code}); check the path`);
  }
  const report = readReport(text);
  if (!report) throw new UsageError(`${file}: is no report of --format json`);
  return report;
}
