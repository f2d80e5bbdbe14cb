/** Every rule with its severity, and in words: what it finds, why that matters, what to do. Read by reports and `explain`. */
import type { RuleId, Severity } from '../finding.js';

export interface Rule {
  readonly severity: Severity;
  /** What is found. */
  readonly what: string;
  /** Why it matters, one sentence. */
  readonly why: string;
  /** What to do where the finding has no reason that says so. */
  readonly help: string;
}

export const RULES: Readonly<Record<RuleId, Rule>> = {
  'v1-call': {
    severity: 'error',
    what: 'A call of the Client API v1 that has a v4 counterpart.',
    why: 'Cloudflare answers API v1 no more, so this call fails.',
    help: 'Run `cfv1 migrate --write`; look at what it marks with a TODO.',
  },
  'removed-action': {
    severity: 'error',
    what: 'A call of a v1 action for which API v4 has nothing.',
    why: 'Cloudflare answers API v1 no more, and what this call asked for ended with it.',
    help: 'Remove the call and what depends on its answer.',
  },
  'needs-decision': {
    severity: 'error',
    what: 'A v1 call that could become several v4 calls, or that lacks something v4 wants.',
    why: 'Which one is right is not in the code, and a guess could do harm.',
    help: 'Decide as the reason says, by an option or in the code, and run the migration again.',
  },
  'unknown-call': {
    severity: 'error',
    what: 'A request to API v1 whose action or form is not known before the program runs.',
    why: 'The call fails since v1 ended, and what it should become cannot be told from the code.',
    help: 'Write the action and the names of the fields as literals where the request is made, or migrate it by hand.',
  },
  'v1-package': {
    severity: 'error',
    what: 'An npm package that speaks API v1: `cloudflare` before 1.0, `cloudflare-api`, `gulp-cloudflare` and the like.',
    why: 'Everything the package does fails since v1 ended.',
    help: 'Migrate its calls, then replace it by `cloudflare` 7 or remove it.',
  },
  'v1-endpoint': {
    severity: 'error',
    what: 'A string that is the address of API v1, in code or configuration, which no call explains.',
    why: 'Something sends requests to an address that answers no more, in a way that was not understood.',
    help: 'Find what uses the string and migrate that by hand, or remove it.',
  },
  'v1-answer': {
    severity: 'warning',
    what: 'Code that reads a v1 answer whose call is elsewhere.',
    why: 'v4 answers have other names and types, so the read gives undefined once the call is migrated.',
    help: 'Migrate it together with the call that the answer comes from.',
  },
  'outdated-v4': {
    severity: 'warning',
    what: 'v4 code as the 2016 guide showed it: a method, path or field that v4 has changed since.',
    why: 'The request is refused, or answered with something else, although it is v4.',
    help: 'Write it as the current v4 documentation has it.',
  },
  'hardcoded-credential': {
    severity: 'warning',
    what: 'A Cloudflare key or token in the source, or the address of the account that it is of.',
    why: 'Whoever reads the repository, or its history, can do what the account can do: a key of v1 still opens v4.',
    help: 'Revoke it in the Cloudflare dashboard (My Profile, API Tokens), and read the new one from the environment: `cfv1 migrate --secrets --write` writes that into scripts.',
  },
  'stored-record-id': {
    severity: 'warning',
    what: 'A numeric v1 id that is kept outside the program or written in it.',
    why: 'v4 ids are 32 hexadecimal digits; a number from v1 names nothing there.',
    help: 'Look the record up by name and type, or store its v4 id.',
  },
  'v1-bridge': {
    severity: 'warning',
    what: 'A request that goes through the bridge: v1 form in, v4 calls, v1 answer out.',
    why: 'It works, but keeps the shape of v1 in the code.',
    help: 'Replace it by the v4 call when its action and readers are known.',
  },
  todo: {
    severity: 'warning',
    what: 'A `TODO(cloudflare-v4)` comment that a migration left.',
    why: 'A person has yet to look at what the comment says.',
    help: 'Do what it says, then delete the comment.',
  },
  'v1-mock': {
    severity: 'note',
    what: 'A test that imitates API v1.',
    why: 'It passes no more, or proves nothing, once the code calls v4.',
    help: 'Write the v4 request and its answer into the test.',
  },
  'parse-error': {
    severity: 'error',
    what: 'A file that mentions API v1 and cannot be parsed.',
    why: 'Calls in it cannot be seen, so nothing may be said of it.',
    help: 'Mend the syntax, or migrate the file by hand.',
  },
  'not-analysed': {
    severity: 'error',
    what: 'A file that mentions API v1 and was not analysed: too large, not UTF-8, or not readable.',
    why: 'Calls in it cannot be seen, so nothing may be said of it.',
    help: 'Check the file by hand; exclude it if it is generated.',
  },
  'unused-suppression': {
    severity: 'warning',
    what: 'A `cfv1-ignore` comment that hides no finding.',
    why: 'It would hide the next one, unseen.',
    help: 'Delete the comment.',
  },
  'bare-suppression': {
    severity: 'warning',
    what: 'A `cfv1-ignore` comment that gives no reason.',
    why: 'Nobody can tell later whether it still holds.',
    help: 'Add the reason after `--`.',
  },
};

/** Rules whose findings `migrate` can write. */
export const WRITTEN_RULES: ReadonlySet<string> = new Set<RuleId>(['v1-call', 'v1-package']);

export const RULE_IDS = Object.keys(RULES) as readonly RuleId[];

/** @returns whether the name is that of a rule */
export function isRuleId(name: string): name is RuleId {
  return Object.hasOwn(RULES, name);
}
