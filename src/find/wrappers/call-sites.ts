/** Who calls the functions of a file, whatever they are reached by: a name, an object, `this`, an instance. */
import { bare, evaluate, memberName, propertyOf } from '../../evaluate/evaluate.js';
import { instanceMember, selfOf } from '../../evaluate/this-member.js';
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
function calledFunction(call: Call): NodePath | null {
  const value = calledValue(call);
  return value?.kind === 'function' ? value.fn : null;
}

/** What a method is called on; `api.auth(email, key)` is `api` where that gives `this` back. */
function objectOf(path: NodePath): Value {
  const before = chainedOn(path);
  return before ? objectOf(before) : evaluate(path);
}

/** What the call before in the chain was made on, if it gives that back. */
export function chainedOn(path: NodePath): NodePath | null {
  if (!path.isCallExpression()) return null;
  const callee = bare(path.get('callee') as NodePath);
  const value = callee.isMemberExpression() ? calledValue(path) : null;
  const fn = value?.kind === 'function' ? value.fn : null;
  return fn && givesThis(fn) ? (callee.get('object') as NodePath) : null;
}

function givesThis(fn: NodePath): boolean {
  let gives = false;
  let other = false;
  fn.traverse({
    Function: (inner) => inner.skip(),
    ReturnStatement(path) {
      const value = path.get<NodePath>('argument');
      if (value.node && selfOf(value)) gives = true;
      else other = true;
    },
  });
  return gives && !other;
}

/** The same with what the functions around it were given: `makeCall('rec_edit')(fields)`. */
export function calledValue(call: Call): Value | null {
  const callee = bare(call.get('callee') as NodePath);
  const value = evaluate(callee);
  if (value.kind === 'function') return value;
  if (!callee.isMemberExpression() && !callee.isOptionalMemberExpression()) return null;
  const name = memberName(callee as NodePath<ast.MemberExpression>);
  const object = name === null ? null : objectOf(callee.get('object') as NodePath);
  if (name === null || object === null) return null;
  if (object.kind === 'object') {
    const member = propertyOf(object, name);
    return member?.kind === 'function' ? member : null;
  }
  if (object.kind !== 'call' || !object.construct) return null;
  const found = instanceMember(object.callee.path, name);
  return found?.isFunction() ? { kind: 'function', fn: found, path: callee } : null;
}
