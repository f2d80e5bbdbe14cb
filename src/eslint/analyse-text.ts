/** One file as an editor has it: what is found in it, and what a migration would make of it alone. */
import { isAbsolute, relative, sep } from 'node:path';
import { findConfig } from '../cli/config-file.js';
import { readOptions } from '../cli/read-options.js';
import type { Finding, TextEdit } from '../finding.js';
import type { MigrationOptions } from '../options.js';
import { type Analysis, analyse, type ProjectFacts, type SourceText } from '../pipeline.js';
import { standsAlone } from '../report/changes.js';
import { hasMark, openWorkspace, type Workspace } from '../workspace/index.js';

/** The change of the whole file as one edit. */
export interface WholeEdit extends TextEdit {
  /** package.json has to ask for the SDK, too, and an edit of this file cannot do that */
  readonly needsInstall: boolean;
}

export interface TextAnalysis {
  readonly findings: readonly Finding[];
  /** with what is safe alone; null where that is nothing, or is right only together with other files */
  readonly safe: WholeEdit | null;
  /** with what needs review, too */
  readonly review: WholeEdit | null;
}

const NOTHING: TextAnalysis = { findings: [], safe: null, review: null };

interface Surroundings {
  readonly workspace: Workspace;
  readonly migration: MigrationOptions;
  /** when the configuration was read */
  readonly read: number;
}

/** Git is asked once for a folder. An editor lives long: the configuration is read again after a while. */
const KNOWN = new Map<string, Surroundings>();
/** milliseconds */
const CONFIG_AGE = 2000;

/** @throws UsageError where the configuration is wrong */
export function analyseText(cwd: string, path: string, text: string): TextAnalysis {
  if (!hasMark(Buffer.from(text))) return NOTHING;
  const { workspace, migration } = surroundings(cwd);
  const file = relative(workspace.root, path).split(sep).join('/');
  const inside = isAbsolute(path) && !file.startsWith('../') && !isAbsolute(file);
  const source = { file: inside ? file : 'input.js', text };
  const project = inside ? projectOf(workspace, source) : { manifests: {}, lockFile: null };
  const run = (options: Partial<MigrationOptions>) => analyse([source], project, { ...migration, ...options });
  const all = run({});
  const has = (applicability: string) => all.findings.some((finding) => finding.applicability === applicability);
  return {
    findings: all.findings.filter((finding) => finding.file === source.file),
    safe: has('safe') ? wholeEdit(run({ safeOnly: true, todo: false }), source) : null,
    review: has('review') ? wholeEdit(all, source) : null,
  };
}

function surroundings(cwd: string): Surroundings {
  let known = KNOWN.get(cwd);
  const now = Date.now();
  if (!known || now - known.read > CONFIG_AGE) {
    const workspace = known?.workspace ?? openWorkspace(cwd);
    const config = findConfig(workspace.cwd, workspace.root, undefined);
    const { migration } = readOptions({ command: 'lint', cwd: workspace.cwd, root: workspace.root }, {}, config);
    known = { workspace, migration, read: now };
    KNOWN.set(cwd, known);
  }
  return known;
}

function projectOf(workspace: Workspace, source: SourceText): ProjectFacts {
  const { others } = workspace.neighbours([source], [], { partial: true });
  const facts = workspace.facts([source.file]);
  return others.length > 0 ? { ...facts, others } : facts;
}

/** From the first character that changes to the last. */
function wholeEdit({ changes }: Analysis, { file, text }: SourceText): WholeEdit | null {
  const change = changes.find((one) => one.file === file);
  if (!change || !standsAlone(change, changes)) return null;
  const { after } = change;
  let start = 0;
  while (start < text.length && text[start] === after[start]) start += 1;
  let tail = 0;
  while (tail < Math.min(text.length, after.length) - start && text.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  return {
    start,
    end: text.length - tail,
    text: after.slice(start, after.length - tail),
    needsInstall: changes.some((one) => one.file !== file),
  };
}
