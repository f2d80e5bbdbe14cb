/** What can be written where a call stands: every name in it must mean the same there. */
import { givenFor } from '../evaluate/parameters.js';
import { thisScope } from '../evaluate/this-member.js';
import { isComposed, type Value } from '../evaluate/value.js';
import { is, type NodePath } from '../syntax/index.js';
import { isPure } from './purity.js';
import { rootName } from './text.js';
import { staysUntil } from './unchanged.js';
import { isNamed } from './values.js';

/** Can the expression be written where the call stands? */
export function reachable(value: Value, site: NodePath): boolean {
  if (value.text) return rootReaches(value.text.code, value.path, site);
  if (value.kind === 'literal') return value.env !== undefined || staysUntil(value.path, site);
  if (value.kind === 'concat' && isNamed(value)) return meansTheSame(value.path, site);
  if (value.text === null && value.kind !== 'concat') return false;
  if (isComposed(value))
    return isTestKept(value.test, site) && reachable(value.then, site) && reachable(value.otherwise, site);
  if (value.env && value.path.isIdentifier()) return reachableIn(value, site);
  if (value.kind === 'concat') return value.parts.every((part) => reachable(part, site));
  return meansTheSame(value.path, site);
}

/** Can the test of a statement that sets a field be asked once more where the call stands? */
export function isTestKept(test: NodePath | null, site: NodePath): boolean {
  return test !== null && isPure(test) && meansTheSame(test, site);
}

function meansTheSame(path: NodePath, site: NodePath): boolean {
  return namesReach(path, site) && staysUntil(path, site);
}

/** `config.api.key`: does `config` mean the same in both places? */
function rootReaches(code: string, from: NodePath, site: NodePath): boolean {
  const root = rootName(code);
  return from.scope.getBinding(root) === site.scope.getBinding(root);
}

function reachableIn(value: Value, site: NodePath): boolean {
  const given = givenFor(value);
  return given ? reachable(given, site) : meansTheSame(value.path, site);
}

/** Does every name in the expression, and `this`, mean at `site` what it means where it stands? */
export function namesReach(path: NodePath, site: NodePath): boolean {
  let reach = true;
  const owner = thisScope(path)?.node;
  const check = (inner: NodePath) => {
    if (inner.isThisExpression() && thisScope(inner)?.node === owner && owner !== thisScope(site)?.node) reach = false;
    if (!inner.isIdentifier()) return;
    const { parent } = inner;
    if (is.isMemberExpression(parent) && inner.key === 'property' && !parent.computed) return;
    if (is.isObjectProperty(parent) && inner.key === 'key' && !parent.computed) return;
    const binding = inner.scope.getBinding(inner.node.name);
    // Names that the expression itself declares go with it.
    if (binding && binding.scope.path.findParent((ancestor) => ancestor === path)) return;
    if (binding?.scope.path === path) return;
    if (binding !== site.scope.getBinding(inner.node.name)) reach = false;
  };
  check(path);
  path.traverse({ enter: check });
  return reach;
}
