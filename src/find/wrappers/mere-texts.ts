/** Texts that select no member of any object: `this.send('ban', …)` in a class with a method of that name. */
import { evaluate } from '../../evaluate/evaluate.js';
import { elsewhereOf } from '../../evaluate/value.js';
import { type ast, is, type NodePath } from '../../syntax/index.js';

/** The action of a form, or what a function of the author's is given and only writes down. */
export function isMereText(text: NodePath): boolean {
  const { parentPath: parent, key, listKey } = text;
  if (parent?.isObjectProperty()) return key === 'value' && is.isIdentifier(parent.node.key, { name: 'a' });
  if (!parent?.isCallExpression() || listKey !== 'arguments') return false;
  const called = evaluate(parent.get('callee') as NodePath);
  const fn = called.kind === 'function' ? called.fn : elsewhereOf(called)?.fn;
  const parameter = fn?.isFunction() ? fn.get('params')[Number(key)] : undefined;
  const name = parameter?.isIdentifier() ? parameter.node.name : null;
  const binding = name === null ? undefined : (fn as NodePath<ast.Function>).scope.getOwnBinding(name);
  return binding?.constantViolations.length === 0 && binding.referencePaths.every(isWrittenDown);
}

/** `{ a: action }`, `form.a = action`, `${action} failed`, `form.append('a', action)` */
function isWrittenDown({ parentPath: parent, key, listKey }: NodePath): boolean {
  if (parent?.isObjectProperty()) return key === 'value' && is.isIdentifier(parent.node.key, { name: 'a' });
  if (parent?.isAssignmentExpression())
    return (
      key === 'right' &&
      is.isMemberExpression(parent.node.left) &&
      is.isIdentifier(parent.node.left.property, { name: 'a' })
    );
  if (parent?.isCallExpression() && listKey === 'arguments') {
    const { callee } = parent.node;
    return (
      is.isMemberExpression(callee) && is.isIdentifier(callee.property) && /^(?:append|set)$/.test(callee.property.name)
    );
  }
  if (parent?.isNewExpression()) return listKey === 'arguments' && /Error$/.test(String(parent.get('callee')));
  return parent?.isTemplateLiteral() === true || parent?.isBinaryExpression() === true;
}
