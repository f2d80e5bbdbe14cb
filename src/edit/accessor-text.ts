/** The member of an author's class, or the function of a file, that gives the v4 client (sdk), or the account (fetch), to the files that ask for it. */
import type { TextEdit } from '../finding.js';
import type { Target } from '../options.js';
import { type ast, endOf, type NodePath, type SourceModule, startOf } from '../syntax/index.js';
import { accountText } from './account-text.js';
import type { Accessor } from './accounts.js';
import { indentAt, lineStart } from './text.js';

/** null where one of the classes is not there, or two are asked for different things under one name. */
export function accessorEdits(
  module: SourceModule,
  accessors: readonly Accessor[],
  sdkName: string,
  target: Target,
): TextEdit[] | null {
  const bodies = new Map<number, NodePath<ast.ClassBody>>();
  module.program.traverse({
    ClassBody(path) {
      bodies.set(startOf(path.node), path);
    },
  });
  const edits: TextEdit[] = [];
  const given = new Set<string>();
  for (const accessor of accessors) {
    if (accessor.start === null) {
      edits.push(atEnd(module, exportText(module, accessor, sdkName, target)));
      continue;
    }
    const body = bodies.get(accessor.start);
    const id = `${accessor.start} ${accessor.name}`;
    if (!body || given.has(id)) return null;
    given.add(id);
    edits.push(placed(module, body, accessorText(module, accessor, sdkName, target)));
  }
  return edits;
}

function madeOf(accessor: Accessor, sdkName: string, target: Target) {
  const [what, type] =
    target === 'sdk'
      ? ['The client of API v4 for this account.', sdkName]
      : ['The account, for calls of API v4.', '{ email: string; key: string }'];
  return { what, type, made: accountText(accessor, sdkName, target) };
}

/** `exports.cloudflareClient = function () { return new Cloudflare(…); }` */
function exportText(module: SourceModule, accessor: Accessor, sdkName: string, target: Target): string {
  const { kind, style } = module;
  const end = style.semicolons ? ';' : '';
  const { what, made } = madeOf(accessor, sdkName, target);
  const [head, tail] =
    kind === 'esm'
      ? [`export function ${accessor.name}() {`, '}']
      : [`module.exports.${accessor.name} = ${style.es5 ? 'function ()' : '() =>'} {`, `}${end}`];
  return [`/** ${what} */`, head, `${style.indent}return ${made}${end}`, tail].join('\n');
}

/** Behind all code of the file. */
function atEnd({ text }: SourceModule, written: string): TextEdit {
  const { length } = text;
  const [before, after] = text.endsWith('\n') ? ['\n', '\n'] : ['\n\n', ''];
  return { start: length, end: length, text: `${before}${written}${after}` };
}

function accessorText(module: SourceModule, accessor: Accessor, sdkName: string, target: Target): string {
  const { typescript, style } = module;
  const { name } = accessor;
  const end = style.semicolons ? ';' : '';
  const { what, type, made } = madeOf(accessor, sdkName, target);
  const head = `${typescript && accessor.own ? 'private ' : ''}get ${name}()${typescript ? `: ${type}` : ''} {`;
  return [`/** ${what} */`, head, `${style.indent}return ${made}${end}`, '}'].join('\n');
}

/** Behind the constructor, or in front of the first method. */
function placed({ text, style }: SourceModule, body: NodePath<ast.ClassBody>, accessor: string): TextEdit {
  const members = body.get<NodePath[]>('body');
  const maker = members.find((one) => one.isClassMethod({ kind: 'constructor' }));
  const first = members.find((one) => one.isClassMethod() || one.isClassPrivateMethod() || isFunction(one));
  const beside = maker ?? first;
  const indent = beside ? indentAt(text, startOf(beside.node)) : style.indent;
  const lines = accessor.split('\n').map((line) => indent + line);
  if (maker) {
    const end = endOf(maker.node);
    return { start: end, end, text: `\n\n${lines.join('\n')}` };
  }
  const start = lineStart(text, first?.node.leadingComments?.[0]?.start ?? first?.node.start ?? 0);
  return { start, end: start, text: `${lines.join('\n')}\n\n` };
}

function isFunction(path: NodePath): boolean {
  return path.isClassProperty() && (path.get('value') as NodePath).isFunction();
}
