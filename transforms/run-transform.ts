/** One file of jscodeshift through the pipeline: what both transforms share. */
import { readFileSync } from 'node:fs';
import { dirname, join, parse, resolve } from 'node:path';
import type { Finding } from '../src/finding.js';
import { DEFAULT_MIGRATION, type Target } from '../src/options.js';
import { analyse, type ProjectFacts } from '../src/pipeline.js';
import { LineIndex } from '../src/report/positions.js';

/** What jscodeshift gives a transform: of its API only the report is used. */
export interface TransformFile {
  readonly path: string;
  readonly source: string;
}

export interface TransformApi {
  readonly report?: (message: string) => void;
}

const BOM = '\uFEFF';

/**
 * In: the file and its text as jscodeshift read them. Out: the new text, or undefined where nothing changes. What is
 * not `safe` goes to `api.report`, one line per finding.
 */
export function runTransform(file: TransformFile, api: TransformApi, target: Target): string | undefined {
  const bom = file.source.startsWith(BOM) ? BOM : '';
  const text = file.source.slice(bom.length);
  // most files of a repository do not speak v1: they must not cost a parse
  if (!/cloudflare/i.test(text)) return undefined;
  const { root, name, project } = surroundings(resolve(file.path));
  const { findings, changes } = analyse([{ file: name, text }], project, {
    ...DEFAULT_MIGRATION,
    target,
    bridge: 'inline',
  });
  report(findings, text, file.path, api);
  const change = changes.find((one) => one.file === name);
  const manifest = changes.find((one) => one.file !== name);
  if (manifest) api.report?.(`${join(root, manifest.file)}: ${MANIFEST_NOTE}`);
  return change ? bom + change.after : undefined;
}

const MANIFEST_NOTE = '`cloudflare` must be raised to 7 here; jscodeshift writes no package.json, `cfv1 migrate` does';

/** The nearest package.json governs the file; its folder is the root, so that paths in reports are short. */
function surroundings(path: string): { root: string; name: string; project: ProjectFacts } {
  const nearest = nearestManifest(dirname(path));
  const root = nearest?.folder ?? dirname(path);
  return {
    root,
    name: path.slice(root.length).replaceAll('\\', '/').replace(/^\//, ''),
    project: { manifests: nearest ? { 'package.json': nearest.text } : {}, lockFile: null },
  };
}

function nearestManifest(from: string): { folder: string; text: string } | null {
  for (let folder = from; ; folder = dirname(folder)) {
    const text = read(join(folder, 'package.json'));
    if (text !== null) return { folder, text };
    if (folder === parse(folder).root) return null;
  }
}

function read(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

function report(findings: readonly Finding[], text: string, path: string, api: TransformApi): void {
  const lines = new LineIndex(text);
  for (const finding of findings) {
    if (finding.applicability === 'safe') continue;
    const { line } = lines.position(finding.range.start);
    api.report?.(`${path}:${line} ${finding.applicability} ${finding.reason ?? finding.rule}: ${finding.message}`);
  }
}
