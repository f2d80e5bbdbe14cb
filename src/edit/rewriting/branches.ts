/** `due && request.post(…)`, `on ? start() : stop()` as statements: a chain of promises has a branch of its own there. */

import type { TextEdit } from '../../finding.js';
import { knownIn, touches, truth } from '../../plan/outcome.js';
import { type ast, type NodePath, spanOf } from '../../syntax/index.js';
import type { View } from '../call-plan.js';
import type { Rewriter } from '../rewriter.js';
import { indentAt, shift } from '../text.js';

/** Writes the statement with `if`, where one of its ends is a call with a callback; false where none is. */
export function writeBranches(
  rewriter: Rewriter,
  path: NodePath<ast.ExpressionStatement>,
  view: View,
  out: TextEdit[],
): boolean {
  const expression = path.get('expression') as NodePath;
  if (!endsOf(expression).some(({ node }) => rewriter.anchors.get(node)?.style === 'callback')) return false;
  const { parentPath: parent } = path;
  const isListed = parent?.isBlockStatement() || parent?.isProgram() || parent?.isSwitchCase();
  const branches = new Branches(
    rewriter,
    view,
    indentAt(rewriter.source, spanOf((isListed || !parent ? path : parent).node).start),
  );
  // An `else` behind it must not become that of the new `if`.
  const text = isListed ? branches.statement(expression, '') : branches.block(expression, '');
  if (text === '') rewriter.remove(path, out);
  else out.push({ ...spanOf(path.node), text });
  return true;
}

/** The expressions that one of which is evaluated last. */
function endsOf(path: NodePath): NodePath[] {
  if (path.isLogicalExpression()) return endsOf(path.get('right'));
  if (path.isConditionalExpression()) return [...endsOf(path.get('consequent')), ...endsOf(path.get('alternate'))];
  return path.key === 'expression' ? [] : [path];
}

class Branches {
  constructor(
    private readonly rewriter: Rewriter,
    private readonly view: View,
    private readonly indent: string,
  ) {}

  /** The expression as a statement; `level`: the indentation that it has beyond that of the whole. */
  statement(path: NodePath, level: string): string {
    const { rewriter, view, indent } = this;
    const parts = partsOf(path);
    if (!parts) {
      const end = rewriter.anchors.has(path.node) || !rewriter.module.style.semicolons ? '' : ';';
      const own = indentAt(rewriter.source, spanOf(path.node).start);
      return shift(rewriter.render(path, view), own, indent + level) + end;
    }
    const stage = rewriter.stage(view);
    const known = touches(parts.test, stage) ? truth(knownIn(parts.test, stage)) : null;
    if (known !== null) {
      const taken = known !== parts.negated ? parts.then : parts.otherwise;
      return taken ? this.statement(taken, level) : '';
    }
    const test = rewriter.render(parts.test, view);
    const asked = !parts.negated ? test : /^[\w$.]+$/.test(test) ? `!${test}` : `!(${test})`;
    const otherwise = parts.otherwise ? ` else ${this.block(parts.otherwise, level)}` : '';
    return `if (${asked}) ${this.block(parts.then, level)}${otherwise}`;
  }

  /** The same in braces. */
  block(path: NodePath, level: string): string {
    const inner = level + this.rewriter.module.style.indent;
    return `{\n${this.indent}${inner}${this.statement(path, inner)}\n${this.indent}${level}}`;
  }
}

interface Parts {
  readonly test: NodePath;
  readonly negated: boolean;
  readonly then: NodePath;
  readonly otherwise: NodePath | null;
}

function partsOf(path: NodePath): Parts | null {
  if (path.isConditionalExpression())
    return {
      test: path.get('test'),
      negated: false,
      then: path.get('consequent'),
      otherwise: path.get('alternate'),
    };
  if (!path.isLogicalExpression()) return null;
  return {
    test: path.get('left') as NodePath,
    negated: path.node.operator === '||',
    then: path.get('right'),
    otherwise: null,
  };
}
