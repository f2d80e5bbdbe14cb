/** What `+` and its like make of values that are known. */
import type { NodePath } from '../syntax/index.js';
import type { Concat, Env, Value } from './value.js';

/** Pieces of one string; literals that touch become one. */
export function joined(parts: readonly Value[], path: NodePath, env?: Env): Value {
  const flat: Value[] = [];
  for (const part of parts.flatMap((piece) => (piece.kind === 'concat' ? piece.parts : [piece]))) {
    const last = flat.at(-1);
    if (part.kind === 'literal' && last?.kind === 'literal') {
      // What a name holds is said by the name alone.
      const place = last.path.isIdentifier() || last.path.isMemberExpression() ? { path, env } : {};
      flat[flat.length - 1] = { ...last, ...place, value: String(last.value) + String(part.value) };
    } else flat.push(part);
  }
  const [only] = flat;
  if (!only) return { kind: 'literal', value: '', path, env };
  if (flat.length === 1 && only.kind === 'literal') return { ...only, value: String(only.value), path, env };
  return { kind: 'concat', parts: flat, path, env } satisfies Concat;
}

const SUMS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
};

/** `left + right`, `left - right`, …; null where that is not known. */
export function computed(operator: string, left: Value, right: Value, path: NodePath, env?: Env): Value | null {
  const compute = SUMS[operator];
  if (!compute) return null;
  if (
    left.kind === 'literal' &&
    right.kind === 'literal' &&
    typeof left.value === 'number' &&
    typeof right.value === 'number'
  ) {
    return { kind: 'literal', value: compute(left.value, right.value), path, env };
  }
  return operator === '+' && (isText(left) || isText(right)) ? joined([left, right], path, env) : null;
}

function isText(value: Value): boolean {
  return (
    value.kind === 'concat' || value.kind === 'encoded' || (value.kind === 'literal' && typeof value.value === 'string')
  );
}
