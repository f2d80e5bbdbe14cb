/** What was written into a coroutine says `await`, which a generator function must say as `yield`. */

import { type ast, childKeys, is } from '../babel.js';

/** Where a `yield` needs no parentheses that an `await` did without. */
function standsAlone(node: ast.Node, parent: ast.Node): boolean {
  switch (parent.type) {
    case 'ExpressionStatement':
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'VariableDeclarator':
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ArrayExpression':
    case 'ObjectProperty':
    case 'SpreadElement':
    case 'SequenceExpression':
    case 'TemplateLiteral':
    case 'YieldExpression':
    case 'IfStatement':
    case 'WhileStatement':
    case 'SwitchStatement':
    case 'ForOfStatement':
      return true;
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee !== node;
    case 'ConditionalExpression':
      return parent.test !== node;
    default:
      return is.isMemberExpression(parent) && parent.property === node;
  }
}

/** What `yield*` is said to in a text: names of functions. */
export function delegatesIn(tree: ast.File, text: string): Set<string> {
  const found = new Set<string>();
  is.traverseFast(tree, (node) => {
    if (node.type === 'YieldExpression' && node.delegate) found.add(delegateOf(node, text));
  });
  return found;
}

function delegateOf({ argument }: ast.YieldExpression, text: string): string {
  const called = is.isCallExpression(argument) ? argument.callee : argument;
  return text.slice(called?.start ?? 0, called?.end ?? 0);
}

/**
 * The text with `yield` for each `await` of a generator function; null where a `yield` lost its function. `delegates`:
 * what `yield*` is said to, which gives a generator; a promise that took the place of another is waited for.
 */
export function withYields(tree: ast.File, text: string, delegates: ReadonlySet<string>): string | null {
  const edits: { at: number; remove: number; text: string }[] = [];
  let lost = false;
  const visit = (node: ast.Node, parent: ast.Node | null, generator: boolean) => {
    if (node.type === 'Identifier' && node.name === 'yield') lost = true;
    const { start, end } = node;
    if (node.type === 'AwaitExpression' && generator) {
      const open = node.extra?.parenthesized || standsAlone(node, parent as ast.Node) ? '' : '(';
      edits.push({ at: start!, remove: 'await'.length, text: `${open}yield` });
      if (open) edits.push({ at: end!, remove: 0, text: ')' });
    }
    if (node.type === 'YieldExpression' && node.delegate && !delegates.has(delegateOf(node, text)))
      edits.push({ at: text.indexOf('*', start!), remove: 1, text: '' });
    const inside = is.isFunction(node) ? node.generator === true && !node.async : generator;
    const fields = node as unknown as Readonly<Record<string, unknown>>;
    for (const key of childKeys(node.type))
      for (const child of [fields[key]].flat() as (ast.Node | null | undefined)[])
        if (child) visit(child, node, inside);
  };
  visit(tree.program, null, false);
  if (lost) return null;
  // from the end, the inner of two at one place first
  return edits
    .sort((one, other) => other.at - one.at)
    .reduce((all, { at, remove, text }) => all.slice(0, at) + text + all.slice(at + remove), text);
}
