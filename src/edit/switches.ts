/** `switch (data.result)`: the statements that run where the outcome decides what is switched on. */
import { knownIn, type Stage, touches } from '../plan/outcome.js';
import { is, type NodePath } from '../syntax/index.js';

/** The statements that run, one list per case, without the `break` at their end; null where they are not known. */
export function takenCases(path: NodePath, stage: Stage): NodePath[][] | null {
  if (!path.isSwitchStatement()) return null;
  const discriminant = path.get('discriminant');
  const value = touches(discriminant, stage) ? knownIn(discriminant, stage) : null;
  if (!value || !('value' in value)) return null;
  const cases = path.get('cases');
  let from = -1;
  for (const [index, one] of cases.entries()) {
    const test = one.get('test');
    const wanted = test.node ? knownIn(test, stage) : null;
    if (test.node && (!wanted || !('value' in wanted))) return null;
    if (from === -1 && wanted && 'value' in wanted && wanted.value === value.value) from = index;
  }
  if (from === -1) from = cases.findIndex((one) => !one.get('test').node);
  if (from === -1) return [];
  const taken: NodePath[][] = [];
  for (const one of cases.slice(from)) {
    const { list, ends } = untilBreak(statementsOf(one));
    if (list.some((statement) => breaksOut(statement, path) || declares(statement, path))) return null;
    if (list.length > 0) taken.push(list);
    if (ends) break;
  }
  return taken;
}

/** `case 'x': { … }`: the statements in the braces. */
function statementsOf(one: NodePath): NodePath[] {
  const list = one.get('consequent') as NodePath[];
  return list.flatMap((statement) => (statement.isBlockStatement() ? statement.get('body') : [statement]));
}

function untilBreak(list: readonly NodePath[]): { list: NodePath[]; ends: boolean } {
  const end = list.findIndex(
    (one) => one.isBreakStatement() || one.isReturnStatement() || one.isThrowStatement() || one.isContinueStatement(),
  );
  if (end === -1) return { list: [...list], ends: false };
  const last = list[end];
  const plain = last?.isBreakStatement() && !last.node.label;
  return { list: list.slice(0, plain ? end : end + 1), ends: true };
}

/** A `break` that ends the switch from within a statement. */
function breaksOut(statement: NodePath, path: NodePath): boolean {
  let found = false;
  statement.traverse({
    enter(inner) {
      if (!inner.isBreakStatement()) return;
      const target = inner.findParent((one) => one.isLoop() || one.isSwitchStatement() || one.isFunction());
      if (!inner.node.label && target === path) found = true;
    },
  });
  return found;
}

/** A variable whose name means something else where the switch stands. */
function declares(statement: NodePath, path: NodePath): boolean {
  const { node } = statement;
  if (!is.isVariableDeclaration(node) && !is.isClassDeclaration(node) && !is.isFunctionDeclaration(node)) return false;
  const scope = path.parentPath?.scope;
  return Object.keys(is.getBindingIdentifiers(node)).some((name) => scope?.hasBinding(name) ?? true);
}
