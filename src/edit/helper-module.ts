/** `--helpers PATH`: the helper functions of all files in one module, and what the files import from it. */
import { posix } from 'node:path';
import type { MigrationOptions } from '../options.js';
import { type ast, is, isFailure, parseModule, type SourceModule, type Style } from '../syntax/index.js';
import { helperTexts, inStyle, settingsOfModule } from './helper-text.js';
import { type HelperId, helper, withDependencies } from './helpers/index.js';
import { importLine, loadingOf, nameList, sdkLine } from './import-line.js';
import { helperName, neededHelpers } from './needs.js';
import type { Rewriter } from './rewriter.js';

/** What one file needs of the module. */
export interface HelperUse {
  readonly ids: ReadonlySet<HelperId>;
  readonly style: Style;
}

/** The lines that import what the file needs; none without `--helpers`. */
export function helperImports(rewriter: Rewriter, options: MigrationOptions): string[] {
  const { helpers, target } = options;
  const { module } = rewriter;
  if (helpers === null) return [];
  const names = [...neededHelpers(rewriter)].flatMap((id) => {
    const one = helper(id, target);
    if (!one || module.program.scope.hasOwnBinding(helperName(rewriter, id))) return [];
    const local = helperName(rewriter, id);
    return [{ type: id.startsWith('type-'), name: one.name, local }];
  });
  const values = names.filter(({ type }) => !type);
  const types = names.filter(({ type }) => type && module.typescript);
  const source = specifier(module, helpers);
  const lines = values.length > 0 ? [importLine(nameList(values, module), source, module)] : [];
  const asTypes = { ...module, kind: 'esm' } as const;
  if (types.length > 0) lines.push(importLine(`type ${nameList(types, asTypes)}`, source, asTypes));
  return lines;
}

/** The module's path as the file imports it: with the extension where its other imports have one, or Node asks for it. */
export function specifier(module: SourceModule, helpers: string): string {
  const path = posix.relative(posix.dirname(module.file), helpers);
  const relative = path.startsWith('.') ? path : `./${path}`;
  const bare = relative.replace(/\.(?:js|ts|tsx)$/, '');
  if (module.kind !== 'esm') return bare;
  const own = ownExtensions(module);
  // Node that strips types, or TypeScript told to rewrite them
  if (own.some((extension) => /ts/.test(extension))) return relative;
  const asked = own.length === 0 ? module.esmPackage || module.file.endsWith('.mts') : own.some((one) => one !== '');
  return module.typescript && !asked ? bare : relative.replace(/\.([cm]?)tsx?$/, '.$1js');
}

/** How the file's imports of modules of the repository end; data is none. */
function ownExtensions({ program }: SourceModule): string[] {
  return program.node.body.flatMap((one) => {
    const loads = is.isImportDeclaration(one) || is.isExportNamedDeclaration(one) || is.isExportAllDeclaration(one);
    const source = loads ? one.source?.value : undefined;
    if (!source?.startsWith('.') || /\.(?:json|css|vue|svelte|node)$/.test(source)) return [];
    return [/\.[cm]?[jt]sx?$/.exec(source)?.[0] ?? ''];
  });
}

/**
 * The module with the helpers that the files need, beside those that it holds already; null where nothing is missing.
 * @param before its text, '' where it does not exist
 * @param esm are `.js` files of its folder ES modules?
 */
export function helperModule(
  before: string,
  uses: readonly HelperUse[],
  options: MigrationOptions,
  esm: boolean,
): string | null {
  const file = options.helpers ?? '';
  const [first] = uses;
  if (!first) return null;
  const parsed = parseModule(file, before, esm);
  if (isFailure(parsed)) return null;
  const isEsm = before.trim() ? parsed.kind === 'esm' : esm || /\.(?:mjs|[cm]?ts|tsx)$/.test(file);
  const asEsm = isEsm && !file.endsWith('.cjs');
  const style = before.trim() ? parsed.style : { ...first.style, es5: false };
  const ids = withDependencies(new Set(uses.flatMap((use) => [...use.ids])), options.target);
  const declared = declaredNames(parsed);
  const settings = settingsOfModule(parsed.typescript, options);
  const texts = helperTexts(ids, settings, options.target, (name) => declared.has(name));
  if (texts.length === 0) return null;
  const bodies = texts.map(({ text }) => inStyle(asEsm ? exported(text) : text, style));
  const sdk =
    options.target === 'sdk' && bodies.some((text) => /\bCloudflare\b[.,>]/.test(text.replace(/^\/\*\*.*$/gm, '')));
  const head = sdk && !declared.has('Cloudflare') ? [sdkLine('Cloudflare', loadingOf(asEsm, style))] : [];
  const end = style.semicolons ? ';' : '';
  const names = texts.map(({ name }) => name);
  const tail = asEsm ? [] : names.map((name) => `exports.${name} = ${name}${end}`);
  const pieces = [head.join('\n'), before.trimEnd(), bodies.join('\n\n'), tail.join('\n')];
  const text = `${pieces.filter((piece) => piece.trim() !== '').join('\n\n')}\n`;
  return text.replaceAll('\r\n', '\n').replaceAll('\n', style.eol);
}

/** The declaration behind the doc comment is exported. */
function exported(text: string): string {
  return text.replace(/^(?=(?:async )?function |interface )/m, 'export ');
}

function declaredNames(module: SourceModule): Set<string> {
  const names = new Set(Object.keys(module.program.scope.bindings));
  for (const statement of module.program.node.body) {
    const declaration: ast.Node | null | undefined = is.isExportNamedDeclaration(statement)
      ? statement.declaration
      : statement;
    if (is.isTSInterfaceDeclaration(declaration)) names.add(declaration.id.name);
  }
  return names;
}
