/** Prints the reports that were asked for: one to stdout, others into files. */
import { forLog } from '../report/build-log.js';
import { painter, takesColour } from '../report/colour.js';
import type { FormatName } from '../report/format-names.js';
import type { Report } from '../report/report.js';
import { safe, showPath } from '../report/safe-text.js';
import { appendOutput, writeOutput } from './output-file.js';
import type { ReportFormat, RunOptions } from './run-options.js';
import { type Output, type Streams, widthOf } from './streams.js';

export const PRETTY_TO_STDOUT: readonly ReportFormat[] = [{ name: 'pretty', file: null }];

type Form = (report: Report) => string;

/** Each is loaded when it is asked for: a check before a commit prints one of them. */
const FORMS: Readonly<Record<Exclude<FormatName, 'pretty'>, () => Promise<Form>>> = {
  compact: async () => (await import('../report/compact.js')).compact,
  summary: async () => (await import('../report/totals.js')).totals,
  json: async () => (await import('../report/json.js')).json,
  jsonl: async () => (await import('../report/jsonl.js')).jsonl,
  sarif: async () => (await import('../report/sarif.js')).sarif,
  github: async () => (await import('../report/github.js')).github,
  gitlab: async () => (await import('../report/gitlab.js')).gitlab,
  junit: async () => (await import('../report/junit.js')).junit,
  rdjson: async () => (await import('../report/rdjson.js')).rdjson,
  markdown: async () => (await import('../report/markdown.js')).markdown,
  html: async () => (await import('../report/html.js')).html,
};

/** Forms that people read in a build log, where lines from the code could be commands. */
const READ_IN_LOGS: readonly FormatName[] = ['pretty', 'compact', 'summary', 'markdown'];

export interface PrintOptions extends Pick<RunOptions, 'colour'> {
  /** `ci`: on GitHub, annotations and the step summary come by themselves */
  readonly annotate?: boolean;
}

/** @throws UsageError where a file cannot be written */
export async function printReport(
  streams: Streams,
  report: Report,
  formats: readonly ReportFormat[],
  options: PrintOptions,
): Promise<void> {
  const onGithub = Boolean(streams.env.GITHUB_ACTIONS);
  for (const { name, file } of formats) {
    const out = file === null ? streams.stdout : null;
    const text = name === 'pretty' ? await pretty(streams, out, report, options) : (await FORMS[name]())(report);
    if (file !== null) writeOutput(file, text);
    else if (text !== '') streams.stdout.write(READ_IN_LOGS.includes(name) ? forLog(text, streams.env) : text);
  }
  const lines = report.errors.map(
    ({ file, message }) => safe`cfv1: ${file === null ? safe`` : safe`${showPath(file)}: `}${message}\n`,
  );
  if (lines.length > 0) streams.stderr.write(forLog(lines.join(''), streams.env));
  await printToGithub(streams, report, formats, onGithub && options.annotate === true);
}

async function pretty(streams: Streams, out: Output | null, report: Report, { colour }: PrintOptions): Promise<string> {
  const { pretty } = await import('../report/pretty.js');
  return pretty(report, {
    width: out ? widthOf(out) : 120,
    paint: painter(out !== null && takesColour(out, streams.env, colour)),
  });
}

/** Annotations go to stderr, which the runner reads too: stdout holds the report that was asked for. */
async function printToGithub(
  { env, stderr }: Streams,
  report: Report,
  formats: readonly ReportFormat[],
  annotate: boolean,
): Promise<void> {
  const asked = formats.some(({ name, file }) => name === 'github' && file === null);
  if (!annotate && !asked) return;
  if (!asked) stderr.write((await FORMS.github())(report));
  const file = env.GITHUB_STEP_SUMMARY;
  if (file) appendOutput(file, (await import('../report/step-summary.js')).stepSummary(report));
}
