/** The one door to Babel: trees, paths, scopes. Nothing outside `src/syntax` imports Babel. */
import babelTraverse from '@babel/traverse';
import * as babelTypes from '@babel/types';

export type { Binding, NodePath, Scope, TraverseOptions } from '@babel/traverse';
export type { Node } from '@babel/types';
export * as ast from '@babel/types';

// The packages are CommonJS: Node gives the module object, bundlers its default.
type Traverse = typeof import('@babel/traverse')['default'];
const traverseModule = babelTraverse as unknown as { default?: Traverse };
export const traverse: Traverse = traverseModule.default ?? (babelTraverse as unknown as Traverse);
export const is: typeof babelTypes = (babelTypes as unknown as { default?: typeof babelTypes }).default ?? babelTypes;
