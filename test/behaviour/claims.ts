/** What a program claims of itself in its `run.json`, held against one run of it with API v1. */
import type { Program } from './programs.js';
import type { Outcome, Scenario } from './scenario.js';

const REFUSED_CONNECTION = 97;

/** What does not hold; empty where the program is the working program that it says. */
export function brokenClaims({ run }: Program, scenario: Scenario, outcome: Outcome): string[] {
  const broken: string[] = [];
  const hold = (holds: boolean, what: string) => {
    if (!holds) broken.push(`v1: ${what}: ${outcome.stdout.slice(0, 300)} ${outcome.stderr.slice(0, 300)}`);
  };
  const { effects } = outcome;
  hold(outcome.exit === (run.exits[scenario] ?? 0), `exit code ${outcome.exit}`);
  hold(outcome.exit !== REFUSED_CONNECTION, 'a connection elsewhere');
  hold(outcome.v1Requests.length > 0, 'no request to v1');
  hold(outcome.v4Requests.length === 0, 'a request to v4');
  if (scenario === 'none') {
    hold(outcome.stdout.includes(run.prints), `does not print ${run.prints}`);
    hold(effects.length === run.effects, `${effects.length} effects`);
  }
  if (scenario.startsWith('retry-trap')) hold(effects.length > 0, 'nothing to repeat');
  else if (!['none', 'http-500-once', 'unknown-zone'].includes(scenario)) hold(effects.length === 0, 'effects');
  return broken;
}
