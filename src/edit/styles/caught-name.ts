/** What a `catch` around an awaited call names the error, where the author's code that follows is put into it. */
import { is, type NodePath } from '../../syntax/index.js';
import type { CallWriter } from './writer.js';

/** `err`, unless that code means something of its own by that. */
export function caughtName({ rewriter }: CallWriter, rest: readonly NodePath[]): string {
  const [first] = rest;
  return first && rest.some((one) => namesErr(one, first)) ? rewriter.names.inside(first.scope, 'error') : 'err';
}

/** Is there an `err` that the code declares, or takes from around it? What its functions and handlers call so is theirs. */
function namesErr(code: NodePath, first: NodePath): boolean {
  let found = false;
  code.traverse({
    Identifier({ node, scope }) {
      if (!is.isIdentifier(node, { name: 'err' })) return;
      const owner = scope.getBinding('err')?.scope;
      if (owner && (owner === first.scope || first.findParent((parent) => parent === owner.path))) found = true;
    },
  });
  return found;
}
