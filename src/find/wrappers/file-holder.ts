/** Files that alone can say the credentials which they were given: `let auth; exports.init = (given) => { auth = given; }`. */

import { evaluate } from '../../evaluate/evaluate.js';
import { isExtend } from '../../evaluate/libraries.js';
import { programOf } from '../../evaluate/modules/localised.js';
import { homeOf } from '../../evaluate/modules/module-index.js';
import { only } from '../../evaluate/only.js';
import type { Value } from '../../evaluate/value.js';
import { type ast, type Binding, is, type NodePath } from '../../syntax/index.js';
import type { Credentials, Holder } from '../v1-call.js';
import { callSitesOf, programPath } from './call-sites.js';

/** What a request of another file is signed with, where only variables of that file say it; null elsewhere. */
export function fileHolderOf({ email, key }: Credentials, site: NodePath, programs: NodePath[]): Holder | null {
  const program = programOf(key.path);
  const home = homeOf(program);
  if (!home || program === programOf(site) || programOf(email.path) !== program) return null;
  // Of what may be nothing, the compiler has to be told; what is closed takes nothing more.
  if (home.module.typescript || /\.freeze\b/.test(home.module.text)) return null;
  const variables = [email, key].map(variableOf);
  const [first, second] = variables;
  if (!first || !second || home.module.kind === 'script') return null;
  const steady = [first, second].every((one) => isSetOnce(one, programs));
  return { of: null, body: programPath(key.path) as NodePath<ast.Program>, email, key, steady };
}

/** `auth.key`, `key`: the variable at the top level of its file that is set while the program runs. */
function variableOf(value: Value): Binding | null {
  if (value.kind === 'member' && value.object.path === value.path) return variableOf(value.object);
  if (value.text !== undefined) return null;
  let { path } = value;
  while (path.isMemberExpression({ computed: false })) path = path.get('object') as NodePath;
  const binding = path.isIdentifier() ? path.scope.getBinding(path.node.name) : undefined;
  return binding?.scope.path.isProgram() && settersOf(binding).length > 0 ? binding : null;
}

/** The assignments that give it its value, or a part of it. */
function settersOf({ constantViolations, referencePaths }: Binding): NodePath[] {
  const parts = referencePaths.flatMap((use) => {
    const target = use.key === 'object' ? use.parentPath : null;
    const set = target?.isMemberExpression() && target.key === 'left' ? target.parentPath : null;
    if (set?.isAssignmentExpression()) return set;
    // `Object.assign(config, options)`
    const call = use.listKey === 'arguments' && use.key === 0 ? use.parentPath : null;
    return call?.isCallExpression() && isExtend(evaluate(call.get('callee') as NodePath)) ? call : [];
  });
  return [...constantViolations, ...parts];
}

/** Is it set by one function, which is called once, while the program is loaded? */
function isSetOnce(binding: Binding, programs: NodePath[]): boolean {
  return settersOf(binding).every((set) => {
    const fn = set.getFunctionParent();
    const sites = fn ? callSitesOf(fn as NodePath<ast.Function>, programs) : [];
    const site = only(sites);
    return site !== null && isAtTop(site);
  });
}

function isAtTop(call: NodePath): boolean {
  const statement = call.getStatementParent();
  return statement?.parentPath?.isProgram() === true && !is.isLoop(statement.node);
}
