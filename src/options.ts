/** The options of a run as one frozen object; every command reads this and nothing else. */

export type Target = 'sdk' | 'fetch';
export type Auth = 'key' | 'token';
export type AccessRuleScope =
  | { readonly scope: 'user' }
  | { readonly scope: 'account'; readonly id: string }
  | { readonly scope: 'zone'; readonly name: string };

/** What changes how code is analysed and written; all that the pipeline sees. */
export interface MigrationOptions {
  readonly target: Target;
  readonly auth: Auth;
  readonly accessRules: AccessRuleScope;
  /** zone name → v4 id; no lookup is written for these */
  readonly zones: Readonly<Record<string, string>>;
  /** module that holds the helper functions, relative to the root; null: in each file */
  readonly helpers: string | null;
  readonly safeOnly: boolean;
  /** rewrite the examples of Markdown texts too */
  readonly docs: boolean;
  /** write a bridge where only that can serve; `inline`: only a small one, in the file itself */
  readonly bridge: false | 'module' | 'inline';
  readonly todo: boolean;
  readonly only: readonly string[];
  readonly skip: readonly string[];
  readonly actions: readonly string[];
  readonly verifyTypes: boolean;
  /** take out comments that hide no finding */
  readonly tidy: boolean;
  /** heed comments that hide findings */
  readonly comments: boolean;
  /** look for keys in every file, and read them from the environment instead where files are written */
  readonly secrets: false | 'find' | 'move';
}

export const DEFAULT_MIGRATION: MigrationOptions = Object.freeze<MigrationOptions>({
  target: 'sdk',
  auth: 'key',
  accessRules: { scope: 'user' },
  zones: {},
  helpers: null,
  safeOnly: false,
  docs: false,
  bridge: 'module',
  todo: true,
  only: [],
  skip: [],
  actions: [],
  verifyTypes: false,
  tidy: false,
  comments: true,
  secrets: false,
});
