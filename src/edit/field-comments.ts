/** Comments that the author wrote at a field of the form: they go where the field goes. */
import type { Entry } from '../evaluate/value.js';
import { type ast, codeOf, endOf, nameOfKey, startOf } from '../syntax/index.js';

/** As written: those above the field, and the one behind it on its line. */
export function fieldComments({ key, value }: Entry, text: string): string[] {
  const property = value.path.findParent((parent) => parent.isObjectProperty() || parent.isFunction());
  if (!property?.isObjectProperty() || property.node.computed || nameOfKey(property.node.key) !== key) return [];
  const { node } = property;
  const siblings = (property.parent as ast.ObjectExpression).properties;
  const before = siblings[Number(property.key) - 1];
  // one behind the comma belongs to the next field for the parser
  const behind = [...(node.trailingComments ?? []), ...(siblings[Number(property.key) + 1]?.leadingComments ?? [])];
  const own = [
    ...(node.leadingComments ?? []).filter((comment) => !before || !isSameLine(text, endOf(before), startOf(comment))),
    ...new Set(behind.filter((comment) => isSameLine(text, endOf(node), startOf(comment)))),
  ];
  return own.map((comment) => codeOf(comment, text)).filter((comment) => !comment.includes('\n'));
}

function isSameLine(text: string, from: number, to: number): boolean {
  return !text.slice(from, to).includes('\n');
}
