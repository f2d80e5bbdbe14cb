/** Objects whose class alone can say the credentials of a request: they are asked for the account then. */
import { bySelf } from '../../evaluate/receiver.js';
import { thisScope } from '../../evaluate/this-member.js';
import type { Value } from '../../evaluate/value.js';
import { type ast, is, type NodePath } from '../../syntax/index.js';
import type { Credentials, Holder } from '../v1-call.js';

/** What `receiver.fn(…)` asks v1 with, where a method of the receiver's class could say it as well. */
export function holderOf(
  { email, key }: Credentials,
  receiver: NodePath | null,
  fn: NodePath<ast.Function>,
): Holder | null {
  const body = receiver && isPlace(receiver) ? classOf(fn) : null;
  const said = (value: Value) => [value, bySelf(value)].find((one) => body && isSaidIn(one, body));
  const [address, secret] = [said(email), said(key)];
  return receiver && body && address && secret ? { of: holding(receiver), body, email: address, key: secret } : null;
}

/** The object as the code says it; nothing, where it may not be asked twice. */
export function holding(receiver: NodePath): Value {
  return { kind: 'unknown', path: receiver, ...(isPlace(receiver) ? {} : { text: null }) };
}

/** The body of the class whose method, or field, the function is. */
function classOf(fn: NodePath<ast.Function>): NodePath<ast.ClassBody> | null {
  const own = fn.isArrowFunctionExpression() ? (thisScope(fn) ?? fn) : fn;
  const member = own.isFunctionExpression() || own.isArrowFunctionExpression() ? own.parentPath : own;
  const isMember = member?.isClassMethod() || member?.isClassPrivateMethod() || member?.isClassProperty();
  const body = isMember && !member.node.static ? member.parentPath : null;
  return body?.isClassBody() ? body : null;
}

/** `client`, `this.api`: it may be asked twice. */
function isPlace(path: NodePath): boolean {
  if (path.isIdentifier() || path.isThisExpression()) return true;
  return path.isMemberExpression({ computed: false }) && isPlace(path.get('object'));
}

/** Is it made of what every method of the class has: `this`, and names of the file? */
function isSaidIn(value: Value, body: NodePath<ast.ClassBody>): boolean {
  if (value.kind === 'member' && value.object.path === value.path) return isSaidIn(value.object, body);
  if (value.text !== undefined || !value.path.isExpression() || !value.path.isDescendant(body)) return false;
  let said = true;
  const check = (path: NodePath) => {
    if (path.isThisExpression()) said &&= thisScope(path)?.findParent((one) => one.isClassBody())?.node === body.node;
    else if (path.isFunction() || path.isAwaitExpression() || path.isCallExpression()) said = false;
    else if (path.isIdentifier() && !isName(path)) {
      const binding = path.scope.getBinding(path.node.name);
      if (binding && !binding.scope.path.isProgram()) said = false;
    }
  };
  check(value.path);
  value.path.traverse({ enter: check });
  return said;
}

function isName(path: NodePath): boolean {
  const { parent, key } = path;
  if (is.isMemberExpression(parent) || is.isOptionalMemberExpression(parent))
    return key === 'property' && !parent.computed;
  return is.isPrivateName(parent) || (is.isObjectProperty(parent) && key === 'key' && !parent.computed);
}
