import type { Cause } from './cause.ts'

/** No usable GPU driver or runtime. */
export const gpuDriver: Cause = {
  id: 'gpu-driver',
  explain: () =>
    "No usable GPU driver or runtime is on the node.",
  fixes: () => [],
}
