/** `try` statements whose body the outcome of a call ends, or leaves empty. */

import type { TextEdit } from '../../finding.js';
import { throwsBefore } from '../../plan/throws.js';
import { type ast, is, type NodePath, type Scope, spanOf } from '../../syntax/index.js';
import type { View } from '../call-plan.js';
import { renamed } from '../renamed.js';
import type { Ending, Rewriter } from '../rewriter.js';
import { indentAt } from '../text.js';
import { moved } from './moved-text.js';

export function writeTry(rewriter: Rewriter, path: NodePath<ast.TryStatement>, view: View, out: TextEdit[]): Ending {
  const block = path.get('block') as NodePath;
  const handler = path.get('handler') as NodePath<ast.CatchClause>;
  const body = rewriter.renderBody(block, view);
  const { start, end } = spanOf(path.node);
  const finalizer = path.get('finalizer') as NodePath<ast.BlockStatement>;
  const awaits = rewriter.tried.has(path.node.block.body[0] as ast.Node);
  const isFirst = awaits || !throwsBefore(block, rewriter.stage(view));
  if (body.ending === 'throws' && handler.node && !finalizer.node && isFirst) {
    const before = body.text.replace(/throw \w+;?$/, '').trimEnd();
    const caught = rewriter.renderBody(handler.get('body'), view);
    const thrown = /throw (\w+);?$/.exec(body.text)?.[1] ?? rewriter.errorName(path);
    const { param } = handler.node;
    const named = is.isIdentifier(param) ? renamed(caught.text, param.name, thrown) : caught.text;
    const joined = [before, named].filter(Boolean).join('\n');
    const { indent } = rewriter.module.style;
    // What they declare hides nothing of what stands behind them.
    const apart = [block, handler.get('body') as NodePath].some((one) => hidesOuter(one, path.scope));
    const text = apart && joined !== '' ? `{\n${indent}${moved(joined, indent)}\n}` : joined;
    if (text === '') rewriter.remove(path, out);
    else out.push({ start, end, text: moved(text, indentAt(rewriter.source, start)) });
    return caught.ending;
  }
  if (body.text === '' && path.node.block.body.length > 0 && !path.node.finalizer) {
    rewriter.remove(path, out);
    return 'falls';
  }
  const inner = rewriter.statements(block.get('body'), view, out);
  const caught = handler.node ? rewriter.statements(handler.get('body').get('body'), view, out) : 'ends';
  const last = finalizer.node ? rewriter.statements(finalizer.get('body'), view, out) : 'falls';
  if (last !== 'falls') return last;
  return inner === 'throws' ? caught : 'falls';
}

/** Does the block declare a name that means something else around it? */
function hidesOuter(block: NodePath, outer: Scope): boolean {
  return (block.get('body') as NodePath[]).some(
    ({ node }) =>
      is.isDeclaration(node) &&
      Object.keys(is.getBindingIdentifiers(node)).some((name) => outer.hasBinding(name, true)),
  );
}
