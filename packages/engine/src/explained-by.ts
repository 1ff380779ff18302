import type { CauseId } from './catalogue.ts'

/** Why a program does not get as far as to answer its probe. */
const WHY_NOT_UP: readonly CauseId[] = [
  'dependency-unreachable',
  'dns-failure',
  'dependency-auth-failed',
  'network-policy',
  'tls-cert',
  'rbac-forbidden',
  'service-account-token',
  'schema-migration-failed',
  'volume-full',
  'volume-data-incompatible',
  'permission-denied-fs',
  'app-config-invalid',
  'cpu-starved-startup',
  'deadlock-or-timeout-startup',
  'app-exception',
]

/**
 * Which causes can be the reason that another one is seen: a name that does not resolve is why a database is out of reach,
 * and that is why a migration fails. The one that nothing at hand explains is the root. No pair explains each other.
 */
export const EXPLAINED_BY: Readonly<Partial<Record<CauseId, readonly CauseId[]>>> = {
  'dependency-unreachable': [
    'dns-failure',
    'tls-cert',
    'rbac-forbidden',
    'service-account-token',
    'network-policy',
  ],
  'dns-failure': ['network-policy', 'dns-loop'],
  'liveness-probe': WHY_NOT_UP,
  'startup-probe': WHY_NOT_UP,
  'readiness-gate': WHY_NOT_UP,
  'schema-migration-failed': ['dependency-unreachable', 'dns-failure', 'dependency-auth-failed'],
  'sidecar-or-injection': ['dependency-unreachable', 'dns-failure', 'tls-cert'],
  'deadlock-or-timeout-startup': [
    'dependency-unreachable',
    'dns-failure',
    'dependency-auth-failed',
    'rbac-forbidden',
  ],
  'config-file-missing': ['permission-denied-fs', 'mount-failed', 'secret-or-configmap-missing'],
  'arch-mismatch': ['kernel-or-node'],
  'permission-denied-fs': ['kernel-or-node'],
  segfault: ['kernel-or-node'],
  'cni-failed': ['rbac-forbidden', 'api-version-removed', 'service-account-token'],
  'dependency-auth-failed': ['permission-denied-fs', 'service-account-token', 'dns-failure'],
  'tls-cert': ['dns-failure', 'permission-denied-fs'],
  'cloud-iam-denied': ['dns-failure', 'service-account-token'],
  'webhook-cert': ['rbac-forbidden', 'secret-or-configmap-missing'],
  'app-exception': [
    'app-config-invalid',
    'env-missing',
    'missing-dependency',
    'config-file-missing',
    'permission-denied-fs',
    'tls-cert',
    'volume-full',
    'cloud-iam-denied',
  ],
}

/** Whether the first cause can be the reason for the second. */
export function explains(underlying: CauseId, shown: CauseId): boolean {
  return EXPLAINED_BY[shown]?.includes(underlying) ?? false
}
