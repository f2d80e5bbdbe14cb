/** Functions that give back an emitter of their own: what they emit arrives at the listeners of their caller. */
import { bare, evaluate, memberName, within } from '../../evaluate/evaluate.js';
import { type Env, isExternal, literalText } from '../../evaluate/value.js';
import { handleOf } from '../../find/http/handle.js';
import type { ast, Binding, NodePath } from '../../syntax/index.js';
import { bindingAt, givenBack } from './given-back.js';

/** The variable of the emitter that the function makes and gives back, wherever it leaves. */
export function emitterGivenBack(fn: NodePath<ast.Function>): Binding | null {
  const only = givenBack(fn, bindingAt);
  return only && isEmitter(only) ? only : null;
}

function isEmitter({ path, constantViolations }: Binding): boolean {
  const init = path.isVariableDeclarator() ? bare(path.get('init') as NodePath) : null;
  if (!init?.isNewExpression() || constantViolations.length > 0) return false;
  const callee = evaluate(init.get('callee') as NodePath);
  return (
    isExternal(callee, ['events']) ||
    isExternal(callee, ['events', 'eventemitter3', 'eventemitter2'], 'EventEmitter') ||
    isExternal(callee, ['eventemitter3'])
  );
}

export interface Emitted {
  readonly event: string;
  readonly args: readonly NodePath[];
}

/** `emitter.emit('done', answer)` */
export function emittedBy(call: NodePath, emitter: Binding | null, env: Env): Emitted | null {
  if (!emitter || !call.isCallExpression() || !emits(call.get('callee') as NodePath, emitter)) return null;
  const [first, ...args] = call.get('arguments') as NodePath[];
  const event = first ? literalText(within(env, () => evaluate(first))) : null;
  return event === null || args.some((one) => one.isSpreadElement()) ? null : { event, args };
}

/** `emitter.emit` */
export function emits(callee: NodePath, emitter: Binding | null): boolean {
  if (!emitter || !callee.isMemberExpression()) return false;
  return (
    bindingAt(callee.get('object') as NodePath) === emitter &&
    memberName(callee as NodePath<ast.MemberExpression>) === 'emit'
  );
}

const LISTENS = new Set(['on', 'once', 'addListener']);

export interface Listeners {
  /** the call with all that is chained on it */
  readonly site: NodePath;
  /** the statements that listen through the variable of the emitter */
  readonly parts: readonly NodePath[];
  readonly of: ReadonlyMap<string, NodePath>;
}

/** One listener per event; null where anything else is done with what the call gives. */
export function listenersOf(site: NodePath): Listeners | null {
  const { site: chain, uses, parts, rest, declaration } = handleOf(site, LISTENS);
  const isAlone = declaration?.isVariableDeclaration() && declaration.node.declarations.length === 1;
  if (rest.length > 0 || (declaration && !isAlone)) return null;
  const of = new Map<string, NodePath>();
  for (const { args } of uses) {
    const [name, listener, ...more] = args;
    const event = name ? literalText(evaluate(name)) : null;
    if (event === null || !listener || more.length > 0 || of.has(event)) return null;
    of.set(event, listener);
  }
  return { site: chain, parts, of };
}
