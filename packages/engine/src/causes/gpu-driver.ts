import { sh } from '../commands/sh.ts'
import { containerPatch, patchFix } from '../fixes/patch.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import { advice } from './shared/advice.ts'

/** No usable GPU driver or runtime. */
export const gpuDriver: Cause = {
  id: 'gpu-driver',
  explain: () =>
    'No usable GPU driver or runtime is on the node that the pod runs on: the driver is not installed or does not fit, or the container does not run under the GPU runtime.',
  fixes: (file) => [
    ...askForGpu(file),
    advice(file, {
      id: 'gpu-driver/node',
      title:
        'Install or repair the driver and its container runtime on the node, or keep this pod to nodes that have a GPU',
      where: 'infra',
      risk: 'medium',
      raw: [
        sh`kubectl describe node ${file.podSpec?.nodeName ?? []}`,
        sh`kubectl get nodes -L nvidia.com/gpu.present`,
      ],
    }),
  ],
}

/**
 * Device plugins put driver and devices into containers that ask for them, and the scheduler then takes a node that has them
 * (kubernetes.io/docs/tasks/manage-gpus). Only where some node offers one.
 */
const askForGpu = (file: CaseFile): readonly Fix[] => {
  const limits = file.failing.spec?.resources?.limits ?? {}
  const offered = file.inventory
    .all('Node')
    .flatMap(({ object }) =>
      Object.keys((object['status'] as { allocatable?: object } | undefined)?.allocatable ?? {}),
    )
    .find((name) => /^(?:nvidia|amd)\.com\/gpu$|^gpu\.intel\.com\//.test(name))
  if (offered === undefined || Object.keys(limits).some((name) => /gpu/.test(name))) return []
  return [
    patchFix(file, {
      id: 'gpu-driver/limit',
      title: `Ask for a GPU (${offered}: 1): the container has none, as it does not ask`,
      patch: containerPatch(file, { resources: { limits: { [offered]: '1' } } }),
      risk: 'medium',
    }),
  ]
}
