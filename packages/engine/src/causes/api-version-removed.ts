import type { Cause } from './cause.ts'
import { advice, withUndo } from './shared/advice.ts'

/** An API or CRD that the program needs is not served. */
export const apiVersionRemoved: Cause = {
  id: 'api-version-removed',
  explain: () =>
    'The program asks for an API or custom resource that this cluster does not serve: it was removed from Kubernetes, or its CustomResourceDefinition is not installed.',
  fixes: (file, finding) =>
    withUndo(file, [
      advice(file, {
        id: 'api-version-removed/serve',
        title: finding.facts['kind']
          ? `Install the CustomResourceDefinition of ${finding.facts['kind']}${finding.facts['group'] ? ` (${finding.facts['group']})` : ''}, or use a version that the cluster serves`
          : 'Install the missing CustomResourceDefinition, or use a version that the cluster serves',
        where: 'config',
        raw: [
          `kubectl api-resources${finding.facts['group'] ? ` --api-group=${finding.facts['group'].split('/')[0]}` : ''}`,
          'kubectl get crds',
        ],
      }),
    ]),
}
