/** Whether a migrated program did against v4 what it did against v1. */
import { MESSAGES } from './account.js';
import type { Check } from './openapi.js';
import type { Program } from './programs.js';
import type { Outcome, Scenario } from './scenario.js';

/** What the generated zone lookup says in place of v1's text: the one text that may differ. */
const NO_ZONE = /Cloudflare zone (?:not found|is not unique): \S+/g;
const STACK = /^\s+at .+$/m;
/** v1 and v4 clients word connection errors differently. */
const TRANSPORT_FAULTS: readonly Scenario[] = ['broken-connection', 'retry-trap'];

/** What of a program decides how it is compared. */
interface Compared {
  readonly run: Pick<Program['run'], 'unordered'>;
}

/** One line for each difference; empty: none. */
export function differences(program: Compared, scenario: Scenario, before: Outcome, after: Outcome): string[] {
  const pairs: [what: string, before: unknown, after: unknown][] = [
    ['exit code', before.exit, after.exit],
    ['stdout', printed(program, before), printed(program, after)],
    ['effects', effects(program, before), effects(program, after)],
    ['account', before.state, after.state],
  ];
  // A stack trace names files and lines, and they do change.
  const comparable = !TRANSPORT_FAULTS.includes(scenario) && !STACK.test(before.stderr);
  if (comparable) pairs.push(['stderr', plain(before.stderr), plain(after.stderr)]);
  return pairs.flatMap(([what, expected, actual]) => {
    const texts = [expected, actual].map((value) => (typeof value === 'string' ? value : JSON.stringify(value)));
    return texts[0] === texts[1] ? [] : [difference(what, texts[0]!, texts[1]!, after)];
  });
}

/** What a migrated program asked that it must not ask, or did not ask at all. */
export function wrongRequests({ v1Requests, v4Requests, violations }: Outcome, check: Check | null): string[] {
  const problems = v1Requests.map(({ path }) => `still asks v1: ${path}`);
  if (v4Requests.length === 0) problems.push('asks v4 nothing');
  problems.push(...violations.map((violation) => `refused by the v4 server: ${violation}`));
  // What v4 refused as the user's input was the program's own doing, and v1 refused it as well.
  const accepted = v4Requests.filter(({ status }) => status !== 400);
  if (check) problems.push(...accepted.flatMap((request) => check(request)));
  return problems;
}

function plain(text: string): string {
  return text.replace(NO_ZONE, MESSAGES.zone);
}

function effects({ run }: Compared, outcome: Outcome): readonly string[] {
  const lines = outcome.effects.map((effect) => JSON.stringify(effect, Object.keys(effect).sort()));
  return run.unordered ? lines.sort() : lines;
}

function printed({ run }: Compared, { stdout }: Outcome): string {
  const text = plain(stdout);
  return run.unordered ? text.split('\n').sort().join('\n') : text;
}

const SHOWN = 600;

function difference(what: string, expected: string, actual: string, { stderr }: Outcome): string {
  const at = [...expected].findIndex((character, i) => character !== actual[i]);
  const from = Math.max(0, at - 60);
  const show = (text: string): string => text.slice(from, from + SHOWN);
  return `${what}: v1 ${show(expected)} | v4 ${show(actual)}${stderr && ` | stderr ${stderr.slice(0, SHOWN)}`}`;
}
