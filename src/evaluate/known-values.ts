/**
 * Values that were found once: what an expression is where it stands does not change while a file is analysed. Kept are
 * those alone that no limit had a say in (too deep, already being asked), since another way to the same place may see
 * more.
 */
import type { ast } from '../syntax/index.js';
import type { Env, Value } from './value.js';

type Known = WeakMap<ast.Node, Value>;

let outside: Known = new WeakMap();
/** what expressions are in a function that was entered */
let inside = new WeakMap<Env, Known>();
let given = 0;

export function knownValue(node: ast.Node, env: Env | undefined): Value | undefined {
  return (env ? inside.get(env) : outside)?.get(node);
}

export function keepValue(node: ast.Node, env: Env | undefined, value: Value): void {
  let known = env ? inside.get(env) : outside;
  if (!known) {
    known = new WeakMap();
    if (env) inside.set(env, known);
  }
  known.set(node, value);
}

/** Another file, or other files around the same one. */
export function forgetValues(): void {
  outside = new WeakMap();
  inside = new WeakMap();
}

/** Something was not looked at because of what is being evaluated. */
export function giveUp(): void {
  given++;
}

export function timesGivenUp(): number {
  return given;
}
