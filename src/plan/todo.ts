/** The TODO lines that a migration leaves: one above each statement that needs a person, written once. */
import type { ReplacedClient } from '../edit/bridge/replaced-client.js';
import type { Planned } from '../edit/plan-calls.js';
import { TODO_MARK } from '../find/marks/todo.js';
import type { MigrationOptions } from '../options.js';
import { type ast, type NodePath, type SourceModule, startOf } from '../syntax/index.js';
import { mainReason, reasonSentence } from './findings.js';
import { type ReasonId, reasonText } from './reasons.js';
import { isCallWanted } from './wanted-call.js';

export function todoLines(
  planned: readonly Planned[],
  module: SourceModule,
  options: MigrationOptions,
  client: ReplacedClient | null,
): Map<ast.Node, string[]> {
  const lines = new Map<ast.Node, string[]>();
  if (!options.todo) return lines;
  const add = (at: NodePath, id: ReasonId, sentence: string) => {
    const statement = at.getStatementParent();
    if (!statement || lines.has(statement.node) || hasTodo(module, startOf(statement.node))) return;
    lines.set(statement.node, [`// ${TODO_MARK}: ${sentence}. cfv1 explain ${id}`]);
  };
  for (const { path } of client?.leak ? client.loads : []) add(path, 'replaced-client', reasonText('replaced-client'));
  for (const one of planned) {
    if (!isCallWanted(one, module, options)) continue;
    const reason = mainReason(one);
    // Said at the request inside the wrapper.
    if (reason?.id === 'wrapper-unclear' || reason?.id === 'bridged-wrapper') continue;
    if (reason) add(one.plan?.anchor ?? one.bridge?.place ?? one.call.site, reason.id, reasonSentence(one, reason));
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
