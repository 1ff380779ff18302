import type { KubeObject } from '../evidence/kube.ts'

const GROUP = 'rbac.authorization.k8s.io'

/** What an account lacks. Within one namespace a Role is made for it, else a ClusterRole. */
export interface Grant {
  readonly name: string
  /** Null for the whole cluster. */
  readonly namespace: string | null
  readonly account: { readonly namespace: string; readonly name: string }
  readonly rules: readonly {
    readonly apiGroups: readonly string[]
    readonly resources: readonly string[]
    readonly verbs: readonly string[]
    readonly resourceNames?: readonly string[]
  }[]
}

const metadata = (name: string, namespace: string | null): KubeObject['metadata'] =>
  namespace === null ? { name } : { name, namespace }

/** The Role (or ClusterRole) with just these rules. */
export function roleObject({ name, namespace, rules }: Grant): KubeObject {
  return {
    apiVersion: `${GROUP}/v1`,
    kind: namespace === null ? 'ClusterRole' : 'Role',
    metadata: metadata(name, namespace),
    rules,
  }
}

export function bindingObject(
  { name, namespace, account }: Omit<Grant, 'rules'>,
  role: { readonly kind: string; readonly name: string },
): KubeObject {
  return {
    apiVersion: `${GROUP}/v1`,
    kind: namespace === null ? 'ClusterRoleBinding' : 'RoleBinding',
    metadata: metadata(name, namespace),
    roleRef: { apiGroup: GROUP, kind: role.kind, name: role.name },
    subjects: [{ kind: 'ServiceAccount', name: account.name, namespace: account.namespace }],
  }
}
