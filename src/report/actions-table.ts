/** The mapping of v1 actions to v4 as people read it: `cfv1 actions`, the README, and JSON for programs. */
import { ACTIONS, operation, SOURCES } from '../catalogue/index.js';
import type { SourceKey } from '../catalogue/sources.js';
import type { Action } from '../catalogue/types.js';
import type { Applicability } from '../finding.js';
import { type ReasonId, reasonText } from '../plan/reasons.js';

const WIDTH = 100;
const NAME_WIDTH = 17;
const REQUEST_WIDTH = 53;

interface ActionRow {
  readonly action: string;
  readonly section: string | null;
  readonly status: Action['status'];
  readonly summary: string;
  readonly verdict: Action['verdict'];
  /** what a migration of the action is at best */
  readonly applicability: Applicability;
  readonly reason: string | null;
  readonly message: string | null;
  readonly why: string;
  /** in the order they are made; the look-up of the zone's id comes first */
  readonly v4: readonly { readonly method: string; readonly path: string; readonly sdk: string | null }[];
  readonly permissions: readonly string[];
  readonly params: readonly { readonly name: string; readonly required: boolean; readonly v4: string | null }[];
  readonly cases: Action['cases'];
  readonly notes: readonly string[];
  readonly confidence: Action['confidence'];
  readonly sources: readonly { readonly what: string; readonly url: string | null }[];
}

function applicabilityOf(action: Action): Applicability {
  if (action.reason !== null || action.rewrite === null) return 'manual';
  return action.review === null ? 'safe' : 'review';
}

/** Requests of the action, with the setting's id where it is known. */
function requestsOf(action: Action): ActionRow['v4'] {
  const setting = action.rewrite?.kind === 'set-setting' ? action.rewrite.setting : '{setting_id}';
  return action.operations.map((id) => {
    const { method, path, sdk } = operation(id);
    return { method, path: path.replace('{setting_id}', setting), sdk };
  });
}

function row(action: Action): ActionRow {
  const reason = action.reason ?? action.review;
  return {
    action: action.name,
    section: action.section,
    status: action.status,
    summary: action.summary,
    verdict: action.verdict,
    applicability: applicabilityOf(action),
    reason,
    message: reason === null ? null : reasonText(reason as ReasonId, { action: action.name }),
    why: action.why,
    v4: requestsOf(action),
    permissions: [...new Set(action.operations.map((id) => operation(id).permission))],
    params: action.params.map(({ name, required, v4 }) => ({ name, required, v4 })),
    cases: action.cases,
    notes: action.notes,
    confidence: action.confidence,
    sources: action.sources.map((key) => SOURCES[key as SourceKey]),
  };
}

/** What the action itself needs: the look-up of the zone is said once, below the table. */
function shownRequests({ v4 }: ActionRow): readonly string[] {
  const own = v4.length > 1 ? v4.filter(({ path }) => path !== '/zones') : v4;
  return own.length === 0 ? ['none'] : own.map(({ method, path }) => `${method} ${path}`);
}

function shownVerdict({ applicability, verdict, reason }: ActionRow): string {
  if (applicability !== 'safe') return reason === null ? applicability : `${applicability}: ${reason}`;
  return verdict === 'lookup' ? 'safe, ids looked up' : 'safe';
}

const LEGEND = [
  'safe: the program does the same against v4. review: written, and a person should look.',
  'manual: not written, reported with the reason. A call may be worse off than its action: what it',
  'reads, sends or passes on decides. Ids looked up: GET /zones?name=… first, once for each zone.',
  'wl, ban and nul: --access-rules moves the rules to an account or a zone. Paths are below',
  'https://api.cloudflare.com/client/v4.',
];

/** Plain text, at most 100 columns, one line for each v4 request, with a legend; ends with a line end. */
export function actionsTable(): string {
  const line = (name: string, request: string, verdict: string) =>
    `${name.padEnd(NAME_WIDTH)}${request.padEnd(REQUEST_WIDTH)}${verdict}`.trimEnd();
  const lines = ACTIONS.map(row).flatMap((one) =>
    shownRequests(one).map((request, i) => line(i === 0 ? one.action : '', request, i === 0 ? shownVerdict(one) : '')),
  );
  return [line('v1 action', 'v4', 'migration'), '─'.repeat(WIDTH), ...lines, '', ...LEGEND, ''].join('\n');
}

/** A pipe would end the cell. */
function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** A table for the README: action, what it does, v4 requests, migration. Ends with a line end. */
export function actionsMarkdown(): string {
  const lines = ACTIONS.map(row).map((one) => {
    const requests = shownRequests(one).map((request) => (request === 'none' ? request : `\`${request}\``));
    return `| \`${one.action}\` | ${cell(one.summary)} | ${requests.join('<br>')} | ${cell(shownVerdict(one))} |`;
  });
  return ['| v1 action | what it does | v4 | migration |', '|---|---|---|---|', ...lines, ''].join('\n');
}

/** Everything the catalogue says of each action, as JSON text; ends with a line end. */
export function actionsJson(): string {
  return `${JSON.stringify({ schemaVersion: 1, actions: ACTIONS.map(row) }, null, 2)}\n`;
}
