/** What a wrapper says where it tells its callers nothing: the statements that print, or set how the process ends. */
import { setsExitCode } from '../../evaluate/ends-process.js';
import type { NodePath } from '../../syntax/index.js';
import { decided, isPrinting, type Scenery, statement } from './exits.js';

/** What of these statements is said under the outcome, and the variables that are set there. */
export function saidIn(path: NodePath, scenery: Scenery): readonly NodePath[] {
  if (path.isBlockStatement()) {
    const statements = path.get<NodePath[]>('body');
    const left = statements.findIndex((one) => statement(one, scenery) !== 'falls');
    return statements.slice(0, left < 0 ? undefined : left + 1).flatMap((one) => saidIn(one, scenery));
  }
  if (path.isVariableDeclaration()) return [path];
  if (path.isTryStatement()) {
    const tried = statement(path.get('block'), scenery);
    const caught = tried !== 'falls' && tried !== 'unclear' && tried.does === 'throws' && path.node.handler;
    return saidIn(caught ? path.get<NodePath>('handler.body') : path.get('block'), scenery);
  }
  if (path.isIfStatement()) {
    const holds = decided(path.get('test'), scenery);
    if (holds === null) return saysSomething(path, scenery) ? [path] : [];
    const side = path.get<NodePath>(holds ? 'consequent' : 'alternate');
    return side.node ? saidIn(side, scenery) : [];
  }
  if (path.isReturnStatement()) return path.node.argument ? saidIn(path.get<NodePath>('argument'), scenery) : [];
  return saysSomething(path, scenery) ? [path] : [];
}

function saysSomething(path: NodePath, scenery: Scenery): boolean {
  let says = isPrinting(path, scenery) || setsExitCode(path);
  path.traverse({
    Function: (inner) => inner.skip(),
    CallExpression(inner) {
      says ||= isPrinting(inner, scenery);
    },
    AssignmentExpression(inner) {
      says ||= setsExitCode(inner);
    },
  });
  return says;
}
