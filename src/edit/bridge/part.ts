/** A function of the bridge, and what it calls in turn. */
import { ACTIONS } from '../../catalogue/index.js';
import type { Action, Rewrite } from '../../catalogue/types.js';
import type { HelperId } from '../helpers/index.js';
import type { Wire } from './wire.js';

export interface Part {
  readonly helpers?: readonly HelperId[];
  readonly parts?: readonly PartId[];
  text(wire: Wire): string;
}

/** In the order in which they are laid down. */
export const PART_IDS = [
  'list-zones',
  'list-records',
  'create-record',
  'edit-record',
  'delete-record',
  'proxy-record',
  'set-setting',
  'read-settings',
  'record-fields',
  'srv-fields',
  'loc-fields',
  'record-id',
  'number-of',
  'zone-of',
  'ascii-name',
  'needed',
  'refusal',
] as const;

export type PartId = (typeof PART_IDS)[number];

/** The action whose rewrite is of that kind: what it answered is the same for all of them. */
export function actionOf(kind: Rewrite['kind']): Action {
  const found = ACTIONS.find(({ rewrite }) => rewrite?.kind === kind);
  if (!found) throw new Error(`no action is a ${kind}`);
  return found;
}

/** A function that is given the form, and waits. */
export function asyncFunction(wire: Wire, name: string, about: string, lines: readonly string[]): string {
  const body = lines.map((line) => `  ${line}`);
  return [`/** ${about} */`, `async function ${name}(${wire.params('form')}) {`, ...body, '}'].join('\n');
}

export const zoneLine = (wire: Wire): string => `const zone = await zoneOf(${wire.args('form')});`;
