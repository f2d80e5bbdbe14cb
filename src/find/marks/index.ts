/** Everything that a file says of v1 beside its calls. One rule per file; each gives marks, and nothing twice. */
import type { ast, NodePath, SourceModule } from '../../syntax/index.js';
import { bridgeLoads, importsBridgeUser, inlineBridgeOf, isBridgeModule } from '../bridge-mark.js';
import type { FoundCalls } from '../calls.js';
import type { FileFacts } from '../packages/facts.js';
import { hardcodedCredential } from './hardcoded-credential.js';
import type { Mark, MarkContext } from './mark.js';
import { outdatedV4 } from './outdated-v4.js';
import { reached } from './reach.js';
import { storedRecordId } from './stored-record-id.js';
import { todo } from './todo.js';
import { v1Answer } from './v1-answer.js';
import { v1Bridge } from './v1-bridge.js';
import { v1Client } from './v1-client.js';
import { v1Endpoint } from './v1-endpoint.js';
import { explainedByMocks, v1Mocks } from './v1-mock.js';
import { v1Package } from './v1-package.js';

export type { EnvironmentName } from './environment.js';
export { type Credential, credentialsIn } from './hardcoded-credential.js';
export { MARK_SEVERITIES, type Mark, type MarkContext, type MarkRule } from './mark.js';

/** `anchors`: places of the calls' findings, beside their sites; they take the TODO above their statement. */
export function findMarks(
  module: SourceModule,
  found: FoundCalls,
  facts: FileFacts,
  anchors: readonly NodePath[] = [],
  secrets = false,
): Mark[] {
  // its strings are v1's, and it speaks v4
  if (isBridgeModule(module)) return [];
  const bridged = bridgeLoads(module).length > 0 || inlineBridgeOf(module) !== null;
  const mocks = v1Mocks(module);
  const context: MarkContext = { ...found, facts, secrets, explained: explainedNodes(found, explainedByMocks(mocks)) };
  const marks = [
    ...mocks.marks,
    ...v1Endpoint(module, context),
    ...v1Package(module, context),
    // those of the bridge's client ask v4
    ...(bridged ? [] : v1Client(module, context)),
    ...hardcodedCredential(module, context),
    ...outdatedV4(module, context),
    ...storedRecordId(module, context),
    // what the bridge answers has v1's shape
    ...(bridged ? v1Bridge(module) : v1Answer(module, context).filter(() => !importsBridgeUser(module))),
  ];
  const sites = [...found.calls, ...found.neighbours].map(({ site }) => site);
  const places = marks.flatMap(({ at }) => (isPath(at) ? [at] : []));
  return [...marks, ...todo(module, statementsOf([...sites, ...anchors, ...places]))];
}

export function isPath(at: Mark['at']): at is NodePath {
  return 'node' in at;
}

function explainedNodes({ calls, neighbours }: FoundCalls, mocked: ReadonlySet<ast.Node>): ReadonlySet<ast.Node> {
  const starts = [...calls.flatMap(({ site, parts }) => [site, ...parts]), ...neighbours.map(({ site }) => site)];
  return new Set([...reached(starts), ...mocked]);
}

function statementsOf(paths: readonly NodePath[]): ReadonlySet<ast.Node> {
  return new Set(
    paths.flatMap((path) => {
      const statement = path.isStatement() ? path : path.getStatementParent();
      return statement ? [statement.node] : [];
    }),
  );
}
