/**
 * Does a file hand anything on that has to do with v1? Where it does not, those that import it need not be looked at. By
 * its top statements: what others see, what that names, what such a one names, and so on; then whether one of them speaks of
 * v1. Errs on the side of yes.
 */
import type { SourceModule } from '../syntax/index.js';
import { leadingOut, packageNames, topStatements } from './top-statements.js';

export const V1_WORDS = /cloudflare|api_json|tkn|api\.html|host-gw|external-event|dlouc-flare/i;
type Words = Pick<RegExp, 'test'>;

/** Could there be anything of v1 in the text? */
export function mentionsV1(text: string): boolean {
  return V1_WORDS.test(text);
}

/** `words`: what is looked for, if it is more than v1. */
export function handsOn(module: SourceModule, words: Words = V1_WORDS): boolean {
  const { program, text } = module;
  const statements = topStatements(module);
  const marked = statements.filter(({ start, end }) => words.test(text.slice(start, end)));
  if (marked.length === 0) return false;
  const packages = packageNames(program, (source) => words.test(`'${source}'`));
  return marked.some(leadingOut(statements, packages));
}
