import { defineConfig } from 'vitest/config';

/** What is measured, one after the other: they share two cores with nobody. */
export default defineConfig({
  test: {
    include: ['tests/bench/*.bench.ts'],
    fileParallelism: false,
    testTimeout: 900_000,
    hookTimeout: 120_000,
    reporters: ['default'],
  },
});
