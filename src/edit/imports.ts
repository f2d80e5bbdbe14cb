/** Imports of the SDK, and the statements that make clients, put where the file has such things. */
import type { TextEdit } from '../finding.js';
import type { MigrationOptions } from '../options.js';
import { type ast, endOf, is, type NodePath, type SourceModule, startOf } from '../syntax/index.js';
import type { Clients } from './clients.js';
import { helperImports } from './helper-module.js';
import { SDK, sdkLine, sdkPattern } from './import-line.js';
import type { Rewriter } from './rewriter.js';
import { lineStart, nextLine } from './text.js';

interface SdkImport {
  readonly name: string;
  /** between these it is loaded; 0 where that is done before all else */
  readonly start: number;
  readonly end: number;
}

/** What the file calls the SDK's class already, and where it imports it; null where it does not. */
export function sdkImport(module: SourceModule): SdkImport | null {
  for (const statement of module.program.node.body) {
    if (is.isImportDeclaration(statement) && statement.source.value === SDK) {
      for (const one of statement.specifiers) {
        const named = is.isImportSpecifier(one) && is.isIdentifier(one.imported, { name: 'Cloudflare' });
        // An import is done before all that the file does.
        if (named || (is.isImportDefaultSpecifier(one) && one.local.name === 'Cloudflare'))
          return { name: one.local.name, start: 0, end: 0 };
      }
    }
    if (!is.isVariableDeclaration(statement)) continue;
    for (const one of statement.declarations) {
      if (!isRequire(one.init) || !is.isObjectPattern(one.id)) continue;
      for (const property of one.id.properties) {
        if (
          is.isObjectProperty(property) &&
          is.isIdentifier(property.key, { name: 'Cloudflare' }) &&
          is.isIdentifier(property.value)
        )
          return { name: property.value.name, start: startOf(statement), end: endOf(statement) };
      }
    }
  }
  return null;
}

function isRequire(node: ast.Node | null | undefined): boolean {
  return (
    is.isCallExpression(node) &&
    is.isIdentifier(node.callee, { name: 'require' }) &&
    is.isStringLiteral(node.arguments[0]) &&
    node.arguments[0].value === SDK
  );
}

export interface MoreImports {
  readonly written: readonly TextEdit[];
  /** further imports */
  readonly lines: readonly string[];
  /** does the code name the SDK's class? */
  readonly sdk: boolean;
  /** the file's import of the old package stays, under another name */
  readonly beside: boolean;
}

export function importEdits(
  module: SourceModule,
  rewriter: Rewriter,
  clients: Clients,
  options: MigrationOptions,
  more: MoreImports,
): TextEdit[] {
  const eol = '\n';
  const edits: TextEdit[] = [];
  const place = afterImports(module);
  const lines: string[] = [];
  if (more.sdk && options.target === 'sdk' && (more.beside || !sdkImport(module))) {
    const inPlace = more.beside ? null : replacedImport(module, clients.sdkName);
    if (inPlace) edits.push(inPlace);
    // What is required has no types.
    else lines.push(sdkLine(clients.sdkName, module.typescript ? { ...module, kind: 'esm' } : module));
  }
  lines.push(...helperImports(rewriter, options), ...rewriter.imports.lines(), ...more.lines);
  const loaded = more.beside ? 0 : (sdkImport(module)?.end ?? 0);
  const later = new Map<number, string[]>();
  for (const { after, text } of clients.insertions()) {
    const ready = Math.max(after?.node.end ?? 0, loaded);
    const offset = Math.max(place.offset, ready > 0 ? behind(rewriter.source, ready) : 0);
    later.set(offset, [...(later.get(offset) ?? []), text]);
  }
  const tables = rewriter.tables.lines(more.written.map(({ text }) => text));
  const here = [...(later.get(place.offset) ?? []), ...tables];
  later.delete(place.offset);
  if (lines.length + here.length > 0) {
    const text = [lines.join(eol), here.join(eol)].filter(Boolean).join(`${eol}${eol}`);
    const padded = place.first
      ? `${text}${eol}${eol}`
      : `${place.newLine ? '' : eol}${lines.length ? '' : eol}${text}${eol}`;
    edits.push({ start: place.offset, end: place.offset, text: padded });
  }
  for (const [offset, texts] of later) {
    const atEnd = rewriter.source[offset - 1] !== '\n';
    edits.push({ start: offset, end: offset, text: `${atEnd ? eol : ''}${texts.join(eol)}${eol}` });
  }
  return edits;
}

/** The import of the old package, which becomes that of the new one. */
function replacedImport(module: SourceModule, name: string): TextEdit | null {
  for (const statement of module.program.get<NodePath[]>('body')) {
    if (statement.isImportDeclaration() && statement.node.source.value === SDK) {
      return {
        start: startOf(statement.node),
        end: endOf(statement.node),
        text: sdkLine(name, { ...module, kind: 'esm' }),
      };
    }
    if (!statement.isVariableDeclaration()) continue;
    for (const one of statement.get('declarations')) {
      if (isRequire(one.node.init))
        return {
          start: startOf(one.node.id),
          end: endOf(one.node.id),
          text: sdkPattern(name),
        };
    }
  }
  return null;
}

interface Place {
  readonly offset: number;
  /** nothing is imported before it */
  readonly first: boolean;
  readonly newLine: boolean;
}

/** Behind the last of the imports that the file begins with. */
function afterImports(module: SourceModule): Place {
  let last: NodePath | null = null;
  for (const statement of module.program.get<NodePath[]>('body')) {
    if (isImport(statement) && !isWork(statement)) last = statement;
    else if (!isSetUp(statement)) break;
  }
  const { text } = module;
  if (last) {
    const offset = behind(text, endOf(last.node));
    return { offset, first: false, newLine: text[offset - 1] === '\n' };
  }
  const directive = module.program.node.directives.at(-1);
  if (directive) {
    const offset = behind(text, endOf(directive));
    return { offset, first: false, newLine: text[offset - 1] === '\n' };
  }
  const [first] = module.program.node.body;
  const offset = first?.start ?? text.length;
  // `/******/ (() => {`: the comment stays with what it stands before
  const isMarked = /^[\t ]*(?:\/\*(?:(?!\*\/).)*\*\/[\t ]*)+$/.test(text.slice(lineStart(text, offset), offset));
  return { offset: isMarked ? lineStart(text, offset) : offset, first: true, newLine: true };
}

/** `require('cloudflare').createClient(…)`: what is imported is used at once, so the new import comes first. */
function isWork(statement: NodePath): boolean {
  return (
    statement.isVariableDeclaration() &&
    statement
      .get('declarations')
      .some((one) => /\bcloudflare['"]\)[.)(]|\bcreateClient\b|\bCloudFlare\b/.test(initial(one)))
  );
}

/** Statements that stand between requires without being some: `'use strict'`, simple constants. */
function isSetUp(statement: NodePath): boolean {
  return (
    statement.isVariableDeclaration() &&
    statement.get('declarations').every((one) => is.isLiteral(one.node.init) || is.isMemberExpression(one.node.init))
  );
}

function isImport(statement: NodePath): boolean {
  if (statement.isImportDeclaration() || statement.isTSImportEqualsDeclaration()) return true;
  if (statement.isExpressionStatement())
    return /^require\(['"][^'"]+['"]\);?$/.test(String(statement.get('expression')));
  return (
    statement.isVariableDeclaration() && statement.get('declarations').some((one) => /\brequire\(/.test(initial(one)))
  );
}

function initial(declarator: NodePath<ast.VariableDeclarator>): string {
  return declarator.node.init ? String(declarator.get('init')) : '';
}

/** The start of the next line, past a comment on the same line. */
function behind(text: string, offset: number): number {
  return /^[\t ]*(?:\/\/.*)?\r?$/.test(text.slice(offset, (text.indexOf('\n', offset) + 1 || text.length + 1) - 1))
    ? nextLine(text, offset)
    : offset;
}
