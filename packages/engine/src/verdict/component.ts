import type { CaseFile } from '../case/case-file.ts'
import type { CauseId } from '../catalogue.ts'

interface Component {
  readonly cause: CauseId
  readonly title: string
  readonly pattern: RegExp
}

/** Components whose every failure is mostly of one kind: what they are there for is what fails. */
const COMPONENTS: readonly Component[] = [
  {
    cause: 'cni-failed',
    title: 'The network plugin cannot do its work',
    pattern:
      /\b(?:calico(?:-node|-typha)?|felix|kube-flannel|flanneld?|cilium(?:-agent)?|weave-?net|kube-router|aws-node|aws-k8s-agent|ipamd|antrea-agent|kube-ovn|ovnkube(?:-node)?|multus|canal)\b/i,
  },
  {
    cause: 'gpu-driver',
    title: 'The GPU cannot be used',
    pattern:
      /\b(?:nvidia-[a-z-]{3,30}|cuda-validator|dcgm(?:-exporter)?|gpu-feature-discovery|nvml|amdgpu)\b/i,
  },
  {
    cause: 'sidecar-or-injection',
    title: 'A container of the service mesh breaks the pod',
    pattern:
      /\b(?:istio-(?:proxy|init|validation)|linkerd-(?:proxy|init)|ISTIO_[A-Z_]{3,20}|envoy-init)\b/,
  },
]

/** The component that the container is, where it is one of a kind. What its log mentions may be another's name. */
export function componentOf(file: CaseFile): Component | null {
  const { container, spec, workload } = file.failing
  const names = [container?.name, spec?.image, workload.name, file.podName].join(' ')
  return COMPONENTS.find(({ pattern }) => pattern.test(names)) ?? null
}
