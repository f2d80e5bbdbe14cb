/** The scripts of CI files in YAML: `run:`, `script:` and their like, of GitHub, GitLab, CircleCI, Travis, Azure and others. */
import type { TextEdit } from '../../../finding.js';
import { type YamlScalar, yamlScalars } from '../../../syntax/index.js';
import { Holes } from './holes.js';
import { PartText, type ShellPart, type Swap, withEnds } from './part.js';

const SCRIPTS = /^(?:run|bash|script|commands|cmds|(?:before|after|pre|post)[-_]\w+|install)$/;
/** filled in before the shell sees it: GitHub, GitLab, CircleCI, Azure */
const FILLED = /\$\{\{.{0,500}?\}\}|\$\[\[.{0,500}?\]\]|<<\s{0,20}[\w.-]{1,200}\s{0,20}>>|\{\{.{0,500}?\}\}/g;

/** What a script of a CI file is written in. */
export type ScriptKind = 'shell' | 'powershell' | 'batch' | 'unknown';

export interface YamlScript {
  readonly kind: ScriptKind;
  readonly part: ShellPart;
}

export function yamlScripts(file: string): YamlScript[] {
  if (!/curl|wget|Invoke-|\bi[rw][mr]\b/i.test(file)) return [];
  return (yamlScalars(file) ?? []).flatMap((scalar) => {
    const keys = [scalar.key, ...scalar.aliases].filter((key) => key !== '<<');
    const isNamed = scalar.aliases.length > 0 && scalar.aliases.every((key) => SCRIPTS.test(key));
    if (!isNamed && !keys.every((key) => isScript(key, scalar))) return [];
    if (!/cloudflare|api_json|curl/i.test(scalar.value)) return [];
    const part = scalar.form === 'literal' ? literalPart(file, scalar) : wholePart(file, scalar);
    return part ? [{ kind: kindOf(scalar), part }] : [];
  });
}

function isScript(key: string, { holder, around }: YamlScalar): boolean {
  if (SCRIPTS.test(key) || /^(?:powershell|pwsh|ps|sh)$/.test(key)) return true;
  // of CircleCI and of Task; elsewhere they are run without a shell
  return (key === 'command' && holder === 'run') || (key === 'cmd' && around('tasks') !== undefined);
}

function kindOf({ key, around }: YamlScalar): ScriptKind {
  if (/^(?:powershell|pwsh|ps)$/.test(key)) return 'powershell';
  if (key === 'bash' || key === 'sh') return 'shell';
  const shell = around('shell') ?? /shell["']?: *["']?([\w/]+)/.exec(around('defaults') ?? '')?.[1];
  if (shell !== undefined) {
    if (/^["']?(?:powershell|pwsh)/.test(shell)) return 'powershell';
    if (/^["']?cmd/.test(shell)) return 'batch';
    return /^["']?(?:\/\S*\/)?(?:bash|sh|dash|zsh)\b/.test(shell) ? 'shell' : 'unknown';
  }
  if (/^["']?(?:Azure)?PowerShell@/.test(around('task') ?? '')) return 'powershell';
  const names = ['runs-on', 'vmImage', 'pool', 'os', 'executor', 'machine', 'resource_class', 'tags'];
  const system = names.map((name) => around(name) ?? '').join(' ');
  const isOneOf = /matrix|\$\(|\$\{\{/.test(system) && /windows/i.test(`${around('strategy')}${around('matrix')}`);
  if (isOneOf) return 'unknown';
  if (!/windows|\bwin\b/i.test(system)) return 'shell';
  // GitHub and Azure say what runs a script there; with others it depends on more than the file says
  if (around('runs-on') !== undefined) return 'powershell';
  return key === 'script' && around('pool') !== undefined ? 'batch' : 'unknown';
}

/** A block behind `|`: its lines, without what they are indented by. */
function literalPart(file: string, { start, end, value, indent }: YamlScalar): ShellPart | null {
  const from = file.indexOf('\n', start) + 1;
  const first = /^(?:[\t ]*\r?\n)*( +)\S/.exec(file.slice(from, end))?.[1]?.length;
  if (from === 0 || first === undefined || /\|\S{0,200}\d/.test(file.slice(start, from))) return null;
  const margin = ' '.repeat(first);
  const swaps: Swap[] = [];
  for (let at = from; at < end; at = file.indexOf('\n', at) + 1) {
    const blank = /^ */.exec(file.slice(at, end))?.[0].length ?? 0;
    if (blank > 0) swaps.push({ start: at, end: at + Math.min(blank, first), text: '' });
    if (file.indexOf('\n', at) === -1) break;
  }
  const eol = file.includes('\r\n') ? '\r\n' : '\n';
  const plain = new PartText(file, from, end, swaps);
  if (plain.text.replaceAll('\r\n', '\n').trimEnd() !== value.trimEnd()) return null;
  const holes = new Holes();
  const filled = holes.swaps(file, from, end, FILLED);
  const part = new PartText(
    file,
    from,
    end,
    [...swaps, ...filled].sort((a, b) => a.start - b.start),
  );
  const lines = (text: string) => withEnds(text, file).replace(/\r?\n(?=[^\r\n])/g, `${eol}${margin}`);
  const encode = (text: string) => holes.restored(text, lines);
  return {
    text: part.text,
    layout: 'script',
    indent: '',
    variables: new Map(),
    offset: (at) => part.offset(at),
    written: (edits) => {
      const made = part.edits(edits, encode);
      // at the start of a line its margin stands before it, and behind a line break another follows
      return made?.map((edit) => atMargin(file, edit, margin)) ?? null;
    },
    comment: indent === null ? null : { at: from, indent: margin },
  };
}

/** An insertion of whole lines goes before the margin of the line that it stands on. */
function atMargin(file: string, edit: TextEdit, margin: string): TextEdit {
  if (!/\n$/.test(edit.text)) return edit;
  const line = file.lastIndexOf('\n', edit.start - 1) + 1;
  if (file.slice(line, edit.start).trim() !== '') return edit;
  return edit.start === edit.end && edit.start > line
    ? { ...edit, text: edit.text + margin }
    : { ...edit, text: margin + edit.text };
}

/** Anything else is written as a block, so that it may have lines. */
function wholePart(file: string, scalar: YamlScalar): ShellPart | null {
  const { start, end, value, indent } = scalar;
  if (indent === null) return linePart(file, scalar);
  // a block's first line tells what all are indented by
  if (/^\s/.test(value)) return null;
  const source = file.slice(start, end);
  const eol = file.includes('\r\n') ? '\r\n' : '\n';
  const at = source.indexOf(value.trim());
  const holes = new Holes();
  const swaps = holes.swaps(value, 0, value.length, FILLED);
  const part = new PartText(value, 0, value.length, swaps);
  return {
    text: part.text,
    layout: 'script',
    indent: '',
    variables: new Map(),
    ...(source !== value && { span: { start, end } }),
    offset: (place) => (at === -1 ? start : Math.min(start + at + part.offset(place), end)),
    written: (edits) => {
      const made = part.edits(edits, (text) => holes.restored(text, (one) => one));
      if (!made) return null;
      const lines = applied(value, made).trimEnd().split(/\r?\n/);
      const margin = ' '.repeat(indent);
      return [{ start, end, text: ['|-', ...lines.map((line) => (line === '' ? '' : margin + line))].join(eol) }];
    },
    comment: null,
  };
}

/** In brackets nothing can have lines: a text in double quotes. */
function linePart(file: string, { start, end, value, form }: YamlScalar): ShellPart | null {
  if (value.trim().includes('\n') || form === 'literal') return null;
  const holes = new Holes();
  const part = new PartText(value, 0, value.length, holes.swaps(value, 0, value.length, FILLED));
  const at = file.slice(start, end).indexOf(value);
  return {
    text: part.text,
    layout: 'line',
    indent: '',
    variables: new Map(),
    ...(at === -1 && { span: { start, end } }),
    offset: (place) => (at === -1 ? start : Math.min(start + at + part.offset(place), end)),
    written: (edits) => {
      const made = part.edits(edits, (text) => holes.restored(text, (one) => one));
      return made && [{ start, end, text: JSON.stringify(applied(value, made)) }];
    },
    comment: {
      at: file.lastIndexOf('\n', start - 1) + 1,
      indent: /^ */.exec(file.slice(file.lastIndexOf('\n', start - 1) + 1))![0],
    },
  };
}

function applied(value: string, edits: readonly TextEdit[]): string {
  let after = value;
  for (const edit of edits.toSorted((a, b) => b.start - a.start || b.end - a.end))
    after = after.slice(0, edit.start) + edit.text + after.slice(edit.end);
  return after;
}
