import { defineConfig } from 'vitest/config';

/** The long versions of the proofs, one after the other: they share two cores with nobody. */
export default defineConfig({
  test: {
    include: ['tests/soak/*.soak.ts'],
    fileParallelism: false,
    testTimeout: 1_200_000,
    hookTimeout: 120_000,
    reporters: ['default'],
  },
});
