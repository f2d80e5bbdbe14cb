/** What a CommonJS file reads of the object that it hands out itself: `exports.call(…)`, `module.exports.url`. */
import { type ast, is, type NodePath, type SourceModule, startOf } from '../../syntax/index.js';
import { settingIn } from '../setting-places.js';
import { thisScope } from '../this-member.js';
import type { Value } from '../value.js';
import { changedNames } from './changed-names.js';
import { commonJsExports } from './commonjs.js';
import { namedExport } from './exported.js';
import { programOf } from './localised.js';
import { homeOf } from './module-index.js';

/** What `object.name` is where the object is what the file hands out; null where that is not said, or not yet. */
export function ownExport(object: NodePath, name: string): Value | null {
  const home = isExports(object) ? homeOf(programOf(object)) : null;
  if (!home || changedNames(home.module, home.index, home.module).has(name) || isSetByThis(name, home.module))
    return null;
  const value = namedExport(home.module, name);
  if (!value || (value.kind === 'unknown' && !value.elsewhere)) return null;
  // What is not set here may be set by others.
  if (value.kind === 'literal' && value.value === undefined) return null;
  const isLater = object.getFunctionParent() === null && startOf(object.node) < startOf(value.path.node);
  return isLater ? null : value;
}

/** `this.zone = zone` in some function of the file: that may be what it hands out. */
function isSetByThis(name: string, { program }: SourceModule): boolean {
  const { sets, computed } = settingIn(program);
  const isOfThis = ({ node }: NodePath<ast.AssignmentExpression>) =>
    is.isMemberExpression(node.left) && is.isThisExpression(node.left.object);
  return (sets.get(name) ?? []).some(isOfThis) || computed.some(isOfThis);
}

/** `exports`, `module.exports`, `api` where `var api = module.exports = {}`, and `this` in a function that is set on it. */
export function isExports(path: NodePath): boolean {
  if (path.isThisExpression()) {
    const set = thisScope(path)?.parentPath;
    const left = set?.isAssignmentExpression() ? (set.get('left') as NodePath) : null;
    return left?.isMemberExpression() === true && isExports(left.get('object'));
  }
  if (path.isIdentifier()) {
    const binding = path.scope.getBinding(path.node.name);
    if (!binding) return path.node.name === 'exports';
    const module = homeOf(programOf(path))?.module;
    return module !== undefined && commonJsExports(module).aliases.includes(binding);
  }
  if (!path.isMemberExpression({ computed: false }) || !is.isIdentifier(path.node.property, { name: 'exports' }))
    return false;
  const object = path.get('object') as NodePath<ast.Node>;
  return object.isIdentifier({ name: 'module' }) && !object.scope.getBinding('module');
}
