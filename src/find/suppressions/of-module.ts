/** The suppressions of a script. */
import type { ast, SourceModule } from '../../syntax/index.js';
import { hides, Lines, SUPPRESSION_MARK, type Suppression, suppressionsIn } from './suppression.js';

interface Known {
  readonly suppressions: readonly Suppression[];
  readonly lines: Lines;
}

const KNOWN = new WeakMap<ast.Node, Known>();

function known(module: SourceModule): Known {
  let one = KNOWN.get(module.tree);
  if (!one) {
    const { text, tree } = module;
    const comments = text.includes(SUPPRESSION_MARK)
      ? (tree.comments ?? []).map(({ start, end, value }) => ({ start: start ?? 0, end: end ?? 0, value }))
      : [];
    one = { suppressions: suppressionsIn(text, comments), lines: new Lines(comments.length > 0 ? text : '') };
    KNOWN.set(tree, one);
  }
  return one;
}

export function suppressionsOf(module: SourceModule): readonly Suppression[] {
  return known(module).suppressions;
}

/** Whether a comment hides what a rule says of this place. */
export function isHidden(module: SourceModule, rule: string, offset: number): boolean {
  const { suppressions, lines } = known(module);
  return suppressions.some((one) => one.kind !== 'end' && hides(one, rule, lines.of(offset)));
}
