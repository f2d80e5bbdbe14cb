/** How the bridge of a migration is known again: the generated code that answers v1's forms from v4. */
import { homeOf } from '../evaluate/modules/module-index.js';
import { type ast, is, type NodePath, type SourceModule } from '../syntax/index.js';
import { specifiersIn } from '../workspace/specifiers.js';
import { BRIDGE_FUNCTION, BRIDGE_NAME, isBridgeFile } from './bridge-file.js';

/** What the comment of its one function begins with. */
export const BRIDGE_MARK = `${BRIDGE_NAME}:`;

/** `./cloudflare-v1-bridge`, with or without its extension. */
export function isBridgeSource(source: string): boolean {
  return source.startsWith('.') && (isBridgeFile(source) || source.split('/').at(-1) === BRIDGE_NAME);
}

/** Is the file a bridge, as a migration wrote it? */
export function isBridgeModule({ file, text }: SourceModule): boolean {
  return isBridgeFile(file) && text.includes(BRIDGE_MARK);
}

export interface BridgeImport {
  /** what the file calls the bridge's function */
  readonly name: string;
  /** the import, or the declarator of the require */
  readonly at: NodePath;
}

/** The import of a bridge's function; null where the file has none. */
export function bridgeImportOf({ program, text }: SourceModule): BridgeImport | null {
  if (!text.includes(BRIDGE_NAME)) return null;
  for (const [name, { path, identifier }] of Object.entries(program.scope.bindings)) {
    const declaration = path.isImportSpecifier() ? path.parentPath : path;
    const source = declaration && sourceOf(declaration.node as ast.Node);
    if (source !== undefined && source !== null && isBridgeSource(source) && takesFunction(path.node, identifier))
      return { name, at: declaration as NodePath };
  }
  return null;
}

/** `{ cloudflareV1 }`, under any name. */
function takesFunction(node: ast.Node, local: ast.Identifier): boolean {
  if (is.isImportSpecifier(node)) return is.isIdentifier(node.imported, { name: BRIDGE_FUNCTION });
  if (!is.isVariableDeclarator(node) || !is.isObjectPattern(node.id)) return false;
  return node.id.properties.some(
    (one) => is.isObjectProperty(one) && is.isIdentifier(one.key, { name: BRIDGE_FUNCTION }) && one.value === local,
  );
}

/** Where the file loads a bridge: each import, and each `require` or the declarator that it stands in. */
export function bridgeLoads({ program, text }: SourceModule): NodePath[] {
  if (!text.includes(BRIDGE_NAME)) return [];
  const found: NodePath[] = [];
  program.traverse({
    ImportDeclaration(path) {
      if (isBridgeSource(path.node.source.value)) found.push(path);
    },
    TSImportEqualsDeclaration(path) {
      const { moduleReference } = path.node;
      if (is.isTSExternalModuleReference(moduleReference) && isBridgeSource(moduleReference.expression.value))
        found.push(path);
    },
    CallExpression(path) {
      const source = requiredBy(path.node);
      if (source === null || !isBridgeSource(source)) return;
      found.push(path.parentPath.isVariableDeclarator() ? path.parentPath : path);
    },
  });
  return found;
}

function sourceOf(node: ast.Node): string | null {
  if (is.isImportDeclaration(node)) return node.source.value;
  return is.isVariableDeclarator(node) ? requiredBy(node.init) : null;
}

function requiredBy(node: ast.Node | null | undefined): string | null {
  if (!is.isCallExpression(node) || !is.isIdentifier(node.callee, { name: 'require' })) return null;
  const [source] = node.arguments;
  return is.isStringLiteral(source) ? source.value : null;
}

/** The bridge that a migration laid below the file's code. */
export function inlineBridgeOf(module: SourceModule): NodePath<ast.FunctionDeclaration> | null {
  if (!module.text.includes(BRIDGE_MARK)) return null;
  for (const statement of module.program.get<NodePath[]>('body'))
    if (
      statement.isFunctionDeclaration() &&
      statement.node.leadingComments?.some(({ value }) => value.includes(BRIDGE_MARK))
    )
      return statement;
  return null;
}

/** Beyond so many levels what a file hands on is not looked for. */
const MOST_LEVELS = 4;

/** Does a file that the module imports, directly or through others, ask the bridge? Its answers have v1's shape. */
export function importsBridgeUser({ file, text, program }: SourceModule): boolean {
  const index = homeOf(program.node)?.index;
  if (!index) return false;
  const seen = new Set([file]);
  let level = [{ file, text }];
  for (let depth = 0; depth < MOST_LEVELS && level.length > 0; depth++) {
    const next: typeof level = [];
    for (const one of level)
      for (const specifier of specifiersIn(one.text)) {
        const found = index.resolve(one.file, specifier);
        const imported = found === null || seen.has(found) ? null : index.textOf(found);
        if (found === null || imported === null) continue;
        if (imported.includes(BRIDGE_NAME)) return true;
        seen.add(found);
        next.push({ file: found, text: imported });
      }
    level = next;
  }
  return false;
}
