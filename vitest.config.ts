import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/property-seed.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
    // Real processes, browsers and servers on two busy cores: what fails twice is told, once may be the machine's.
    retry: process.env.CI ? 1 : 0,
    reporters: ['default'],
  },
})
