import type { Cause } from './cause.ts'

/** A referenced Secret or ConfigMap, or a key in it, does not exist. */
export const secretOrConfigmapMissing: Cause = {
  id: 'secret-or-configmap-missing',
  explain: () =>
    'The pod refers to a Secret or ConfigMap, or a key in it, that does not exist. The kubelet does not start the container before it does.',
  fixes: () => [],
}
