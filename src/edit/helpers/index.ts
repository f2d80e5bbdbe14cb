/** The helper functions that migrated files get below their code, and what each of them needs in turn. */
import type { Target } from '../../options.js';
import { FETCH } from './fetch.js';
import { SDK } from './sdk.js';
import { SHARED } from './shared.js';
import { V1_SHAPES } from './v1-shapes.js';

export type HelperId =
  | 'cloudflare'
  | 'find-zone-id'
  | 'find-zone'
  | 'find-record-id'
  | 'list-all'
  | 'list-labelled'
  | 'zone-ids'
  | 'read-settings'
  | 'set-access-rule'
  | 'remove-access-rules'
  | 'delete-records-named'
  | 'update-hosts'
  | 'zone-stats'
  | 'record-name'
  | 'record-label'
  | 'record-content'
  | 'quote-text'
  | 'expiry'
  | 'zone-status-class'
  | 'v1-record'
  | 'v1-zone'
  | 'is-api-error'
  | 'ignore-api-error'
  | 'ignore-refusal'
  | 'with-text'
  | 'plain-refusal'
  | 'plain-error'
  | 'api-error'
  | 'root-cause'
  | 'error-code'
  | 'type-record'
  | 'type-zone';

/** How a helper is written where it goes. */
export interface HelperSettings {
  readonly typescript: boolean;
  /** first parameter: `cloudflare` (sdk), `account` (fetch with several accounts) or '' */
  readonly client: string;
  /** name of the SDK's class in the file */
  readonly sdk: string;
  /** expressions of the file's one account (fetch); null: they are passed in */
  readonly credentials: { readonly email: string; readonly key: string } | null;
  readonly token: boolean;
  /** Node's own fetch, whatever the file calls by that name */
  readonly fetch: string;
  /** milliseconds that a request may take (fetch); null: as long as it does */
  readonly timeout: number | null;
}

export interface Helper {
  readonly name: string;
  readonly needs: readonly HelperId[];
  text(settings: HelperSettings): string;
}

/** The helper's source, with two spaces of indentation, `'` and `;`. */
export function helper(id: HelperId, target: Target): Helper | null {
  return (target === 'sdk' ? SDK[id] : FETCH[id]) ?? SHARED[id] ?? V1_SHAPES[id] ?? null;
}

/** The helpers in the order in which they are laid down, with those that they need. */
export function withDependencies(ids: ReadonlySet<HelperId>, target: Target): HelperId[] {
  const all = new Set<HelperId>();
  const add = (id: HelperId) => {
    if (all.has(id)) return;
    all.add(id);
    for (const need of helper(id, target)?.needs ?? []) add(need);
  };
  for (const id of ids) add(id);
  return HELPER_IDS.filter((id) => all.has(id));
}

/** Every helper, in the order in which they are laid down. */
export const HELPER_IDS: readonly HelperId[] = [
  'type-record',
  'type-zone',
  'find-zone-id',
  'find-zone',
  'find-record-id',
  'zone-ids',
  'list-all',
  'list-labelled',
  'read-settings',
  'set-access-rule',
  'remove-access-rules',
  'delete-records-named',
  'update-hosts',
  'zone-stats',
  'record-name',
  'record-label',
  'record-content',
  'quote-text',
  'expiry',
  'v1-record',
  'v1-zone',
  'zone-status-class',
  'is-api-error',
  'ignore-api-error',
  'ignore-refusal',
  'with-text',
  'plain-refusal',
  'plain-error',
  'root-cause',
  'error-code',
  'cloudflare',
];
