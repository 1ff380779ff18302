import type { CaseFile } from '../case/case-file.ts'
import type { KubeObject } from '../evidence/kube.ts'
import type { Fix } from '../report/report.ts'
import { objectPatch, patchFix, podPatch } from './patch.ts'

/** For a program that does its work and ends: a Job in place of the Deployment, or a pod that may end. */
export function endingFixes(file: CaseFile): readonly Fix[] {
  const { workload } = file.failing
  if (workload.kind === 'Pod')
    return [
      patchFix(file, {
        id: 'completes-exit-0/restart-policy',
        title: 'Let the pod end: restartPolicy OnFailure, for a program that does its work once',
        patch: podPatch(file, { restartPolicy: 'OnFailure' }),
        risk: 'medium',
      }),
    ]
  return workload.kind === 'Deployment' && !isServer(file) ? asJob(file) : []
}

/** What has ports or is asked whether it is ready is meant to stay. */
const isServer = ({ podSpec }: CaseFile): boolean =>
  (podSpec?.containers ?? []).some(
    ({ ports, readinessProbe, livenessProbe }) =>
      (ports ?? []).length > 0 || readinessProbe || livenessProbe,
  )

const OF_REVISION = new Set(['pod-template-hash'])

const asJob = (file: CaseFile): readonly Fix[] => {
  const { workload, namespace } = file.failing
  const template = (
    file.inventory.get('Deployment', namespace, workload.name)?.object['spec'] as
      { template?: { metadata?: KubeObject['metadata']; spec?: object } } | undefined
  )?.template
  if (!template?.spec) return []
  const name = `${workload.name.slice(0, 58)}-once`
  const labels = Object.fromEntries(
    Object.entries(template.metadata?.labels ?? {}).filter(([key]) => !OF_REVISION.has(key)),
  )
  const job: KubeObject = {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, namespace },
    spec: {
      template: {
        // Not the Deployment's own labels, whose selector would take the pods over.
        metadata: {
          labels: { 'app.kubernetes.io/component': 'job', job: name, ...withoutOwn(labels) },
        },
        spec: { ...template.spec, restartPolicy: 'OnFailure' },
      },
    },
  }
  return [
    patchFix(file, {
      id: 'completes-exit-0/job',
      title: `Run it once as Job ${name} and scale the Deployment to zero, if the program is meant to end`,
      create: [job],
      patch: objectPatch(
        { kind: 'Deployment', namespace, name: workload.name },
        { spec: { replicas: 0 } },
      ),
      risk: 'high',
    }),
  ]
}

const withoutOwn = (labels: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(labels).filter(([key]) => /^(?:team|owner|tier|environment|env)$/.test(key)),
  )
