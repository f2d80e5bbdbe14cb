/** What functions that are given the answer give back, and what is made of it at each place that enters them. */
import type { ast, NodePath } from '../../syntax/index.js';
import type { Shape } from '../request.js';

/** What is done with what a followed function returns. */
export type OnReturn = (shape: Shape, path: NodePath) => void;

interface Entered {
  /** by the place that enters the function */
  readonly takers: Map<ast.Node, OnReturn>;
  readonly given: { readonly shape: Shape; readonly path: NodePath }[];
}

export class GivenBack {
  private readonly functions = new Map<ast.Node, Entered>();
  private readonly giving = new Set<NodePath>();

  /** A place enters the function: what that gave back to others it gives back here as well. */
  enter(fn: ast.Node, at: ast.Node, onReturn: OnReturn): void {
    const entered = this.functions.get(fn) ?? { takers: new Map<ast.Node, OnReturn>(), given: [] };
    this.functions.set(fn, entered);
    const given = entered.takers.has(at) ? [] : [...entered.given];
    entered.takers.set(at, onReturn);
    for (const { shape, path } of given) onReturn(shape, path);
  }

  /** The function gives something back, to every place that enters it; false where none is known. */
  give(fn: ast.Node, shape: Shape, path: NodePath): boolean {
    const entered = this.functions.get(fn);
    // A function that calls itself gives back what it gives back.
    if (!entered || this.giving.has(path)) return entered !== undefined;
    this.giving.add(path);
    entered.given.push({ shape, path });
    for (const onReturn of [...entered.takers.values()]) onReturn(shape, path);
    this.giving.delete(path);
    return true;
  }
}
