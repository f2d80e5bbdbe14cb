/** Commands that a script has a shell carry out: `exec('curl …')`, where the command is one literal. */
import { evaluate } from '../../../evaluate/evaluate.js';
import { type ast, endOf, is, type NodePath, type SourceModule, startOf } from '../../../syntax/index.js';
import { isHidden } from '../../suppressions/of-module.js';
import type { Output } from '../output.js';
import { Holes } from './holes.js';
import { PartText, type ShellPart, type Swap } from './part.js';

const MAY_HOLD = /\b(?:curl|wget)\b/;
const ESCAPE = /\\(?:u\{[\da-fA-F]+\}|u[\da-fA-F]{4}|x[\da-fA-F]{2}|\r?\n|[\s\S])/g;
const RUNNERS: Readonly<Record<string, readonly string[]>> = {
  child_process: ['exec', 'execSync'],
  'node:child_process': ['exec', 'execSync'],
  shelljs: ['exec'],
};

export interface CommandString {
  readonly part: ShellPart;
  readonly literal: NodePath;
  readonly hidden: boolean;
}

export function commandStrings(module: SourceModule): CommandString[] {
  if (!MAY_HOLD.test(module.text) || !/api_json|cloudflare\.com\/+api\.html/i.test(module.text)) return [];
  const found: CommandString[] = [];
  module.program.traverse({
    CallExpression(call) {
      const name = runnerOf(call);
      const [first] = call.get('arguments') as NodePath[];
      const literal = name && first ? literalOf(first) : null;
      const part = literal && !hasShell(call) ? partOf(literal, call, name!, module) : null;
      if (part && MAY_HOLD.test(part.text))
        found.push({ part, literal: literal!, hidden: isHidden(module, 'v1-call', startOf(literal!.node)) });
    },
  });
  return found;
}

/** `exec`, `execSync`; null: the call runs nothing in a shell. */
function runnerOf(call: NodePath<ast.CallExpression>): string | null {
  const callee = evaluate(call.get('callee') as NodePath);
  if (callee.kind !== 'external' || callee.module === null) return null;
  const name = callee.members.filter((member) => member !== 'default').join('.');
  return RUNNERS[callee.module]?.includes(name) ? name : null;
}

/** The literal itself, or that of a constant which nothing else uses. */
function literalOf(path: NodePath): NodePath | null {
  if (isLiteral(path)) return path;
  if (!path.isIdentifier()) return null;
  const binding = path.scope.getBinding(path.node.name);
  if (!binding?.constant || binding.referencePaths.length !== 1 || !binding.path.isVariableDeclarator()) return null;
  const init = binding.path.get('init') as NodePath;
  return isLiteral(init) ? init : null;
}

function isLiteral(path: NodePath): boolean {
  return path.isStringLiteral() || path.isTemplateLiteral() || operandsOf(path.node) !== null;
}

/** The operands of a sum that begins and ends with a string, all of whose strings have the same quotes. */
function operandsOf(node: ast.Node): ast.Node[] | null {
  const flat = (one: ast.Node): ast.Node[] =>
    is.isBinaryExpression(one, { operator: '+' }) ? [...flat(one.left), one.right] : [one];
  const all = flat(node);
  const quotes = new Set(all.flatMap((one) => (is.isStringLiteral(one) ? [String(one.extra?.raw ?? '')[0]] : [])));
  const isWhole = all.length > 1 && is.isStringLiteral(all[0]) && is.isStringLiteral(all.at(-1)) && quotes.size === 1;
  return isWhole ? all : null;
}

function isPlain(node: ast.Node): boolean {
  if (is.isMemberExpression(node)) return !node.computed && isPlain(node.object);
  return is.isIdentifier(node) || is.isStringLiteral(node) || is.isThisExpression(node);
}

/** What stands between the strings: nothing, or what is filled in; null: comments too, which would be lost. */
function seams(operands: readonly ast.Node[], text: string, holes: Holes): Swap[] | null {
  const swaps: Swap[] = [];
  let from = -1;
  let known = true;
  for (const one of operands) {
    if (!is.isStringLiteral(one)) {
      known = false;
      continue;
    }
    const [start, end] = [startOf(one), endOf(one)];
    const between = text.slice(from, start + 1);
    if (from !== -1 && /\/[/*]/.test(between)) return null;
    if (from !== -1) swaps.push({ start: from, end: start + 1, text: known ? '' : `\${${holes.name(between)}}` });
    from = end - 1;
    known = true;
  }
  return swaps;
}

/** Another shell is asked for, or options that are not seen. */
function hasShell(call: NodePath<ast.CallExpression>): boolean {
  const [, second] = call.node.arguments;
  if (!second || is.isFunction(second)) return false;
  if (!is.isObjectExpression(second)) return !is.isIdentifier(second);
  return second.properties.some((one) => !('key' in one) || !is.isIdentifier(one.key) || one.key.name === 'shell');
}

function partOf(
  literal: NodePath,
  call: NodePath<ast.CallExpression>,
  name: string,
  { text }: SourceModule,
): ShellPart | null {
  const [start, end] = [startOf(literal.node) + 1, endOf(literal.node) - 1];
  const quote = text[start - 1] ?? '';
  const holes = new Holes();
  const operands = operandsOf(literal.node);
  const expressions = literal.isTemplateLiteral() ? literal.node.expressions : [];
  // what is filled in may be needed twice
  if (![...(operands ?? []), ...expressions].every(isPlain)) return null;
  const joints = operands ? seams(operands, text, holes) : [];
  if (!joints) return null;
  const inside = expressions.map((one): Swap => {
    const [from, to] = [text.lastIndexOf('${', startOf(one)), text.indexOf('}', endOf(one)) + 1];
    return { start: from, end: to, text: `\${${holes.name(text.slice(from, to))}}` };
  });
  const filled = [...inside, ...joints];
  const inHole = (at: number) => filled.some((one) => one.start <= at && at < one.end);
  const escapes = [...text.slice(start, end).matchAll(ESCAPE)].flatMap((match): Swap[] => {
    const at = start + match.index;
    return inHole(at) ? [] : [{ start: at, end: at + match[0].length, text: unescaped(match[0]) }];
  });
  const part = new PartText(
    text,
    start,
    end,
    [...filled, ...escapes].sort((a, b) => a.start - b.start),
  );
  // what is filled in between single quotes would have to leave them
  if (/'[^']*\$\{CFV1_HOLE_\d+\}[^']*'/.test(part.text)) return null;
  const statement = literal.getStatementParent()?.node.start ?? start;
  const line = text.lastIndexOf('\n', statement - 1) + 1;
  const indent = text.slice(line, statement);
  return {
    text: part.text,
    layout: 'line',
    indent: '',
    variables: new Map(),
    output: outputOf(call, name),
    offset: (at) => part.offset(at),
    written: (edits) => part.edits(edits, (one) => holes.restored(one, (plain) => escapedFor(plain, quote))),
    comment: indent.trim() === '' ? { at: line, indent, mark: '//' } : null,
  };
}

function unescaped(sign: string): string {
  const known: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };
  const code = /^\\(?:u\{?|x)([\da-fA-F]+)/.exec(sign)?.[1];
  if (code !== undefined) return String.fromCodePoint(Number.parseInt(code, 16));
  return /^\\\r?\n$/.test(sign) ? '' : (known[sign[1]!] ?? sign.slice(1));
}

function escapedFor(text: string, quote: string): string {
  const safe = text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll(quote, `\\${quote}`);
  return quote === '`' ? safe.replaceAll('${', '\\${') : safe;
}

/** Who gets what the command prints. */
function outputOf(call: NodePath<ast.CallExpression>, name: string): Output {
  const isUnused = call.parentPath.isExpressionStatement();
  const reads = { to: 'code', what: 'the program' } as const;
  if (name === 'execSync') {
    const [, options] = call.node.arguments;
    const inherits =
      is.isObjectExpression(options) &&
      options.properties.some((one) => 'key' in one && is.isIdentifier(one.key, { name: 'stdio' }));
    return !isUnused ? reads : inherits ? { to: 'people' } : { to: 'nobody' };
  }
  const callback = call.node.arguments.at(-1);
  const handed = is.isFunction(callback)
    ? callback.params.length > 1
    : call.node.arguments.length > 1 && !is.isObjectExpression(callback);
  return isUnused && !handed ? { to: 'nobody' } : reads;
}
