import type { Cause } from './cause.ts'

/** The data on the volume is corrupt, locked, or of another version. */
export const volumeDataIncompatible: Cause = {
  id: 'volume-data-incompatible',
  explain: () =>
    'The data on the volume cannot be used by this version of the program: another version wrote it, it is damaged, or it is locked.',
  fixes: () => [],
}
