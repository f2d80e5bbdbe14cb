/** What is said of a call: rule, applicability, reason and words. */
import type { Action } from '../catalogue/types.js';
import type { ReplacedClient } from '../edit/bridge/replaced-client.js';
import type { Planned } from '../edit/plan-calls.js';
import { TooMuchEffort } from '../evaluate/effort.js';
import type { NeighbourCall } from '../find/calls.js';
import { isPath, MARK_SEVERITIES, type Mark } from '../find/marks/index.js';
import type { PackageUse } from '../find/marks/v1-package.js';
import type { Applicability, Finding, RuleId } from '../finding.js';
import { fingerprint } from '../fingerprint.js';
import { type ParseFailure, type SourceModule, spanOf } from '../syntax/index.js';
import { bareCode, bodiesIn } from './bare-code.js';
import { REASONS, type ReasonId, reasonText } from './reasons.js';
import { seenOf } from './seen.js';
import { sidesOf } from './sides.js';

const REMOVED = new Set<ReasonId>([
  'no-counterpart',
  'threat-score-ended',
  'minify-ended',
  'mirage-ended',
  'visitor-ips-ended',
]);
const DECISIONS = new Set<ReasonId>([
  'access-rule-scope',
  'value-ended',
  'parameter-ended',
  'not-supported-value',
  'stored-record-id',
  'missing-parameter',
  'missing-credentials',
]);
const UNKNOWN = new Set<ReasonId>(['unknown-action', 'unknown-form', 'not-an-action']);

/** The reason that weighs most: the first manual one, else the first. */
export function mainReason(planned: Planned): Planned['reasons'][number] | null {
  return planned.reasons.find(({ id }) => REASONS[id].applicability === 'manual') ?? planned.reasons[0] ?? null;
}

export function applicabilityOf(planned: Planned): Applicability {
  if (planned.reasons.length === 0) return 'safe';
  return planned.reasons.some(({ id }) => REASONS[id].applicability === 'manual') ? 'manual' : 'review';
}

/** `bridged`: a bridge decides, and serves what has no v4 call of its own. */
export function ruleOf(reason: ReasonId | null, bridged = false): RuleId {
  if (reason && REMOVED.has(reason)) return 'removed-action';
  if (reason && UNKNOWN.has(reason)) return 'unknown-call';
  return reason && !bridged && DECISIONS.has(reason) ? 'needs-decision' : 'v1-call';
}

/** The rule that the call's finding is of. */
export function plannedRule(planned: Planned): RuleId {
  return ruleOf(planned.bridge?.because ?? mainReason(planned)?.id ?? null, planned.bridge !== undefined);
}

export function reasonSentence(planned: Planned, reason: Planned['reasons'][number]): string {
  const action = planned.call.action ?? planned.plan?.action.name;
  return reasonText(reason.id, { action, field: reason.field });
}

/** Why a file as a whole is not written. */
export interface Failure {
  readonly id: 'check-failed' | 'type-error';
  readonly field: string;
}

export function callFinding(planned: Planned, module: SourceModule, failure: Failure | null): Finding {
  const { call } = planned;
  const [action, ...others] = actionsOf(planned);
  const { start, end } = spanOf(call.site.node);
  const reason = failure ? { ...failure, path: call.site } : mainReason(planned);
  const rule = failure ? ruleOf(failure.id) : plannedRule(planned);
  const target = action?.rewrite ? action.operations.at(-1) : undefined;
  const names = [action, ...others].flatMap((one) => one?.name ?? []);
  const what = action ? `v1 action ${names.join(' or ')}` : 'a request to Client API v1';
  const targets = [target, ...others.map(({ operations }) => operations.at(-1))];
  const becomes = target ? ` becomes ${[...new Set(targets)].join(' or ')}` : '';
  const message = reason
    ? `${what}${rule === 'removed-action' ? '' : becomes}: ${reasonSentence(planned, reason)}`
    : `${what}${becomes}`;
  return {
    rule,
    severity: 'error',
    applicability: failure ? 'manual' : applicabilityOf(planned),
    ...(reason ? { reason: reason.id } : {}),
    message,
    file: module.file,
    range: { start, end },
    inner: bodiesIn(call.site),
    related: planned.reasons
      .filter((one) => one.path !== call.site)
      .map((one) => ({ file: module.file, ...spanOf(one.path.node), message: reasonSentence(planned, one) })),
    ...(action ? { action: action.name } : {}),
    ...(target ? { target } : {}),
    notes: notesOf(planned, module),
    fingerprint: fingerprint(rule, module.file, `${names.join(' ')} ${bareCode(module, call.site)}`),
  };
}

/** What the call asks for: one action, or one of several by a condition. */
export function actionsOf({ plan, action }: Planned): readonly Action[] {
  if (plan?.either) return [...new Set(sidesOf(plan).map((side) => side.action))];
  return action ? [action] : [];
}

function notesOf(planned: Planned, module: SourceModule): string[] {
  const reasons = planned.reasons.map((reason) => `${reason.id}: ${reasonSentence(planned, reason)}`);
  const why =
    planned.plan && reasons.length === 0 ? ['safe: all that is sent and all that is read has its place in v4'] : [];
  return [...seenOf(planned, module), ...reasons, ...why];
}

export function neighbourFinding(neighbour: NeighbourCall, module: SourceModule): Finding {
  const { start, end } = spanOf(neighbour.site.node);
  return {
    rule: 'v1-endpoint',
    severity: 'error',
    applicability: 'manual',
    reason: 'other-api',
    message: reasonText('other-api', { field: neighbour.name }),
    file: module.file,
    range: { start, end },
    inner: bodiesIn(neighbour.site),
    related: [],
    fingerprint: fingerprint('v1-endpoint', module.file, bareCode(module, neighbour.site)),
  };
}

/** `moves`: what can be read from the environment is. */
export function markFinding(mark: Mark, module: SourceModule, moves = false): Finding {
  const variable = moves ? mark.variable : undefined;
  const { start, end } = spanOf(isPath(mark.at) ? mark.at.node : mark.at);
  return {
    rule: mark.rule,
    severity: MARK_SEVERITIES[mark.rule],
    ...(variable ? movedCredential(mark.message, variable) : { applicability: 'manual', message: mark.message }),
    ...(mark.reason ? { reason: mark.reason } : {}),
    file: module.file,
    range: { start, end },
    related: (mark.related ?? []).map(({ path, message }) => ({ file: module.file, ...spanOf(path.node), message })),
    ...(mark.action ? { action: mark.action } : {}),
    fingerprint: fingerprint(mark.rule, module.file, `${mark.action ?? ''} ${markCode(mark, module)}`),
  };
}

/** The old package is loaded, and what takes its place has its methods. */
export function replacedFinding({ path }: PackageUse, { leak }: ReplacedClient, module: SourceModule): Finding {
  const reason = 'replaced-client';
  return {
    rule: 'v1-package',
    severity: MARK_SEVERITIES['v1-package'],
    applicability: REASONS[reason].applicability,
    reason,
    message: reasonText(reason),
    file: module.file,
    range: spanOf(path.node),
    related: leak ? [{ file: module.file, ...spanOf(leak.node), message: 'here it goes on' }] : [],
    fingerprint: fingerprint('v1-package', module.file, ` ${bareCode(module, path)}`),
  };
}

function movedCredential(what: string, variable: string) {
  const reason = 'moved-credential';
  return {
    applicability: REASONS[reason].applicability,
    reason,
    message: `${what}: ${reasonText(reason, { field: variable })}`,
    target: `process.env.${variable}`,
  };
}

/** What stands there may be a credential, and so may be what a comment quotes. */
function markCode({ rule, at }: Mark, module: SourceModule): string {
  if (rule === 'hardcoded-credential') return '';
  if (isPath(at)) return bareCode(module, at);
  return 'value' in at ? at.value.replace(/\S+/g, (word) => (/[\d@]/.test(word) ? '' : word)) : '';
}

export function parseFinding(failure: ParseFailure): Finding {
  return {
    rule: 'parse-error',
    severity: 'error',
    applicability: 'manual',
    message: `the file has a mark of API v1 and cannot be parsed: ${failure.message}`,
    file: failure.file,
    range: { start: failure.offset, end: failure.offset },
    related: [],
    fingerprint: fingerprint('parse-error', failure.file, failure.message),
  };
}

/** The program itself failed on a file; the others go on. */
export function failedFinding(file: string, error: unknown): Finding {
  return {
    rule: 'not-analysed',
    severity: 'error',
    applicability: 'manual',
    message: `the file could not be analysed: ${failureText(error)}`,
    file,
    range: { start: 0, end: 0 },
    related: [],
    fingerprint: fingerprint('not-analysed', file, 'failed'),
  };
}

/** Is it the file that is too deep, or too much? */
export function isGivenUp(error: unknown): error is Error {
  return isTooDeep(error) || error instanceof TooMuchEffort;
}

function isTooDeep(error: unknown): boolean {
  return error instanceof RangeError && /call stack/.test(error.message);
}

function failureText(error: unknown): string {
  if (isTooDeep(error)) return 'its code is nested too deeply';
  if (error instanceof TooMuchEffort) return error.message;
  return `this is an error of the program, please report it (${error instanceof Error ? error.message : String(error)})`;
}
