import type { Cause } from './cause.ts'

/** CPU throttling makes the start too slow for its probes. */
export const cpuStarvedStartup: Cause = {
  id: 'cpu-starved-startup',
  explain: () =>
    'The container gets so little CPU that it does not start before its probes give up.',
  fixes: () => [],
}
