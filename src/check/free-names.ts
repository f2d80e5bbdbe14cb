/** Names that a text uses and nothing declares: a rewrite must not add one. */
import { is, type SourceModule } from '../syntax/index.js';

/** What modules are given beside the globals of the language and of Node; `as const` counts as a name. */
const GIVEN = new Set(['require', 'module', 'exports', '__dirname', '__filename', 'arguments', 'undefined', 'const']);

/** Types that TypeScript itself declares and that generated code names. */
const GIVEN_TYPES = new Set(['AsyncIterable', 'Awaited', 'Partial', 'Pick', 'Readonly', 'Record', 'RequestInit']);

/** A name that the new text uses without declaring it, and the old one did not; null where there is none. */
export function newFreeName(before: SourceModule, after: SourceModule): string | null {
  const old = before.program.scope.globals;
  const names = Object.keys(after.program.scope.globals).filter(
    (name) =>
      !Object.hasOwn(old, name) &&
      !GIVEN.has(name) &&
      !(name in globalThis) &&
      !(after.typescript && GIVEN_TYPES.has(name)),
  );
  const declared = names.length > 0 ? typesOf(after) : null;
  return names.find((name) => !declared?.has(name)) ?? null;
}

/** Babel's scopes know no types, enums and namespaces. */
function typesOf(module: SourceModule): Set<string> {
  const names = new Set<string>();
  module.program.traverse({
    enter({ node }) {
      if (is.isTSTypeParameter(node) && typeof node.name === 'string') names.add(node.name);
      const declares =
        is.isTSInterfaceDeclaration(node) ||
        is.isTSTypeAliasDeclaration(node) ||
        is.isTSEnumDeclaration(node) ||
        is.isTSModuleDeclaration(node);
      if (declares && is.isIdentifier(node.id)) names.add(node.id.name);
    },
  });
  return names;
}
