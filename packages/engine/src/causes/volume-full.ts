import type { Cause } from './cause.ts'

/** No space or no inodes left on a volume or the node. */
export const volumeFull: Cause = {
  id: 'volume-full',
  explain: () => 'No space is left where the program writes.',
  fixes: () => [],
}
