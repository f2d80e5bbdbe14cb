/** Where a literal may be read from the environment instead. */
import type { NodePath } from '../../syntax/index.js';

/** The names that the official SDK reads, and Cloudflare's documents use. */
export type EnvironmentName =
  | 'CLOUDFLARE_API_KEY'
  | 'CLOUDFLARE_EMAIL'
  | 'CLOUDFLARE_API_TOKEN'
  | 'CLOUDFLARE_API_USER_SERVICE_KEY';

/** parent → the places in it where any expression may stand */
const PLACES: Readonly<Record<string, readonly string[]>> = {
  ObjectProperty: ['value'],
  VariableDeclarator: ['init'],
  AssignmentExpression: ['right'],
  AssignmentPattern: ['right'],
  ConditionalExpression: ['consequent', 'alternate'],
  LogicalExpression: ['left', 'right'],
  BinaryExpression: ['left', 'right'],
  CallExpression: ['arguments'],
  OptionalCallExpression: ['arguments'],
  NewExpression: ['arguments'],
  ArrayExpression: ['elements'],
  ReturnStatement: ['argument'],
  ArrowFunctionExpression: ['body'],
  ClassProperty: ['value'],
  ExportDefaultDeclaration: ['declaration'],
};

/** Not in patterns, types, names, `import` and `require`; nor where `process` is something else. */
export function canMove(path: NodePath): boolean {
  const { parentPath: parent, node } = path;
  if (!parent || (node.type !== 'StringLiteral' && node.type !== 'TemplateLiteral')) return false;
  const place = path.listKey ?? String(path.key);
  if (!PLACES[parent.type]?.includes(place)) return false;
  if (parent.isBinaryExpression() && parent.node.operator !== '+') return false;
  if (parent.isObjectProperty() && parent.parentPath?.isObjectPattern()) return false;
  return !path.scope.hasBinding('process', true);
}
