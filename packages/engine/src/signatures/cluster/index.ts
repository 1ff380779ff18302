import type { SignatureFamily } from '../signature.ts'
import { awsNode } from './aws-node.ts'
import { calicoControl } from './calico-control.ts'
import { calicoNode } from './calico-node.ts'
import { cilium } from './cilium.ts'
import { cniGeneric } from './cni-generic.ts'
import { antrea, kindnet, kubeRouter, ovn, weave } from './cni-others.ts'
import { coredns, nodeLocalDns } from './coredns.ts'
import { flannel } from './flannel.ts'
import { kubeProxy } from './kube-proxy.ts'

/** Kubernetes' own components, add-ons and operators. */
export const CLUSTER_FAMILIES: readonly SignatureFamily[] = [
  awsNode,
  calicoNode,
  calicoControl,
  cilium,
  flannel,
  cniGeneric,
  weave,
  kubeRouter,
  antrea,
  kindnet,
  ovn,
  coredns,
  nodeLocalDns,
  kubeProxy,
]
