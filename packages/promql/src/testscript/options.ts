/** The options of the engine that Prometheus runs its test scripts with. */
export const TEST_ENGINE_OPTIONS = {
  maxSamples: 10_000,
  timeout: 100_000,
  delayedNameRemoval: true,
  useStartTimestamps: true,
  parser: { experimentalFunctions: true, extendedRangeSelectors: true, fillModifiers: true },
} as const
