/** `cfv1 explain`: tells about a rule, a reason, a v1 action, or what was seen in a line of code. */
import { realpathSync, statSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { ACTIONS, actionByName } from '../catalogue/index.js';
import { REASONS, type ReasonId } from '../plan/reasons.js';
import { painter, takesColour } from '../report/colour.js';
import { explainAction, explainList, explainReason, explainRule } from '../report/explanations.js';
import { at, type PrettyOptions, prettyFinding } from '../report/pretty.js';
import { buildReport, type Report, type ReportFinding, type ReportPlace } from '../report/report.js';
import { isRuleId, RULE_IDS } from '../report/rules.js';
import { joinSafe, type SafeText, safe, showPath } from '../report/safe-text.js';
import type { Workspace } from '../workspace/index.js';
import { analyseWorkspace, textsOf } from './analyse-workspace.js';
import type { ExitCode } from './exit-code.js';
import type { RunOptions } from './run-options.js';
import { type Streams, widthOf } from './streams.js';
import { didYouMean } from './suggest.js';
import { UsageError } from './usage-error.js';

export async function explain(
  streams: Streams,
  workspace: Workspace,
  operands: readonly string[],
  options: RunOptions,
): Promise<ExitCode> {
  if (operands.length > 1) throw new UsageError('explain takes one name or FILE:LINE');
  const what = operands[0];
  const text = what === undefined ? explainList() : explainName(what);
  if (text !== null) {
    streams.stdout.write(text);
    return 0;
  }
  const place = /^(.+?):(\d{1,9})(?::\d+)?$/s.exec(what!);
  if (place) return explainLine(streams, workspace, { given: place[1]!, line: Number(place[2]) }, options);
  const known = [...RULE_IDS, ...Object.keys(REASONS), ...ACTIONS.map(({ name }) => name)];
  const near = didYouMean(what!, known) || ': name a rule, a reason, an action or FILE:LINE; cfv1 explain lists them';
  throw new UsageError(`explain ${what}: nothing of that name${near}`);
}

function explainName(name: string): string | null {
  if (isRuleId(name)) return explainRule(name);
  if (Object.hasOwn(REASONS, name)) return explainReason(name as ReasonId);
  const action = actionByName(name);
  return action ? explainAction(action) : null;
}

/** Analyses the whole tree, since what a line means can depend on other files, and shows what concerns the line. */
async function explainLine(
  streams: Streams,
  workspace: Workspace,
  { given, line }: { readonly given: string; readonly line: number },
  options: RunOptions,
): Promise<ExitCode> {
  const file = fileOf(workspace, given);
  const run = await analyseWorkspace(streams, workspace, [workspace.root], options, [file]);
  const report = buildReport({
    findings: run.findings,
    sources: textsOf(run),
    files: { scanned: run.scanned, parsed: run.analysis.parsed, changed: 0 },
    errors: run.errors,
    quiet: false,
  });
  const colour = takesColour(streams.stdout, streams.env, options.colour);
  const pretty = { width: widthOf(streams.stdout), paint: painter(colour) };
  streams.stdout.write(safe`${explained(report, file, line, pretty)}\n`);
  return 0;
}

/** @returns the file's path relative to the root */
function fileOf({ root, cwd }: Workspace, given: string): string {
  let path: string;
  try {
    path = realpathSync(resolve(cwd, given));
    if (!statSync(path).isFile()) throw new Error('not a file');
  } catch {
    throw new UsageError(`explain ${given}: no such file; check the path, it counts from the current folder`);
  }
  const inside = relative(root, path);
  if (inside.startsWith('..')) throw new UsageError(`explain ${given}: lies outside ${root}`);
  return inside.split(sep).join('/');
}

function explained(report: Report, file: string, line: number, pretty: PrettyOptions): SafeText {
  const here = report.findings.filter((finding) => covers(finding, file, line));
  const elsewhere = report.findings.filter(
    (finding) => !here.includes(finding) && finding.related.some((place) => covers(place, file, line)),
  );
  const parts = [
    ...here.map((finding) => joinSafe([prettyFinding(finding, pretty), ...notes(finding)])),
    ...elsewhere.map((finding) => safe`This line is part of ${at(finding)} ${finding.message}`),
  ];
  if (parts.length > 0) return joinSafe(parts, '\n\n');
  const inFile = report.findings.filter((finding) => finding.file === file);
  const others = inFile.map((finding) => safe`\n  ${at(finding)}  ${finding.message}`);
  const more =
    others.length === 0 ? safe`, nor in the rest of the file` : safe`; elsewhere in the file:${joinSafe(others, '')}`;
  return safe`${showPath(file)}:${line}: nothing of API v1 was found here${more}`;
}

function covers({ file, range }: ReportPlace, wanted: string, line: number): boolean {
  return file === wanted && range.start.line <= line && line <= range.end.line;
}

function notes(finding: ReportFinding): readonly SafeText[] {
  return finding.notes.length === 0 ? [] : [safe`  seen:`, ...finding.notes.map((note) => safe`    - ${note}`)];
}
