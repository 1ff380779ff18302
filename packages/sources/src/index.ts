/** The door of `sources`: everything that reads or writes outside of the process. */
export {
  isClusterConfigured,
  isInCluster,
  loadKubeconfig,
  type Kubeconfig,
  type KubeconfigOptions,
} from './cluster/kubeconfig.ts'
export type { ClusterLimits, ClusterOptions, Progress, Target } from './cluster/options.ts'
export { lastRunOf } from './cluster/exits.ts'
export type { EndedRun } from './cluster/exit-logs.ts'
export type { ObjectChange } from './cluster/mirror.ts'
export { Lanes } from './cluster/timing.ts'
export { ClusterReader, readCluster } from './cluster/read-cluster.ts'
export {
  ClusterApi,
  type ApiAnswer,
  type ApiRequest,
  type ClusterApiOptions,
} from './cluster/cluster-api.ts'
export { ClusterRelay } from './cluster/cluster-relay.ts'
export type { ExecRequest, ExecResult } from './cluster/exec.ts'
export { kindOf } from './cluster/targets.ts'
export { secretKeys } from './cluster/tidy.ts'
export { collectCluster, writeCollected, type CollectOptions } from './collect/collect.ts'
export { maskObject } from './collect/mask-object.ts'
export type { WrittenArchive } from './collect/write-archive.ts'
export { isSourceError, SOURCE_ERROR_CODES, SourceError, type SourceErrorCode } from './errors.ts'
