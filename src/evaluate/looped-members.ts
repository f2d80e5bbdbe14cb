/** Methods that a loop over a table makes: `Object.keys(ACTIONS).forEach((name) => { Client.prototype[name] = … })`. */
import { type ast, is, type NodePath, referencesTo } from '../syntax/index.js';
import { conditionOf } from './control.js';
import { memberName } from './evaluate.js';
import { loopOf } from './rounds.js';
import { selfOf } from './this-member.js';
import type { Env } from './value.js';

export interface LoopedMember {
  readonly fn: NodePath<ast.Function>;
  /** the statement that makes all of them */
  readonly loop: NodePath;
  /** name → what the variables of the loop are when the method of that name is made */
  readonly rounds: ReadonlyMap<string, Env>;
}

/** The method of that name which a loop puts on the prototype, or on the object itself. */
export function loopedMember(maker: NodePath, name: string): { readonly fn: NodePath; readonly env: Env } | null {
  for (const member of [...onPrototype(maker), ...onThis(maker)]) {
    const looped = member.isFunction() ? loopedBy(member) : null;
    const env = looped?.rounds.get(name);
    if (env) return { fn: member, env };
  }
  return null;
}

/** The loop that makes methods of the function; null where it is no such function. */
export function loopedBy(fn: NodePath): LoopedMember | null {
  const step = fn.parentPath;
  const left = step?.isAssignmentExpression({ operator: '=' }) ? (step.get('left') as NodePath) : null;
  if (!step || !fn.isFunction() || !left?.isMemberExpression({ computed: true })) return null;
  const object = left.get('object') as NodePath;
  const isMember = selfOf(object) !== null || is.isMemberExpression(object.node);
  const found = isMember ? loopOf(step) : null;
  if (!found || conditionOf(step, found.body) !== null) return null;
  const rounds = new Map<string, Env>();
  for (const round of found.rounds) {
    const name = memberName(left, round);
    if (name === null) return null;
    rounds.set(name, round);
  }
  const loop = found.path.isFunction() ? found.path.getStatementParent() : found.path;
  return loop && { fn, loop, rounds };
}

function onPrototype(maker: NodePath): NodePath[] {
  const holder = maker.parentPath?.isVariableDeclarator() ? maker.parentPath : maker;
  const { id } = holder.node as { id?: ast.Node | null };
  const binding = is.isIdentifier(id) ? holder.parentPath?.scope.getBinding(id.name) : undefined;
  return referencesTo(binding).flatMap(({ parentPath: prototype }) => {
    if (!prototype?.isMemberExpression() || !is.isIdentifier(prototype.node.property, { name: 'prototype' })) return [];
    return assignedTo(prototype.parentPath);
  });
}

function onThis(maker: NodePath): NodePath[] {
  const found: NodePath[] = [];
  maker.traverse({
    ThisExpression({ parentPath }) {
      found.push(...assignedTo(parentPath));
    },
  });
  return found;
}

function assignedTo(member: NodePath | null): NodePath[] {
  const set = member?.isMemberExpression({ computed: true }) && member.key === 'left' ? member.parentPath : null;
  return set?.isAssignmentExpression() ? [set.get('right') as NodePath] : [];
}
