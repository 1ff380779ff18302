import type { KubeObject } from './kube.ts'

/**
 * The annotation by which the Deployment controller counts revisions, on the Deployment and on its ReplicaSets
 * (deployment/util, `RevisionAnnotation`). Other kinds have ControllerRevisions, with a field of their own.
 */
export const REVISION_ANNOTATION = 'deployment.kubernetes.io/revision'

/** The number of a Deployment, ReplicaSet or ControllerRevision, which grows with each change of the template; 0 where it has none. */
export function revisionNumber(
  object: Pick<KubeObject, 'metadata'> & { readonly revision?: unknown },
): number {
  const stated = object.metadata.annotations?.[REVISION_ANNOTATION] ?? object.revision ?? 0
  const number = Number(stated)
  return Number.isFinite(number) ? number : 0
}
