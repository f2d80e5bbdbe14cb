export type { Binding, Node, NodePath, Scope, Visitor } from './babel.js';
export { type ast, childKeys, is, nameOfKey } from './babel.js';
export { declaredType } from './declared-type.js';
export { type Dockerfile, type DockerInstruction, parseDockerfile } from './dockerfile.js';
export { type Fence, fencesIn, inText } from './embedded/fences.js';
export { type EmbeddedScript, type Markup, readMarkup } from './embedded/scripts.js';
export { hasModuleSyntax, type ModuleKind } from './module-kind.js';
export { bindingsNamed, referencesTo } from './node-path.js';
export { isNothing } from './nothing.js';
export {
  asCoroutines,
  forgetLast,
  isFailure,
  type ParseFailure,
  parseApart,
  parseModule,
  parses,
  type SourceModule,
} from './parse.js';
export { codeOf, endOf, spanOf, spanOfRow, startOf } from './positions.js';
export {
  type FoundCommand,
  joined,
  type Piece,
  parseShell,
  piecesOf,
  plainText,
  type ShellCommand,
  type ShellNode,
  type ShellScript,
  type ShellWord,
  variableOf,
} from './shell.js';
export type { Style } from './style.js';
export { wordOf } from './word.js';
export { type YamlScalar, yamlScalars } from './yaml.js';
