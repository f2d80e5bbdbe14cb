/** Where a file may set members of objects: told once for a file, whatever is asked for. */
import { type ast, is, type NodePath } from '../syntax/index.js';
import { isChanging } from './idle-calls.js';
import { membersOf } from './prototypes.js';

/** What such functions are called; only those are asked what they are. */
const FILLING = /(?:^|\.)\w*(?:assign|extend|merge|defaults|define|set)\w*$/i;

export interface Setting {
  readonly heirs: readonly NodePath<ast.Class>[];
  /** `api.name = …`, by the name */
  readonly sets: ReadonlyMap<string, readonly NodePath<ast.AssignmentExpression>[]>;
  /** `api[name] = …` */
  readonly computed: readonly NodePath<ast.AssignmentExpression>[];
  /** object literals by the names of their members */
  readonly objects: ReadonlyMap<string, readonly NodePath<ast.ObjectExpression>[]>;
  readonly fillers: readonly NodePath<ast.CallExpression>[];
  /** `api.list` of `api.list.push(…)`, of `Object.assign(api.list, …)` and of `delete api.list[0]` */
  readonly changed: readonly NodePath[];
  /** what is asked through a proxy may get anything */
  readonly proxied: readonly NodePath[];
}

const SETTING = new WeakMap<ast.Node, Setting>();

export function settingIn(program: NodePath): Setting {
  const known = SETTING.get(program.node);
  if (known) return known;
  const heirs: NodePath<ast.Class>[] = [];
  const sets = new Map<string, NodePath<ast.AssignmentExpression>[]>();
  const computed: NodePath<ast.AssignmentExpression>[] = [];
  const objects = new Map<string, NodePath<ast.ObjectExpression>[]>();
  const fillers: NodePath<ast.CallExpression>[] = [];
  const changed: NodePath[] = [];
  const proxied: NodePath[] = [];
  program.traverse({
    Class(path) {
      if (path.node.superClass) heirs.push(path);
    },
    AssignmentExpression(path) {
      const { left } = path.node;
      if (!is.isMemberExpression(left)) return;
      if (left.computed) computed.push(path);
      else if (is.isIdentifier(left.property)) add(sets, left.property.name, path);
    },
    ObjectExpression(path) {
      for (const { key } of membersOf(path)) add(objects, key, path);
    },
    CallExpression(path) {
      const { callee } = path.node;
      if (is.isMemberExpression(callee) && is.isIdentifier(callee.property) && isChanging(callee.property.name))
        changed.push(path.get('callee.object') as NodePath);
      if (path.node.arguments.length < 2 || !FILLING.test(String(path.get('callee')))) return;
      fillers.push(path);
      changed.push(path.get('arguments.0') as NodePath);
    },
    UnaryExpression(path) {
      const target = path.node.operator === 'delete' ? (path.get('argument') as NodePath) : null;
      if (target?.isMemberExpression()) changed.push(target.get('object'));
    },
    NewExpression(path) {
      const [target] = path.get('arguments') as NodePath[];
      if (is.isIdentifier(path.node.callee, { name: 'Proxy' }) && target) proxied.push(target);
    },
  });
  const found = { heirs, sets, computed, objects, fillers, changed, proxied };
  SETTING.set(program.node, found);
  return found;
}

function add<T>(lists: Map<string, T[]>, name: string, one: T): void {
  const list = lists.get(name);
  if (list) list.push(one);
  else lists.set(name, [one]);
}
