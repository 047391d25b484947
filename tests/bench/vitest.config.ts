import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/bench/*.bench.ts'],
    fileParallelism: false,
    testTimeout: 900_000,
    hookTimeout: 120_000,
    reporters: ['default'],
  },
});
