/** Properties of the file's own objects that only the old calls read: `config.endpoint`. */
import type { TextEdit } from '../finding.js';
import { type Binding, endOf, is, type NodePath, nameOfKey, type SourceModule, startOf } from '../syntax/index.js';
import { lineStart } from './text.js';

/** The properties that are read, `config.url` for one: of objects that are used in no other way. */
export function readProperties(module: SourceModule): Set<string> {
  const names = new Set<string>();
  eachObject(module, (name, object) => {
    for (const property of object.read) names.add(`${name}.${property}`);
  });
  return names;
}

/** Edits that take out what was read before and is not now. `isPure`: does leaving the value out change nothing? */
export function unusedPropertyEdits(
  module: SourceModule,
  before: ReadonlySet<string>,
  isPure: (path: NodePath) => boolean,
): TextEdit[] {
  const edits: TextEdit[] = [];
  eachObject(module, (name, { read, properties }) => {
    const unused = properties.find(
      (one) => before.has(`${name}.${keyOf(one)}`) && !read.has(keyOf(one)) && isPure(one.get('value') as NodePath),
    );
    if (unused && properties.length > 1) edits.push(removal(module, unused, properties));
  });
  return edits;
}

interface KnownObject {
  readonly properties: readonly NodePath[];
  readonly read: ReadonlySet<string>;
}

function eachObject(module: SourceModule, visit: (name: string, object: KnownObject) => void): void {
  module.program.traverse({
    VariableDeclarator(path) {
      const init = path.get('init') as NodePath;
      const binding = is.isIdentifier(path.node.id) ? path.scope.getBinding(path.node.id.name) : undefined;
      if (!binding?.constant || !init.isObjectExpression() || path.parentPath.parentPath?.isExportDeclaration()) return;
      const properties = init.get('properties') as NodePath[];
      const read = propertiesRead(binding);
      if (read && properties.every((one) => one.isObjectProperty() && keyOf(one) !== ''))
        visit(binding.identifier.name, { properties, read });
    },
  });
}

/** Names of the properties that are read; null where the object is used as a whole, or its names are computed. */
function propertiesRead(binding: Binding): Set<string> | null {
  const read = new Set<string>();
  for (const use of binding.referencePaths) {
    const member = use.parent;
    if (use.key !== 'object' || !(is.isMemberExpression(member) || is.isOptionalMemberExpression(member))) return null;
    if (member.computed || !is.isIdentifier(member.property)) return null;
    if (use.parentPath?.parentPath?.isCallExpression() && use.parentPath.key === 'callee') return null;
    read.add(member.property.name);
  }
  return read;
}

function keyOf(property: NodePath): string {
  const { node } = property;
  if (!is.isObjectProperty(node) || node.computed) return '';
  return nameOfKey(node.key) ?? '';
}

/** Takes one of several properties out, with the comments that stand above it. */
export function removal({ text }: SourceModule, property: NodePath, list: readonly NodePath[]): TextEdit {
  const index = list.indexOf(property);
  const next = list[index + 1];
  const start = commentedStart(text, property);
  if (next) return { start, end: commentedStart(text, next), text: '' };
  return { start: list[index - 1]?.node.end ?? start, end: endOf(property.node), text: '' };
}

/** Where the property begins, with the comments that stand above it on lines of their own. */
function commentedStart(text: string, { node }: NodePath): number {
  let start = startOf(node);
  for (const comment of [...(node.leadingComments ?? [])].reverse()) {
    const from = startOf(comment);
    if (text.slice(lineStart(text, from), from).trim() !== '') break;
    start = from;
  }
  return start;
}
