/** What the written code needs beside itself: collected while it is written, laid down once per file. */

import type { HelperId } from './helpers/index.js';
import type { Rewriter } from './rewriter.js';

const NEEDS = new WeakMap<Rewriter, Set<HelperId>>();

export function needHelper(rewriter: Rewriter, helper: HelperId): void {
  neededHelpers(rewriter).add(helper);
}

export function neededHelpers(rewriter: Rewriter): Set<HelperId> {
  const needs = NEEDS.get(rewriter) ?? new Set<HelperId>();
  NEEDS.set(rewriter, needs);
  return needs;
}
