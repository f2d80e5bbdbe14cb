/** Which objects may be those that a class, a function or an object literal makes. */
import { type ast, type Binding, is, type NodePath, referencesTo } from '../syntax/index.js';
import { bare } from './evaluate.js';
import { bindingOf } from './modules/made-uses.js';
import { prototypeOf } from './prototypes.js';

/** What makes objects, as a file sees it. */
export interface Owned {
  /** a class's body, an object literal, or a function */
  readonly owner: NodePath;
  /** may objects of the file's own inherit from those of the owner, in the way of before there were classes? */
  readonly inherited: boolean;
}

const INHERITS = /\binherits\b|\bcreate\s*\(|\bsetPrototypeOf\b|__proto__/;

/** `util.inherits(Quiet, Api)`, `Object.create(api)`; of another file its text alone is asked. */
export function isInherited(owner: NodePath, program: NodePath): boolean {
  if (owner.scope.getProgramParent().path.node !== program.node) return inheritsSomewhere(program);
  return referencesTo(nameOf(owner)).some((use) => {
    const prototype = isPrototype(use.parentPath) && use.key === 'object' ? use.parentPath : use;
    const call = prototype?.listKey === 'arguments' ? prototype.parentPath : null;
    if (call?.isCallExpression()) return INHERITS.test(`${call.get('callee')}(`);
    // `Quiet.prototype = new Api()`
    const set = use.key === 'callee' && use.parentPath?.isNewExpression() ? use.parentPath.parentPath : null;
    return set?.isAssignmentExpression() === true && isPrototype(set.get('left'));
  });
}

const INHERITING = new WeakMap<ast.Node, boolean>();

function inheritsSomewhere(program: NodePath): boolean {
  const known = INHERITING.get(program.node);
  if (known !== undefined) return known;
  const found = INHERITS.test(String(program));
  INHERITING.set(program.node, found);
  return found;
}

/**
 * Can what a file sets a property of be none of the owner's objects? `set`: those that are declared with `new` are
 * looked at elsewhere.
 */
export function isUnrelated(target: NodePath, { owner, inherited }: Owned, how: 'set' | 'filled'): boolean {
  if (/^(?:module\.)?exports$/.test(String(target)) || target.isObjectExpression()) return true;
  if (target.isThisExpression()) return !inherited || target.isDescendant(owner);
  // what stands on the prototype of a function is looked at elsewhere
  const made = prototypeOf(target);
  if (made && made.node === owner.node) return how === 'set';
  if (made) return !inherited;
  if (!isPrototype(target)) return isOwnObject(target, owner, how);
  const maker = target.get('object') as NodePath;
  const isOwn = maker.isIdentifier() && maker.scope.getBinding(maker.node.name) === nameOf(owner);
  return !inherited && !isOwn && isOwnObject(maker, owner, how);
}

/** The name that the owner has in its file. */
function nameOf(owner: NodePath): Binding | null {
  return bindingOf(owner.isClassBody() ? owner.parentPath : owner);
}

function isPrototype(path: NodePath | null | undefined): path is NodePath<ast.MemberExpression> {
  return (
    path?.isMemberExpression({ computed: false }) === true && is.isIdentifier(path.node.property, { name: 'prototype' })
  );
}

/** Is it something that the file itself made, and the owner did not? */
function isOwnObject(target: NodePath, owner: NodePath, how: 'set' | 'filled'): boolean {
  const binding = target.isIdentifier() ? target.scope.getBinding(target.node.name) : undefined;
  const declared = binding?.path;
  if (!binding || !declared) return false;
  if (declared.isCatchClause() || declared.isFunctionDeclaration() || declared.isClassDeclaration()) return true;
  const init = declared.isVariableDeclarator() ? bare(declared.get('init') as NodePath) : null;
  if (!init?.node) return false;
  if (init.isObjectExpression())
    return how === 'set' ? !init.get('properties').some((one) => one.isSpreadElement()) : init.node !== owner.node;
  if (!init.isNewExpression()) return init.isArrayExpression() || init.isFunction() || init.isClass();
  const callee = init.get('callee');
  const maker = callee.isIdentifier() ? callee.scope.getBinding(callee.node.name) : undefined;
  if (!callee.isIdentifier()) return false;
  // `new Error(text)`
  return !maker || (maker === nameOf(owner) ? how === 'set' : isOwnObject(callee, owner, how));
}
