/**
 * Credentials that scripts hold are read from the environment instead. Of each kind there is one variable, so this is
 * done for all files at once, and only where all that they hold of a kind is one value.
 */
import { sliceWith } from '../edit/text.js';
import { findCalls } from '../find/calls.js';
import { type Credential, credentialsIn, isPath } from '../find/marks/index.js';
import { TODO_MARK } from '../find/marks/todo.js';
import { packageFacts } from '../find/packages/facts.js';
import { isHidden } from '../find/suppressions/of-module.js';
import type { Finding, TextEdit } from '../finding.js';
import type { MigrationOptions } from '../options.js';
import type { ProjectFacts, SourceText } from '../pipeline.js';
import { REASONS, reasonText } from '../plan/reasons.js';
import { isWanted } from '../plan/select.js';
import { endOf, isFailure, type NodePath, parseModule, type SourceModule, startOf } from '../syntax/index.js';
import type { FileResult } from './file-result.js';

const RULE = 'hardcoded-credential';
const REASON = 'moved-credential';

/** A literal that can be read from a variable instead. */
interface Movable extends Credential {
  readonly at: NodePath;
  readonly variable: NonNullable<Credential['variable']>;
}

/** `results`: those of the sources come first, in their order. */
export function withMovedCredentials(
  results: readonly FileResult[],
  sources: readonly SourceText[],
  project: ProjectFacts,
  options: MigrationOptions,
): readonly FileResult[] {
  if (options.secrets !== 'move' || !isWanted({ rule: RULE }, options)) return results;
  const held = new Map<FileResult, { module: SourceModule; movable: readonly Movable[] }>();
  for (const [index, result] of results.entries()) {
    const source = sources[index];
    if (!source || !result.findings.some(({ reason }) => reason === REASON)) continue;
    const facts = packageFacts(source.file, project);
    const module = parseModule(source.file, result.change?.after ?? source.text, facts.esm);
    if (!isFailure(module)) held.set(result, { module, movable: movableIn(module, facts, options) });
  }
  const values = new Map<string, Set<string>>();
  for (const { movable } of held.values())
    for (const { variable, value } of movable) values.set(variable, (values.get(variable) ?? new Set()).add(value));
  const isOne = (variable: string) => values.get(variable)?.size === 1;
  return results.map((result, index) => {
    const findings = result.findings.map((finding) => (isMoved(finding, isOne) ? finding : left(finding)));
    const own = held.get(result);
    const before = sources[index]?.text;
    if (!own || before === undefined) return { ...result, findings };
    const after = moved(
      own.module,
      own.movable.filter(({ variable }) => isOne(variable)),
      options,
    );
    if (after === own.module.text || isFailure(parseModule(own.module.file, after, own.module.kind === 'esm')))
      return { ...result, findings };
    return { ...result, findings, change: { file: own.module.file, before, ...result.change, after } };
  });
}

function movableIn(
  module: SourceModule,
  facts: ReturnType<typeof packageFacts>,
  { comments }: MigrationOptions,
): Movable[] {
  const { calls } = findCalls(module, facts);
  return credentialsIn(module, { calls, facts }).flatMap(({ at, variable, ...more }) =>
    isPath(at) && variable !== null && !(comments && isHidden(module, RULE, startOf(at.node)))
      ? [{ ...more, at, variable }]
      : [],
  );
}

function isMoved({ reason, target }: Finding, isOne: (variable: string) => boolean): boolean {
  return reason !== REASON || isOne(variableOf(target));
}

function variableOf(target = ''): string {
  return target.slice('process.env.'.length);
}

/** What stays for a person: which of the values the variable is for is not known. */
function left({ target, ...finding }: Finding): Finding {
  const reason = 'several-credentials';
  const what = finding.message.split(':', 1)[0];
  return {
    ...finding,
    applicability: REASONS[reason].applicability,
    reason,
    message: `${what}: ${reasonText(reason, { field: variableOf(target) })}`,
  };
}

function moved(module: SourceModule, movable: readonly Movable[], options: MigrationOptions): string {
  const edits: TextEdit[] = movable.map(({ at, variable, prefix }) => ({
    start: startOf(at.node),
    end: endOf(at.node),
    text: readFrom(variable, prefix, at, module.file),
  }));
  return sliceWith(module.text, 0, module.text.length, [...edits, ...(options.todo ? todos(module, movable) : [])]);
}

function readFrom(variable: string, prefix: string, { parentPath: parent }: NodePath, file: string): string {
  const read = `process.env.${variable}`;
  if (prefix !== '') return `\`${prefix}\${${read}}\``;
  // what the literal was is a string in every type
  if (!/\.[cm]?tsx?$/.test(file)) return read;
  return parent?.isLogicalExpression() || parent?.isBinaryExpression() ? `(${read} ?? '')` : `${read} ?? ''`;
}

/** One line above each statement. */
function todos({ text }: SourceModule, movable: readonly Movable[]): TextEdit[] {
  const lines = new Map<number, Set<string>>();
  for (const { at, variable } of movable) {
    const statement = at.getStatementParent()?.node.start ?? 0;
    const start = text.lastIndexOf('\n', statement - 1) + 1;
    if (text.slice(start, statement).trim() !== '') continue;
    lines.set(start, (lines.get(start) ?? new Set()).add(variable));
  }
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  return [...lines].map(([start, variables]) => {
    const indent = /^[\t ]*/.exec(text.slice(start))?.[0] ?? '';
    const revoke = variables.size === 1 && variables.has('CLOUDFLARE_EMAIL') ? '' : ', and revoke what stood here';
    const what = `set ${[...variables].join(' and ')} where this runs${revoke}`;
    return { start, end: start, text: `${indent}// ${TODO_MARK}: ${what}. cfv1 explain ${REASON}${eol}` };
  });
}
