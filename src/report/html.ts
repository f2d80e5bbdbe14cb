/** `--format html`: the report of a migration as one page that needs nothing else: no network, no server, no script. */
import { createHash } from 'node:crypto';
import type { FileChange } from '../pipeline.js';
import { byCodeUnits } from '../workspace/paths.js';
import { ruleOf } from './compact.js';
import { allOf, bar, type Counts, countsTable } from './html-bars.js';
import { diffHtml } from './html-diff.js';
import { SCRIPT } from './html-script.js';
import { STYLE } from './html-style.js';
import { Html, html as markup, sentence } from './html-text.js';
import { type Migration, migrationOf } from './migration.js';
import { bySubject, DONE_WORDS, isToReview, progressText, type Words } from './migration-words.js';
import { at } from './pretty.js';
import type { BaselineProgress, Report, ReportFinding } from './report.js';
import { RULES } from './rules.js';
import { type SafeText, showPath } from './safe-text.js';
import { countsLine } from './summary.js';
import { TOOL } from './version.js';

type Kind = keyof Counts;

const FRAME_WIDTH = 110;
/** Files that are open from the start. */
const OPEN_AT_MOST = 3;

/** @returns an HTML document with a line end */
export function html(report: Report): string {
  const migration = migrationOf(report);
  const words = DONE_WORDS[migration.done];
  const page = markup`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${hashOf(STYLE)}; script-src ${hashOf(SCRIPT)}; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer"><title>Cloudflare API v1 to v4</title><style>${new Html(STYLE)}</style></head>
<body><header><h1>Cloudflare API v1 to v4</h1><p>${countsLine(report.summary)}.</p></header>
<main>${totals(migration, words)}${report.baseline ? baseline(report.baseline) : null}${list('next', 'Next', migration.advice)}${errors(report)}
${countsTable(
  'actions',
  'By action',
  'action',
  bySubject(migration, ({ action }) => action),
  words,
)}
${countsTable(
  'folders',
  'By folder',
  'folder',
  bySubject(migration, ({ file }) => folderOf(file)),
  words,
)}
${files(migration, words)}</main>
<footer><p>${TOOL.name as SafeText} ${TOOL.version as SafeText}. Credentials are masked.</p></footer>
<script>${new Html(SCRIPT)}</script></body></html>
`;
  return page.text;
}

/** Only the page's own style and script run, whatever a text may have brought in. */
function hashOf(text: string): Html {
  return new Html(`'sha256-${createHash('sha256').update(text).digest('base64')}'`);
}

function countsOf({ moved, left }: Pick<Migration, 'moved' | 'left'>): Counts {
  const review = moved.filter(isToReview).length;
  return { safe: moved.length - review, review, left: left.length };
}

function totals(migration: Migration, words: Words): Html {
  const counts = countsOf(migration);
  const tile = (kind: SafeText, count: number, text: string) =>
    markup`<li class="${kind}"><b>${count}</b> ${text as SafeText}</li>`;
  return markup`<section aria-label="Totals"><ul class="tiles">${[
    tile('safe' as SafeText, counts.safe, words.movedSafe),
    tile('review' as SafeText, counts.review, words.movedReview),
    tile('left' as SafeText, counts.left, words.leftTotal),
    tile('files' as SafeText, migration.changes.length, words.files),
  ]}</ul>${bar(counts, allOf(counts))}</section>
`;
}

function baseline(progress: BaselineProgress): Html {
  return markup`<section aria-labelledby="baseline"><h2 id="baseline">Baseline</h2>
<progress max="${Math.max(1, progress.accepted)}" value="${progress.gone}" aria-labelledby="baseline"></progress><p>${progressText(progress) as SafeText}</p></section>
`;
}

function list(id: string, title: string, lines: readonly SafeText[]): Html | null {
  if (lines.length === 0) return null;
  const items = lines.map((line) => markup`<li>${sentence(line)}</li>`);
  return markup`<section aria-labelledby="${id as SafeText}"><h2 id="${id as SafeText}">${title as SafeText}</h2><ul>${items}</ul></section>
`;
}

function errors(report: Report): Html | null {
  const lines = report.errors.map(
    ({ file, message }) => (file === null ? message : `${showPath(file)}: ${message}`) as SafeText,
  );
  return list('errors', 'The run is incomplete', lines);
}

/** At most two levels: deeper ones would be as many as the files. */
function folderOf(file: string): string {
  const folders = file.split('/').slice(0, -1);
  return folders.length === 0 ? '.' : folders.slice(0, 2).join('/');
}

interface FileParts {
  readonly file: string;
  readonly findings: readonly (readonly [Kind, ReportFinding])[];
  readonly change: FileChange | undefined;
}

function files(migration: Migration, words: Words): Html | null {
  const all: (readonly [Kind, ReportFinding])[] = [
    ...migration.moved.map((finding) => [isToReview(finding) ? 'review' : 'safe', finding] as const),
    ...migration.left.map((finding) => ['left', finding] as const),
  ];
  const changes = new Map(migration.changes.map((change) => [change.file, change]));
  const byFile = new Map<string, (readonly [Kind, ReportFinding])[]>();
  for (const one of all) {
    const list = byFile.get(one[1].file);
    if (list) list.push(one);
    else byFile.set(one[1].file, [one]);
  }
  const names = [...new Set([...byFile.keys(), ...changes.keys()])].sort(byCodeUnits);
  if (names.length === 0) return null;
  const parts = names.map((file): FileParts => {
    const findings = byFile.get(file) ?? [];
    findings.sort(([, a], [, b]) => a.range.start.line - b.range.start.line);
    return { file, findings, change: changes.get(file) };
  });
  const box = (kind: Kind, text: string) =>
    markup`<label><input type="checkbox" value="${kind as SafeText}" checked> ${text as SafeText}</label>\n`;
  return markup`<section aria-labelledby="files"><h2 id="files">Files</h2>
<form id="filter" hidden role="search"><label for="query">Filter</label><input id="query" type="search" placeholder="file, action, rule, reason" autocomplete="off">
${[box('safe', words.movedSafe), box('review', words.movedReview), box('left', words.leftTotal)]}<button type="button" id="open">Open all</button><button type="button" id="close">Close all</button><output id="shown" for="query" aria-live="polite"></output></form>
${parts.map((part) => fileHtml(part, names.length <= OPEN_AT_MOST, words))}</section>
`;
}

function fileHtml({ file, findings, change }: FileParts, open: boolean, words: Words): Html {
  const name = showPath(file);
  const tags = (['safe', 'review', 'left'] as const).flatMap((kind) => {
    const count = findings.filter(([one]) => one === kind).length;
    return count === 0 ? [] : [tag(kind, `${count} ${labelOf(kind, words)}`)];
  });
  return markup`<details class="file" data-file="${name}"${open ? markup` open` : null}><summary><code>${name}</code><span class="tags">${tags}</span></summary>
${findings.length === 0 ? null : markup`<ul class="findings">${findings.map(([kind, finding]) => findingHtml(kind, finding, words))}</ul>`}${change ? diffHtml(change) : null}</details>
`;
}

function tag(kind: Kind, text: string): Html {
  return markup`<span class="tag ${kind as SafeText}">${text as SafeText}</span>`;
}

function labelOf(kind: Kind, { movedSafe, movedReview, leftTotal }: Words): string {
  return { safe: movedSafe, review: movedReview, left: leftTotal }[kind];
}

function findingHtml(kind: Kind, finding: ReportFinding, words: Words): Html {
  const { range, message, why, help, target, action, related, reason, rule } = finding;
  const frame = finding.frame(FRAME_WIDTH);
  // of what is safe nothing is to be done
  const says = kind === 'safe' ? null : reason === null ? why : help;
  return markup`<li class="finding" data-kind="${kind as SafeText}"><h4>${sentence(message)}</h4>
<p class="where soft">line ${range.start.line}${action === null ? null : markup` · <code>${action}</code>`}${target === null ? null : markup` → <code>${target}</code>`} · <span title="${RULES[rule].what as SafeText}">${ruleOf(finding)}</span> ${tag(kind, labelOf(kind, words))}</p>
${says === null ? null : markup`<p>${sentence(says)}</p>`}${frame === null ? null : markup`<pre>${frame}</pre>`}${
  related.length === 0
    ? null
    : markup`<ul class="soft">${related.map((place) => markup`<li>${sentence(place.message)}: <code>${at(place)}</code></li>`)}</ul>`
}</li>
`;
}
