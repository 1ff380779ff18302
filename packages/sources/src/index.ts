/** The door of `sources`: everything that reads or writes outside of the process. */
export {
  isClusterConfigured,
  loadKubeconfig,
  type Kubeconfig,
  type KubeconfigOptions,
} from './cluster/kubeconfig.ts'
export type { ClusterLimits, ClusterOptions, Progress, Target } from './cluster/options.ts'
export { ClusterReader, readCluster } from './cluster/read-cluster.ts'
export {
  ClusterApi,
  type ApiAnswer,
  type ApiRequest,
  type ClusterApiOptions,
} from './cluster/cluster-api.ts'
export type { ExecRequest, ExecResult } from './cluster/exec.ts'
export { kindOf } from './cluster/targets.ts'
export { secretKeys } from './cluster/tidy.ts'
export { watchCluster, type Watched, type WatchOptions } from './cluster/watch-cluster.ts'
export { collectCluster, writeCollected, type CollectOptions } from './collect/collect.ts'
export type { WrittenArchive } from './collect/write-archive.ts'
export { isSourceError, SOURCE_ERROR_CODES, SourceError, type SourceErrorCode } from './errors.ts'
