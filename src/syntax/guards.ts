/**
 * A `;` that a line begins with, as code without semicolons has it before `[` and `(`, guards the statement behind it.
 * Babel counts it to the statement before, which then reaches over the lines between: whoever took that one out or
 * wrote behind it would part the guard from what it guards. Here it is made the start of its own statement.
 */

import { traverseFast } from '@babel/types';
import type { ast } from './babel.js';
import { endOf, startOf } from './positions.js';

/** Changes the ends and starts of the statements concerned in place. */
export function giveGuards(tree: ast.File, text: string): void {
  if (!/\n[\t ]*;[\t ]*\S/.test(text)) return;
  traverseFast(tree, (node) => {
    for (const list of listsOf(node)) guardsOf(list, text);
  });
}

function listsOf(node: ast.Node): ast.Statement[][] {
  const { body, consequent } = node as { body?: unknown; consequent?: unknown };
  return [body, consequent].filter((one): one is ast.Statement[] => Array.isArray(one));
}

function guardsOf(list: ast.Statement[], text: string): void {
  for (let index = 0; index + 1 < list.length; index++) {
    const [statement, next] = [list[index]!, list[index + 1]!];
    const guard = guardAt(statement, text);
    if (guard === null || !/^;[\t ]*$/.test(text.slice(guard, startOf(next)))) continue;
    next.start = guard;
    if (statement.type !== 'EmptyStatement')
      statement.end = startOf(statement) + text.slice(startOf(statement), guard).trimEnd().length;
    else if (index > 0) list.splice(index--, 1);
  }
}

/** Where the statement's `;` is, if that is the first of its line. */
function guardAt(node: ast.Node, text: string): number | null {
  const start = startOf(node);
  const last = endOf(node) - 1;
  const line = text.slice(text.lastIndexOf('\n', last) + 1, last);
  return text[last] === ';' && line.trim() === '' && (text.lastIndexOf('\n', last) >= start || last === start)
    ? last
    : null;
}
