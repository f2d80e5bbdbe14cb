/** The TODO lines that a migration leaves: one above each statement that needs a person, written once. */
import type { Planned } from '../edit/plan-calls.js';
import { TODO_MARK } from '../find/marks/todo.js';
import type { MigrationOptions } from '../options.js';
import type { ast, SourceModule } from '../syntax/index.js';
import { mainReason, reasonSentence } from './findings.js';
import { isCallWanted } from './wanted-call.js';

export function todoLines(
  planned: readonly Planned[],
  module: SourceModule,
  options: MigrationOptions,
): Map<ast.Node, string[]> {
  const lines = new Map<ast.Node, string[]>();
  if (!options.todo) return lines;
  for (const one of planned) {
    if (!isCallWanted(one, module, options)) continue;
    const reason = mainReason(one);
    // Said at the request inside the wrapper.
    if (reason?.id === 'wrapper-unclear' || reason?.id === 'bridged-wrapper') continue;
    const statement = (one.plan?.anchor ?? one.bridge?.place ?? one.call.site).getStatementParent();
    if (!reason || !statement || lines.has(statement.node) || hasTodo(module, statement.node.start ?? 0)) continue;
    lines.set(statement.node, [`// ${TODO_MARK}: ${reasonSentence(one, reason)}. cfv1 explain ${reason.id}`]);
  }
  return lines;
}

/** Does the comment stand there already: right above the statement, or above the line that it stands on? */
function hasTodo(module: SourceModule, offset: number): boolean {
  const line = module.text.lastIndexOf('\n', offset - 1) + 1;
  return [offset, line].some((end) => {
    const before = module.text.slice(0, end).trimEnd();
    return before.slice(before.lastIndexOf('\n') + 1).includes(TODO_MARK);
  });
}
