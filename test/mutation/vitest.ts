/** What tests import from `vitest`, where they are asked one by one in the process of a mutant. */
import { ASYMMETRIC_MATCHERS_OBJECT, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect';
import * as chai from 'chai';

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);

const plain = (value: unknown, message?: string) => chai.expect(value, message);
const matchers = (globalThis as Record<symbol, object | undefined>)[ASYMMETRIC_MATCHERS_OBJECT];
export const expect = Object.assign(plain, chai.expect, matchers, { soft: plain });

type Body = (...given: readonly unknown[]) => unknown;
interface Test {
  readonly name: string;
  readonly body: () => unknown;
}

/** The tests of the files that were loaded. */
export const tests: Test[] = [];
const around: string[] = [];
/** what is done around each test; no file needs to be without that of another */
const first: Body[] = [];
const last: Body[] = [];

export const beforeEach = (body: Body) => first.push(body);
export const afterEach = (body: Body) => last.push(body);

function declare(name: string, body: Body, given: readonly unknown[] = []): void {
  const whole = async () => {
    for (const one of first) await one();
    try {
      await body(...given);
    } finally {
      for (const one of last) await one();
    }
  };
  tests.push({ name: [...around, name].join(' > '), body: whole });
}

function group(name: string, body: Body, given: readonly unknown[] = []): void {
  around.push(name);
  try {
    body(...given);
  } finally {
    around.pop();
  }
}

function each(one: typeof declare) {
  return (table: readonly unknown[]) => (name: string, body: Body) => {
    for (const [index, row] of table.entries()) one(`${name} ${index}`, body, Array.isArray(row) ? row : [row]);
  };
}

const nothing = Object.assign(() => {}, { each: () => () => {} });
const unless = (skipped: unknown) => (skipped ? nothing : it);

export const it = Object.assign((name: string, body: Body) => declare(name, body), {
  each: each(declare),
  skip: nothing,
  skipIf: unless,
  runIf: (wanted: unknown) => unless(!wanted),
});
export const test = it;
export const describe = Object.assign((name: string, body: Body) => group(name, body), {
  each: each(group),
  skipIf: (skipped: unknown) => (skipped ? nothing : describe),
  runIf: (wanted: unknown) => (wanted ? describe : nothing),
});
