/** `zones[name] > 0` of zone_check's numbers: of v4's ids, which are texts, it is asked whether there is one. */
import type { TextEdit } from '../finding.js';
import { endOf, is, type NodePath, startOf } from '../syntax/index.js';
import { isTest } from './missing.js';

/** The comparison by which a number is more than nothing; null where the read is in none. */
export function positiveTest({ parentPath: parent, key }: NodePath): NodePath | null {
  if (!parent?.isBinaryExpression()) return null;
  const [operator, other] = key === 'left' ? ['>', parent.node.right] : ['<', parent.node.left];
  return parent.node.operator === operator && is.isNumericLiteral(other, { value: 0 }) ? parent : null;
}

export function positiveTestEdits(path: NodePath): TextEdit[] | null {
  const test = positiveTest(path);
  if (!test) return null;
  const [open, close] = isTest(test) ? ['', ''] : ['Boolean(', ')'];
  return [
    { start: startOf(test.node), end: startOf(path.node), text: open },
    { start: endOf(path.node), end: endOf(test.node), text: close },
  ];
}
