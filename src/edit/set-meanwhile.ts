/** Members of objects that other code may set while a call waits: `this.level`, which a method of the object sets. */

import { functionOf } from '../evaluate/control.js';
import { bare, memberName } from '../evaluate/evaluate.js';
import { filesAround } from '../evaluate/modules/importers.js';
import { programOf } from '../evaluate/modules/localised.js';
import { homeOf } from '../evaluate/modules/module-index.js';
import { settingIn } from '../evaluate/setting-places.js';
import { type ast, type Binding, endOf, is, type NodePath, startOf } from '../syntax/index.js';
import type { CallPlan } from './call-plan.js';

type Waiting = Pick<CallPlan, 'anchor' | 'style'>;
type Set = NodePath<ast.AssignmentExpression>;

/** May what the member is be set between the call and the moment when v4 is asked? */
export function isSetMeanwhile(member: NodePath<ast.MemberExpression>, waiting: Waiting): boolean {
  const name = member.node.computed ? null : memberName(member);
  const own = member.scope.getProgramParent().path;
  const object = String(member.get('object'));
  const isSameObject = (set: Set) =>
    String(set.get('left.object')) === object && rootOf(set.get('left.object') as NodePath) === rootOf(member);
  const sets = name === null ? [] : setsAround(own, name);
  const { computed, changed } = settingIn(own);
  const tail = lastName(member.get('object'));
  return (
    sets.some((set) => mayMean(set, isSameObject(set)) && isBehind(set, waiting)) ||
    computed.some((set) => isSameObject(set) && isBehind(set, waiting)) ||
    (tail !== null && changed.some((one) => lastName(one) === tail && isBehind(one, waiting)))
  );
}

/** `queue` of `this.queue`: another function may have another name for what the member belongs to. */
function lastName(path: NodePath): string | null {
  const object = bare(path);
  if (object.isIdentifier()) return object.node.name;
  return object.isMemberExpression() ? memberName(object as NodePath<ast.MemberExpression>) : null;
}

/** `….name = …`, in the file and in those that it is connected with. */
function setsAround(program: NodePath, name: string): readonly Set[] {
  const own = settingIn(program).sets.get(name) ?? [];
  const home = homeOf(program.node as ast.Node);
  if (!home) return own;
  const sets = new RegExp(`\\.${name.replaceAll('$', '\\$')}\\s*=(?![=>])`);
  const others = [...filesAround(home.index, home.module.file)].flatMap((file) => {
    if (file === home.module.file || !sets.test(home.index.textOf(file) ?? '')) return [];
    const other = home.index.module(file)?.program;
    return other ? (settingIn(other).sets.get(name) ?? []) : [];
  });
  return [...own, ...others];
}

/** May it be a member of the object that is read? */
function mayMean(set: Set, isSameObject: boolean): boolean {
  const target = bare(set.get('left.object') as NodePath);
  if (target.isThisExpression()) return !isMaker(functionOf(target));
  if (isSameObject) return true;
  if (/^(?:(?:module\.)?exports|process\.env|.*\.prototype)$/.test(String(target))) return false;
  return !isSetWhenMade(target, set);
}

/** The variable that an expression begins with. */
function rootOf(path: NodePath): Binding | undefined {
  let root = bare(path);
  while (root.isMemberExpression()) root = bare(root.get('object') as NodePath);
  return root.isIdentifier() ? root.scope.getBinding(root.node.name) : undefined;
}

/** A constructor, which sets what nobody has seen yet. */
function isMaker(fn: NodePath | null): boolean {
  if (!fn) return false;
  if (fn.isClassMethod()) return fn.node.kind === 'constructor';
  if (!fn.isFunctionDeclaration() && !fn.isFunctionExpression()) return false;
  const holder = fn.parentPath?.isVariableDeclarator() ? fn.parentPath.node.id : fn.node.id;
  return is.isIdentifier(holder) && /^[A-Z]/.test(holder.name);
}

/** `var form = {}; form.name = name`: an object of the function's own that nothing else has been given by then. */
function isSetWhenMade(target: NodePath, set: Set): boolean {
  const binding = target.isIdentifier() ? target.scope.getBinding(target.node.name) : undefined;
  if (!binding) return false;
  if (binding.path.isCatchClause()) return true;
  const init = binding.path.isVariableDeclarator() ? (binding.path.get('init') as NodePath) : null;
  if (!init?.isObjectExpression() && !init?.isNewExpression()) return false;
  const loop = set.findParent((path) => path.isLoop() && functionOf(path) === functionOf(set));
  if (functionOf(binding.path) !== functionOf(set) || (loop && !binding.path.isDescendant(loop))) return false;
  return binding.referencePaths.every(
    (use) =>
      startOf(use.node) >= startOf(set.node) || (use.key === 'object' && functionOf(use) === functionOf(binding.path)),
  );
}

/** Is it done once the call has been made? */
function isBehind(set: NodePath, { anchor, style }: Waiting): boolean {
  const own = functionOf(anchor);
  if (programOf(set) !== programOf(anchor) || functionOf(set)?.node !== own?.node) return true;
  if (style === 'await') return false;
  const loop = anchor.findParent((path) => path.isLoop() && functionOf(path)?.node === own?.node);
  return startOf(set.node) > endOf(anchor.node) || (loop !== null && set.isDescendant(loop));
}
