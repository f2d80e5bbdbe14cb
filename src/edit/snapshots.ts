/**
 * Values that must be read before the chain starts: v1 read them at the call, the v4 call is made later. What cannot
 * change in between stays where it is.
 */
import { is, type NodePath } from '../syntax/index.js';
import type { CallPlan, View } from './call-plan.js';
import type { Rewriter } from './rewriter.js';

export interface Snapshots {
  readonly lines: string[];
  readonly names: Map<NodePath, string>;
}

export function snapshotsOf(plan: CallPlan, rewriter: Rewriter, view: View): Snapshots {
  const lines: string[] = [];
  const names = new Map<NodePath, string>();
  if (plan.zone === null || plan.style !== 'callback') return { lines, names };
  for (const { key, value } of plan.call.form.entries) {
    if (
      ['a', 'tkn', 'email', 'u', 'z', 'zone', 'act', 'callback'].includes(key) ||
      value.kind === 'literal' ||
      value.env ||
      value.text !== undefined
    )
      continue;
    if (!value.path.isExpression() || !mayChange(value.path)) continue;
    const name = rewriter.names.inside(plan.call.site.scope, key === 'id' ? 'recordId' : key);
    lines.push(`const ${name} = ${rewriter.render(value.path, view)};`);
    names.set(value.path, name);
  }
  return { lines, names };
}

/** Could the expression give something else a moment later? */
function mayChange(path: NodePath): boolean {
  if (path.isCallExpression() || path.isNewExpression() || path.isUpdateExpression() || path.isAssignmentExpression())
    return !isPure(path);
  if (path.isFunction()) return false;
  if (path.isIdentifier()) {
    const binding = path.scope.getBinding(path.node.name);
    if (!binding || !isReference(path)) return false;
    if (binding.constantViolations.length > 0) return true;
    return (
      binding.kind === 'var' &&
      binding.path.findParent((parent) => parent.isLoop() || parent.isFunction())?.isLoop() === true
    );
  }
  let changes = false;
  path.traverse({
    enter(inner) {
      if (inner.isFunction()) inner.skip();
      else if ((inner.isIdentifier() || inner.isCallExpression() || inner.isNewExpression()) && mayChange(inner)) {
        changes = true;
        inner.stop();
      }
    },
  });
  return changes;
}

function isReference(path: NodePath): boolean {
  const parent = path.parent;
  if (is.isMemberExpression(parent) && path.key === 'property') return parent.computed;
  return !(is.isObjectProperty(parent) && path.key === 'key' && !parent.computed);
}

/** Functions of their arguments alone. */
function isPure(path: NodePath): boolean {
  if (!path.isCallExpression()) return false;
  const { callee } = path.node;
  const pure =
    is.isIdentifier(callee) &&
    ['String', 'Number', 'Boolean', 'parseInt', 'parseFloat', 'encodeURIComponent'].includes(callee.name) &&
    !path.scope.getBinding(callee.name);
  const text =
    is.isMemberExpression(callee) &&
    is.isIdentifier(callee.property) &&
    [
      'toString',
      'trim',
      'toLowerCase',
      'toUpperCase',
      'replace',
      'slice',
      'substr',
      'concat',
      'join',
      'split',
    ].includes(callee.property.name);
  return (pure || text) && !(path.get('arguments') as NodePath[]).some((argument) => mayChange(argument));
}
