import { apiVersionRemoved } from './api-version-removed.ts'
import { appConfigInvalid } from './app-config-invalid.ts'
import { appException } from './app-exception.ts'
import { archMismatch } from './arch-mismatch.ts'
import { badCommand } from './bad-command.ts'
import { cloudIamDenied } from './cloud-iam-denied.ts'
import { cniFailed } from './cni-failed.ts'
import { completesExit0 } from './completes-exit-0.ts'
import { configFileMissing } from './config-file-missing.ts'
import { cpuStarvedStartup } from './cpu-starved-startup.ts'
import { deadlockOrTimeoutStartup } from './deadlock-or-timeout-startup.ts'
import { dependencyAuthFailed } from './dependency-auth-failed.ts'
import { dependencyUnreachable } from './dependency-unreachable.ts'
import { dnsFailure } from './dns-failure.ts'
import { dnsLoop } from './dns-loop.ts'
import { envMissing } from './env-missing.ts'
import { gpuDriver } from './gpu-driver.ts'
import { heapExhausted } from './heap-exhausted.ts'
import { illegalInstruction } from './illegal-instruction.ts'
import { imageBad } from './image-bad.ts'
import { initContainerFailed } from './init-container-failed.ts'
import { kernelOrNode } from './kernel-or-node.ts'
import { leaderElectionLost } from './leader-election-lost.ts'
import { license } from './license.ts'
import { lifecycleHookFailed } from './lifecycle-hook-failed.ts'
import { livenessProbe } from './liveness-probe.ts'
import { missingDependency } from './missing-dependency.ts'
import { mountFailed } from './mount-failed.ts'
import { networkPolicy } from './network-policy.ts'
import { oomKilled } from './oom-killed.ts'
import { permissionDeniedFs } from './permission-denied-fs.ts'
import { portInUse } from './port-in-use.ts'
import { quotaOrEviction } from './quota-or-eviction.ts'
import { rbacForbidden } from './rbac-forbidden.ts'
import { readinessGate } from './readiness-gate.ts'
import { runtimeError } from './runtime-error.ts'
import { schemaMigrationFailed } from './schema-migration-failed.ts'
import { secretOrConfigmapMissing } from './secret-or-configmap-missing.ts'
import { securityContext } from './security-context.ts'
import { segfault } from './segfault.ts'
import { serviceAccountToken } from './service-account-token.ts'
import { sidecarOrInjection } from './sidecar-or-injection.ts'
import { startupProbe } from './startup-probe.ts'
import { tlsCert } from './tls-cert.ts'
import { unknown } from './unknown.ts'
import { versionSkew } from './version-skew.ts'
import { volumeDataIncompatible } from './volume-data-incompatible.ts'
import { volumeFull } from './volume-full.ts'
import { webhookCert } from './webhook-cert.ts'
import type { Cause } from './cause.ts'
import { CAUSE_IDS, type CauseId } from '../catalogue.ts'

/** The compiler asks for each id of the catalogue here. */
const BY_ID: Readonly<Record<CauseId, Cause>> = {
  'app-exception': appException,
  'app-config-invalid': appConfigInvalid,
  'env-missing': envMissing,
  'bad-command': badCommand,
  'completes-exit-0': completesExit0,
  'missing-dependency': missingDependency,
  'schema-migration-failed': schemaMigrationFailed,
  'deadlock-or-timeout-startup': deadlockOrTimeoutStartup,
  license,
  segfault,
  'illegal-instruction': illegalInstruction,
  'heap-exhausted': heapExhausted,
  'oom-killed': oomKilled,
  'cpu-starved-startup': cpuStarvedStartup,
  'volume-full': volumeFull,
  'quota-or-eviction': quotaOrEviction,
  'liveness-probe': livenessProbe,
  'startup-probe': startupProbe,
  'lifecycle-hook-failed': lifecycleHookFailed,
  'readiness-gate': readinessGate,
  'rbac-forbidden': rbacForbidden,
  'service-account-token': serviceAccountToken,
  'permission-denied-fs': permissionDeniedFs,
  'security-context': securityContext,
  'mount-failed': mountFailed,
  'secret-or-configmap-missing': secretOrConfigmapMissing,
  'config-file-missing': configFileMissing,
  'image-bad': imageBad,
  'arch-mismatch': archMismatch,
  'dns-failure': dnsFailure,
  'dependency-unreachable': dependencyUnreachable,
  'dependency-auth-failed': dependencyAuthFailed,
  'network-policy': networkPolicy,
  'tls-cert': tlsCert,
  'port-in-use': portInUse,
  'leader-election-lost': leaderElectionLost,
  'webhook-cert': webhookCert,
  'cloud-iam-denied': cloudIamDenied,
  'volume-data-incompatible': volumeDataIncompatible,
  'sidecar-or-injection': sidecarOrInjection,
  'api-version-removed': apiVersionRemoved,
  'version-skew': versionSkew,
  'dns-loop': dnsLoop,
  'cni-failed': cniFailed,
  'kernel-or-node': kernelOrNode,
  'gpu-driver': gpuDriver,
  'runtime-error': runtimeError,
  'init-container-failed': initContainerFailed,
  unknown,
}

/** Every cause by its id, in the catalogue's order. */
export const CAUSES: ReadonlyMap<CauseId, Cause> = new Map(CAUSE_IDS.map((id) => [id, BY_ID[id]]))
