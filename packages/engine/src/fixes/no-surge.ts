import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import { objectPatch, patchFix } from './patch.ts'

/** An old pod of a Deployment ends before its new one starts, so that both never need room at once (apps/v1, `maxSurge`). */
export function noSurgeFix(file: CaseFile, why: string): Fix {
  const { workload, namespace } = file.failing
  return patchFix(file, {
    id: 'strategy/no-surge',
    title: `Let an old pod end before its new one starts (maxSurge 0): ${why}`,
    risk: 'medium',
    patch: objectPatch(
      { kind: workload.kind, namespace, name: workload.name },
      {
        spec: {
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
        },
      },
    ),
  })
}
