/** The test bed itself: it passes a migration by hand that is right, and sees what is wrong with careless ones. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { differences, wrongRequests } from './compare.js';
import { openApiCheck } from './openapi.js';
import { allPrograms } from './programs.js';
import { runScenario, type Scenario } from './scenario.js';

const program = allPrograms('').find(({ name }) => name === 'ddns-request-callback')!;

function byHand(target: 'sdk' | 'fetch'): string {
  return readFileSync(new URL(`./by-hand/${program.name}.${target}.js`, import.meta.url), 'utf8');
}

async function problemsOf(source: string, scenario: Scenario): Promise<string[]> {
  const before = await runScenario(program, {}, scenario);
  const after = await runScenario(program, { 'main.js': source }, scenario);
  return [...differences(program, scenario, before, after), ...wrongRequests(after, openApiCheck())];
}

it.each(program.run.faults)('finds nothing wrong with a right migration: %s', async (scenario) => {
  expect(await problemsOf(byHand('sdk'), scenario)).toEqual([]);
  expect(await problemsOf(byHand('fetch'), scenario)).toEqual([]);
});

it.each<[slip: string, scenario: Scenario, from: string, to: string, seen: string]>([
  ['retries', 'retry-trap', 'maxRetries: 0', 'maxRetries: 2', 'effects'],
  ['a token from the environment', 'none', '  apiToken: null,\n', '', 'Authorization is sent'],
  ['the key as a token', 'none', 'apiToken: null', 'apiToken: process.env.CF_KEY', 'Authorization'],
  ['a string for a number', 'none', 'ttl: record.ttl', 'ttl: String(record.ttl)', 'ttl "120"'],
  ['a field of v1', 'none', 'proxied: record.proxied', "service_mode: '0'", 'unknown fields service_mode'],
  ['a name that is cut', 'none', 'name: record.name', "name: 'home'", 'name home is not complete'],
  ['a reset proxy', 'none', 'proxied: record.proxied', 'proxied: true', 'account'],
  ['the SDK text in place of msg', 'bad-key', 'err.errors?.[0]?.message ?? ', '', 'stderr'],
  ['an error that is kept quiet', 'bad-key', '  process.exit(1);', '', 'exit code'],
  ['a zone name for an id', 'none', 'return zone.id', 'return zone.name', 'zone id example.com'],
])('sees %s (%s)', async (_slip, scenario, from, to, seen) => {
  const source = byHand('sdk');
  expect(source).toContain(from);
  expect((await problemsOf(source.replace(from, to), scenario)).join('\n')).toContain(seen);
});

it('sees a program that still asks v1', async () => {
  const source = readFileSync(`${program.dir}/main.js`, 'utf8');
  expect((await problemsOf(source, 'none')).join('\n')).toContain('still asks v1');
});
