/** What a rule beside the calls has found in one file. */

import type { Severity, Span } from '../../finding.js';
import type { ReasonId } from '../../plan/reasons.js';
import type { ast, NodePath } from '../../syntax/index.js';
import type { NeighbourCall } from '../calls.js';
import type { FileFacts } from '../packages/facts.js';
import type { V1Call } from '../v1-call.js';
import type { EnvironmentName } from './environment.js';

export const MARK_SEVERITIES = {
  'v1-package': 'error',
  'v1-endpoint': 'error',
  'v1-answer': 'warning',
  'outdated-v4': 'warning',
  'hardcoded-credential': 'warning',
  'stored-record-id': 'warning',
  'v1-bridge': 'warning',
  todo: 'warning',
  'v1-mock': 'note',
} as const satisfies Record<string, Severity>;

export type MarkRule = keyof typeof MARK_SEVERITIES;

export interface Mark {
  readonly rule: MarkRule;
  /** where it stands; a comment has no path, and neither has a part of a string */
  readonly at: NodePath | ast.Comment | Span;
  /** One sentence; never holds text of the source, so never a credential. */
  readonly message: string;
  readonly reason?: ReasonId;
  /** the v1 action, where one call is meant */
  readonly action?: string;
  /** where what stands there may be read from instead */
  readonly variable?: EnvironmentName;
  readonly related?: readonly { readonly path: NodePath; readonly message: string }[];
}

/** What is known of the file before its marks are looked for. */
export interface MarkContext {
  readonly calls: readonly V1Call[];
  readonly neighbours: readonly NeighbourCall[];
  readonly facts: FileFacts;
  /** nodes that a found call or a mock accounts for */
  readonly explained: ReadonlySet<ast.Node>;
  /** look for keys where nothing says that the file is about Cloudflare too */
  readonly secrets: boolean;
}
