/** Parentheses: where an expression needs some, and those around it that it no longer needs. */
import type { Span, TextEdit } from '../finding.js';
import { type ast, endOf, is, type NodePath, spanOf, startOf } from '../syntax/index.js';

/** Can any expression stand there as it is? */
export function standsAlone(path: NodePath): boolean {
  const { parent, key, listKey } = path;
  if (path.node.extra?.parenthesized === true) return true;
  if (is.isCallExpression(parent) || is.isOptionalCallExpression(parent) || is.isNewExpression(parent))
    return listKey === 'arguments';
  if (is.isConditionalExpression(parent)) return key !== 'test';
  if (is.isMemberExpression(parent) || is.isOptionalMemberExpression(parent))
    return key === 'property' && parent.computed;
  if (is.isArrowFunctionExpression(parent)) return key === 'body';
  if (is.isAssignmentExpression(parent) || is.isAssignmentPattern(parent)) return key === 'right';
  if (is.isVariableDeclarator(parent)) return key === 'init';
  if (is.isObjectProperty(parent)) return key === 'value';
  return (
    is.isReturnStatement(parent) ||
    is.isThrowStatement(parent) ||
    is.isExpressionStatement(parent) ||
    is.isIfStatement(parent) ||
    is.isWhileStatement(parent) ||
    is.isSwitchStatement(parent) ||
    is.isSwitchCase(parent) ||
    is.isForOfStatement(parent) ||
    is.isArrayExpression(parent) ||
    is.isSpreadElement(parent) ||
    is.isTemplateLiteral(parent) ||
    is.isJSXExpressionContainer(parent)
  );
}

/** The text, in parentheses where it stands among operators or before a dot. */
export function grouped(text: string, path: NodePath): string {
  return standsAlone(path) ? text : `(${text})`;
}

/** A name, a read of one, or a text: binds tighter than anything. */
export function isSimple(text: string): boolean {
  return /^[\w$]+(?:\??\.[\w$]+|\[\w+\])*$/.test(text) || /^(['"])(?:(?!\1)[^\\\n])*\1$/.test(text);
}

/** The text of an expression that a member is read of: `(found || {})`. */
export function asOwner(text: string, { node }: NodePath): string {
  const bindsTight =
    is.isMemberExpression(node) || is.isOptionalMemberExpression(node) || is.isCallExpression(node) || isSimple(text);
  return bindsTight ? text : `(${text})`;
}

/** The expression with the parentheses that the author put around it. */
export function withParentheses(source: string, { node }: NodePath): Span {
  let start = startOf(node);
  let end = endOf(node);
  const outermost = node.extra?.parenStart;
  if (typeof outermost !== 'number') return { start, end };
  while (start > outermost) {
    const open = /\(\s*$/.exec(source.slice(outermost, start));
    const close = /^\s*\)/.exec(source.slice(end));
    if (!open || !close) break;
    start = outermost + open.index;
    end += close[0].length;
  }
  return { start, end };
}

/** What `(test ? a : b)` becomes when only one is left: a literal or a name needs no parentheses, and `+ ''` none of it. */
export function decidedEdit(source: string, path: NodePath, text: string): TextEdit {
  const isLiteral = /^(?:'[^'\\]*'|"[^"\\]*")$/.test(text);
  if (!isLiteral && !isSimple(text)) return { ...spanOf(path.node), text };
  const around = withParentheses(source, path);
  const before = text.length === 2 && isLiteral ? addedTo(path) : null;
  if (before) return { start: withParentheses(source, before).end, end: around.end, text: '' };
  return { ...around, text };
}

/** The other operand, where adding an empty text to it changes nothing: the sum is a text without it. */
function addedTo(path: NodePath): NodePath | null {
  const sum = path.parentPath;
  if (!sum?.isBinaryExpression({ operator: '+' }) || path.key !== 'right') return null;
  const left = sum.get('left') as NodePath;
  const next = sum.parentPath?.isBinaryExpression({ operator: '+' }) && sum.key === 'left' ? sum.parent : null;
  const texts = [left.isBinaryExpression({ operator: '+' }) ? left.node.right : left.node];
  if (next && sum.node.extra?.parenthesized !== true) texts.push((next as ast.BinaryExpression).right);
  return texts.some((node) => is.isStringLiteral(node) || is.isTemplateLiteral(node)) ? left : null;
}
