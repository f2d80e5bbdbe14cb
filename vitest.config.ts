import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // the long suite has tests that take minutes where other programs run beside it
    testTimeout: process.env.LONG ? 900_000 : 60_000,
    hookTimeout: process.env.LONG ? 900_000 : 120_000,
    // on two processors: a good part of the tests waits for programs that it started
    maxWorkers: 3,
    // loading the program and Babel for each of some eighty files takes longer than most of them do
    isolate: false,
    // `npm run coverage`: of the tests that run the sources in their own process
    coverage: {
      include: ['src/**/*.ts'],
      // figures of what did run
      reportOnFailure: true,
      reporter: ['text-summary', 'json-summary', 'json'],
    },
  },
});
