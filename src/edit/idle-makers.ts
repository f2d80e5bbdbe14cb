/** Classes, and functions that are called with `new`, that only keep what they are given. */
import { bare } from '../evaluate/evaluate.js';
import { type ast, is, type NodePath } from '../syntax/index.js';

/** Does `new` of it do nothing but make the object? `isPure`: of an expression. */
export function keepsOnly(callee: NodePath, isPure: (path: NodePath) => boolean): boolean {
  const name = bare(callee);
  const binding = name.isIdentifier() ? name.scope.getBinding(name.node.name) : undefined;
  if (!binding || binding.constantViolations.length > 0) return false;
  const { path } = binding;
  const maker = path.isVariableDeclarator() ? (path.get('init') as NodePath) : path;
  if (maker.isClass()) return !maker.node.superClass && membersOf(maker).every((one) => isIdleMember(one, isPure));
  return (maker.isFunctionDeclaration() || maker.isFunctionExpression()) && fillsOnly(maker, isPure);
}

/** A class in which there is nothing to call. */
export function hasNoMethods(path: NodePath<ast.Class>, isPure: (path: NodePath) => boolean): boolean {
  const { superClass, decorators } = path.node;
  if (superClass || decorators?.length) return false;
  return membersOf(path).every(
    (one) =>
      !(one.isClassMethod() && one.node.kind !== 'constructor') &&
      !is.isStaticBlock(one.node) &&
      isIdleMember(one, isPure),
  );
}

function membersOf(path: NodePath<ast.Class>): NodePath[] {
  return path.get('body').get<NodePath[]>('body');
}

function isIdleMember(member: NodePath, isPure: (path: NodePath) => boolean): boolean {
  if (member.isClassMethod({ kind: 'constructor' })) return fillsOnly(member, isPure);
  if (member.isClassProperty() || member.isClassPrivateProperty())
    return !member.node.value || isPure(member.get('value') as NodePath);
  return member.isClassMethod() || member.isClassPrivateMethod() || is.isTSDeclareMethod(member.node);
}

/** `this.key = options.key;` and nothing else. */
function fillsOnly(fn: NodePath, isPure: (path: NodePath) => boolean): boolean {
  const params = fn.get('params') as NodePath[];
  const plain = params.every(
    (one) =>
      one.isIdentifier() ||
      one.isTSParameterProperty() ||
      (one.isAssignmentPattern() && is.isIdentifier(one.node.left) && isPure(one.get('right') as NodePath)),
  );
  const body = fn.get('body.body') as NodePath[];
  return (
    plain &&
    body.every((statement) => {
      const set = statement.isExpressionStatement() ? statement.get('expression') : null;
      if (!set?.isAssignmentExpression({ operator: '=' })) return false;
      const { left } = set.node;
      return (
        is.isMemberExpression(left) && is.isThisExpression(left.object) && !left.computed && isPure(set.get('right'))
      );
    })
  );
}
