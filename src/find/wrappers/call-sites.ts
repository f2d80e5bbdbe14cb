/** Who calls the functions of a file, whatever they are reached by: a name, an object, `this`, an instance. */
import { bare, evaluate, memberName } from '../../evaluate/evaluate.js';
import { classMember } from '../../evaluate/this-member.js';
import type { Value } from '../../evaluate/value.js';
import type { ast, NodePath } from '../../syntax/index.js';

export type Call = NodePath<ast.CallExpression>;

const SITES = new WeakMap<ast.Node, Map<ast.Node, Call[]>>();

/** Every call in the file that enters the function, in the order of the text. */
export function callSitesOf(fn: NodePath<ast.Function>): readonly Call[] {
  const program = fn.scope.getProgramParent().path;
  let sites = SITES.get(program.node);
  if (!sites) {
    sites = collect(program);
    SITES.set(program.node, sites);
  }
  return sites.get(fn.node) ?? [];
}

function collect(program: NodePath): Map<ast.Node, Call[]> {
  const sites = new Map<ast.Node, Call[]>();
  const visit = (path: NodePath) => {
    const called = calledFunction(path as Call);
    if (called) sites.set(called.node, [...(sites.get(called.node) ?? []), path as Call]);
  };
  program.traverse({ CallExpression: visit, OptionalCallExpression: visit });
  return sites;
}

/** The function of this file that the call enters, as far as the text tells. */
export function calledFunction(call: Call): NodePath | null {
  const callee = bare(call.get('callee') as NodePath);
  const value = evaluate(callee);
  if (value.kind === 'function') return value.fn;
  if (!callee.isMemberExpression() && !callee.isOptionalMemberExpression()) return null;
  const name = memberName(callee as NodePath<ast.MemberExpression>);
  return name === null ? null : methodOf(evaluate(callee.get('object') as NodePath), name);
}

/** The method of an instance: `new Api(key).send`. */
function methodOf(object: Value, name: string): NodePath | null {
  if (object.kind !== 'call' || !object.construct) return null;
  const maker = object.callee.path;
  const binding = maker.isIdentifier() ? maker.scope.getBinding(maker.node.name) : undefined;
  const found = binding?.path.isClassDeclaration() ? classMember(binding.path.get('body'), name) : null;
  return found?.isFunction() ? found : null;
}
