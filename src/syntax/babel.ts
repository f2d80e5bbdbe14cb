/** The one door to Babel: trees and what their nodes are. Nothing outside `src/syntax` imports Babel. */
import * as babelTypes from '@babel/types';

export type { Node } from '@babel/types';
export * as ast from '@babel/types';
export type { Binding, NodePath, Scope, Visitor } from './node-path.js';

// The package is CommonJS: Node gives the module object, bundlers its default.
export const is: typeof babelTypes = (babelTypes as unknown as { default?: typeof babelTypes }).default ?? babelTypes;
