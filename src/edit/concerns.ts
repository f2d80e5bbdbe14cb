/** Where in a file something concerns a rewrite: what holds none of it keeps its text, and need not be gone through. */
import type { Answer } from '../find/answers/answer.js';
import { type ast, spanOf, startOf } from '../syntax/index.js';
import type { CallPlan } from './call-plan.js';

export class Concerns {
  /** where what is known from the start stands, sorted */
  private readonly places: Uint32Array;

  /**
   * @param known the keys of these stay as they are
   * @param growing of these more may come
   */
  constructor(
    plans: Iterable<CallPlan>,
    known: readonly ReadonlyMap<ast.Node, unknown>[],
    private readonly growing: readonly Pick<ReadonlySet<ast.Node>, 'size' | 'keys'>[],
  ) {
    const nodes = known.flatMap((map) => [...map.keys()]);
    for (const { anchor, answer, call } of plans)
      nodes.push(anchor.node, call.site.node, ...call.parts.map(({ node }) => node), ...nodesOf(answer));
    this.places = Uint32Array.from(nodes, (node) => startOf(node)).sort();
  }

  /** False: whatever the outcome is, the text of the node stays. */
  touch(touched: ast.Node): boolean {
    const { start: from, end: to } = spanOf(touched);
    const { places } = this;
    let low = 0;
    for (let high = places.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (places[middle]! < from) low = middle + 1;
      else high = middle;
    }
    if (low < places.length && places[low]! < to) return true;
    for (const nodes of this.growing) for (const node of nodes.keys()) if (isWithin(node, from, to)) return true;
    return false;
  }
}

function isWithin(node: ast.Node, from: number, to: number): boolean {
  return startOf(node) >= from && startOf(node) < to;
}

function nodesOf(answer: Answer): ast.Node[] {
  const nodes = [
    ...answer.shapes.keys(),
    ...answer.decided,
    ...answer.borders,
    ...answer.gathering,
    ...answer.functions,
    ...answer.inlined.keys(),
    ...answer.links.map(({ call }) => call.node),
    ...answer.named.map(({ path }) => path.node),
  ] as ast.Node[];
  for (const { identifier, path, constantViolations } of answer.holders.keys())
    nodes.push(identifier, path.node, ...constantViolations.map(({ node }) => node));
  return nodes;
}
