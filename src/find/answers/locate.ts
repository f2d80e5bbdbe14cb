/** Where in a v1 answer a path leads, by the catalogue. */
import { shape } from '../../catalogue/index.js';
import type { Action, Beside, Field } from '../../catalogue/types.js';

export type Place =
  /** on the way to the value that v4 gives: the envelope, `response`, `recs` */
  | { readonly at: 'spine' }
  | { readonly at: 'status'; readonly name: 'result' | 'msg' | 'err_code' }
  /** the value that v4 gives */
  | { readonly at: 'root' }
  /** one item of a root that is a list */
  | { readonly at: 'element' }
  /** the value of one name in a map (zone_check) */
  | { readonly at: 'key' }
  | { readonly at: 'field'; readonly field: Field }
  /** an object on the way to fields: `props` */
  | { readonly at: 'partial'; readonly name: string }
  | { readonly at: 'beside'; readonly beside: Beside }
  /** v4 does not have it, or v1 never had */
  | { readonly at: 'absent'; readonly name: string };

export function locate(action: Action, path: readonly string[]): Place {
  const [head, ...below] = path;
  if (head === undefined) return { at: 'spine' };
  if (head === 'result' || head === 'msg' || head === 'err_code')
    return below.length ? { at: 'absent', name: path.join('.') } : { at: 'status', name: head };
  if (head === 'attributes') return beside(action, path.join('.')) ?? { at: 'absent', name: path.join('.') };
  if (head !== 'response') return { at: 'absent', name: head };
  return belowResponse(action, below);
}

function belowResponse(action: Action, path: readonly string[]): Place {
  const { root, kind } = action.answer;
  const found = beside(action, path.join('.'));
  if (found) return found;
  const shared = root.findIndex((name, index) => !matches(name, path[index]));
  const reaches = shared === -1;
  if (!reaches && path.length <= shared) return { at: 'spine' };
  if (!reaches) return { at: 'absent', name: path.join('.') };
  const rest = path.slice(root.length);
  if (kind === 'nothing') return rest.length ? { at: 'absent', name: rest.join('.') } : { at: 'root' };
  if (rest.length === 0) return { at: 'root' };
  if (kind === 'map') return rest.length === 1 ? { at: 'key' } : { at: 'absent', name: rest.join('.') };
  if (kind === 'list') {
    if (rest.length === 1) return isIndex(rest[0]) ? { at: 'element' } : { at: 'absent', name: rest.join('.') };
    return fieldAt(action, rest.slice(1));
  }
  return fieldAt(action, rest);
}

function matches(expected: string, given: string | undefined): boolean {
  return expected === given || (isIndex(expected) && isIndex(given));
}

function isIndex(name: string | undefined): boolean {
  return name === '*' || (name !== undefined && /^\d+$/.test(name));
}

function fieldAt(action: Action, rest: readonly string[]): Place {
  const fields = action.answer.shape ? shape(action.answer.shape).fields : [];
  const name = rest.join('.');
  const field = fields.find((one) => one.name === name);
  if (field) return { at: 'field', field: action.answer.labelled ? withLabel(field) : field };
  if (fields.some((one) => one.name.startsWith(`${name}.`))) return { at: 'partial', name };
  return { at: 'absent', name };
}

/** The name without the zone is what the program added. */
function withLabel(field: Field): Field {
  return field.convert.as === 'label' ? { ...field, v4: field.name, convert: { as: 'same' } } : field;
}

/** `zone.obj.zone_name`: is it something that v4 can tell of a zone? */
function isOfZone(zone: string, path: string): boolean {
  const name = path.startsWith(`${zone}.`) ? path.slice(zone.length + 1) : null;
  const fields = shape('zone').fields.filter(({ convert }) => convert.as !== 'none');
  return fields.some((one) => one.name === name || one.name.startsWith(`${name}.`));
}

/** One of those values, or an object on the way to one: `result` of `result.ip`. */
function beside(action: Action, path: string): Place | null {
  const list = action.answer.beside;
  const found = list.find((one) => one.path === path || (one.read.as === 'zone' && isOfZone(one.path, path)));
  if (found) return { at: 'beside', beside: found };
  return path !== '' && list.some((one) => one.path.startsWith(`${path}.`)) ? { at: 'spine' } : null;
}
