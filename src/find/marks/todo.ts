/** The comments that a migration left for a person. */
import { type ast, is, type SourceModule, startOf } from '../../syntax/index.js';
import type { Mark } from './mark.js';

export const TODO_MARK = 'TODO(cloudflare-v4)';

/** `found`: statements that another finding stands on; a comment right above one of them is part of that finding. */
export function todo(module: SourceModule, found: ReadonlySet<ast.Node>): Mark[] {
  const comments = (module.tree.comments ?? []).filter(({ value }) => value.includes(TODO_MARK));
  if (comments.length === 0) return [];
  const folded = new Set<number>();
  is.traverseFast(module.tree, (node) => {
    if (!found.has(node)) return;
    for (const comment of node.leadingComments ?? []) folded.add(startOf(comment));
    // or above the line that the statement stands on
    const line = module.text.slice(0, module.text.lastIndexOf('\n', startOf(node) - 1) + 1).trimEnd().length;
    for (const comment of comments) if (comment.end === line) folded.add(startOf(comment));
  });
  return comments
    .filter((comment) => !folded.has(startOf(comment)))
    .map((comment) => ({ rule: 'todo', at: comment, message: 'a migration left something to do here' }));
}
