/** Types that described v1's answer, enums of its words: what nothing names any more goes. */
import type { TextEdit } from '../finding.js';
import type { NodePath, SourceModule } from '../syntax/index.js';
import { isPure } from './purity.js';
import { declaredTypes, usedNames } from './type-names.js';

/** `named`: what was named before. What is exported may be used elsewhere. `remove`: how a statement goes. */
export function unusedTypeEdits(
  module: SourceModule,
  named: ReadonlySet<string>,
  remove: (path: NodePath) => TextEdit,
): TextEdit[] {
  const now = usedNames(module);
  return [...declaredTypes(module)].flatMap(([name, path]) =>
    named.has(name) && !now.has(name) && !path.parentPath?.isExportDeclaration() && isPlain(path) ? [remove(path)] : [],
  );
}

/** An enum's values may be computed. */
function isPlain(path: NodePath): boolean {
  if (!path.isTSEnumDeclaration()) return true;
  return path.get<NodePath[]>('members').every((member) => {
    const value = member.get('initializer');
    return !value.node || isPure(value);
  });
}
