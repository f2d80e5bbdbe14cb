/** Places where a number does what the string of its digits did. */
import { evaluate } from '../evaluate/evaluate.js';
import { type ast, is, type NodePath } from '../syntax/index.js';

/** Functions that make the same of a number and of its digits. */
const FUNCTIONS = new Set(['Number', 'parseInt', 'parseFloat', 'String', 'isNaN']);
const PRINTS = new Set(['log', 'info', 'warn', 'error', 'debug', 'trace']);
const ARITHMETIC = new Set(['-', '*', '/', '%', '**']);
const ORDERING = new Set(['<', '>', '<=', '>=']);

export function numberServes(path: NodePath): boolean {
  const parent = path.parentPath;
  if (!parent) return false;
  // A tag is given the value itself.
  if (parent.isTemplateLiteral()) return !parent.parentPath.isTaggedTemplateExpression();
  if (parent.isUnaryExpression()) return ['+', '-', '~'].includes(parent.node.operator);
  if (parent.isBinaryExpression()) {
    const { operator } = parent.node;
    if (ARITHMETIC.has(operator)) return true;
    const other = parent.get(path.key === 'left' ? 'right' : 'left') as NodePath;
    // Two texts are told apart by their letters: '9' is more than '10'.
    if (ORDERING.has(operator)) return isNumber(other);
    return operator === '+' && joinsText(other.node);
  }
  if (!parent.isCallExpression() || path.listKey !== 'arguments') return false;
  const { callee } = parent.node;
  if (is.isIdentifier(callee)) return FUNCTIONS.has(callee.name);
  const prints = is.isMemberExpression(callee) && is.isIdentifier(callee.object, { name: 'console' });
  return prints && is.isIdentifier(callee.property) && PRINTS.has(callee.property.name) && !isFormatted(path, parent);
}

/** `console.log('%j', rec.ttl)`: a text and a number are written otherwise there. */
function isFormatted(path: NodePath, { node }: NodePath<ast.CallExpression>): boolean {
  if (path.key === 0) return false;
  let directed = false;
  is.traverseFast(node.arguments[0] as ast.Node, (part) => {
    const text = is.isStringLiteral(part) ? part.value : is.isTemplateElement(part) ? part.value.raw : '';
    directed ||= /%[joO]/.test(text);
  });
  return directed;
}

/** Is it a number, whatever it is made of? */
function isNumber(path: NodePath, depth = 0): boolean {
  const { node } = path;
  if (is.isUnaryExpression(node)) return ['+', '-', '~'].includes(node.operator);
  if (is.isBinaryExpression(node)) return ARITHMETIC.has(node.operator);
  if (is.isUpdateExpression(node)) return true;
  if (is.isMemberExpression(node)) return is.isIdentifier(node.property, { name: 'length' });
  if (is.isCallExpression(node)) return givesNumber(node.callee);
  if (is.isLogicalExpression(node)) return isNumber(path.get('left'), depth) && isNumber(path.get('right'), depth);
  const value = evaluate(path);
  if (value.kind === 'literal') return typeof value.value === 'number';
  const binding = is.isIdentifier(node) ? path.scope.getBinding(node.name) : undefined;
  const { typeAnnotation } = binding?.identifier ?? {};
  if (is.isTSTypeAnnotation(typeAnnotation) && is.isTSNumberKeyword(typeAnnotation.typeAnnotation)) return true;
  const init = binding?.constant && binding.path.isVariableDeclarator() ? (binding.path.get('init') as NodePath) : null;
  return depth < 3 && init?.node != null && isNumber(init, depth + 1);
}

function givesNumber(callee: ast.Node): boolean {
  if (is.isIdentifier(callee)) return ['Number', 'parseInt', 'parseFloat'].includes(callee.name);
  if (!is.isMemberExpression(callee) || !is.isIdentifier(callee.property)) return false;
  if (is.isIdentifier(callee.object, { name: 'Math' })) return true;
  return is.isIdentifier(callee.object, { name: 'Date' }) && callee.property.name === 'now';
}

function joinsText(node: ast.Node): boolean {
  if (is.isStringLiteral(node) || is.isTemplateLiteral(node)) return true;
  return is.isBinaryExpression(node, { operator: '+' }) && (joinsText(node.left) || joinsText(node.right));
}
