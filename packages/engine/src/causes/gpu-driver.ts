import type { Cause } from './cause.ts'
import { advice } from './shared/advice.ts'

/** No usable GPU driver or runtime. */
export const gpuDriver: Cause = {
  id: 'gpu-driver',
  explain: () =>
    'No usable GPU driver or runtime is on the node that the pod runs on: the driver is not installed or does not fit, or the container does not run under the GPU runtime.',
  fixes: (file) => [
    advice(file, {
      id: 'gpu-driver/node',
      title:
        'Install or repair the driver and its container runtime on the node, or keep this pod to nodes that have a GPU',
      where: 'infra',
      risk: 'medium',
      raw: [
        `kubectl describe node ${file.podSpec?.nodeName ?? ''}`.trim(),
        'kubectl get nodes -L nvidia.com/gpu.present',
      ],
    }),
  ],
}
