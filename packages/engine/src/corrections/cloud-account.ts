import type { CaseFile } from '../case/case-file.ts'
import { askFor } from '../fixes/ask.ts'
import { patchFix, podPatch } from '../fixes/patch.ts'
import type { Fix } from '../report/report.ts'
import { saidWords, type Correction } from './correction.ts'

const ROLE =
  /^(?:eks\.amazonaws\.com\/role-arn|iam\.gke\.io\/gcp-service-account|azure\.workload\.identity\/client-id)$/

/**
 * The token of a cloud identity is mounted only for a ServiceAccount that names a role (the webhooks of EKS, GKE and Azure):
 * an account of the namespace that names one is used.
 */
export const cloudAccount: Correction = (file, lead) => {
  const words = saidWords(file, lead)
  if (
    !/eks\.amazonaws\.com\/serviceaccount|web.?identity|azure.{0,20}federated.?token|azure-identity-token/i.test(
      words,
    )
  )
    return []
  const own = file.podSpec?.serviceAccountName ?? 'default'
  const accounts = file.inventory
    .inNamespace('ServiceAccount', file.failing.namespace)
    .filter(({ object }) =>
      Object.keys(object.metadata.annotations ?? {}).some((key) => ROLE.test(key)),
    )
    .map(({ object }) => object.metadata.name ?? '')
  const [only, ...more] = accounts
  if (!only && own === 'default' && /eks\.amazonaws/.test(words)) return [ownAccount(file)]
  if (!only || more.length > 0 || only === own) return []
  return [
    patchFix(file, {
      id: 'cloud-iam-denied/account',
      title: `Run as ServiceAccount ${only}, which names the cloud role, instead of ${own}`,
      patch: podPatch(file, { serviceAccountName: only }),
      risk: 'medium',
    }),
  ]
}

/** No account of the namespace names a role, and the pod runs as the one that all share: it gets one of its own. */
const ownAccount = (file: CaseFile): Fix => {
  const { namespace, workload } = file.failing
  const ask = askFor(
    'ROLE',
    'The cloud role that the program is to have, as eks.amazonaws.com/role-arn takes it',
    { secret: false },
  )
  const annotations = { 'eks.amazonaws.com/role-arn': ask.placeholder }
  return patchFix(file, {
    id: 'cloud-iam-denied/own-account',
    title: `Run as a ServiceAccount of its own${workload.name ? `, ${workload.name},` : ''} that names the cloud role: the shared account default names none`,
    create: [
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: { name: workload.name, namespace, annotations },
      },
    ],
    asks: [ask],
    patch: podPatch(file, { serviceAccountName: workload.name }),
    risk: 'medium',
  })
}
