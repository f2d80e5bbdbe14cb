/** The one door to Babel: trees and what their nodes are. Nothing outside `src/syntax` imports Babel. */
import * as babelTypes from '@babel/types';

export type { Node } from '@babel/types';
export * as ast from '@babel/types';
export type { Binding, NodePath, Scope, Visitor } from './node-path.js';

/** What the program uses of it, which is all that the build keeps: tests of what a node is, and these. */
type Used =
  | Exclude<Extract<keyof typeof babelTypes, `is${string}`>, Others>
  | 'VISITOR_KEYS'
  | 'FLIPPED_ALIAS_KEYS'
  | 'getBindingIdentifiers'
  | 'getAssignmentIdentifiers'
  | 'shallowEqual'
  | 'traverseFast';
/** Tests that the build does not keep. */
type Others =
  | 'is'
  | 'isBinding'
  | 'isBlockScoped'
  | 'isImmutable'
  | 'isLet'
  | 'isNode'
  | 'isNodesEquivalent'
  | 'isPlaceholderType'
  | 'isSpecifierDefault'
  | 'isType'
  | 'isValidES3Identifier'
  | 'isValidIdentifier'
  | 'isVar';

// The package is CommonJS: Node gives the module object, bundlers its default.
export const is: Pick<typeof babelTypes, Used> =
  (babelTypes as unknown as { default?: typeof babelTypes }).default ?? babelTypes;

/** The names of the fields of such a node in which others stand, in the order of the text. */
export function childKeys(type: string): readonly string[] {
  return is.VISITOR_KEYS[type] ?? [];
}

/** What a key says as it is written, by a name or a text; that it may be computed is not looked at. */
export function nameOfKey(key: babelTypes.Node | null | undefined): string | null {
  if (is.isIdentifier(key)) return key.name;
  return is.isStringLiteral(key) ? key.value : null;
}
