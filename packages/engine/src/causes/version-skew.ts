import type { Cause } from './cause.ts'
import { advice } from './shared/advice.ts'

/**
 * Two versions do not fit. Where an API of the cluster is gone it is `api-version-removed`, where data on a volume is of
 * another version `volume-data-incompatible`.
 */
export const versionSkew: Cause = {
  id: 'version-skew',
  explain: () => 'The program and what it works with are of versions that do not fit.',
  fixes: (file) => [
    advice(file, {
      id: 'version-skew/match',
      title: 'Move the program or its counterpart to versions that support each other',
      where: 'image',
      risk: 'medium',
      kubectl: [['rollout', 'history', file.target]],
      raw: [],
    }),
  ],
}
