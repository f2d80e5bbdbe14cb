/** Private members of classes that only the old calls used. Nothing outside the class can. */
import type { TextEdit } from '../finding.js';
import { is, type NodePath, type SourceModule } from '../syntax/index.js';

/** `Class.field` of every private field that is read. */
export function readMembers(module: SourceModule): Set<string> {
  const found = new Set<string>();
  eachField(module, (key, _field, read) => {
    if (read) found.add(key);
  });
  return found;
}

/** Edits that take out fields that were read before and are not now. `remove`: how a member goes. */
export function unusedMemberEdits(
  module: SourceModule,
  before: ReadonlySet<string>,
  isPure: (path: NodePath) => boolean,
  remove: (path: NodePath) => TextEdit,
): TextEdit[] {
  const edits: TextEdit[] = [];
  eachField(module, (key, field, read, sets) => {
    const value = isMethod(field) ? null : field.get<NodePath>('value');
    const made = [...(value?.node ? [value] : []), ...sets.map((one) => one.get<NodePath>('expression.right'))];
    if (read || !before.has(key) || !made.every((one) => isPure(one))) return;
    edits.push(remove(field), ...sets.map((one) => remove(one)));
  });
  return edits;
}

/** `sets`: the statements `this.field = …;` */
type Visit = (key: string, field: NodePath, read: boolean, sets: readonly NodePath[]) => void;

function eachField(module: SourceModule, visit: Visit): void {
  module.program.traverse({
    enter(path) {
      if (!path.isClass()) return;
      const owner = is.isIdentifier(path.node.id) ? path.node.id.name : '';
      for (const field of path.get<NodePath[]>('body.body')) {
        const name = privateName(field);
        if (name === null) continue;
        const sets = setsOf(path, name);
        visit(`${owner}.${name}`, field, isRead(path, name, sets), sets);
      }
    },
  });
}

/** A method or getter: that it is there does nothing. */
function isMethod({ node }: NodePath): boolean {
  return (is.isClassMethod(node) || is.isClassPrivateMethod(node)) && ['method', 'get'].includes(node.kind);
}

/** `this.name = …;` */
function setsOf(owner: NodePath, name: string): NodePath[] {
  const found: NodePath[] = [];
  owner.traverse({
    enter(path) {
      if (!path.isExpressionStatement()) return;
      const { expression } = path.node;
      if (!is.isAssignmentExpression(expression, { operator: '=' }) || !is.isMemberExpression(expression.left)) return;
      const { object, property, computed } = expression.left;
      const own = is.isPrivateName(property) ? `#${property.id.name}` : is.isIdentifier(property) ? property.name : '';
      if (is.isThisExpression(object) && !computed && own === name) found.push(path);
    },
  });
  return found;
}

/** `#key`, or `key` of `private key = …`; null for what others may read, or a framework sets. */
function privateName(path: NodePath): string | null {
  const { node } = path;
  if (isMethod(path) && is.isClassPrivateMethod(node)) return `#${node.key.id.name}`;
  if (isMethod(path) && is.isClassMethod(node)) {
    const hidden = node.accessibility === 'private' && !node.computed && (node.decorators ?? []).length === 0;
    return hidden && is.isIdentifier(node.key) ? node.key.name : null;
  }
  if (is.isClassPrivateProperty(node)) return `#${node.key.id.name}`;
  if (!is.isClassProperty(node) || node.accessibility !== 'private' || node.computed) return null;
  return (node.decorators ?? []).length === 0 && is.isIdentifier(node.key) ? node.key.name : null;
}

/** Any mention counts, a computed one too. */
function isRead(owner: NodePath, name: string, sets: readonly NodePath[]): boolean {
  const targets = new Set(sets.map((one) => one.get<NodePath>('expression.left').node));
  let found = false;
  owner.traverse({
    enter({ node, parentPath, key }) {
      if (key === 'property' && targets.has(parentPath?.node as (typeof sets)[number]['node'])) return;
      if (key === 'key' && is.isClassBody(parentPath?.parent)) return;
      const own = is.isPrivateName(node) ? `#${node.id.name}` : is.isIdentifier(node) ? node.name : null;
      const computed = is.isMemberExpression(node) && node.computed && is.isThisExpression(node.object);
      if (computed || own === name || (is.isStringLiteral(node) && node.value === name)) found = true;
    },
  });
  return found;
}
