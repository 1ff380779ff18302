import type { SignatureFamily } from '@unloop/engine/scanner'
import { addonPrograms } from './addons.ts'
import { clusterAutoscaler, karpenter, keda } from './autoscaling.ts'
import { awsLoadBalancerController } from './aws-load-balancer-controller.ts'
import { awsNode } from './aws-node.ts'
import { calicoControl } from './calico-control.ts'
import { calicoNode } from './calico-node.ts'
import { certManager } from './cert-manager.ts'
import { cilium } from './cilium.ts'
import { awsIdentity, azureIdentity, googleIdentity } from './cloud-identity.ts'
import { cniGeneric } from './cni-generic.ts'
import { antrea, kindnet, kubeRouter, ovn, weave } from './cni-plugins.ts'
import { controlPlane, etcdMember } from './control-plane.ts'
import { controllerRuntime } from './controller-runtime.ts'
import { coredns, nodeLocalDns } from './coredns.ts'
import { csiDrivers, csiSidecars } from './csi.ts'
import { deliveryPrograms } from './delivery.ts'
import { edgeServices, ingressOthers } from './edge.ts'
import { externalDns } from './external-dns.ts'
import { flannel } from './flannel.ts'
import { argo, delivery } from './gitops.ts'
import { gpu } from './gpu.ts'
import { ingressNginx } from './ingress-nginx.ts'
import { kubeProxy } from './kube-proxy.ts'
import { kubelet } from './kubelet.ts'
import { kubeStateMetrics, metricsServer } from './metrics.ts'
import { clusterAddons, dataOperators, policyAndSecrets } from './operators.ts'
import { platformPrograms } from './platform.ts'
import { istio, linkerd, otherMesh } from './service-mesh.ts'
import { longhorn, otherStorage, rookCeph } from './storage.ts'

/** Kubernetes' own components, add-ons and operators. */
import { controllers } from './controllers.ts'

export const CLUSTER_FAMILIES: readonly SignatureFamily[] = [
  clusterAutoscaler,
  karpenter,
  keda,
  awsLoadBalancerController,
  awsNode,
  calicoControl,
  calicoNode,
  certManager,
  cilium,
  awsIdentity,
  googleIdentity,
  azureIdentity,
  cniGeneric,
  weave,
  kubeRouter,
  antrea,
  kindnet,
  ovn,
  controlPlane,
  etcdMember,
  controllerRuntime,
  coredns,
  nodeLocalDns,
  csiSidecars,
  csiDrivers,
  ingressOthers,
  edgeServices,
  externalDns,
  flannel,
  argo,
  delivery,
  gpu,
  ingressNginx,
  kubeProxy,
  kubelet,
  metricsServer,
  kubeStateMetrics,
  dataOperators,
  policyAndSecrets,
  clusterAddons,
  istio,
  linkerd,
  otherMesh,
  longhorn,
  rookCeph,
  otherStorage,
  deliveryPrograms,
  platformPrograms,
  addonPrograms,
  controllers,
]
