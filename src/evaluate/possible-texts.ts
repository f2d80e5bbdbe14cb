/** The texts that an expression may be, one of them at a time: a constant, or what a loop over constants goes through. */
import type { ast, Binding, NodePath } from '../syntax/index.js';
import { evaluate, memberName } from './evaluate.js';
import { settling } from './parameters.js';
import { called, itemsOf, roundsOf } from './rounds.js';
import { type Env, isExternal, literalText } from './value.js';

/** Methods that give their callback an item of the list, and as which of its parameters. */
const GIVES_ITEM: Readonly<Record<string, number>> = {
  forEach: 0,
  each: 0,
  map: 0,
  flatMap: 0,
  filter: 0,
  some: 0,
  every: 0,
  find: 0,
  reduce: 1,
};

/** Null where they are not known. */
export function possibleTexts(path: NodePath): readonly string[] | null {
  const own = literalText(evaluate(path));
  if (own !== null) return [own];
  const base = path.isMemberExpression() ? (path.get('object') as NodePath) : path;
  const binding = base.isIdentifier() ? base.scope.getBinding(base.node.name) : undefined;
  if (!binding || !isSteady(binding)) return null;
  for (let around = path.parentPath; around; around = around.parentPath) {
    const rounds = around.isLoop() ? roundsOf(around) : around.isFunction() ? roundsOfCallback(around) : null;
    const texts = rounds?.map((round) => settling(binding, () => literalText(evaluate(path, round))));
    if (texts && texts.length > 0 && texts.every((text) => text !== null)) return [...new Set(texts as string[])];
  }
  return null;
}

/** Is the variable not set again, but by the loop that declares it? */
function isSteady({ path, constantViolations }: Binding): boolean {
  const own: readonly (ast.Node | undefined)[] = [path.node, path.parent, path.parentPath?.parent];
  return constantViolations.every(({ node }) => own.includes(node));
}

/** `FIELDS.map((field) => …)`, `_.each(FIELDS, function (field) { … })` */
function roundsOfCallback(fn: NodePath<ast.Function>): Env[] | null {
  const call = fn.parentPath;
  const callee = call?.isCallExpression() && fn.listKey === 'arguments' ? (call.get('callee') as NodePath) : null;
  if (!call?.isCallExpression() || !callee?.isMemberExpression()) return null;
  const name = memberName(callee) ?? '';
  const place = Object.hasOwn(GIVES_ITEM, name) ? (GIVES_ITEM[name] as number) : null;
  const isLodash = isExternal(evaluate(callee), ['lodash', 'underscore', 'lodash-es'], name);
  const list = isLodash ? call.get('arguments')[0] : fn.key === 0 ? callee.get('object') : null;
  const items = list && place !== null ? itemsOf(evaluate(list as NodePath)) : null;
  return items && items.map((item) => called(fn, place === 0 ? [item] : [null, item]));
}
