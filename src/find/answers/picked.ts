/** Reads whose way is written as a text or a list of names: `_.get(body, 'response.recs.objs', [])`. */
import { isExternal, type Value } from '../../evaluate/value.js';
import type { ast, NodePath } from '../../syntax/index.js';
import type { Shape } from '../request.js';
import type { Follower } from './follow.js';
import { lodashName } from './lists.js';
import { locate } from './locate.js';
import { step } from './steps.js';

/** Which argument is what. */
interface Picker {
  readonly object: number;
  readonly way: number;
  readonly otherwise?: number;
}

const LODASH: Picker = { object: 0, way: 1, otherwise: 2 };

/** Packages that are such a function themselves, or have one. */
const PACKAGES: readonly (readonly [module: string, member: string | null])[] = [
  ['dlv', null],
  ['get-value', null],
  ['just-safe-get', null],
  ['dot-prop', 'get'],
  ['object-path', 'get'],
];

const RAMDA: Readonly<Record<string, Picker>> = {
  path: { way: 0, object: 1 },
  pathOr: { otherwise: 0, way: 1, object: 2 },
  prop: { way: 0, object: 1 },
  propOr: { otherwise: 0, way: 1, object: 2 },
};

function pickerOf(callee: Value): Picker | null {
  if (lodashName(callee) === 'get') return LODASH;
  if (PACKAGES.some(([module, member]) => isExternal(callee, [module], ...(member ? [member] : [])))) return LODASH;
  const name = Object.keys(RAMDA).find((one) => isExternal(callee, ['ramda'], one));
  return name === undefined ? null : (RAMDA[name] ?? null);
}

/** False where the call is nothing of the kind, or the answer is not what it reads from. */
export function followPick(
  follower: Follower,
  call: NodePath<ast.CallExpression>,
  callee: Value,
  path: NodePath,
  shape: Shape & { is: 'v1' },
): boolean {
  const picker = pickerOf(callee);
  if (!picker || path.key !== picker.object) return false;
  const args = call.get('arguments') as NodePath[];
  const way = args[picker.way];
  const names = way ? namesOf(way) : null;
  let found: Shape | null = names && shape;
  for (const name of names ?? []) found = found && step(found, name);
  const otherwise = picker.otherwise === undefined ? undefined : args[picker.otherwise];
  if (!found || found.is !== 'v1' || !isPlain(follower, shape, found, otherwise)) return false;
  follower.answer.picks.set(call.node, { object: path, otherwise: otherwise ?? null, mayLack: mayLack(shape) });
  follower.follow(call, found);
  return true;
}

/** `'response.recs.objs'`, `['response', 'recs', 'objs']`; null where places of lists are among them. */
function namesOf(way: NodePath): string[] | null {
  const list = way.isArrayExpression() ? (way.get('elements') as NodePath[]) : [];
  const names = way.isStringLiteral()
    ? way.node.value.split('.')
    : list.flatMap((one) => (one.isStringLiteral() ? [one.node.value] : []));
  const isKnown = names.length > 0 && (!way.isArrayExpression() || names.length === list.length);
  return isKnown && names.every((name) => /^[A-Za-z_]\w*$/.test(name)) ? names : null;
}

/** May there be nothing to read from? */
function mayLack(from: Shape & { is: 'v1' }): boolean {
  return from.path.includes('*') || from.optional === true;
}

/**
 * Is it the way to what v4 gives, something of how the call went, or a field of it? A field of a record that may not be
 * there has v1's value where it is, and the author's where not: that is for a person to write.
 */
function isPlain(
  follower: Follower,
  from: Shape & { is: 'v1' },
  to: Shape & { is: 'v1' },
  otherwise?: NodePath,
): boolean {
  const place = locate(follower.action, to.path);
  if (place.at !== 'field') return ['root', 'spine', 'status', 'beside'].includes(place.at);
  return !mayLack(from) || (!otherwise && ['same', 'id'].includes(place.field.convert.as));
}
