/** Names that mean one thing in the whole file. */
import type { Value } from '../evaluate/value.js';
import { type ast, is, type NodePath } from '../syntax/index.js';

/** Is the value written by such a name, or `config.zone` of one? Then that may be written anywhere in its place. */
export function isFileConstant({ path: written, env }: Value): boolean {
  let path = written;
  while (path.isMemberExpression({ computed: false })) path = path.get('object') as NodePath;
  if (!path.isIdentifier()) return false;
  const binding = path.scope.getBinding(path.node.name);
  if (!binding || env?.has(binding) || !is.isProgram(binding.scope.path.node)) return false;
  return binding.constantViolations.length === 0 && countOf(binding.scope.path as NodePath, path.node.name) === 1;
}

const COUNTS = new WeakMap<ast.Node, ReadonlyMap<string, number>>();

/** How many variables of the file have that name. */
function countOf(program: NodePath, name: string): number {
  let counts = COUNTS.get(program.node);
  if (!counts) {
    const found = new Map<string, number>();
    const scopes = new Set([program.scope]);
    program.traverse({ Scope: ({ scope }) => void scopes.add(scope) });
    for (const { bindings } of scopes)
      for (const one of Object.keys(bindings)) found.set(one, (found.get(one) ?? 0) + 1);
    counts = found;
    COUNTS.set(program.node, counts);
  }
  return counts.get(name) ?? 0;
}
