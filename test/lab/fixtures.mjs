// The manifests that lint is measured by, as a real API server has them: decoded, converted, its defaults filled in.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readManifests } from '../../packages/formats/src/index.ts'
import { root } from '../../scripts/lib/workspace.mjs'
import { send } from './api.mjs'

/** What the webhook is asked about, and where it is created. */
const PATHS = {
  'v1/Pod': 'api/v1/%/pods',
  'v1/ReplicationController': 'api/v1/%/replicationcontrollers',
  'v1/Service': 'api/v1/%/services',
  'apps/v1/Deployment': 'apis/apps/v1/%/deployments',
  'apps/v1/StatefulSet': 'apis/apps/v1/%/statefulsets',
  'apps/v1/DaemonSet': 'apis/apps/v1/%/daemonsets',
  'apps/v1/ReplicaSet': 'apis/apps/v1/%/replicasets',
  'batch/v1/Job': 'apis/batch/v1/%/jobs',
  'batch/v1/CronJob': 'apis/batch/v1/%/cronjobs',
  'networking.k8s.io/v1/Ingress': 'apis/networking.k8s.io/v1/%/ingresses',
  'networking.k8s.io/v1/NetworkPolicy': 'apis/networking.k8s.io/v1/%/networkpolicies',
  'autoscaling/v2/HorizontalPodAutoscaler': 'apis/autoscaling/v2/%/horizontalpodautoscalers',
  'policy/v1/PodDisruptionBudget': 'apis/policy/v1/%/poddisruptionbudgets',
}

const pathOf = ({ apiVersion, kind }) => PATHS[`${apiVersion}/${kind}`]

/** Objects among the fixtures of lint, good and bad. */
export function fixtures(isWanted = () => true) {
  const folder = join(root, 'test', 'lint')
  return readdirSync(folder, { recursive: true })
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .sort((a, b) => (a < b ? -1 : 1))
    .flatMap((name) =>
      readManifests(readFileSync(join(folder, name), 'utf8'), name).manifests.map(
        ({ object }, index) => ({ name: `${name}#${index}`, object }),
      ),
    )
    .filter(({ object }) => pathOf(object) !== undefined && isWanted(object))
}

/** As it would be stored, and what the API server warns of; null where it refuses the object. */
export async function asServed(lab, object, namespace) {
  const given = named(object, namespace)
  const place = pathOf(object).replace('%', `namespaces/${namespace}`)
  const { status, body, warnings } = await send(lab, {
    method: 'POST',
    path: `/${place}?dryRun=All&fieldValidation=Ignore`,
    body: given,
  })
  if (status !== 201) return { given, served: null, warnings }
  return {
    given,
    served: { ...body, metadata: { ...body.metadata, managedFields: undefined } },
    warnings,
  }
}

const named = ({ status: _status, ...object }, namespace) => ({
  ...object,
  metadata: { ...object.metadata, name: object.metadata?.name ?? 'sample', namespace },
})

/** For lint: there is no file. */
export const manifestOf = (object) => ({
  object,
  file: 'object',
  locate: () => ({ line: 1, column: 1 }),
  lineText: () => '',
})
