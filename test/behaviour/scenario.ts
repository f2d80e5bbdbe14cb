/** What may go wrong around a program, and one run of it through one API under it. */
import { Account, type Effect, EMAIL, KEY } from './account.js';
import type { Fault } from './fault.js';
import type { SeenRequest } from './local-server.js';
import type { Program } from './programs.js';
import { runResident } from './resident.js';
import { type Ran, runNode, type Sources, withProgram } from './run-program.js';
import { startV1 } from './v1-server.js';
import { startV4 } from './v4-server.js';

export type Scenario = 'none' | 'bad-key' | 'unknown-zone' | Exclude<Fault, 'none'>;

/** `unknown-zone` is an account without this one. */
const MISSING_ZONE = 'example.com';
const WRONG_KEY = 'ffffffffffffffffffffffffffffffffffffff';

/** How a program is run: in a process of its own with LONG=1, else in one that stays. */
const RUN = process.env.LONG ? runNode : runResident;

/** Credentials that a rewritten program must not pick up by itself. */
const STRAY = {
  CLOUDFLARE_API_TOKEN: 'stray-token',
  CLOUDFLARE_API_KEY: 'stray-key',
  CLOUDFLARE_EMAIL: 'stray@example.net',
};

export interface Outcome {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly effects: readonly Effect[];
  readonly state: unknown;
  readonly v1Requests: readonly SeenRequest[];
  readonly v4Requests: readonly SeenRequest[];
  readonly violations: readonly string[];
}

/** Runs a program's sources with both servers at hand, on a fresh account that is shared by them. */
export async function runScenario(program: Program, sources: Sources, scenario: Scenario): Promise<Outcome> {
  return inScenario(scenario, [MISSING_ZONE], (servers) => {
    const env = { ...servers, ...program.run.env };
    return withProgram(program.dir, sources, (main) => RUN(main, program.run.args, env));
  });
}

/** One run of whatever it is; `missing`: the zones that are not there where a zone is unknown. */
export async function inScenario(
  scenario: Scenario,
  missing: readonly string[],
  run: (env: Readonly<Record<string, string>>) => Promise<Ran>,
): Promise<Outcome> {
  const account = new Account(scenario === 'unknown-zone' ? missing : []);
  const fault: Fault = scenario === 'bad-key' || scenario === 'unknown-zone' ? 'none' : scenario;
  const [v1, v4] = await Promise.all([startV1(account, fault), startV4(account, fault)]);
  try {
    const ran = await run({
      CF_EMAIL: EMAIL,
      CF_KEY: scenario === 'bad-key' ? WRONG_KEY : KEY,
      CFV1_V1_PORT: String(v1.port),
      CFV1_V4_PORT: String(v4.port),
      ...STRAY,
    });
    const { effects } = account;
    const state = account.state();
    return { ...ran, effects, state, v1Requests: v1.seen, v4Requests: v4.seen, violations: v4.violations };
  } finally {
    await Promise.all([v1.close(), v4.close()]);
  }
}
