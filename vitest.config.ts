import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/redis-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Generous: a slow machine must not fail a test. What is to be fast is measured under bench/.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    // A test that was left out by mistake fails the run.
    allowOnly: false,
    passWithNoTests: false,
  },
});
