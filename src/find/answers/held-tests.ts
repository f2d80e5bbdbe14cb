/** What was tested before the code at a place is reached. */
import type { ast, NodePath } from '../../syntax/index.js';

/** A test, and how it ended where the code is reached. */
export interface HeldTest {
  readonly test: NodePath;
  readonly holds: boolean;
  /** of a `switch`: it is one of these */
  readonly values?: readonly NodePath[];
}

/** The tests around the expression, and those before it that leave where they fail; the nearest first. */
export function heldTests(path: NodePath): HeldTest[] {
  const found: HeldTest[] = [];
  let isGiven = false;
  for (let child = path, parent = path.parentPath; parent; child = parent, parent = parent.parentPath) {
    isGiven ||= child.listKey === 'arguments';
    if (parent.isIfStatement() || parent.isConditionalExpression()) {
      if (child.key !== 'test') found.push({ test: parent.get('test') as NodePath, holds: child.key === 'consequent' });
    } else if (parent.isLogicalExpression()) {
      const { operator } = parent.node;
      if (child.key === 'right' && operator !== '??')
        found.push({ test: parent.get('left'), holds: operator === '&&' });
      // Where the other half fails, nobody knows what this one was.
      if (child.key === 'left' && operator === '&&' && !isGiven) found.push({ test: parent.get('right'), holds: true });
    } else if (parent.isWhileStatement() || parent.isForStatement()) {
      const test = parent.get('test') as NodePath;
      if (child.key === 'body' && test.node) found.push({ test, holds: true });
    } else if (parent.isSwitchCase() && child.listKey === 'consequent') {
      const values = valuesOf(parent);
      if (values) found.push({ test: parent.parentPath.get('discriminant') as NodePath, holds: true, values });
    } else if (child.listKey === 'body' && (parent.isBlockStatement() || parent.isProgram())) {
      found.push(...leftBefore(parent.get('body') as NodePath[], Number(child.key)));
    }
  }
  return found;
}

/** What the case is for, with those that fall into it; null: anything else. */
function valuesOf(path: NodePath<ast.SwitchCase>): NodePath[] | null {
  const cases = path.parentPath.get('cases') as NodePath<ast.SwitchCase>[];
  const values: NodePath[] = [];
  for (let at = Number(path.key); at >= 0; at--) {
    const one = cases[at] as NodePath<ast.SwitchCase>;
    const last = (one.get('consequent') as NodePath[]).at(-1);
    if (one.node !== path.node && last && leaves(last)) break;
    const test = one.get('test') as NodePath;
    if (!test.node) return null;
    values.push(test);
  }
  return values;
}

/** `if (record.type !== 'A') return;` */
function leftBefore(statements: readonly NodePath[], before: number): HeldTest[] {
  return statements.slice(0, before).flatMap((one): HeldTest[] => {
    if (!one.isIfStatement()) return [];
    const test = one.get('test') as NodePath;
    const otherwise = one.get('alternate') as NodePath;
    if (leaves(one.get('consequent') as NodePath)) return [{ test, holds: false }];
    return otherwise.node && leaves(otherwise) ? [{ test, holds: true }] : [];
  });
}

function leaves(path: NodePath): boolean {
  if (path.isBlockStatement()) {
    const last = (path.get('body') as NodePath[]).at(-1);
    return last !== undefined && leaves(last);
  }
  return path.isReturnStatement() || path.isThrowStatement() || path.isContinueStatement() || path.isBreakStatement();
}
