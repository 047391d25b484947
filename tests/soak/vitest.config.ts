import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/soak/*.soak.ts'],
    fileParallelism: false,
    testTimeout: 1_200_000,
    hookTimeout: 120_000,
    reporters: ['default'],
  },
});
