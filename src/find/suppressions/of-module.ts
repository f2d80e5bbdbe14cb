/** The suppressions of a script. */
import { type ast, type SourceModule, spanOf } from '../../syntax/index.js';
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
      ? (tree.comments ?? []).map((comment) => ({ ...spanOf(comment), value: comment.value }))
      : [];
    one = { suppressions: suppressionsIn(text, comments), lines: new Lines(comments.length > 0 ? text : '') };
    KNOWN.set(tree, one);
  }
  return one;
}

/**
 * Those of the text around the script hold in it too; said before anything is asked of the module. The same script may
 * have been looked at before, in another text.
 */
export function heed(module: SourceModule, outer: readonly Suppression[]): void {
  const { suppressions } = known(module);
  const own = suppressions.filter((one) => !one.outer);
  if (outer.length === 0 && own.length === suppressions.length) return;
  KNOWN.set(module.tree, { suppressions: [...own, ...outer], lines: new Lines(module.text) });
}

export function suppressionsOf(module: SourceModule): readonly Suppression[] {
  return known(module).suppressions;
}

/** Whether a comment hides what a rule says of this place. */
export function isHidden(module: SourceModule, rule: string, offset: number): boolean {
  const { suppressions, lines } = known(module);
  return suppressions.some((one) => one.kind !== 'end' && hides(one, rule, lines.of(offset)));
}
