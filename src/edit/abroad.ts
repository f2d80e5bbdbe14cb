/** Answers that are read in other files than the one that makes the call: those files are rewritten with it. */
import type { Action } from '../catalogue/types.js';
import { programOf } from '../evaluate/modules/localised.js';
import { homeOf } from '../evaluate/modules/module-index.js';
import type { Value } from '../evaluate/value.js';
import type { Answer } from '../find/answers/answer.js';
import { allUsesOf } from '../find/answers/callers.js';
import { locate } from '../find/answers/locate.js';
import type { Shape } from '../find/request.js';
import type { V1Call } from '../find/v1-call.js';
import { REASONS } from '../plan/reasons.js';
import { type ast, type NodePath, type SourceModule, startOf } from '../syntax/index.js';
import type { CallPlan, PlanReason } from './call-plan.js';
import { inSharedFunction } from './handlers.js';
import { holds } from './holds.js';
import { typeFilesOf } from './types.js';

/** A call whose answer is read in another file: where it begins, and which files those are. */
export interface Crossing {
  readonly start: number;
  readonly files: readonly string[];
}

/** Can every other file that the answer comes to be rewritten without a word more than the answer's own names? */
export function fitsAbroad(
  answer: Answer,
  action: Action,
  { site, delivery, rejects }: V1Call,
  zone: Value | null,
  reasons: readonly PlanReason[],
): boolean {
  if (answer.abroad.size === 0) return true;
  const home = programOf(site);
  const byValue = delivery.by === 'value';
  const isAbroad = (path: NodePath) => programOf(path) !== home;
  if (answer.problems.some(({ path }) => isAbroad(path))) return false;
  if (reasons.some(({ id, path }) => isAbroad(path) && REASONS[id].applicability === 'manual')) return false;
  const taking = answer.shared.map(({ fn }) => fn).filter(isAbroad);
  if (taking.some((fn) => !allUsesOf(fn))) return false;
  const plain = zone === null || zone.kind === 'literal';
  const told = byValue && !rejects && !asksStatus(answer, action);
  return [...answer.abroad.values()].every((path) => {
    const shape = answer.shapes.get(path.node);
    // What something is put into has none of its own.
    if (!shape) return true;
    // A function that is given the whole is written for every end of the call.
    if (taking.some((fn) => holds(fn.node, path.node))) return plain || !readsZone(shape, action);
    if (!isCarried(shape)) return false;
    if (asks(path) && (byValue ? !isOfList(shape) : isEnvelope(shape))) return false;
    // What v1 answered as an error was given to those that wait; v4's error is not.
    if (told && isUnopened(shape)) return false;
    return shape.is !== 'v1' || isWritable(path, shape.path, action, plain);
  });
}

/** Is nothing of the client itself in it, and nothing that says how the call went? */
function isCarried(shape: Shape): boolean {
  switch (shape.is) {
    case 'v1':
    case 'groups':
      return true;
    case 'promise':
    case 'many':
      return isCarried(shape.of);
    case 'tuple':
      return shape.items.every((item) => item === null || isCarried(item));
    default:
      return false;
  }
}

function isEnvelope(shape: Shape): boolean {
  return shape.is === 'v1' && shape.path.length === 0;
}

/** Is it one of a list, or something of it? Whether there is one is the same in v1 and v4. */
function isOfList(shape: Shape): boolean {
  return shape.is === 'v1' && shape.path.includes('*');
}

/** Is it the answer, or all that was in it? */
function isUnopened(shape: Shape): boolean {
  return shape.is === 'promise' ? isUnopened(shape.of) : shape.is === 'v1' && shape.path.length < 2;
}

function asksStatus({ shapes }: Answer, action: Action): boolean {
  return [...shapes.values()].some((shape) => shape.is === 'v1' && locate(action, shape.path).at === 'status');
}

/** Is it asked whether there is an answer? Where the call failed, v4 and v1 differ in that. */
function asks(path: NodePath): boolean {
  const { parentPath: parent, key } = path;
  if (!parent) return false;
  if (parent.isIfStatement() || parent.isConditionalExpression()) return key === 'test';
  if (parent.isLogicalExpression()) return key === 'left';
  if (parent.isUnaryExpression({ operator: '!' })) return true;
  return parent.isOptionalMemberExpression({ optional: true }) && key === 'object';
}

function readsZone(shape: Shape, action: Action): boolean {
  const place = shape.is === 'v1' ? locate(action, shape.path) : null;
  return place?.at === 'field' && ['label', 'zone-name'].includes(place.field.convert.as);
}

function isWritable(path: NodePath, names: readonly string[], action: Action, plain: boolean): boolean {
  const place = locate(action, names);
  switch (place.at) {
    case 'spine':
      return !path.isObjectPattern();
    case 'field':
      return plain || !readsZone({ is: 'v1', path: [...names] }, action);
    case 'beside':
      // `err ? 0 : response.recs.count`: what is read stands on one side.
      if (path.isConditionalExpression()) return true;
      return path.isMemberExpression() && ['length', 'constant', 'now'].includes(place.beside.read.as);
    case 'status':
      return false;
    default:
      return true;
  }
}

/** The calls of a file whose answers are read, or described by types, in others. */
export function crossingsOf(plans: readonly CallPlan[]): Crossing[] {
  return plans.flatMap((plan) => {
    const { abroad, relay, call } = plan;
    const readers = relay?.readers.map((reader) => reader.call.site) ?? [];
    const read = [...(abroad?.abroad.values() ?? []), ...readers];
    const files = [...read.map((path) => homeOf(programOf(path))?.module.file ?? ''), ...typeFilesOf(plan)];
    return files.length === 0 ? [] : [{ start: startOf(call.site.node), files: [...new Set(files)].sort() }];
  });
}

/** The call as the file sees it that only reads its answer: nothing of it but the reads is there. */
export function asGuest(plan: CallPlan, { program }: SourceModule): CallPlan {
  const answer = plan.abroad ?? plan.answer;
  const isHere = (path: NodePath) => programOf(path) === program.node;
  const holders = new Map([...answer.holders].filter(([binding]) => isHere(binding.path)));
  // What a function elsewhere reads of it decides how it is called here.
  const isTaken = (node: unknown) => answer.shared.some(({ fn }) => holds(fn.node, node as ast.Node));
  return {
    ...plan,
    answer: {
      ...answer,
      shapes: new Map([...answer.shapes].filter(([node]) => isTaken(node) || isThere(answer.abroad.get(node), isHere))),
      holders,
      decided: new Set([...answer.decided].filter(isTaken)),
      named: answer.named.filter(({ path }) => isHere(path)),
      links: answer.links.filter(({ call }) => isHere(call)),
      forwards: null,
    },
    abroad: answer,
    guest: true,
    primary: new Set(),
    kept: new Set(holders.keys()),
  };
}

function isThere(path: NodePath | undefined, isHere: (path: NodePath) => boolean): boolean {
  return path !== undefined && isHere(path);
}

/** The calls that read what others of them, or of the file itself, read otherwise: `null` is none. */
export function conflictOf(guests: readonly CallPlan[], own: readonly CallPlan[]): CallPlan | null {
  const owners = new Map<unknown, CallPlan>();
  for (const plan of own) for (const node of plan.answer.shapes.keys()) owners.set(node, plan);
  for (const guest of guests)
    for (const [node, shape] of guest.answer.shapes) {
      const other = owners.get(node);
      if (other && inSharedFunction(node as ast.Node, guest, other)) continue;
      if (other && other !== guest && !readsAlike(guest, other, shape, other.answer.shapes.get(node))) return guest;
      owners.set(node, guest);
    }
  return null;
}

function readsAlike(one: CallPlan, other: CallPlan, shape: Shape, otherShape: Shape | undefined): boolean {
  const zone = ({ zone }: CallPlan) => (zone?.kind === 'literal' ? zone.value : null);
  return (
    other.guest === true &&
    one.action === other.action &&
    JSON.stringify(shape) === JSON.stringify(otherShape) &&
    zone(one) === zone(other)
  );
}

/** What of an answer is in the file of its call; its shapes tell as well what others read. */
export function atHome(answer: Answer, site: NodePath): Answer {
  if (answer.abroad.size === 0) return answer;
  const home = programOf(site);
  const isHere = (path: NodePath) => programOf(path) === home;
  return {
    ...answer,
    holders: new Map([...answer.holders].filter(([binding]) => isHere(binding.path))),
    named: answer.named.filter(({ path }) => isHere(path)),
    links: answer.links.filter(({ call }) => isHere(call)),
  };
}
