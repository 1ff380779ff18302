import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.ts', 'test/**/*.test.ts'],
    testTimeout: 20_000,
    // Nothing is mocked and nothing is global, so that files can share a worker.
    isolate: false,
  },
})
