/** The one door to Babel: trees, paths, scopes. Nothing outside `src/syntax` imports Babel. */
import babelTraverse from '@babel/traverse';
import * as babelTypes from '@babel/types';
import type { Visitor } from './node-path.js';

export type { Node } from '@babel/types';
export * as ast from '@babel/types';
export type { Binding, NodePath, Scope, Visitor } from './node-path.js';

type Traverse = ((tree: babelTypes.Node, visitor: Visitor) => void) & { readonly cache: { clear(): void } };
// The packages are CommonJS: Node gives the module object, bundlers its default.
const traverseModule = babelTraverse as unknown as { default?: Traverse };
export const traverse: Traverse = traverseModule.default ?? (babelTraverse as unknown as Traverse);
export const is: typeof babelTypes = (babelTypes as unknown as { default?: typeof babelTypes }).default ?? babelTypes;

export function clearPaths(): void {
  traverse.cache.clear();
}
