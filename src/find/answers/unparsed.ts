/** `try { data = JSON.parse(text); } catch (e) { … }`: what v4's answers never come to. */
import { evaluate } from '../../evaluate/evaluate.js';
import { isExternal } from '../../evaluate/value.js';
import type { NodePath } from '../../syntax/index.js';

/** Does the code run only where an answer was no JSON? */
export function isForUnparsed(path: NodePath): boolean {
  const failed = path.findParent((one) => one.isCatchClause());
  const attempt = failed?.parentPath;
  if (!attempt?.isTryStatement()) return false;
  let parses = false;
  (attempt.get('block') as NodePath).traverse({
    CallExpression(call) {
      parses ||= isExternal(evaluate(call.get('callee') as NodePath), [null], 'JSON', 'parse');
    },
  });
  return parses;
}
