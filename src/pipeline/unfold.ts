/**
 * Pages and components as the scripts they hold: each is analysed like a file of its own beside the others, and what
 * comes of it is put back where it stood. Everything around the scripts stays byte for byte.
 */
import type { Finding, Span } from '../finding.js';
import { numbered } from '../fingerprint.js';
import type { MigrationOptions } from '../options.js';
import type { Analysis, FileChange, ProjectFacts, SourceText } from '../pipeline.js';
import { isWanted } from '../plan/select.js';
import { isFailure, parseModule, readMarkup } from '../syntax/index.js';
import { containerKind, languageOf } from '../workspace/file-kinds.js';
import { hasEvidence } from '../workspace/prefilter.js';
import { isRelative, specifiersIn } from '../workspace/specifiers.js';
import { analyseFences, isMarkdown } from './fences.js';
import type { FileResult, Rejected } from './file-result.js';
import { indentedAs } from './indent.js';
import { type MarkupFindings, markupFindings, reaching } from './markup-findings.js';
import { analyseText } from './text-file.js';

export interface Unfolded {
  /** what is known of files that are no scripts */
  readonly beside: readonly FileResult[];
  readonly sources: readonly SourceText[];
  readonly project: ProjectFacts;
  readonly rejected: Rejected;
  fold(analysis: Analysis): Analysis;
}

/** A script of a container; `code` is its text there, `source.text` may hold more at its end. */
interface Part {
  readonly source: SourceText;
  readonly container: SourceText;
  readonly start: number;
  readonly code: string;
}

export function unfold(
  sources: readonly SourceText[],
  project: ProjectFacts,
  rejected: Rejected,
  options: MigrationOptions,
): Unfolded {
  const parts = new Map<string, Part>();
  const markups: MarkupFindings[] = [];
  const beside: FileResult[] = [];
  for (const [file, text] of Object.entries(project.manifests))
    beside.push(analyseText({ file, text }, JSON_TEXT, options));
  const flat = sources.flatMap((source) => {
    if (isMarkdown(source.file)) {
      beside.push(analyseFences(source, options));
      return [];
    }
    const language = languageOf(source.file, source.text);
    if (language) {
      beside.push(analyseText(source, language, options));
      return [];
    }
    const everywhere = options.secrets !== false;
    const bare = partsOf(source, everywhere);
    if (!bare) return [source];
    const markup = !source.unmarked || everywhere ? markupFindings(source, options) : null;
    if (markup) markups.push(markup);
    const own = markup ? bare.map((part) => withOuter(part, markup)) : bare;
    for (const part of own) parts.set(part.source.file, part);
    return own.map((part) => part.source);
  });
  // what is read as data may be imported as well
  const data = sources.filter(({ file }) => file.endsWith('.json'));
  const others = [
    ...(project.others ?? []).flatMap((source) => partsOf(source)?.map((part) => part.source) ?? [source]),
    ...data,
  ];
  const refused = [...parts.values()].flatMap(({ source, container: { file } }) => {
    const why = rejected.get(file);
    return why === undefined ? [] : [[source.file, why] as const];
  });
  return {
    sources: flat,
    beside,
    project: { ...project, ...(others.length > 0 && { others }) },
    rejected: refused.length > 0 ? new Map([...rejected, ...refused]) : rejected,
    fold: (analysis) => fold(analysis, parts, markups, options, sources.length),
  };
}

const JSON_TEXT = languageOf('package.json', '')!;

function withOuter(part: Part, { suppressions }: MarkupFindings): Part {
  const outer = reaching(suppressions, part.container.text, part.start);
  return outer.length === 0 ? part : { ...part, source: { ...part.source, outer } };
}

/** Null where the file is no container. */
function partsOf(source: SourceText, everywhere = false): Part[] | null {
  const kind = containerKind(source.file);
  if (!kind) return null;
  const { scripts } = readMarkup(kind, source.text);
  return scripts.flatMap(({ start, end, extension, page, open }, index) => {
    const code = source.text.slice(start, end);
    const marked = !source.unmarked && hasEvidence([Buffer.from(code)], true);
    if (!marked && !everywhere && !specifiersIn(code).some(isRelative) && !/cloudflare|tkn/i.test(code)) return [];
    const file = `${source.file}#${index + 1}${extension}`;
    const others = scripts.filter((one) => one.start !== start).map((one) => source.text.slice(one.start, one.end));
    const outside = open ? source.text.slice(0, start) + source.text.slice(end) : others.join('\n');
    const tail = tailFor(file, code, outside);
    return [
      {
        source: { file, text: code + tail, page, tail, ...(!marked && { unmarked: true }) },
        container: source,
        start,
        code,
      },
    ];
  });
}

/** What the rest of the file uses is used by code that is not seen: said so in a line behind the script. */
function tailFor(file: string, code: string, outside: string): string {
  const module = parseModule(file, code);
  if (isFailure(module)) return '';
  const words = new Set(outside.match(/[\w$]+/g));
  const names = Object.entries(module.program.scope.bindings)
    .filter(([, { path }]) => !path.isTSInterfaceDeclaration() && !path.isTSTypeAliasDeclaration())
    .map(([name]) => name)
    .filter((name) => words.has(name));
  if (names.length === 0) return '';
  const eol = code.includes('\r\n') ? '\r\n' : '\n';
  const end = /;[\t ]*\r?$/m.test(code) ? ';' : '';
  const use = module.kind === 'esm' ? `export { ${names.map((name) => `${name} as ${name}$markup`).join(', ')} }` : '';
  return `${code.endsWith('\n') ? '' : eol}${use || `markup$(() => markup$(${names.join(', ')}))`}${end}${eol}`;
}

/** Hidden findings count too: what a comment hides must not give its number to another. */
function withNumbers(analysis: Analysis): Analysis {
  const hidden = new Set(analysis.hidden);
  const all = [...analysis.findings, ...hidden].sort(byPlace);
  const named = numbered(all);
  return {
    ...analysis,
    findings: named.filter((_one, index) => !hidden.has(all[index]!)),
    hidden: named.filter((_one, index) => hidden.has(all[index]!)),
  };
}

function fold(
  analysis: Analysis,
  parts: ReadonlyMap<string, Part>,
  markups: readonly MarkupFindings[],
  options: MigrationOptions,
  parsed: number,
): Analysis {
  if (parts.size === 0 && markups.length === 0) return withNumbers({ ...analysis, parsed });
  const container = (file: string) => parts.get(file)?.container.file ?? file;
  const inPlace = <Place extends Span & { readonly file: string }>(place: Place): Place => {
    const part = parts.get(place.file);
    return part ? { ...place, ...moved(place, part), file: part.container.file } : place;
  };
  const placed = (found: readonly Finding[]) =>
    found
      .filter((finding) => !isIdle(finding, parts))
      .map((finding) => {
        const { start, end, file } = inPlace({ ...finding.range, file: finding.file });
        const message = finding.message.replaceAll(finding.file, file);
        const inner = finding.inner?.map((span) => inPlace({ ...span, file: finding.file }));
        return { ...finding, message, file, range: { start, end }, inner, related: finding.related.map(inPlace) };
      });
  const inside = placed(analysis.hidden);
  const sifted = markups.map((markup) => markup.sifted(inside.filter(({ file }) => file === markup.file)));
  const chosen = (some: readonly Finding[]) => some.filter((finding) => isWanted(finding, options));
  return withNumbers({
    ...analysis,
    findings: [...placed(analysis.findings), ...chosen(sifted.flatMap(({ shown }) => shown))].sort(byPlace),
    hidden: [...inside, ...chosen(sifted.flatMap(({ hidden }) => hidden))],
    changes: folded(analysis.changes, parts).map((change) =>
      change.needs ? { ...change, needs: [...new Set(change.needs.map(container))] } : change,
    ),
    parsed,
  });
}

/** A script of which nothing says that it speaks v1 may be in a language of templates. */
function isIdle({ rule, file }: Finding, parts: ReadonlyMap<string, Part>): boolean {
  return rule === 'parse-error' && parts.get(file)?.source.unmarked === true;
}

function moved({ start, end }: Span, { start: from, code }: Part): Span {
  return { start: from + Math.min(start, code.length), end: from + Math.min(end, code.length) };
}

/** The changes of a container's scripts as one. */
function folded(changes: readonly FileChange[], parts: ReadonlyMap<string, Part>): FileChange[] {
  const own = changes.filter(({ file }) => !parts.has(file));
  const containers = new Set(changes.flatMap(({ file }) => parts.get(file)?.container ?? []));
  for (const { file, text } of containers) {
    const inside = changes.filter((change) => parts.get(change.file)?.container.file === file);
    let after = text;
    for (const change of inside.toSorted((a, b) => parts.get(b.file)!.start - parts.get(a.file)!.start)) {
      const part = parts.get(change.file)!;
      const code = withoutTail(change.after, part);
      after = after.slice(0, part.start) + code + after.slice(part.start + part.code.length);
    }
    const needs = inside
      .flatMap((change) => change.needs ?? [])
      .filter((needed) => parts.get(needed)?.container.file !== file);
    own.push({ file, before: text, after, ...(needs.length > 0 && { needs }) });
  }
  return own;
}

/** The script as rewritten, with the line ends that it began and ended with. */
function withoutTail(after: string, { code, source: { file, tail = '' } }: Part): string {
  const at = tail === '' ? -1 : after.lastIndexOf(tail);
  const bare = indentedAs(code, at === -1 ? after : after.slice(0, at) + after.slice(at + tail.length), file);
  const lead = /^(?:[\t ]*\r?\n)*/.exec(code)?.[0] ?? '';
  const end = /(?:\r?\n)?$/.exec(code)?.[0] ?? '';
  return `${bare.startsWith(lead) ? '' : lead}${end === '' ? bare : bare.replace(/\r?\n$/, '')}${end}`;
}

function byPlace(a: Finding, b: Finding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.range.start - b.range.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
