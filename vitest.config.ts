import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // on two processors: a good part of the tests waits for programs that it started
    maxWorkers: 3,
    // loading the program and Babel for each of some eighty files takes longer than most of them do
    isolate: false,
  },
});
