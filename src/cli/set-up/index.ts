import { GITHUB } from './github.js';
import { GITLAB } from './gitlab.js';
import { HUSKY } from './husky.js';
import { LEFTHOOK } from './lefthook.js';
import { LINT_STAGED } from './lint-staged.js';
import { PRE_COMMIT } from './pre-commit.js';
import type { Tool } from './set-up.js';

export type { Repository, SetUp, Tool } from './set-up.js';

/** In the order in which they are told of. */
export const TOOLS: readonly Tool[] = [HUSKY, LEFTHOOK, LINT_STAGED, PRE_COMMIT, GITHUB, GITLAB];
