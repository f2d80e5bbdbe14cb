/** The strings of a file as the program sees them: whole concatenations, without imports, types and prose of JSX. */
import { evaluate } from '../../evaluate/evaluate.js';
import { pieces } from '../../evaluate/form.js';
import type { Value } from '../../evaluate/value.js';
import { type ast, type NodePath, type SourceModule, spanOf } from '../../syntax/index.js';

/** What stands for a piece that is not known. */
export const HOLE = '\u0000';

export interface CodeString {
  /** the outermost expression that is one string */
  readonly path: NodePath;
  readonly value: Value;
  /** its text, with `HOLE` for what is not known */
  readonly text: string;
}

/** Strings whose own source matches `wanted`; nothing else is evaluated. */
export function stringsIn(module: SourceModule, wanted: RegExp): CodeString[] {
  const found: CodeString[] = [];
  const seen = new Set<ast.Node>();
  const visit = (path: NodePath) => {
    if (isNoString(path)) return;
    const whole = outermost(path);
    const { start, end } = spanOf(whole.node);
    if (seen.has(whole.node) || !wanted.test(module.text.slice(start, end))) return;
    seen.add(whole.node);
    const value = evaluate(whole);
    found.push({ path: whole, value, text: textOf(value) });
  };
  module.program.traverse({ StringLiteral: visit, TemplateLiteral: visit });
  return found;
}

/** The text of a value, with `HOLE` for what is not known. */
export function textOf(value: Value): string {
  return pieces(value)
    .map((part) => (part.kind === 'literal' ? String(part.value ?? '') : HOLE))
    .join('');
}

function isNoString(path: NodePath): boolean {
  const { parentPath: parent } = path;
  if (!parent || parent.isTSLiteralType() || parent.isTSExternalModuleReference()) return true;
  return path.key === 'source' || parent.isTaggedTemplateExpression();
}

/** Up through `+`. */
function outermost(path: NodePath): NodePath {
  let whole = path;
  while (whole.parentPath?.isBinaryExpression({ operator: '+' })) whole = whole.parentPath;
  return whole;
}

/** The call or `new` that the expression is an argument of, directly or inside literals; null: of none. */
export function enclosingCall(path: NodePath): NodePath<ast.CallExpression> | NodePath<ast.NewExpression> | null {
  let inner = path;
  for (let outer = path.parentPath; outer && !outer.isFunction() && !outer.isStatement(); outer = outer.parentPath) {
    if ((outer.isCallExpression() || outer.isNewExpression()) && inner.listKey === 'arguments') return outer;
    inner = outer;
  }
  return null;
}

/** The last name of a callee: `post` of `request.post`, `Error` of `new Error`; '' where it has none. */
export function calleeName(call: NodePath<ast.CallExpression> | NodePath<ast.NewExpression>): string {
  const { callee } = call.node;
  if (callee.type === 'Identifier') return callee.name;
  return callee.type === 'MemberExpression' && callee.property.type === 'Identifier' ? callee.property.name : '';
}
